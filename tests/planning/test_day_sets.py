"""Sets of days as whole numbers do what lists of days do."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from turgor.domain.dates import Days, Span
from turgor.planning.scheduling.day_sets import after, before, listed, stretch, those, weekly

DAYS = st.frozensets(st.integers(0, 60))
GAPS = st.integers(1, 30)


@given(DAYS)
def test_a_set_lists_its_days_in_order(days):
    """What goes in comes out, ascending."""
    assert listed(those(sorted(days))) == tuple(sorted(days))


@given(DAYS, GAPS, GAPS)
def test_neighbours_stand_as_far_apart_as_was_asked(days, least, most):
    """A day is in reach where some day of the set lies so far from it; no day is where the gap is empty."""
    reach = range(100)
    later = tuple(day for day in reach if any(least <= day - other <= most for other in days))
    earlier = tuple(day for day in reach if any(least <= other - day <= most for other in days))
    assert listed(after(those(days), least, most)) == later
    assert listed(before(those(days), least, most)) == earlier


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_a_stretch_begins_today_at_the_earliest(first, last):
    """Past days are no days of a plan."""
    assert listed(stretch(first, last)) == tuple(day for day in range(10) if first <= day <= last)


@given(st.frozensets(st.integers(0, 6)), st.integers(0, 6), st.integers(0, 5))
def test_weekdays_come_back_every_week(weekdays, today, weeks):
    """Counted from a today that may be any day of the week."""
    assert listed(weekly(weekdays, today, weeks)) == tuple(
        day for day in range(7 * weeks) if (today + day) % 7 in weekdays
    )


@given(st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 9))), max_size=4))
def test_all_other_days_are_those_that_a_set_lacks(spans):
    """Each day is in a set or among its other days, never both."""
    start = date(2026, 1, 1)
    first = [(start + timedelta(days=day), length) for day, length in spans]
    days = Days.joining(Span(day, None if n is None else day + timedelta(days=n)) for day, n in first)
    every = [date.min, *(start + timedelta(days=n - 5) for n in range(70)), date.max]
    assert all((day in days) != (day in ~days) for day in every)
    assert ~~days == days
