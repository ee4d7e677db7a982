"""Sources and questions as numbers, each listed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from turgor.documents.sheet import Entry
from turgor.domain.evidence import SourceStatus
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

MARKS = {
    SourceStatus.VERIFIED: Phrase("record.source.verified", "seen"),
    SourceStatus.MEMORY: Phrase("record.source.memory", "from memory"),
    SourceStatus.DEFAULT: Phrase("record.source.default", "clinic's default"),
}
LINE = Phrase("record.source", "{citation} {reference} ({mark})")
RUN = Phrase("record.run", "{first}\N{EN DASH}{last}")


class Citations:
    """Gives each source that is cited the next number."""

    def __init__(self, plan: Plan) -> None:
        self._sources = {source.id: source for source in plan.sources}
        self._numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> str:
        """As in "[1, 4]"; sources that the plan does not hold are left out."""
        known = [source for source in sources if source in self._sources]
        numbers = sorted(self._numbers.setdefault(source, len(self._numbers) + 1) for source in known)
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""

    def entries(self) -> Iterator[Entry]:
        """The list of all that was cited so far."""
        for id_, number in self._numbers.items():
            source = self._sources[id_]
            line = LINE(
                citation=source.citation,
                reference=source.reference.strip("-"),
                mark=MARKS[source.status]().text,
            )
            yield Entry(f"[{number}]", " ".join(line.text.split()))


def numbered(ids: Iterable[str], order: Sequence[str]) -> str:
    """The numbers of ids in a list, neighbours as a run, as in "1 to 4, 7" with a dash."""
    places = sorted(order.index(id_) + 1 for id_ in set(ids) if id_ in order)
    runs = [
        [place for _, place in run] for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(str(run[0]) if len(run) == 1 else RUN(first=run[0], last=run[-1]).text for run in runs)
