"""A case file may build on another: ``extends = "base.toml"``.

The other file's tables are the base and this file's values win, key by key in each table and answer by answer in
the facts. What the base denies (`none_of`, `never`) stays denied unless this file answers it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import attrs

from turgor.files.errors import InvalidFile
from turgor.files.source import Source
from turgor.structuring.primitives import a_date
from turgor.structuring.problems import InvalidContent, Place, Problem

Table = dict[str, Any]
Origins = dict[tuple[Place, ...], str]
_UNITED = (("assessment", "none_of"), ("history_asked", "never"))


@attrs.frozen
class Layered:
    """The tables of a file over those of its bases.

    Attributes:
        origins: place -> the file that says so; what is not listed comes from `name`.

    """

    name: str
    tables: Table
    origins: Origins = attrs.field(factory=dict)

    def file_of(self, place: tuple[Place, ...]) -> str:
        """The file in which a place stands."""
        for length in range(len(place), 0, -1):
            if file := self.origins.get(place[:length]):
                return file
        return self.name


def read_layered(source: Source, above: tuple[Path, ...] = ()) -> Layered:
    """A file with all that it builds on. Raises InvalidFile."""
    tables = source.tables()
    base_name = tables.pop("extends", None)
    if base_name is None:
        return Layered(source.name, tables)
    path = _base_path(base_name, source)
    above = (*above, Path(source.name).resolve())
    if path.resolve() in above:
        raise _wrong_base(source, f"{base_name} builds on this file again")
    base = read_layered(Source.read(path), above)
    return _over(base, Layered(source.name, tables))


def _base_path(name: object, source: Source) -> Path:
    if not isinstance(name, str) or not name:
        raise _wrong_base(source, "must be the name of a file")
    path = source.folder / name
    if not path.is_file():
        raise _wrong_base(source, f"there is no file {path}")
    return path


def _wrong_base(source: Source, text: str) -> InvalidFile:
    return InvalidFile([Problem(("extends",), text, file=source.name)])


def _over(base: Layered, own: Layered) -> Layered:
    """One file laid over its base."""
    merged = Layered(own.name, {})
    below = _without_what_is_answered(base.tables, own.tables)
    merged.tables.update(_merged((), below, own.tables, base, merged))
    return merged


def _merged(place: tuple[str, ...], below: Table, above: Table, base: Layered, into: Layered) -> Table:
    """Two tables as one; notes for each value of the base where it comes from."""
    table: Table = {}
    for key in (*below, *(key for key in above if key not in below)):
        here = (*place, key)
        lower, upper = below.get(key), above.get(key)
        if key not in above:
            table[key], into.origins[here] = lower, base.file_of(here)
        elif _is_merged(here) and isinstance(lower, dict) and isinstance(upper, dict):
            table[key] = _merged(here, lower, upper, base, into)
        elif here in _UNITED and isinstance(lower, list) and isinstance(upper, list):
            table[key] = lower + [entry for entry in upper if entry not in lower]
            into.origins.update({(*here, index): base.file_of((*here, index)) for index in range(len(lower))})
        else:
            table[key] = upper
    return table


def _is_merged(place: tuple[str, ...]) -> bool:
    """Sections are merged key by key, facts answer by answer; everything below is one answer."""
    return len(place) == 1 or place == ("assessment", "facts")


def _without_what_is_answered(base: Table, own: Table) -> Table:
    """The base without denials that the file on top answers, and without answers that it denies."""
    left = dict(base)
    facts, never = _get(own, "assessment", "facts"), _get(own, "history_asked", "never")
    if isinstance(assessment := base.get("assessment"), dict):
        left["assessment"] = dict(assessment)
        _drop(left["assessment"], "none_of", _listed(facts))
        _drop(left["assessment"], "facts", _listed(_get(own, "assessment", "none_of")))
    if isinstance(asked := base.get("history_asked"), dict):
        left["history_asked"] = dict(asked)
        happened = [event for event in _entries(own.get("history")) if not _is_planned(event, base, own)]
        _drop(left["history_asked"], "never", {_kind(event) for event in happened})
    if "history" in base:
        left["history"] = [event for event in _entries(base["history"]) if _kind(event) not in _listed(never)]
    return left


def _is_planned(event: object, base: Table, own: Table) -> bool:
    """Whether an event begins after the assessment: it says nothing of the past, which stays denied."""
    assessed = _get(own, "assessment", "date") or _get(base, "assessment", "date")
    begins = event.get("start", event.get("date")) if isinstance(event, dict) else None
    try:
        return a_date(begins) > a_date(assessed)
    except InvalidContent:
        return False  # whatever is wrong with the dates is told where they are read


def _drop(table: Table, key: str, names: Collection[str]) -> None:
    """Leave names out of a list or a table, where there is one."""
    match table.get(key):
        case list() as entries:
            table[key] = [entry for entry in entries if entry not in names]
        case dict() as answers:
            table[key] = {name: answer for name, answer in answers.items() if name not in names}


def _get(table: Table, section: str, key: str) -> Any:
    part = table.get(section)
    return part.get(key) if isinstance(part, dict) else None


def _listed(value: object) -> tuple[str, ...]:
    """The texts in a list, or the keys of a table; nothing where the file holds something else."""
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, (list, dict)) else ()


def _entries(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _kind(event: object) -> str:
    kind = event.get("kind") if isinstance(event, dict) else None
    return kind if isinstance(kind, str) else ""
