"""The content under review: every record with its owner, every condition read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from turgor.content.merge import merge_fitting
from turgor.content.references import CONDITIONS, records_in
from turgor.content.tables import CORE, MODALITY, Core, identity
from turgor.domain.catalogue import Catalogue
from turgor.domain.rules import Rule
from turgor.domain.skin import SkinTerms
from turgor.domain.treatments import Modality
from turgor.rules import Condition, compile_condition

CORE_NAME = "core"


@attrs.frozen
class Entry:
    """One record of a content file.

    Attributes:
        owner: ``core``, or the name of a modality.
        table: the table it stands in.

    """

    owner: str
    table: str
    record: Any

    @property
    def about(self) -> str:
        """What it is called in findings."""
        return f"{self.table} {identity(self.record)}"

    @property
    def parts(self) -> Iterator[tuple[str, Any]]:
        """The record and each record inside it, with its place: ``terms.needs[2]``."""
        for place, inner in records_in(self.record, ()):
            steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
            yield "".join(steps).removeprefix("."), inner


@attrs.frozen
class Stated:
    """A condition that stands in content.

    Attributes:
        of: the record whose condition it is: a rule, an effect, a risk habit.

    """

    entry: Entry
    of: Any
    text: str
    condition: Condition

    @property
    def about(self) -> str:
        return self.entry.about


@attrs.frozen(slots=False)
class Written:
    """Core and modalities together, as they were written."""

    core: Core
    modalities: Mapping[str, Modality]

    @cached_property
    def catalogue(self) -> Catalogue:
        return merge_fitting(self.core, self.modalities).catalogue

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every record once: what a modality repeats word for word is its first owner's."""
        found: dict[tuple[str, str], Entry] = {}
        for owner, table, record in self._records():
            found.setdefault((table, identity(record)), Entry(owner, table, record))
        return tuple(found.values())

    @cached_property
    def conditions(self) -> tuple[Stated, ...]:
        """Every condition that is written anywhere."""
        return tuple(
            Stated(entry, inner, text, compile_condition(text, self.catalogue.vocabulary))
            for entry in self.entries
            for _, inner in entry.parts
            if (text := getattr(inner, CONDITIONS.get(type(inner), ""), ""))
        )

    @cached_property
    def actions(self) -> tuple[tuple[Entry, SkinTerms], ...]:
        """Treatments and kinds of event with what they leave and need."""
        acting = ("treatment", "event_kind")
        return tuple((entry, entry.record.terms) for entry in self.entries if entry.table in acting)

    def of(self, table: str) -> Iterator[Entry]:
        """The records of one table."""
        return (entry for entry in self.entries if entry.table == table)

    def owner_of_state(self, state: str) -> str:
        """Who declares a state."""
        return next((entry.owner for entry in self.of("state") if entry.record.id == state), CORE_NAME)

    @property
    def rules(self) -> Iterator[tuple[Entry, Rule]]:
        return ((entry, entry.record) for entry in self.of("rule"))

    def _records(self) -> Iterator[tuple[str, str, Any]]:
        for table, (_, attribute) in CORE.items():
            if table != "zone":
                holder = self.core if hasattr(self.core, attribute) else self.core.vocabulary
                found = getattr(holder, attribute)
                for record in found.values() if isinstance(found, Mapping) else found:
                    yield CORE_NAME, table, record
        for name, modality in sorted(self.modalities.items()):
            for table, (_, attribute) in MODALITY.items():
                for record in getattr(modality, attribute, ()):
                    yield name, table, record
