"""Core and modalities -> one catalogue. A modality that does not fit costs itself only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from turgor.content.checks import modality_problems
from turgor.content.tables import MODALITY, Core, identity, with_words_of
from turgor.domain.catalogue import Catalogue
from turgor.domain.published import Published
from turgor.domain.treatments import Modality
from turgor.structuring.problems import InvalidContent, Problem

_SHARED = (
    "source",
    "rule",
    "incompatible",
    "daily_limit",
)  # tables without a namespace: two modalities may use one id


@attrs.frozen
class Merged:
    """What came of merging.

    Attributes:
        rejected: name of a modality -> what is wrong with it; nothing of it is in the catalogue.

    """

    catalogue: Catalogue
    published: tuple[Published, ...]
    rejected: Mapping[str, tuple[Problem, ...]]


def merge(core: Core, modalities: Mapping[str, Modality]) -> Catalogue:
    """The catalogue of core and all the modalities. Raises InvalidContent, naming the modalities at fault."""
    merged = merge_fitting(core, modalities)
    if merged.rejected:
        raise InvalidContent(
            problem.under(name) for name, problems in merged.rejected.items() for problem in problems
        )
    return merged.catalogue


def merge_fitting(core: Core, modalities: Mapping[str, Modality]) -> Merged:
    """Merge the modalities that fit, and say what is wrong with the others.

    Where two declare one id differently, the one that stands later in `modalities` is at fault: give them in an
    order that does not depend on chance, those that ship with Turgor first.
    """
    fitting: dict[str, Modality] = {}
    rejected: dict[str, tuple[Problem, ...]] = {}
    for name, modality in modalities.items():
        problems = (*modality_problems(modality, core), *_clashes(modality, fitting))
        if problems:
            rejected[name] = problems
        else:
            fitting[name] = modality
    return Merged(_catalogue(core, fitting.values()), _published(core, fitting.values()), rejected)


def _clashes(modality: Modality, others: Mapping[str, Modality]) -> Iterator[Problem]:
    """Ids that another modality declares differently."""
    for table in _SHARED:
        mine = _by_id(modality, table)
        for name, other in others.items():
            for record_id, record in _by_id(other, table).items():
                if record_id in mine and mine[record_id] != record:
                    text = f"{name} and {modality.name} declare it differently; use the same words, or another id"
                    yield Problem((table, record_id), text)


def _by_id(modality: Modality, table: str) -> dict[str, Any]:
    return {identity(record): record for record in getattr(modality, MODALITY[table][1])}


def _catalogue(core: Core, modalities: Iterable[Modality]) -> Catalogue:
    modalities = tuple(modalities)
    treatments = [treatment for modality in modalities for treatment in modality.treatments]
    return Catalogue(
        core=core.vocabulary,
        vocabulary=with_words_of(core.vocabulary, modalities),
        treatments={treatment.id: treatment for treatment in sorted(treatments, key=lambda t: t.id)},
        rules=_together(core, modalities, "rules"),
        incompatible=_together(core, modalities, "incompatible"),
        daily_limits=_together(core, modalities, "daily_limits"),
        disputed_needs=core.disputed_needs,
    )


def _together(core: Core, modalities: Iterable[Modality], attribute: str) -> tuple[Any, ...]:
    """Core's statements of one kind and the modalities', each once, in id order."""
    by_id = {record.id: record for source in (core, *modalities) for record in getattr(source, attribute)}
    return tuple(by_id[record_id] for record_id in sorted(by_id))


def _published(core: Core, modalities: Iterable[Modality]) -> tuple[Published, ...]:
    return (*core.published, *(gap for modality in modalities for gap in modality.published))
