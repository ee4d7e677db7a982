"""How records cross between Turgor and the process of a plugin: pickled, and only ours can come back.

Pickle is quick, and harmless as long as the receiver decides which classes there are. Whatever is unpacked here
consists of our own frozen records, our enumerations and plain values; a foreign class is not even looked up.
What the records hold is checked afterwards, field by field (see `shape`).
"""

from __future__ import annotations

import io
import pickle
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any

import attrs

MOST_BYTES = 16_000_000  # of one answer; all that ships says who it is in less than 200,000
_RECORDS = "turgor.domain."
_PLAIN = {
    (kind.__module__, kind.__qualname__): kind
    for kind in (date, datetime, time, timedelta, Decimal, frozenset)
}


class Unsendable(Exception):  # noqa: N818  what is the matter with the value
    """A value cannot cross, or what came is none; the text says why."""


def pack(value: object) -> bytes:
    """Bytes of a value. Raises Unsendable where it is no data, or too much of it."""
    sink = _Bounded()
    try:
        pickle.Pickler(sink, protocol=5).dump(value)
    except Unsendable:
        raise
    except Exception as problem:  # a class of a stranger may raise anything
        raise Unsendable(f"it cannot be sent ({problem})") from problem
    return sink.getvalue()


def unpack(data: bytes) -> Any:
    """The value of bytes, made of our own records and plain values. Raises Unsendable at anything else."""
    try:
        return _Ours(io.BytesIO(data)).load()
    except Unsendable:
        raise
    except Exception as problem:  # bytes of a stranger may raise anything
        raise Unsendable(f"it cannot be read ({type(problem).__name__})") from problem


class _Bounded(io.BytesIO):
    """Bytes, up to the most that may cross."""

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > MOST_BYTES:
            raise Unsendable(f"it is larger than {MOST_BYTES // 1_000_000} megabytes")
        return super().write(data)


class _Ours(pickle.Unpickler):
    """Knows the classes of our records and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if known := _PLAIN.get((module, name)):
            return known
        if module.startswith(_RECORDS) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and (attrs.has(found) or issubclass(found, Enum)):
                return found
        raise Unsendable(f"it holds {module}.{name}, which is no record of turgor.api")
