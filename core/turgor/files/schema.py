"""The JSON Schema of a written plan, made from the records, so that the two cannot differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from turgor.domain.plan import SCHEMA, Plan
from turgor.files.plan_shape import ONLY_WHERE_SAID, PLAN, STAND_INS
from turgor.structuring.described import described

Schema = dict[str, Any]

_PRIMITIVES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2,}$"},
    object: {},
}


class Definitions(dict[str, Schema]):
    """Records by name; of two with one name the second gets that of its module in front."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[type, str] = {}

    def name(self, cls: type) -> str:
        """A name for a record that has none yet."""
        name = cls.__name__.removesuffix("Shape")
        if name in self.names.values():
            name = f"{cls.__module__.rpartition('.')[2].title().replace('_', '')}{name}"
        self.names[cls] = name
        return name


def plan_schema() -> Schema:
    """The schema of what `write_plan` writes (JSON Schema 2020-12)."""
    definitions = Definitions()
    plan = _record(Plan, definitions)
    plan["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Turgor plan ({SCHEMA})",
        **plan,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(plan_schema(), indent=2, ensure_ascii=False) + "\n"


def _of(type_: Any, definitions: Definitions) -> Schema:
    if type_ in _PRIMITIVES:
        return dict(_PRIMITIVES[type_])
    if isinstance(type_, type) and issubclass(type_, Enum):
        return {"enum": [member.value for member in type_]}
    if attrs.has(type_):
        return _reference(STAND_INS.get(type_, type_), definitions)
    return _COLLECTIONS[get_origin(type_)](get_args(type_), definitions)


def _reference(cls: type, definitions: Definitions) -> Schema:
    if cls not in definitions.names:
        name = definitions.name(cls)
        definitions[name] = {}  # a record inside itself refers to this place
        definitions[name] = _record(cls, definitions)
    return {"$ref": f"#/$defs/{definitions.names[cls]}"}


def _record(cls: type, definitions: Definitions) -> Schema:
    """A table with just the keys of the record; all are always written but a few that may have nothing to say."""
    summary, texts = described(cls)
    properties = {}
    for key, (field, _) in PLAN.fields_by_key(cls).items():
        schema = _of(field.type, definitions)
        properties[key] = {**schema, "description": texts[field.name]} if field.name in texts else schema
    return {
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key not in ONLY_WHERE_SAID.get(cls, ())],
        "additionalProperties": False,
    }


def _tuple(types: tuple[Any, ...], definitions: Definitions) -> Schema:
    if types[-1] is Ellipsis:
        return {"type": "array", "items": _of(types[0], definitions)}
    entries = [_of(type_, definitions) for type_ in types]
    return {"type": "array", "prefixItems": entries, "items": False, "minItems": len(entries)}


def _set(types: tuple[Any, ...], definitions: Definitions) -> Schema:
    return {"type": "array", "items": _of(types[0], definitions), "uniqueItems": True}


def _mapping(types: tuple[Any, ...], definitions: Definitions) -> Schema:
    return {"type": "object", "additionalProperties": _of(types[1], definitions)}


def _union(types: tuple[Any, ...], definitions: Definitions) -> Schema:
    return {"anyOf": [_of(type_, definitions) for type_ in types]}


_COLLECTIONS: Mapping[Any, Callable[[tuple[Any, ...], Definitions], Schema]] = {
    tuple: _tuple,
    frozenset: _set,
    Mapping: _mapping,
    Union: _union,
    UnionType: _union,
}
