"""A new modality as a complete package, made from the templates beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs
from jinja2 import Environment, StrictUndefined

from turgor import __version__
from turgor.content import load_core
from turgor.host.discovery import find

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SUFFIX = ".jinja"
_NEEDED = ("acute_wound", "barrier_open", "infection_active", "skin_inflamed")


class BadName(ValueError):  # noqa: N818  what is wrong
    """The name cannot be a modality's; the text says why."""


def _sentence(text: str) -> str:
    return text.strip().removesuffix(".")


@attrs.frozen
class Newcomer:
    """What is said of a modality before there is any.

    Attributes:
        name: of the modality: small letters, digits and underscores.
        title: for people.
        purpose: one sentence without a full stop.
        at_home: whether the first treatment is home care; else it is done in the clinic.

    """

    name: str = attrs.field()
    title: str = attrs.field(converter=_sentence)
    purpose: str = attrs.field(converter=_sentence)
    at_home: bool = False

    @name.validator
    def _may_begin_ids(self, _: object, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise BadName(f"a modality is called by small letters, digits and underscores, not {name!r}")

    @title.validator
    @purpose.validator
    def _one_line(self, field: attrs.Attribute[str], text: str) -> None:
        if not text or not text.isprintable() or set(text) & set('"\\'):
            raise BadName(f"the {field.name} must be one line without quotes or backslashes, got {text!r}")

    @property
    def distribution(self) -> str:
        return f"turgor-{self.name.replace('_', '-')}"

    @property
    def package(self) -> str:
        return f"turgor_{self.name}"


def refuse_taken(name: str) -> None:
    """Raise BadName where an installed modality is called so: two of one name cannot be loaded together."""
    if takers := sorted({one.distribution for one in find() if one.name == name}):
        raise BadName(f"{' and '.join(takers)} provides a modality {name!r} already; choose another name")


def package_files(newcomer: Newcomer) -> Mapping[str, str]:
    """Path in the package -> text, for every file of it."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701  TOML and Python, not HTML
    values = _values(newcomer)
    return {
        _renamed(path, newcomer): environment.from_string(template.read_text(encoding="utf-8")).render(values)
        for path, template in _templates(files("turgor.testing") / "new_package")
    }


def write_package(newcomer: Newcomer, folder: Path) -> tuple[Path, ...]:
    """Write the package into a folder that is new or empty. Raises FileExistsError, and OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already and not empty")
    written = []
    for name, text in package_files(newcomer).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755 if path.suffix == ".sh" else 0o644)
        written.append(path)
    return tuple(written)


def _values(newcomer: Newcomer) -> Mapping[str, object]:
    states = load_core().vocabulary.states
    kind = "care" if newcomer.at_home else "session"
    return {
        "name": newcomer.name,
        "title": newcomer.title,
        "plain_name": newcomer.title[:1].lower() + newcomer.title[1:],
        "purpose": newcomer.purpose,
        "distribution": newcomer.distribution,
        "package": newcomer.package,
        "treatment": f"{newcomer.name}.{kind}",
        "prefix": newcomer.name.upper().replace("_", "-"),
        "at_home": newcomer.at_home,
        "turgor": ".".join(__version__.split(".")[:2]),
        "next_turgor": str(int(__version__.split(".")[0]) + 1),
        "needed": _NEEDED,
        "indifferent": [state for state in states if state not in _NEEDED],
    }


def _templates(place: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            yield f"{above}{entry.name.removesuffix(_SUFFIX)}", entry


def _renamed(path: str, newcomer: Newcomer) -> str:
    """What a template's file is called in the package."""
    renamed = path.replace("src/package/", f"src/{newcomer.package}/")
    renamed = renamed.replace("content/content.toml", f"content/{newcomer.name}.toml")
    return renamed.replace("test_modality.py", f"test_{newcomer.name}.py").replace("gitignore", ".gitignore")
