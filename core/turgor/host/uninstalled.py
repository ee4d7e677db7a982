"""Plugins that are not installed: one file to try something out, a project that is being written, a built wheel."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from importlib.metadata import Distribution, EntryPoint
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import attrs

from turgor.api import Modality, hookimpl, load_modality
from turgor.domain.catalogue import FILE
from turgor.host.discovery import GROUP, Found, announced, required


class NoPlugin(LookupError):  # noqa: N818  what is there instead of one
    """There is no plugin at a path; the text says what was looked for."""


def found_at(path: Path) -> tuple[Found, ...]:
    """The plugins at a path: a Python file, a TOML file, the folder of a project, or a wheel. Raises NoPlugin.

    Nothing is imported yet. A file is a plugin by the name of the file.
    """
    if not path.exists():
        raise NoPlugin(f"{path} does not exist")
    if path.suffix in (".py", ".toml") and path.name != "pyproject.toml":
        load = _import_file if path.suffix == ".py" else _data_only
        return (Found(path.stem, f"{FILE}{path.name}", "", partial(load, path.resolve())),)
    found = tuple(_in_wheel(path) if path.suffix == ".whl" else _in_project(path))
    if not found:
        raise NoPlugin(
            f"{path} announces no modality: it needs an entry point in the group {GROUP!r} "
            "(name a .py or .toml file to try one out)"
        )
    return tuple(sorted(found, key=lambda one: one.name))


def _import_file(path: Path) -> object:
    """The module in one file, under a name that nothing else has. May raise anything."""
    name = f"turgor_plugin_file_{path.stem}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _data_only(path: Path) -> object:
    """The three lines of Python that a modality of pure data needs."""

    def turgor_modality() -> Modality:
        return load_modality(path)

    return SimpleNamespace(turgor_modality=hookimpl(turgor_modality))


def _in_project(path: Path) -> Iterator[Found]:
    """The modalities that a pyproject.toml announces, as they would be found once it is installed."""
    file = path if path.is_file() else path / "pyproject.toml"
    if not file.is_file():
        return
    try:
        project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise NoPlugin(f"{file} cannot be read: {problem}") from problem
    points: Mapping[str, str] = project.get("entry-points", {}).get(GROUP, {})
    for name, value in points.items():
        load = partial(_import_from, _root(file.parent, value), value)
        asked = required(project.get("dependencies", ()))
        yield Found(name, str(project.get("name", "unnamed")), str(project.get("version", "")), load, asked)


def _root(project: Path, value: str) -> Path:
    """The folder that holds the package: src/ or the project's own."""
    top = value.partition(":")[0].partition(".")[0]
    source = project / "src"
    return source if (source / top).exists() or (source / f"{top}.py").exists() else project


def _in_wheel(path: Path) -> Iterator[Found]:
    for distribution in Distribution.discover(path=[str(path)]):
        for entry in announced(distribution):
            yield attrs.evolve(entry, load=partial(_from_wheel, path, entry))


def _from_wheel(path: Path, entry: Found) -> object:
    _reach(path)
    return entry.load()


def _import_from(root: Path, value: str) -> object:
    """What an entry point names, imported from a folder. May raise anything."""
    _reach(root)
    import_module(value.partition(":")[0].strip())
    return EntryPoint("", value, GROUP).load()


def _reach(place: Path) -> None:
    """Let modules be imported from a folder or wheel; it goes first, before an installed version of the same."""
    if str(place.resolve()) not in sys.path:
        sys.path.insert(0, str(place.resolve()))
