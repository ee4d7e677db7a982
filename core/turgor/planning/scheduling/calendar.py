"""The days of a plan and the free time on each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from turgor.domain.case import Available, Preferences
from turgor.domain.clinic import Clinic

Window = tuple[int, int]  # minutes after midnight, from and to


def last_day(preferences: Preferences, clinic: Clinic, today: date) -> date:
    """The last day of the plan: the patient's, or the clinic's usual length from today."""
    return preferences.horizon or today + timedelta(days=clinic.horizon_days)


def opening(weekday: int, clinic: Clinic) -> tuple[Window, ...]:
    """When the clinic is open on a day of the week. A visit lies within one stretch: lunch breaks are no working time."""
    mine = (one for one in clinic.opening if one.weekday == weekday)
    return tuple((_minutes(one.start), _minutes(one.end)) for one in mine)


def coming(weekday: int, available: Iterable[Available]) -> tuple[Window, ...]:
    """When the patient can come on a day of the week; no windows at all means any time."""
    windows = tuple(available)
    if not windows:
        return ((0, 24 * 60),)
    return tuple((_minutes(w.start), _minutes(w.end)) for w in windows if w.weekday == weekday)


def common(some: Iterable[Window], others: Iterable[Window]) -> tuple[Window, ...]:
    """The time in both, in order."""
    others = tuple(others)
    meets = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return tuple(sorted((start, end) for start, end in meets if start < end))


def longest(windows: Iterable[Window]) -> int:
    """Minutes of the longest window; 0 where there is none."""
    return max((end - start for start, end in windows), default=0)


def clock(minutes: int) -> time:
    """The time of day so many minutes after midnight."""
    return time(minutes // 60, minutes % 60)


def _minutes(clock_time: time) -> int:
    return clock_time.hour * 60 + clock_time.minute
