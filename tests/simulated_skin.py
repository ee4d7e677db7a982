"""Skin, lived through day by day: an independent, slow reading of the semantics, to check the quick one against.

Nothing here adds an upper bound to a clear time. A state is present or absent on each day, and every need
counts for itself the days that have passed since it was last there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from turgor.domain.offers import SkinAction

HORIZON = 160  # more than the longest toy effect, clear time and range of dates together


def allowed_days(
    first: SkinAction,
    then: SkinAction,
    begin: int,
    end: int | None,
    states: Collection[str],
    *,
    severities: Collection[str] = ("absolute", "relative"),
) -> set[int]:
    """The days from `begin` to the horizon on which `then` may follow `first`.

    `first` goes on from day `begin` until day `end` (None: for ever), when its effects begin to wear off. Only
    `states` meet the other's site.
    """
    meeting = [e for e in first.effects if e.state in states]
    asked = [n for n in then.needs if n.severity.value in severities]
    left = {place: effect.upper_days for place, effect in enumerate(meeting)}
    clean = dict.fromkeys(left, 0)
    allowed: set[int] = set()
    concerned = any(n.state == e.state for n in asked for e in meeting)
    for day in range(begin, HORIZON):
        over = end is not None and day >= end
        if over and day > end:
            _one_day_passes(left, clean)
        fills_this_day = (
            concerned and first.fills_its_day and day == (begin if end is None else max(begin, end))
        )
        fine = all(
            over and left[place] == 0 and clean[place] >= need.clear_days
            for need in asked
            for place, effect in enumerate(meeting)
            if effect.state == need.state
        )
        if fine and not fills_this_day:
            allowed.add(day)
    return allowed


def _one_day_passes(left: dict[int, int | None], clean: dict[int, int]) -> None:
    """A day of an effect goes by, or, once it has worn off, a day of clear skin."""
    for place, days in left.items():
        if days == 0:
            clean[place] += 1
        elif days is not None:
            left[place] = days - 1


def first_day_of_the_rest(days: Iterable[int], begin: int) -> int | None:
    """The day from which on all days are in the set; None if even the last one is not."""
    found = None
    inside = set(days)
    for day in range(HORIZON - 1, begin - 1, -1):
        if day not in inside:
            break
        found = day
    return found
