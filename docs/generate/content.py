"""docs/plugins/content.md: every table of a content file and every field of it, from the records they become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from generate.markdown import table
from turgor.content.references import CONDITIONS, REFERENCES
from turgor.content.tables import CONVERTER, MODALITY, NEVER_ENDS, Header
from turgor.domain.skin import Effect
from turgor.domain.treatments import Modality
from turgor.structuring.described import described

HEAD = """\
# What a content file holds

Made from the records that the files become; `make docs` writes it anew. Every `.toml` file in the `content` folder of a
package is read, however it is called and in whatever folder below. All of them together are one modality: put its
tables where you look for them. What is not listed here is refused, and every mistake is told at once, with its file,
its place and, where something comes close, a suggestion.

Ids of treatments are `<modality>.<name>`, ids of other words of yours `<modality>_<name>`. Sources and rules are called
as you like. The words that core has, for everything that takes an *id of ...*, stand in
[the words of core](words-of-core.md) and [facts, events and instruments](../reference/facts.md); a *condition* is
written in [the rule language](../reference/rule-language.md). Where a meaning speaks of *None*, leave the field out.

The smallest modality has `[modality]` and one `[[treatment]]`; most have `[[rule]]` and `[[source]]` besides.
"""
_WORDS: Mapping[Any, tuple[str, str]] = {
    bool: ("`true` or `false`", "`true` or `false`"),
    int: ("a whole number", "whole numbers"),
    float: ("a number", "numbers"),
    str: ("a text", "texts"),
    Decimal: ("a number", "numbers"),
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_contents(), *_tables(), *_inner()]).rstrip("\n") + "\n"


def tables() -> Mapping[str, type]:
    """Table -> its record."""
    return {name: record for name, (record, _) in MODALITY.items()}


def inner_records() -> tuple[type, ...]:
    """The records that stand inside a table, each once, in the order in which they are met."""
    met: dict[type, None] = {}
    waiting = list(tables().values())
    while waiting:
        record = waiting.pop(0)
        inside = [one for field in _fields(record).values() for one in _records_of(field.type)]
        waiting += [one for one in inside if one not in met]
        met |= dict.fromkeys(inside)
    return tuple(one for one in met if one not in tables().values())


def _contents() -> Iterator[str]:
    yield from table(
        ["table", "what it is"], ((f"[`{_written(n)}`](#{n})", described(r)[0]) for n, r in tables().items())
    )


def _tables() -> Iterator[str]:
    for name, record in tables().items():
        yield f"## {name}\n"
        yield f"Written `{_written(name)}`. {described(record)[0]}\n"
        yield from _rows(record)


def _inner() -> Iterator[str]:
    yield "## Tables inside tables\n"
    yield "Called as in `turgor.api`. One that stands alone is a table, `[treatment.course]` or `{ ... }`.\n"
    for record in inner_records():
        yield f"### {record.__name__}\n"
        yield f"{described(record)[0]}\n"
        yield from _rows(record)


def _written(name: str) -> str:
    return f"[{name}]" if name == "modality" else f"[[{name}]]"


def _fields(record: type) -> Mapping[str, Any]:
    """Key in the file -> field."""
    return {key: field for key, (field, _) in CONVERTER.fields_by_key(record).items()}


def _rows(record: type) -> Iterator[str]:
    _, told = described(Modality if record is Header else record)
    rows = (
        (f"`{key}`", _takes(record, field), _left_out(field), told.get(field.name, ""))
        for key, field in _fields(record).items()
    )
    yield from table(["field", "takes", "left out", "meaning"], rows)


def _takes(record: type, field: Any) -> str:
    if noun := REFERENCES.get(record, {}).get(field.name):
        article = "an" if noun[0] in "aeiou" else "a"
        return f"an id of {article} {noun}" if field.type is str else f"ids of {noun}s"
    if CONDITIONS.get(record) == field.name:
        return "a condition"
    if (record, field.name) == (Effect, "upper_days"):
        return f'a whole number, or `"{NEVER_ENDS}"`'
    return _type(field.type)


def _type(type_: Any) -> str:
    """A type in the words of a file."""
    origin, args = get_origin(type_), [one for one in get_args(type_) if one is not NoneType]
    if origin in (Union, UnionType):
        return " or ".join(map(_type, args))
    if origin in (tuple, frozenset):
        return f"a list of {_many(args[0])}"
    if origin is not None:
        return f"a table of {_many(args[1])}"
    return _one(type_)


def _one(type_: Any) -> str:
    if attrs.has(type_):
        return f"a table [{type_.__name__}](#{type_.__name__.lower()})"
    return _WORDS[type_][0] if type_ in _WORDS else _options(type_)


def _many(type_: Any) -> str:
    if attrs.has(type_):
        return f"tables [{type_.__name__}](#{type_.__name__.lower()})"
    return _WORDS[type_][1] if type_ in _WORDS else _options(type_)


def _options(type_: type[Enum]) -> str:
    return ", ".join(f"`{one.value}`" for one in type_)


def _left_out(field: Any) -> str:
    """What holds where the field is left out."""
    default = field.default
    if default is attrs.NOTHING:
        return "**must be given**"
    if (
        isinstance(default, attrs.Factory)
        or attrs.has(type(default))
        or default in ("", (), frozenset(), None)
    ):  # type: ignore[arg-type]
        return ""
    return ", ".join(f"`{_value(one)}`" for one in (default if isinstance(default, tuple) else [default]))


def _value(value: object) -> str:
    return re.sub("^(True|False)$", lambda found: found[0].lower(), str(value))


def _records_of(type_: Any) -> Iterator[type]:
    if attrs.has(type_):
        yield type_
    for inner in get_args(type_):
        yield from _records_of(inner)
