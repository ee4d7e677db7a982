"""Plans that have begun, with the last session missed: what re-planning has to go on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

import oracle_reading as reading
from turgor.domain.case import Pins
from turgor.domain.dates import Days, Span
from turgor.domain.happened import Given
from turgor.domain.offers import CourseOffer
from turgor.domain.schedule import PlacedSession, Schedule
from turgor.planning.scheduling.problem import Problem

SHARES = (3, 2)  # after a third of the sessions, and after half of them


def missed(problem: Problem, solved: Schedule) -> Iterator[Problem]:
    """What is left of a problem on the day after a session that nobody came to."""
    sessions = sorted(solved.sessions, key=lambda one: (one.date, one.id))
    for share in SHARES:
        behind = max(1, len(sessions) // share)
        yield _from(problem, sessions[: behind - 1], sessions[behind - 1 :])


def _from(problem: Problem, done: Sequence[PlacedSession], rest: Sequence[PlacedSession]) -> Problem:
    today = rest[0].date + timedelta(days=1)
    given = {
        course.id: tuple(one.date for one in done if one.course == course.id)
        for course in problem.offers.courses
    }
    courses = tuple(
        attrs.evolve(course, given=given[course.id], allowed=_left(problem, course, given))
        for course in problem.offers.courses
        if len(given[course.id]) < course.sessions.typical
    )
    by_id = {course.id: course for course in problem.offers.courses}
    return attrs.evolve(
        problem,
        offers=attrs.evolve(problem.offers, courses=courses),
        findings=attrs.evolve(problem.findings, today=today),
        preferences=attrs.evolve(problem.preferences, horizon=problem.last, pins=Pins()),
        before={one.id: (one.date - today).days for one in rest},
        given=tuple(
            Given(one.id, one.date, by_id[one.course].downtime_days_max, by_id[one.course].price)
            for one in done
        ),
    )


def _left(problem: Problem, course: CourseOffer, given: dict[str, tuple[date, ...]]) -> Days:
    """The days that the skin allows after what was given of other courses; verdicts tell them in a real plan."""
    free = course.allowed
    for other in problem.offers.courses:
        if other is not course and (days := given[other.id]):
            wait = reading.wait(problem, other, course)
            free &= Days((Span(max(days) + timedelta(days=wait)),))
    return free
