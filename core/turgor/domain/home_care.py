"""Which days of the week home care falls on."""

from __future__ import annotations


def weekdays(per_week: int) -> tuple[int, ...]:
    """The days of use for 1 to 7 uses a week, Monday 0, spread as evenly as a week allows.

    Up to three days never follow each other, not even from one week to the next.
    """
    return tuple(index * 7 // per_week for index in range(per_week))
