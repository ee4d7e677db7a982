"""Content files -> core content, and a modality's content files -> its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

from turgor.content.checks import core_problems, modality_problems
from turgor.content.deprecation import up_to_date
from turgor.content.handouts import with_picture
from turgor.content.parsing import parse_toml
from turgor.content.tables import (
    CONVERTER,
    CORE,
    CORE_STATEMENTS,
    MODALITY,
    VOCABULARY_ATTRIBUTES,
    Core,
    Kinds,
    identity,
)
from turgor.content.versions import unfit
from turgor.domain.catalogue import Vocabulary
from turgor.domain.treatments import Modality
from turgor.domain.zones import ZoneTree
from turgor.structuring.problems import Collector, InvalidContent, Place, Problem, closest, shown, wrong
from turgor.structuring.records import structure


@cache
def load_core() -> Core:
    """The core content that ships with Turgor. Raises InvalidContent."""
    return load_core_from(files("turgor.content") / "core")


def load_core_from(folder: Traversable | Path) -> Core:
    """Core content from a folder of TOML files. Raises InvalidContent."""
    declared = _Declared(CORE)
    declared.read(folder)
    declared.check()
    core = _core(declared.records)
    declared.blame(core_problems(core))
    return core


def load_modality(source: str | Path) -> Modality:
    """The content of a modality: TOML files in the `content` folder of a package, or in a folder, or one file.

    Everything is checked here, against core and against itself, so that each problem comes with its file.
    Raises InvalidContent.

    Arguments:
        source: the name of a package; of a module that is one file, whose content is the TOML file of its name
            beside it; or a path.

    """
    return load_modality_against(source, load_core())


def load_modality_against(source: str | Path, core: Core) -> Modality:
    """As `load_modality`, checked against other core content than the shipped one."""
    declared = _Declared(MODALITY)
    content = source if isinstance(source, Path) else _content_of(source)
    declared.read(content)
    declared.read_pictures(content.parent if isinstance(content, Path) else files(str(source)))
    declared.check()
    records = declared.records
    header: dict[str, Any] = attrs.asdict(declared.only("modality"))
    del records["header"]
    modality = Modality(**header | records)
    declared.blame(modality_problems(modality, core))
    return modality


def _content_of(name: str) -> Traversable | Path:
    """Where the content of a package stands, or that of a module in one file."""
    spec = find_spec(name)
    if spec is not None and spec.submodule_search_locations is None and spec.origin:
        return Path(spec.origin).with_suffix(".toml")
    return files(name) / "content"


@attrs.define
class _Declared:
    """What some files declare, and in which file each record stands."""

    kinds: Kinds
    _found: Collector = attrs.field(factory=Collector)
    _records: dict[tuple[str, str], Any] = attrs.field(factory=dict)
    _files: dict[tuple[Place, ...], str] = attrs.field(factory=dict)
    _unfit: list[str] = attrs.field(factory=list)  # what it asks of Turgor, where this is another one

    @property
    def records(self) -> dict[str, tuple[Any, ...]]:
        """Attribute of the whole -> its records, in the order of the files."""
        return {
            attribute: tuple(record for (kind, _), record in self._records.items() if kind == table)
            for table, (_, attribute) in self.kinds.items()
        }

    def only(self, table: str) -> Any:
        """The one record of a table that must stand there once."""
        records = self.records[self.kinds[table][1]]
        if len(records) != 1:
            raise wrong(f"must hold the table [{table}] once, and holds it {len(records)} times")
        return records[0]

    def read(self, place: Traversable | Path) -> None:
        for name, file in _toml_files(place):
            found = Collector()
            with found.at():
                data = file.read_bytes()
                tables = up_to_date(parse_toml(data), data.decode("utf-8-sig"), str(file))
                self._read_tables(tables, name, found)
            self._found.problems += [attrs.evolve(problem, file=name) for problem in found.problems]

    def read_pictures(self, beside: Traversable | Path) -> None:
        """Put the drawings of handouts in the place of the names of their files."""
        for (table, name), record in self._records.items():
            if table == "handout":
                with self._found.at(table, name, "picture"):
                    self._records[table, name] = with_picture(record, beside)

    def check(self) -> None:
        """Raise what is wrong in the files. In one made for another Turgor that alone: the rest may be right there."""
        if self._found.problems and self._unfit:
            raise wrong(self._unfit[0])
        self._found.check()

    def blame(self, problems: Iterable[Problem]) -> None:
        """Raise problems between records, if there are any, each with the file in which the record stands."""
        placed = [attrs.evolve(problem, file=self._files.get(problem.place[:2], "")) for problem in problems]
        if placed:
            raise InvalidContent(placed)

    def _read_tables(self, tables: Mapping[str, Any], file: str, found: Collector) -> None:
        self._look_at_versions(tables.get("modality"))
        for table, value in tables.items():
            entries = [value] if isinstance(value, Mapping) and table == "modality" else value
            if table not in self.kinds:
                found.add((table,), "is no table of content", closest(table, self.kinds))
            elif not isinstance(entries, list):
                found.add((table,), f"must be written as [[{table}]], once for each, got {shown(value)}")
            else:
                for index, entry in enumerate(entries):
                    with found.at(table, *_name(table, entry, index)):
                        self._add(table, structure(entry, self.kinds[table][0], CONVERTER), file)

    def _look_at_versions(self, header: object) -> None:
        """Before the header is read, which may hold fields that only another Turgor knows."""
        match header:
            case {"requires_turgor": str() as asked, "name": name}:
                with suppress(InvalidContent):  # no version specifier, which is said where it is compared
                    self._unfit += filter(None, [unfit(asked, f"the modality {name}")])

    def _add(self, table: str, record: Any, file: str) -> None:
        key = table, identity(record)
        if key in self._records:
            raise wrong(f"is declared twice (first in {self._files[key]})")
        self._records[key], self._files[key] = record, file


def _name(table: str, entry: object, index: int) -> tuple[Place, ...]:
    """What a record is called in problems: its id, or its number where it has none; a single table needs neither."""
    if table == "modality":
        return ()
    name = entry.get("id") if isinstance(entry, Mapping) else None
    return (name if isinstance(name, str) else index,)


def _toml_files(place: Traversable | Path, above: str = "") -> Iterator[tuple[str, Traversable | Path]]:
    """The TOML files at or under a place, in name order, each with its path from there."""
    if place.is_file():
        yield f"{above}{place.name}", place
    elif place.is_dir():
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
            if entry.is_dir() or entry.name.endswith(".toml"):
                yield from _toml_files(entry, f"{above}{place.name}/")
    else:
        raise wrong(f"there is no content at {place}")


def _core(records: Mapping[str, tuple[Any, ...]]) -> Core:
    words = {name: {word.id: word for word in records[name]} for name in VOCABULARY_ATTRIBUTES}
    vocabulary = Vocabulary(zones=ZoneTree.of(records["zones"]), **words)
    statements = {attribute: records[attribute] for _, attribute in CORE_STATEMENTS.values()}
    return Core(vocabulary, **statements)
