"""docs/plugins/records.md: what hooks are given and what they answer, from the records themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args, get_type_hints

import attrs

from generate import content
from generate.hooks import hooks
from generate.markdown import table
from turgor import api
from turgor.structuring.described import described

HEAD = """\
# What hooks are given, and what they answer

Every record that a hook meets, made from `turgor.api`; `make docs` writes it anew. All are frozen: make a changed one
by `attrs.evolve`. What a modality declares (treatments, rules, ...) stands in [content files](content.md), under the same
names. A field whose type has no name in `turgor.api` is for reading.
"""


def page() -> str:
    """The whole page."""
    sections = (line for one in records() for line in _section(one))
    return "\n".join([HEAD, *_contents(), *sections, *_enums()]).rstrip("\n") + "\n"


def reached(*roots: Any) -> tuple[type, ...]:
    """The classes of Turgor to which types lead, through fields and their fields, in the order in which they are met."""
    met: dict[type, None] = {}
    waiting = list(roots)
    while waiting:
        one = waiting.pop(0)
        waiting += get_args(one)
        if isinstance(one, type) and one.__module__.startswith("turgor.") and one not in met:
            met[one] = None
            waiting += field_types(one).values() if attrs.has(one) else ()
    return tuple(met)


def field_types(record: type) -> dict[str, Any]:
    """Field -> its type."""
    attrs.resolve_types(record)
    return {field.name: field.type for field in attrs.fields(record)}


def met_by_hooks() -> tuple[type, ...]:
    """All that the arguments and answers of hooks lead to."""
    return reached(*(type_ for hook in hooks().values() for type_ in get_type_hints(hook).values()))


def records() -> tuple[type, ...]:
    """Those that have a name in `turgor.api` and are not declared in content."""
    declared = {*content.tables().values(), *content.inner_records(), api.Modality}
    named = {vars(api)[name] for name in api.__all__}
    listed = (*met_by_hooks(), api.Phrase)
    return tuple(one for one in listed if attrs.has(one) and one in named and one not in declared)


def _contents() -> Iterator[str]:
    yield from table(
        ["record", "what it is"],
        ((f"[`{one.__name__}`](#{one.__name__.lower()})", described(one)[0]) for one in records()),
    )


def _section(record: type) -> Iterator[str]:
    summary, told = described(record)
    yield f"## {record.__name__}\n"
    yield f"{summary}\n"
    yield from table(
        ["field", "type", "left out", "meaning"],
        (
            (f"`{field.name}`", f"`{_type(field.type)}`", _left_out(field), told.get(field.name, ""))
            for field in attrs.fields(attrs.resolve_types(record))
        ),
    )
    rows = [
        (f"`{name.removeprefix('__call__')}{_signature(one)}`", _said(one)) for name, one in _methods(record)
    ]
    yield from table(["method", "what it says"], rows)


def _methods(record: type) -> Iterator[tuple[str, Any]]:
    """Its public methods and properties."""
    for name, one in vars(record).items():
        made = one.__func__ if isinstance(one, classmethod) else one
        if (name == "__call__" or not name.startswith("_")) and (
            inspect.isfunction(made) or isinstance(made, property)
        ):
            yield name, made


def _said(one: Any) -> str:
    """The first line of a docstring."""
    return (inspect.getdoc(one) or "").partition("\n")[0]


def _signature(one: Any) -> str:
    if isinstance(one, property):
        return ""
    signature = inspect.signature(one)
    kept = [parameter for name, parameter in signature.parameters.items() if name not in ("self", "cls")]
    return str(signature.replace(parameters=kept)).replace("''", '""').replace("'", "")


def _left_out(field: Any) -> str:
    default = field.default
    if default is attrs.NOTHING:
        return "must be given"
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return "empty"
    if attrs.has(type(default)):
        return "its defaults"
    return "empty" if default in ((), "", frozenset()) else f"`{default}`"
    return f"`{default}`"


def _type(type_: Any) -> str:
    """A type as an annotation, without the modules."""
    if isinstance(type_, type) and not get_args(type_):
        return "None" if type_ is type(None) else type_.__name__
    text = str(type_)
    for one in {*reached(type_)}:
        text = text.replace(f"{one.__module__}.{one.__qualname__}", one.__name__)
    for module in ("typing.", "collections.abc.", "datetime.", "decimal."):
        text = text.replace(module, "")
    return text


def _enums() -> Iterator[str]:
    """Closed lists of words, those of content included."""
    yield "## Words\n"
    listed = [one for one in met_by_hooks() if issubclass(one, Enum) and one.__name__ in api.__all__]
    rows = (
        (f"`{one.__name__}`", described(one)[0], ", ".join(f"`{word.name}`" for word in one))
        for one in sorted(listed, key=lambda one: one.__name__)
    )
    yield from table(["name", "what it is", "words"], rows)
