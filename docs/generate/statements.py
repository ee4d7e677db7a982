"""What must not meet, how much is too much a day, and gaps that authorities disagree about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generate.markdown import cited, spaced, table
from turgor.content import Core, load_core
from turgor.domain.disputes import DisputedNeed
from turgor.domain.doses import DailyLimit
from turgor.domain.incompatible import Incompatible
from turgor.domain.treatments import Modality


def statements(owner: Core | Modality) -> Iterator[str]:
    """The tables of core or of a modality; nothing where it says nothing."""
    sources = dict(load_core().vocabulary.sources) | (
        {source.id: source for source in owner.sources} if isinstance(owner, Modality) else {}
    )
    if owner.incompatible:
        yield "## What must not meet\n"
        yield from table(["id", "one", "other", "kept apart", "severity", "what to do", "why", "sources"],
            ((*_pair(pair), cited(pair.sources, sources)) for pair in owner.incompatible))  # fmt: skip
    if owner.daily_limits:
        yield "## Most of a substance a day\n"
        yield from table(["id", "substance", "limit", "for whom", "severity", "what to do", "why", "sources"],
            ((*_limit(limit), cited(limit.sources, sources)) for limit in owner.daily_limits))  # fmt: skip
    if isinstance(owner, Core):
        yield "## Gaps that authorities disagree about\n"
        head = ["id", "what is disputed", "position", "days that it must be gone", "sources"]
        yield from table(head, (
            (*row, cited(position, sources)) for need in owner.disputed_needs for *row, position in _positions(need)
        ))  # fmt: skip


def _pair(pair: Incompatible) -> Iterable[str]:
    yield pair.id
    yield ", ".join(map(spaced, pair.one))
    yield ", ".join(map(spaced, pair.other))
    yield spaced(pair.meeting)
    yield pair.severity.value
    yield pair.advice
    yield pair.rationale


def _limit(limit: DailyLimit) -> Iterable[str]:
    yield limit.id
    yield spaced(limit.substance)
    yield f"{'less than' if limit.excludes_limit else 'up to'} {limit.limit:g}{' a kilogram' if limit.per_kg else ''}"
    yield "everybody" if limit.when == "True" else f"`{limit.when}`"
    yield limit.severity.value
    yield limit.advice
    yield limit.rationale


def _positions(need: DisputedNeed) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    for place, one in enumerate(need.positions):
        followed = " (followed unless the clinic chooses another)" if place == 0 else ""
        gone = "none" if one.clear_days is None else str(one.clear_days)
        yield need.id, need.text, f"`{one.id}`{followed}: {one.text}", gone, one.sources
