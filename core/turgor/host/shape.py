"""Whether a value really is what its type annotation says, all the way down.

Records check the values they were made for; nothing in Python keeps an author from putting a word where a number
belongs. What comes from a plugin is therefore looked at field by field before anybody computes with it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence, Sized
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from turgor.domain.messages import Message, odd_fields

MOST_ENTRIES = 5_000  # of one collection; the largest of all that ships has fewer than 200
LONGEST_TEXT = 100_000  # characters: a drawing is the longest
LARGEST = 1_000_000  # so that no number becomes too large to reckon with, or to be written
LONGEST_DAYS = 18_200  # 2,600 weeks or 50 years, so that days can be reckoned from any of them
DAYS_IN = {"days": 1, "weeks": 7, "months": 30}  # by which a field's name says what it counts
MOST_FIELDS = 20  # of one phrase: each may be filled by a long text


class WrongShape(ValueError):  # noqa: N818  what is the matter with the value
    """A value is not what was asked for; the text says where and why."""


def check(value: object, expected: Any, where: str) -> None:
    """Raise WrongShape, naming the place, unless `value` is an `expected` in every part."""
    origin = get_origin(expected)
    if origin in (Union, UnionType):
        _check_one_of(value, get_args(expected), where)
    elif origin is not None:
        _check_collection(value, origin, get_args(expected), where)
    elif attrs.has(expected):
        _check_record(value, expected, where)
    else:
        _check_plain(value, expected, where)


def _check_one_of(value: object, choices: tuple[Any, ...], where: str) -> None:
    """Name the trouble inside the choice whose kind the value is of, where there is one."""
    for choice in choices:
        if attrs.has(choice) and type(value) is choice:
            return check(value, choice, where)
    problems = []
    for choice in choices:
        try:
            return check(value, choice, where)
        except WrongShape as problem:
            problems.append(problem)
    raise problems[0]


def _check_collection(value: object, origin: Any, args: tuple[Any, ...], where: str) -> None:
    if origin is Mapping:
        if not isinstance(value, Mapping):
            raise _wrong(value, "a mapping", where)
        _check_size(value, where)
        for key, entry in value.items():
            check(key, args[0], f"a key of {where}")
            check(entry, args[1], f"{where}[{key!r}]")
        return
    kinds = (list, tuple) if origin is Sequence else (origin,)
    if type(value) not in kinds:
        raise _wrong(value, f"a {origin.__name__.lower()}", where)
    _check_size(value, where)  # type: ignore[arg-type]  # tuple, list or frozenset by now
    for place, entry in enumerate(value):  # type: ignore[arg-type]  # as above
        check(entry, args[0], f"{where}[{place}]" if origin is not frozenset else f"an entry of {where}")


def _check_size(value: Sized, where: str) -> None:
    if len(value) > MOST_ENTRIES:
        raise WrongShape(f"{where}: must not hold more than {MOST_ENTRIES:,} entries, got {len(value):,}")


def _check_record(value: object, expected: type[attrs.AttrsInstance], where: str) -> None:
    if type(value) is not expected:
        raise _wrong(value, f"a {expected.__name__}", where)
    for name, annotation in _hints(expected).items():
        if not hasattr(value, name):
            raise WrongShape(f"{where}.{name} is missing")
        check(getattr(value, name), annotation, f"{where}.{name}")
        _check_duration(getattr(value, name), name, f"{where}.{name}")
    try:
        attrs.validate(value)
    except (TypeError, ValueError) as problem:
        raise WrongShape(f"{where}: {problem}") from problem
    if isinstance(value, Message):
        _check_message(value, where)


def _check_duration(value: object, name: str, where: str) -> None:
    """Whatever is counted in days, weeks or months must end while there are dates."""
    unit = next((unit for unit in DAYS_IN if unit in name), None)
    if unit and type(value) is int and abs(value) * DAYS_IN[unit] > LONGEST_DAYS:
        raise WrongShape(f"{where}: must not be more than {LONGEST_DAYS // DAYS_IN[unit]:,} {unit}")


def _check_message(message: Message, where: str) -> None:
    """A message must be sayable, now and not first when the plan is printed."""
    _check_fields(message, where)
    try:
        said = message.text.strip()
    except (LookupError, ValueError, AttributeError) as problem:
        raise WrongShape(f"{where}: the phrase does not fit its parameters ({problem!r})") from problem
    if not said:
        raise WrongShape(f"{where}: must say something")


def _check_fields(message: Message, where: str) -> None:
    """Before it is said: saying it may take all memory."""
    try:
        odd = next(odd_fields(message.english, message.params), None)
    except ValueError as problem:
        raise WrongShape(f"{where}: the phrase cannot be read ({problem})") from problem
    if odd is not None:
        raise WrongShape(f"{where}: the field {{{odd}}} has no value, or more than its name")
    if message.english.replace("{{", "").count("{") > MOST_FIELDS:
        raise WrongShape(f"{where}: must not have more than {MOST_FIELDS} fields")


def _check_plain(value: object, expected: Any, where: str) -> None:
    if expected in (int, float, Decimal) and _is_number(value, expected):
        _check_number(value, where)  # type: ignore[arg-type]  # a number by now
    elif expected is str and isinstance(value, str):
        _check_text(value, where)
    elif issubclass(expected, Enum):
        if not isinstance(value, expected):
            raise _wrong(value, f"a {expected.__name__}", where)
    elif type(value) is not expected:  # so that True is no number, and a moment no date
        raise _wrong(value, _NAMES.get(expected, expected.__name__), where)


def _is_number(value: object, expected: type) -> bool:
    return type(value) is expected or (expected is float and type(value) is int)


def _check_number(value: float | Decimal, where: str) -> None:
    if not _finite(value):
        raise WrongShape(f"{where}: must be a finite number, got {value}")
    if not -LARGEST <= value <= LARGEST:
        raise WrongShape(f"{where}: must be a number of usual size, at most {LARGEST:,}")


def _finite(value: float | Decimal) -> bool:
    return value.is_finite() if isinstance(value, Decimal) else isinstance(value, int) or math.isfinite(value)


def _check_text(value: str, where: str) -> None:
    if len(value) > LONGEST_TEXT:
        raise WrongShape(f"{where}: must not be longer than {LONGEST_TEXT:,} characters, got {len(value):,}")
    try:
        value.encode()
    except UnicodeEncodeError as problem:
        raise WrongShape(f"{where}: holds characters that no file can hold ({problem.reason})") from problem


_NAMES = {
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    str: "text",
    date: "a date",
    type(None): "None",
}


def _wrong(value: object, expected: str, where: str) -> WrongShape:
    return WrongShape(f"{where}: must be {expected}, got {type(value).__name__}")


@cache
def _hints(record: type[attrs.AttrsInstance]) -> Mapping[str, Any]:
    """Field -> annotation. Names are looked up in the module: a field may be called like its type (`date: date`)."""
    hints = get_type_hints(record, vars(sys.modules[record.__module__]), {})
    return {field.name: hints[field.name] for field in attrs.fields(record)}
