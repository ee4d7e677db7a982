"""Everyday reasons why there is no plan, each made out of a case that has one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import attrs

from clinic_cases import clinic_cases
from offers import pounds
from turgor.domain.case import Available, Preferences
from turgor.domain.dates import Span
from turgor.domain.offers import CourseOffer
from turgor.planning.scheduling.aims import FINISH, VISITS
from turgor.planning.scheduling.passes import least
from turgor.planning.scheduling.problem import Problem

LARGEST = 9  # sessions: proving how few visits are possible takes long beyond


def variants() -> Iterator[tuple[Problem, Problem]]:
    """Each case with a variant of it, in turn: too few visits, too short, a trip, two dates too close, too dear, no common weekday."""
    ways = (_too_few_visits, _too_short, _trip, _too_close, _too_dear, _no_common_weekday)
    for number, (_, problem) in enumerate(clinic_cases()):
        ways_on = ways[number % len(ways) :] + ways[: number % len(ways)]
        for way in ways_on:
            if wishes := way(problem):
                yield problem, attrs.evolve(problem, preferences=wishes)
                break


def _too_few_visits(problem: Problem) -> Preferences | None:
    sessions = sum(course.sessions.minimum for course in problem.offers.courses)
    if not 1 < sessions <= LARGEST:
        return None
    (stage,) = least(problem, VISITS, 0).stages
    if not stage.proven or stage.value < 2:
        return None
    return attrs.evolve(problem.preferences, most_visits=stage.value - 1)


def _too_short(problem: Problem) -> Preferences | None:
    (stage,) = least(problem, FINISH, 0).stages
    return attrs.evolve(problem.preferences, horizon=problem.day(max(0, stage.value - 1)))


def _trip(problem: Problem) -> Preferences | None:
    """After a fixed first session the patient is away for longer than the course can wait."""
    course, first = _in_two(problem)
    if course is None:
        return None
    away = Span(problem.day(first + 1), problem.day(first + course.interval.max_days))
    wishes = problem.preferences
    pins = attrs.evolve(wishes.pins, dates={f"{course.id}.1": problem.day(first)})
    return attrs.evolve(wishes, away=(*wishes.away, away), pins=pins)


def _too_close(problem: Problem) -> Preferences | None:
    course, first = _in_two(problem)
    if course is None:
        return None
    dates = {f"{course.id}.1": problem.day(first), f"{course.id}.2": problem.day(first + 1)}
    pins = attrs.evolve(problem.preferences.pins, dates=dates)
    return attrs.evolve(problem.preferences, pins=pins)


def _in_two(problem: Problem) -> tuple[CourseOffer | None, int]:
    """A course of two sessions at least, and a day on which it can begin."""
    held = least(problem, FINISH, 0).selection.held
    for course in problem.offers.courses:
        if course.sessions.minimum >= 2:
            return course, next(one.day for one in held if one.id == f"{course.id}.1")
    return None, 0


def _too_dear(problem: Problem) -> Preferences | None:
    cost = sum(int(c.price.amount) * c.sessions.minimum for c in problem.offers.courses if c.price)
    return attrs.evolve(problem.preferences, budget=pounds(cost - 1))


def _no_common_weekday(problem: Problem) -> Preferences | None:
    """The patient comes on weekdays on which a device is not there."""
    never = next((c.terms.avoid_weekdays for c in problem.offers.courses if c.terms.avoid_weekdays), None)
    if never is None:
        return None
    windows = tuple(Available(weekday, time(8), time(18)) for weekday in sorted(never))
    return attrs.evolve(problem.preferences, available=windows)
