"""What a single value may look like in a file. Nothing is coerced: a wrong type is a mistake to be shown."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, get_origin

import attrs

from turgor.structuring.problems import InvalidContent, closest, shown, wrong

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")
_MOST_OPTIONS = 12  # more than these are not listed in a message


def a_bool(value: object, _: object = None) -> bool:
    """True or false, and nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise wrong(f"must be true or false, got {shown(value)}")
    return value


def an_int(value: object, _: object = None) -> int:
    """A whole number: 2.0 is not written as one."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong(f"must be a whole number, got {shown(value)}")
    return value


def a_number(value: object, _: object = None) -> float:
    """A finite number, whole or with decimals."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise wrong(f"must be a number, got {shown(value)}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise wrong(f"must be a finite number, got {shown(value)}")
    return number


def a_decimal(value: object, _: object = None) -> Decimal:
    """An exact number: whole, with decimals, or a text such as "1140.00"; never a float."""
    if isinstance(value, (int, str, Decimal)) and not isinstance(value, bool):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
    raise wrong(f'must be an amount such as 1140 or "1140.00", got {shown(value)}')


def a_text(value: object, _: object = None) -> str:
    """A text that can be stored and printed."""
    if not isinstance(value, str):
        raise wrong(f"must be a text in quotes, got {shown(value)}")
    if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
        raise wrong("holds a character that no text may hold (NUL or half of a pair)")
    return value


def a_name(value: object, _: object = None) -> str:
    """A text that says something."""
    name = a_text(value)
    if not name.strip():
        raise wrong("must not be empty")
    return name


def a_date(value: object, _: object = None) -> date:
    """A day: a TOML date or an ISO text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong(f"must be a day such as 2026-03-14, got {shown(value)}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong(f"{value} is not a day of the calendar") from None


def a_time(value: object, _: object = None) -> time:
    """A time of day: a TOML time or a text such as "09:30"."""
    if isinstance(value, time) and value.tzinfo is None:
        return value
    if isinstance(value, str) and _TIME.fullmatch(value):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise wrong(f'must be a time such as "09:30", got {shown(value)}')


def an_option(value: object, enum: type[Enum]) -> Enum:
    """A member of an enum, written as its value."""
    options = [str(member.value) for member in enum]
    if isinstance(value, str) and value in options:
        return enum(value)
    raise not_an_option(value, options)


def not_an_option(value: object, options: Collection[str]) -> InvalidContent:
    """The problem that a value is none of the options; they are listed where they are few."""
    listed = (
        f"must be one of {', '.join(options)}"
        if len(options) <= _MOST_OPTIONS
        else f"must be one of its {len(options)} options"
    )
    return wrong(f"{listed}; got {shown(value)}", closest(value, options))


def plain(value: object) -> object:
    """A value nobody has declared, as JSON knows it: dates become texts, decimals numbers."""
    match value:
        case Mapping():
            return {str(key): plain(entry) for key, entry in value.items()}
        case list() | tuple():
            return [plain(entry) for entry in value]
        case Decimal():
            return float(value)
        case date() | time():
            return value.isoformat()
        case _:
            return value


PRIMITIVES: Mapping[type, Callable[[object, object], object]] = {
    bool: a_bool,
    int: an_int,
    float: a_number,
    Decimal: a_decimal,
    str: a_text,
    date: a_date,
    time: a_time,
}


def belongs(value: object, type_: Any) -> bool:
    """Whether a value as read from a file is of the kind that a member of a union asks for."""
    if type_ in (bool, int):
        return type(value) is type_
    if type_ is float:
        return isinstance(value, (float, Decimal))
    if get_origin(type_) is tuple:
        return isinstance(value, (list, tuple))
    if attrs.has(type_) or get_origin(type_) is Mapping:
        return isinstance(value, Mapping)
    if isinstance(type_, type) and issubclass(type_, Enum):
        return isinstance(value, str)
    return isinstance(value, type_)
