"""Sources as numbers, each listed once at the end."""

from __future__ import annotations

from collections.abc import Iterable

from turgor.domain.evidence import SourceStatus
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

MARKS = {
    SourceStatus.VERIFIED: Phrase("record.source.verified", "seen"),
    SourceStatus.MEMORY: Phrase("record.source.memory", "from memory"),
    SourceStatus.DEFAULT: Phrase("record.source.default", "clinic's default"),
}
LINE = Phrase("record.source", "[{number}] {citation} {reference} ({mark})")


class Citations:
    """Gives each source that is cited the next number."""

    def __init__(self, plan: Plan) -> None:
        self._sources = {source.id: source for source in plan.sources}
        self._numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> str:
        """As in "[1] [4]"; sources that the plan does not hold are left out."""
        known = [source for source in sources if source in self._sources]
        return " ".join(f"[{self._numbers.setdefault(source, len(self._numbers) + 1)}]" for source in known)

    def lines(self) -> tuple[str, ...]:
        """The list of all that was cited so far."""
        return tuple(
            LINE(
                number=number,
                citation=self._sources[id_].citation,
                reference=self._sources[id_].reference.strip("-"),
                mark=MARKS[self._sources[id_].status]().text,
            ).text.replace("  ", " ")
            for id_, number in self._numbers.items()
        )
