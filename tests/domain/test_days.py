"""Ranges and sets of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turgor.domain.dates import DateRange, Days, Span

FIRST = date(2026, 11, 24)
HORIZON = FIRST + timedelta(days=80)

offsets = st.integers(0, 60)
days = st.builds(lambda n: FIRST + timedelta(days=n), offsets)
spans = st.builds(
    lambda first, length: Span(first, None if length is None else first + timedelta(days=length)),
    days,
    st.none() | st.integers(0, 9),
)


def listed(some: Days) -> set[date]:
    """The days of a set up to the horizon."""
    return set(some.between(FIRST, HORIZON))


@given(st.sets(days))
def test_a_set_of_days_holds_what_it_was_made_of(chosen):
    """Days.of keeps every day and adds none."""
    assert listed(Days.of(chosen)) == chosen


@given(st.lists(spans))
def test_joined_spans_neither_touch_nor_overlap(some):
    """Days.joining holds the same days as its spans, in spans with at least one day between them."""
    joined = Days.joining(some)
    assert listed(joined) == {d for span in some for d in listed(Days((span,)))}
    for before, after in zip(joined.spans, joined.spans[1:], strict=False):
        assert before.last is not None
        assert after.first > before.last + timedelta(days=1)


@given(st.lists(spans), st.lists(spans))
def test_intersection_is_that_of_the_sets(a, b):
    """The days in both sets are found whatever way the spans lie."""
    assert listed(Days.joining(a) & Days.joining(b)) == listed(Days.joining(a)) & listed(Days.joining(b))


def test_a_range_cannot_end_before_it_starts():
    """A fuzzy date in the wrong order is refused with both days named."""
    with pytest.raises(ValueError, match=r"must not end \(2026-11-23\) before it starts \(2026-11-24\)"):
        DateRange(FIRST, FIRST - timedelta(days=1))
