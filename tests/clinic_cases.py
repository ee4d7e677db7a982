"""Problems as a clinic has them, the same ones every time: shaped cases, growth, a population, and the lot of peers.

A case has one to eight courses whose states keep them apart, a clinic with closures and devices that are there on some
weekdays only, a patient with weekdays, trips and a wedding, and now and then a budget, a limit on visits or on courses
at once. All courses are pinned: the practitioner chose them, the dates are the question. What nobody could date is drawn
anew. Numbers are illustrative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from functools import cache
from random import Random
from typing import Any

import attrs

from offers import ALWAYS_OPEN, Toy, action, course, findings, pounds, span, toy
from turgor.domain.case import Available, Pins, Preferences, Priority
from turgor.domain.clinic import Clinic, Opening
from turgor.domain.offers import CourseOffer, SchedulingTerms, SkinAction
from turgor.planning.scheduling.passes import feasible
from turgor.planning.scheduling.problem import Problem

CLINIC_CASES = 30
YEAR = 364
STATES = ("open", "thin", "warm", "tired", "dark")
SITES = ("chin", "brow", "neck")
WEEKS = ((1, 2, 4), (2, 3, 6), (3, 4, 8), (4, 5, 10), (4, 6, 12))  # least, ideal and most between sessions
DRAWS = 200  # a case that cannot be dated is drawn anew, so often at most


@attrs.frozen
class Shape:
    """How large a case is.

    Attributes:
        plain: nothing that only this scheduler can say: every session is given, and none shares a visit.

    """

    courses: int
    sessions: int
    days: int = YEAR
    plain: bool = False


def clinic_cases(*, plain: bool = False) -> Iterator[tuple[str, Problem]]:
    """The thirty cases of the bench, by name."""
    for number in range(CLINIC_CASES):
        courses = 1 + number % 8
        sessions = min(30, max(3, courses + (number * 7) % 23 + number // 3))
        shape = Shape(courses, min(sessions, 6 * courses), plain=plain)
        yield f"case {number}", case(f"clinic {number}", shape)


def population(size: int) -> Iterator[tuple[str, Problem]]:
    """Random plans of 3 to 32 sessions in a year."""
    for number in range(size):
        rng = Random(f"population {number}")
        courses = rng.randint(1, 8)
        sessions = rng.randint(max(3, courses), max(3, min(32, 6 * courses)))
        yield f"plan {number}", case(f"population {number}", Shape(courses, sessions))


@cache
def case(seed: str, shape: Shape) -> Problem:
    """The first draw that can be dated. Raises LookupError where there is none."""
    for draw in range(DRAWS):
        problem = _draw(Random(f"{seed} {draw}"), shape).problem()
        if feasible(problem, seed=0):
            return problem
    raise LookupError(f"{seed}: none of {DRAWS} draws of {shape} can be dated")


def _draw(rng: Random, shape: Shape) -> Toy:
    names = [f"toy.{chr(97 + place)}" for place in range(shape.courses)]
    counts = [1] * shape.courses
    for _ in range(shape.sessions - shape.courses):
        counts[rng.choice([n for n, count in enumerate(counts) if count == min(counts)] * 2 + [0])] += 1
    offers = [_course(rng, name, count, shape) for name, count in zip(names, counts, strict=True)]
    return toy(
        *offers,
        actions=tuple(_action(rng, name, shape) for name in names),
        findings=findings(goals=SITES, laxity=2.5),
        clinic=_clinic(rng, shape),
        preferences=_wishes(rng, offers, shape),
        priority=rng.choice(list(Priority)),
    )


def _course(rng: Random, name: str, count: int, shape: Shape) -> CourseOffer:
    weeks = rng.choice([w for w in WEEKS if w[0] * 7 * (count - 1) < shape.days * 0.6] or WEEKS[:1])
    least, ideal, most = (7 * number for number in weeks)
    if shape.days < YEAR:  # a short plan has short intervals
        least, ideal, most = (max(2, days * shape.days // YEAR) for days in (least, ideal, most))
    there = sorted(rng.sample(range(5), rng.choice([1, 2, 3, 5, 5])))  # weekdays of the device
    return course(
        name,
        count=(count if shape.plain else max(1, count - rng.choice([0, 0, 0, 1])), count),
        interval=(least, max(least, ideal), max(most, least + 3)),
        sites=rng.sample(SITES, rng.choice([1, 1, 2, 3])),
        minutes=rng.choice([30, 45, 60, 90]),
        downtime_days=(downtime := rng.choice([0, 0, 1, 2, 4])),
        downtime_days_max=downtime + rng.choice([0, 1, 2]),
        price=pounds(rng.choice([80, 150, 250, 400])),
        terms=SchedulingTerms(avoid_weekdays=frozenset(range(5)) - frozenset(there)),
    )


def _action(rng: Random, name: str, shape: Shape) -> SkinAction:
    leaves = {state: rng.choice([2, 3, 5, 7, 14, 21]) for state in rng.sample(STATES, rng.choice([1, 1, 2]))}
    needs = {state: rng.choice([0, 0, 1, 3, 7]) for state in rng.sample(STATES, rng.choice([1, 2]))}
    if shape.plain:  # either both orders ask for days between, or none does
        needs = dict.fromkeys(leaves, 0)
    if shape.days < YEAR:
        leaves = {state: max(1, days * shape.days // YEAR) for state, days in leaves.items()}
        needs = dict.fromkeys(needs, 0)
    return action(name, leaves, needs, same_visit=not shape.plain and rng.random() < 0.4)


def _clinic(rng: Random, shape: Shape) -> Clinic:
    short = rng.randrange(5)
    hours = {n: (time(9), time(11)) if n == short else (time(9), time(17)) for n in range(5)}
    if shape.plain:
        hours = dict.fromkeys(range(5), (time(9), time(17)))
    closures = [_stretch(rng, shape, 3, 14) for _ in range(3 * shape.days // YEAR)]
    return attrs.evolve(
        ALWAYS_OPEN,
        opening=tuple(Opening(weekday, *stretch) for weekday, stretch in hours.items()),
        closures=tuple(closures),
        horizon_days=shape.days,
        courses_at_once=shape.courses if shape.plain else rng.choice([2, 3, 8, 8, 8]),
    )


def _stretch(rng: Random, shape: Shape, least: int, most: int) -> Any:
    first = rng.randrange(shape.days)
    return span(first, first + rng.randint(least, most))


def _wishes(rng: Random, offers: Sequence[CourseOffer], shape: Shape) -> Preferences:
    weekdays = sorted(rng.sample(range(5), rng.choice([3, 4, 5, 5])))
    away = tuple(_stretch(rng, shape, 4, 14) for _ in range(2 * shape.days // YEAR))
    wishes = Preferences(
        available=tuple(Available(n, time(8), time(18)) for n in weekdays),
        away=away,
        downtime_free=(_stretch(rng, shape, 1, 3),),
        pins=Pins(must=tuple(offer.treatment for offer in offers)),
    )
    if shape.plain:
        return wishes
    sessions = sum(offer.sessions.typical for offer in offers)
    cost = sum(int(offer.price.amount) * offer.sessions.typical for offer in offers if offer.price)
    return attrs.evolve(
        wishes,
        most_visits=max(1, sessions - rng.randint(0, sessions // 4)) if rng.random() < 0.25 else None,
        budget=pounds(cost - rng.choice([0, 100, 300])) if rng.random() < 0.25 else None,
    )
