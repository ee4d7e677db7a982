"""Days of a plan as the bits of a whole number: bit 3 is the third day after today. Whole calendars cost one operation."""

from __future__ import annotations

from collections.abc import Iterable

DaySet = int


def stretch(first: int, last: int) -> DaySet:
    """The days from first to last, both included, from today on."""
    first = max(0, first)
    return ((1 << (last - first + 1)) - 1) << first if last >= first else 0


def those(days: Iterable[int]) -> DaySet:
    """The set that holds just these days."""
    found = 0
    for day in days:
        found |= 1 << day
    return found


def weekly(weekdays: Iterable[int], today: int, weeks: int) -> DaySet:
    """Some days of each week (Monday 0) for so many weeks, where today is that day of the week."""
    week = those(sorted((weekday - today) % 7 for weekday in weekdays))
    return week * (((1 << 7 * weeks) - 1) // (2**7 - 1))  # the sum of the first days of all weeks


def listed(days: DaySet) -> tuple[int, ...]:
    """The days of a set, ascending."""
    return tuple(day for day, bit in enumerate(bin(days)[:1:-1]) if bit == "1")


def after(days: DaySet, least: int, most: int) -> DaySet:
    """The days that come at least so many and at most so many days after one of `days`."""
    return _widened(days, most - least) << least


def before(days: DaySet, least: int, most: int) -> DaySet:
    """The days that come at least so many and at most so many days before one of `days`."""
    return _widened(days, most - least) >> most


def _widened(days: DaySet, by: int) -> DaySet:
    """The days of a set and so many after each of them; none where `by` is less than nothing."""
    if by < 0:
        return 0
    covered = 0
    while covered < by:
        step = min(covered + 1, by - covered)
        days |= days << step
        covered += step
    return days
