"""Weekly hours as files write them: ``{monday = ["09:00-13:00", "14:00-18:00"], ...}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from itertools import pairwise

from turgor.domain.opening import Opening
from turgor.files.wishes import WEEKDAYS
from turgor.structuring.primitives import a_time, not_an_option
from turgor.structuring.problems import Collector, shown, wrong

_HOURS = re.compile(r"(\d{2}:\d{2})\s*-\s*(\d{2}:\d{2})")


def opening(value: object) -> tuple[Opening, ...]:
    """The hours of the clinic; a day that is left out is closed."""
    hours = weekly_hours(value)
    if not hours:
        raise wrong("the clinic is never open; give hours for at least one day")
    return hours


def hours_there(value: object) -> tuple[Opening, ...]:
    """The hours of a room, a device or of somebody."""
    hours = weekly_hours(value)
    if not hours:
        raise wrong("gives no hours; leave it out for whenever the clinic is open")
    return hours


def weekly_hours(value: object) -> tuple[Opening, ...]:
    """Hours in the order of the week."""
    if not isinstance(value, Mapping):
        raise wrong(f"must be a table of weekdays, got {shown(value)}")
    found = Collector()
    hours: list[Opening] = []
    for day, stretches in value.items():
        with found.at(day):
            if day not in WEEKDAYS:
                raise not_an_option(day, WEEKDAYS)
            hours += _day_hours(WEEKDAYS.index(day), stretches)
    found.check()
    return tuple(sorted(hours, key=lambda opening: (opening.weekday, opening.start)))


def _day_hours(weekday: int, stretches: object) -> list[Opening]:
    if not isinstance(stretches, list):
        raise wrong(f'must be a list such as ["09:00-13:00", "14:00-18:00"], got {shown(stretches)}')
    found = Collector()
    hours = []
    for index, stretch in enumerate(stretches):
        with found.at(index):
            start, end = _hours(stretch)
            hours.append(Opening(weekday, start, end))
    found.check()
    for earlier, later in pairwise(sorted(hours, key=lambda opening: opening.start)):
        if later.start < earlier.end:
            raise wrong(f"two stretches overlap at {later.start:%H:%M}")
    return hours


def _hours(stretch: object) -> tuple[time, time]:
    parts = _HOURS.fullmatch(stretch) if isinstance(stretch, str) else None
    if parts is None:
        raise wrong(f'must be hours such as "09:00-13:00", got {shown(stretch)}')
    start, end = a_time(parts[1]), a_time(parts[2])
    if end <= start:
        raise wrong(f"must end after it starts, got {shown(stretch)}")
    return start, end
