"""Courses of a plan that go on: the same ids and sites, from the session that is still to be given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from turgor.domain.courses import Course
from turgor.domain.happened import Given, Happened
from turgor.domain.offers import Prepared
from turgor.domain.plan import Plan
from turgor.planning.scheduling.problem import Problem


def going_on(problem: Problem, courses: Iterable[Course], given: tuple[Given, ...]) -> Problem:
    """The problem with just these courses, as far as they are offered and not over, and all that was given.

    The offers must have been made for courses that go on (see `turgor.planning.offer`).
    """
    offered = {offer.id: offer for offer in problem.offers.courses}
    left = tuple(
        attrs.evolve(offer, given=course.given, prepared=course.prepared)
        for course in courses
        if (offer := offered.get(course.id)) and len(course.given) < offer.sessions.typical
    )
    return attrs.evolve(problem, offers=attrs.evolve(problem.offers, courses=left), given=given)


def courses_after(made: Plan, happened: Happened) -> tuple[Course, ...]:
    """The courses of a plan with the sessions and the prerequisites that were given and done since."""
    days = {course.id: list(course.given) for course in made.courses}
    for one in happened.done:
        days[one.session.rpartition(".")[0]].append(one.date)
    return tuple(
        attrs.evolve(course, given=tuple(sorted(days[course.id])), prepared=_prepared(course, happened))
        for course in made.courses
    )


def _prepared(course: Course, happened: Happened) -> tuple[Prepared, ...]:
    """What was done for a course, before this plan and under it."""
    mine = (one for one in happened.prepared if one.session.rpartition(".")[0] == course.id)
    return (*course.prepared, *mine)


def given_after(made: Plan, happened: Happened) -> Iterator[Given]:
    """What was given under older plans, and since under this one."""
    if made.replay is None:
        return
    yield from made.replay.given
    courses = {course.id: course for course in made.courses}
    for one in happened.done:
        course = courses[one.session.rpartition(".")[0]]
        price = made.replay.prices.get(course.id)
        yield Given(one.session, one.date, course.downtime_days_max, price)


def to_come(made: Plan, happened: Happened) -> Mapping[str, date]:
    """The sessions of the plan that were not given, with the days they had."""
    done = {one.session for one in happened.done}
    return {
        session.id: visit.date
        for visit in made.visits
        for session in visit.sessions
        if session.id not in done
    }
