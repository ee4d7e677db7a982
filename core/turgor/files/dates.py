"""Dates that are not known to the day: a month, a year or a stated range."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from turgor.domain.dates import DateRange, Span
from turgor.structuring.primitives import a_date
from turgor.structuring.problems import shown, wrong

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_HOW = 'a day ("2026-03-14"), a month ("2026-03"), a year ("2026") or a range ("2026-03-01/2026-03-20")'


def a_date_range(value: object) -> DateRange:
    """The days between which something happened, from a day, a month, a year or a range."""
    if not isinstance(value, str):
        if isinstance(value, date):
            return DateRange.on(a_date(value))
        raise wrong(f"must be {_HOW}, got {shown(value)}")
    first, slash, last = value.partition("/")
    earliest = _one(first, value)
    latest = _one(last, value) if slash else earliest
    if latest.latest < earliest.earliest:
        raise wrong(f"must not end before it starts, got {shown(value)}")
    return DateRange(earliest.earliest, latest.latest)


def _one(text: str, whole: str) -> DateRange:
    if _DAY.fullmatch(text):
        return DateRange.on(a_date(text))
    year, month = _YEAR.fullmatch(text), _MONTH.fullmatch(text)
    if not year and not month:
        raise wrong(f"must be {_HOW}, got {shown(whole)}")
    try:
        if month:
            return _month(int(month[1]), int(month[2]))
        return DateRange(date(int(text), 1, 1), date(int(text), 12, 31))
    except ValueError:
        raise wrong(f"{text} is not in the calendar") from None


def _month(year: int, month: int) -> DateRange:
    return DateRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def check_order(span: Span) -> None:
    """A span of days must not end before it starts."""
    if span.last is not None and span.last < span.first:
        raise wrong(f"must not end ({span.last}) before it starts ({span.first})")


def not_after(value: object, today: date | None) -> date:
    """A day that cannot lie in the future; today None is not known."""
    day = a_date(value)
    if today and day > today:
        raise wrong(f"must not be after {today}, got {day}")
    return day


def not_before(value: object, today: date | None) -> date:
    """A day that cannot lie in the past; today None is not known."""
    day = a_date(value)
    if today and day < today:
        raise wrong(f"must not be before {today}, got {day}")
    return day
