"""Strict structuring: tables as read from TOML or JSON -> records, all problems at once with their places.

On top of cattrs, with hooks that coerce nothing (no 2.7 -> 2, no true -> 1, no "41" -> 41) and that run the
validator of every field inside the structuring of its record, so that a range error is found beside a type error.
Text is read with decimals kept exact (`parse_float=Decimal`), so that an amount of money never was a float.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter

from turgor.structuring.primitives import PRIMITIVES, a_text, an_option, belongs, plain
from turgor.structuring.problems import Collector, closest, shown, wrong

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]

_BOUND = re.compile(r"'\w+' must be (>=|<=|>|<) (\S+): ", re.DOTALL)
_LENGTH = re.compile(r"Length of '\w+' must be >= (\d+): ")
_IN_WORDS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


def _text_or_option(value: object, type_: Any) -> object:
    return an_option(value, type_) if issubclass(type_, Enum) else a_text(value)


def _made_from(*origins: object) -> Callable[[Any], bool]:
    return lambda type_: get_origin(type_) in origins


@attrs.frozen
class Field:
    """How one attribute is read, where that differs from what its name and type say.

    Attributes:
        key: its key in files; empty for its name (without a trailing underscore).
        read: reads the value instead of the hook for its type.

    """

    key: str = ""
    read: Callable[[Any], Any] | None = None


Fields = Mapping[type, Mapping[str, Field]]


class StrictConverter(Converter):
    """A cattrs converter with strict hooks for primitives, enums, collections, unions and attrs records."""

    def __init__(self, fields: Fields | None = None, *, repeats: bool = False) -> None:
        """Say how attributes are read that need more than their type, and whether a list may hold a text twice."""
        super().__init__()
        self._special = fields or {}
        for primitive, hook in PRIMITIVES.items():
            self.register_structure_hook(primitive, hook)
        self.register_structure_hook(str, _text_or_option)  # cattrs takes a StrEnum for a str
        self.register_structure_hook_func(lambda type_: type_ is object, lambda value, _: plain(value))
        self._use(_made_from(tuple), lambda type_: _tuple(self, type_, repeats=repeats))
        self._use(_made_from(frozenset), lambda type_: _frozenset(self, type_))
        self._use(_made_from(Mapping), lambda type_: _mapping(self, type_))
        self._use(_made_from(Union, UnionType), lambda type_: _union(self, type_))
        self._use(attrs.has, lambda cls: _record(self, cls))

    def _use(self, applies: Callable[[Any], bool], factory: Callable[[Any], Hook]) -> None:
        self.register_structure_hook_factory(applies, factory)

    def fields_by_key(self, cls: type) -> dict[str, tuple[Any, Field]]:
        """Key in files -> attribute of the record, and how it is read."""
        attrs.resolve_types(cls)
        special = self._special.get(cls, {})
        read_as = [(field, special.get(field.name, Field())) for field in attrs.fields(cls)]
        return {how.key or field.name.rstrip("_"): (field, how) for field, how in read_as}


STRICT = StrictConverter()


def structure(value: object, type_: type[T], converter: Converter = STRICT) -> T:
    """The value as a record or another typed value. Raises InvalidContent with every problem in it."""
    return converter.structure(value, type_)


def structure_fields(
    table: object, cls: type, found: Collector, converter: StrictConverter = STRICT
) -> dict[str, Any]:
    """The attributes of a record that could be read; what is wrong goes to `found`.

    For whoever must go on checking although a part is wrong; others use `structure`.
    """
    if not isinstance(table, Mapping):
        found.add((), f"must be a table, got {shown(table)}")
        return {}
    fields = converter.fields_by_key(cls)
    for key in table:
        if key not in fields:
            found.add((str(key),), "is not known here", closest(key, fields.keys() - table.keys()))
    values: dict[str, Any] = {}
    for key, (field, how) in fields.items():
        if key in table:
            with found.at(key):
                value = table[key]
                values[field.name] = how.read(value) if how.read else converter.structure(value, field.type)
        elif field.default is attrs.NOTHING:
            found.add((key,), "is missing")
        elif not _from_others(field):
            values[field.name] = _default(field)
    _validate(cls, fields, values, found)
    return values


def _record(converter: StrictConverter, cls: type) -> Hook:
    def hook(table: object, _: object) -> object:
        found = Collector()
        values = structure_fields(table, cls, found, converter)
        found.check()
        return cls(**values)

    return hook


def _from_others(field: Any) -> bool:
    """Whether the default is made from the other fields: the class makes it when the record is made."""
    return isinstance(field.default, attrs.Factory) and field.default.takes_self  # type: ignore[arg-type]


def _default(field: Any) -> object:
    default = field.default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


def _validate(
    cls: type, fields: Mapping[str, tuple[Any, Field]], values: Mapping[str, Any], found: Collector
) -> None:
    """Run the validators on what could be read; one that needs a field which could not is left out."""
    draft: object = object.__new__(cls)
    for name, value in values.items():
        object.__setattr__(draft, name, value)
    for key, (field, _) in fields.items():
        if field.validator is None or field.name not in values:
            continue
        try:
            field.validator(draft, field, values[field.name])
        except AttributeError:
            continue
        except (ValueError, TypeError) as error:
            found.add((key,), _in_words(str(error), values[field.name]))


def _in_words(message: str, value: object) -> str:
    """The message of an attrs validator in the words of ours; a message of ours as it is."""
    if bound := _BOUND.match(message):
        return f"must be {_IN_WORDS[bound[1]]} {bound[2]}, got {shown(value)}"
    if length := _LENGTH.match(message):
        return "must not be empty" if length[1] == "1" else f"must have at least {length[1]} entries"
    return message


def _tuple(converter: Converter, type_: Any, *, repeats: bool) -> Hook:
    types = get_args(type_)
    if types[-1] is not Ellipsis:
        return _fixed_tuple(converter, types)

    def hook(value: object, _: object) -> tuple[Any, ...]:
        return tuple(_items(converter, value, types[0], repeats=repeats or types[0] is not str))

    return hook


def _fixed_tuple(converter: Converter, types: tuple[Any, ...]) -> Hook:
    def hook(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)) or len(value) != len(types):
            raise wrong(f"must be a list of {len(types)} entries, got {shown(value)}")
        found = Collector()
        items = []
        for index, (item, item_type) in enumerate(zip(value, types, strict=True)):
            with found.at(index):
                items.append(converter.structure(item, item_type))
        found.check()
        return tuple(items)

    return hook


def _frozenset(converter: Converter, type_: Any) -> Hook:
    (item_type,) = get_args(type_)

    def hook(value: object, _: object) -> frozenset[Any]:
        return frozenset(_items(converter, value, item_type, repeats=False))

    return hook


def _items(converter: Converter, value: object, item_type: Any, *, repeats: bool) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise wrong(f"must be a list, got {shown(value)}")
    found = Collector()
    items: list[Any] = []
    for index, item in enumerate(value):
        with found.at(index):
            read = converter.structure(item, item_type)
            if not repeats and read in items:
                raise wrong(f"stands here twice: {shown(item)}")
            items.append(read)
    found.check()
    return items


def _mapping(converter: Converter, type_: Any) -> Hook:
    key_type, value_type = get_args(type_)

    def hook(value: object, _: object) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise wrong(f"must be a table, got {shown(value)}")
        found = Collector()
        entries = {}
        for key, entry in value.items():
            with found.at(str(key)):
                entries[converter.structure(key, key_type)] = converter.structure(entry, value_type)
        found.check()
        return entries

    return hook


def _union(converter: Converter, type_: Any) -> Hook:
    members = get_args(type_)
    others = [member for member in members if member is not type(None)]

    def hook(value: object, _: object) -> object:
        if value is None and len(others) < len(members):
            return None
        fitting = [member for member in others if len(others) == 1 or belongs(value, member)]
        if not fitting:
            raise wrong(f"must be {' or '.join(map(_noun, others))}, got {shown(value)}")
        return converter.structure(value, fitting[0])

    return hook


_NOUNS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


def _noun(type_: Any) -> str:
    return _NOUNS.get(type_, "a list" if get_origin(type_) is tuple else "a table")
