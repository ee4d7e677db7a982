"""Random toy problems for the scheduler: courses that leave and need states, a clinic with hours, a patient's life."""

from __future__ import annotations

from datetime import time
from typing import Any

import attrs
from hypothesis import strategies as st

from offers import ALWAYS_OPEN, Toy, action, course, findings, pounds, span, toy
from turgor.domain.case import Available, Pins, Preferences, Priority
from turgor.domain.dates import Days
from turgor.domain.offers import CourseOffer, SchedulingTerms
from turgor.domain.opening import Opening

STATES = ("open", "tired", "thin")
NAMES = ("toy.a", "toy.b", "toy.c")


@st.composite
def courses(draw: Any, name: str) -> CourseOffer:
    """A course of up to three sessions with a window, a downtime and perhaps terms of its own."""
    least = draw(st.integers(1, 2))
    shortest = draw(st.integers(1, 14))
    first = draw(st.integers(0, 10))
    return course(
        name,
        count=(least, draw(st.integers(least, 2))),
        interval=(shortest, shortest + draw(st.integers(0, 7)), shortest + 7 + draw(st.integers(0, 14))),
        points=draw(st.sampled_from([90, 100, 120])),
        sites=draw(st.sampled_from([("chin",), ("chin", "brow"), ("chin", "neck")])),
        minutes=draw(st.sampled_from([30, 45, 60])),
        downtime_days_max=draw(st.integers(0, 4)),
        downtime_days=draw(st.integers(0, 2)),
        allowed=Days((span(first, draw(st.sampled_from([None, first + 40]))),)),
        price=draw(st.sampled_from([pounds(50), pounds(200), None])),
        terms=SchedulingTerms(avoid_weekdays=draw(st.frozensets(st.integers(0, 6), max_size=2))),
    )


@st.composite
def problems(draw: Any) -> Toy:
    """Up to three courses that leave and need states, at a clinic with hours, for a patient with a life."""
    lags = st.dictionaries(st.sampled_from(STATES), st.integers(0, 9), max_size=1)
    names = NAMES[: draw(st.sampled_from([1, 2, 3, 3]))]
    hours = draw(st.sampled_from([(time(9), time(10)), (time(9), time(12)), (time(9), time(17))]))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=4))
    return toy(
        *(draw(courses(name)) for name in names),
        actions=tuple(action(n, draw(lags), draw(lags), same_visit=draw(st.booleans())) for n in names),
        clinic=attrs.evolve(
            ALWAYS_OPEN,
            opening=tuple(Opening(weekday, *hours) for weekday in sorted(weekdays)),
            courses_at_once=draw(st.integers(1, 2)),
            turnaround_minutes=draw(st.sampled_from([0, 10])),
        ),
        findings=findings(goals=("chin", "brow", "neck"), laxity=draw(st.sampled_from([1.0, 2.5, 2.5, 2.5]))),
        preferences=Preferences(
            available=draw(
                st.sampled_from([(), tuple(Available(n, time(9, 30), time(16)) for n in range(7))])
            ),
            away=(span(10, 10 + draw(st.integers(0, 8))),),
            downtime_free=draw(st.sampled_from([(), (span(30, 31),)])),
            budget=draw(st.sampled_from([None, None, None, pounds(300)])),
            budget_a_month=draw(st.sampled_from([None, None, None, pounds(200), pounds(400)])),
            most_visits=draw(st.sampled_from([None, None, 4])),
            days_between_visits=draw(st.sampled_from([None, None, None, 5, 12])),
            downtime_at_a_time=draw(st.sampled_from([None, None, None, 2, 4, 6])),
            pins=Pins(must=draw(st.sampled_from([(), (), ("toy.a",)]))),
        ),
        priority=draw(st.sampled_from(list(Priority))),
    )
