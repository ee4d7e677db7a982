"""Markdown as the generated pages write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from turgor.domain.evidence import Source, SourceStatus

MARKS = {
    SourceStatus.VERIFIED: "✓",
    SourceStatus.MEMORY: "(memory)",
    SourceStatus.DEFAULT: "(default)",
}
LEGEND = """\
Behind a source stands how it was read: ✓ its address and title were seen in a published record; (memory) it was cited
from memory and must be checked before it is relied on; (default) no source fixes it, the clinic chooses. Evidence is
graded for firmness. A number whose basis is *default* or *reference* may be changed by the clinic; one whose basis is
*source* stands in a cited source."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, or nothing where there are no rows."""
    written = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    if written:
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from written
        yield ""


def bullets(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Named lines; those without a text are left out."""
    yield from (f"- {name}: {text}" for name, text in lines if text)
    yield ""


def days(number: int | None) -> str:
    """A number of days for people."""
    return "for ever" if number is None else f"{number} d"


def spaced(word: str) -> str:
    """An id or an option as words."""
    return word.replace("_", " ")


def cited(ids: Iterable[str], sources: dict[str, Source]) -> str:
    """Sources with their marks."""
    return ", ".join(f"{id_} {MARKS[sources[id_].status]}" for id_ in ids)


def source_rows(ids: Iterable[str], sources: dict[str, Source]) -> Iterator[str]:
    """The sources as a table."""
    rows = (
        (id_, MARKS[source.status], source.citation, source.reference, source.supports)
        for id_ in sorted(set(ids))
        for source in [sources[id_]]
    )
    yield from table(["source", "read", "citation", "reference", "what bears on it"], rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
