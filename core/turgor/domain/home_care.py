"""Which days of the week home care falls on."""

from __future__ import annotations

from collections.abc import Collection

WEEK = range(7)


def weekdays(per_week: int, free: Collection[int] = WEEK) -> tuple[int, ...]:
    """The days of use for 1 to 7 uses a week, Monday 0, among the free ones, spread as evenly as they allow.

    Where every day is free, up to three days never follow each other, not even from one week to the next. Where
    some are taken, the same even days are moved on until they fit. Fewer days where not enough are free.
    """
    even = tuple(index * 7 // per_week for index in range(per_week))
    for shift in WEEK:
        moved = tuple(sorted((day + shift) % 7 for day in even))
        if set(moved) <= set(free):
            return moved
    left, count = sorted(free), min(per_week, len(free))
    return tuple(left[index * len(left) // count] for index in range(count))
