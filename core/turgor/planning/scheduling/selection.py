"""Chosen courses with the days of their sessions, and what such a selection is worth: whole numbers, recomputed.

The solver's own objective is never trusted: it is a float, and its helper variables may be slack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations, pairwise

import attrs

from turgor.domain.offers import CourseOffer
from turgor.planning.offering.benefit import benefit_at
from turgor.planning.scheduling.choice import cents
from turgor.planning.scheduling.problem import Problem
from turgor.planning.skin.skin_state import Lag, keeps_cautions


@attrs.frozen
class Held:
    """A session that is held, on a day counted from today."""

    course: CourseOffer
    number: int
    day: int

    @property
    def id(self) -> str:
        return f"{self.course.id}.{self.number}"


@attrs.frozen(slots=False)
class Selection:
    """The chosen courses and their sessions, in course and number order."""

    problem: Problem
    courses: tuple[CourseOffer, ...] = ()
    held: tuple[Held, ...] = ()

    def of(self, course: CourseOffer) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.course.id == course.id)

    @cached_property
    def goals(self) -> int:
        """Goal sites at which some chosen course suits the laxity."""
        return sum(
            any(course.benefit.at(site) for course in self.courses)
            for site in self.problem.findings.goal_sites
        )

    @cached_property
    def benefit(self) -> int:
        findings = self.problem.findings
        asked_for = frozenset(self.problem.preferences.pins.must)
        return sum(
            benefit_at(site, self.courses, findings.laxity_at(site), asked_for)
            for site in sorted(findings.goal_sites)
        )

    @property
    def shortfall(self) -> int:
        """Sessions missing from the usual numbers."""
        given = sum(len(course.given) for course in self.courses)
        return sum(course.sessions.typical for course in self.courses) - given - len(self.held)

    @property
    def soft_needs(self) -> int:
        """Pairs of sessions at a distance, or in an order within a visit, that only asks for caution."""
        apart = (pair for pair in combinations(self.held, 2) if pair[0].day != pair[1].day)
        return sum(_too_close(self.problem, *pair) for pair in apart) + sum(map(self._in_visit, self._days))

    @property
    def _days(self) -> tuple[int, ...]:
        return tuple(sorted({one.day for one in self.held}))

    def _in_visit(self, day: int) -> int:
        """Pairs of one visit whose order asks for caution; an impossible visit keeps none."""
        problem = self.problem
        sessions = {one.course.id: problem.delivery(one.course) for one in self.held if one.day == day}
        if len(sessions) == 1:
            return 0
        placed = problem.appointments(day, sessions)
        pairs = combinations([sessions[one.id] for one in placed] if placed else sessions.values(), 2)
        return sum(placed is None or not keeps_cautions(*pair, problem.systemic) for pair in pairs)

    @property
    def downtime(self) -> int:
        """Days of downtime, session by session; days that coincide count twice."""
        return sum(one.course.downtime_days for one in self.held)

    @property
    def visits(self) -> int:
        return len({one.day for one in self.held})

    @property
    def balance(self) -> int:
        """Downtime days and visits, weighted by the clinic."""
        weights = self.problem.clinic.weights
        return weights.downtime_day * self.downtime + weights.visit * self.visits

    @property
    def deviation(self) -> int:
        """Days by which intervals differ from the ideal ones."""
        return sum(self._deviations())

    def _deviations(self) -> Iterator[int]:
        for course in self.courses:
            for before, after in pairwise(self.of(course)):
                yield abs(after.day - before.day - course.interval.ideal_days)

    @property
    def finish(self) -> int:
        """The day of the last session; 0 without sessions."""
        return max((one.day for one in self.held), default=0)

    @property
    def day_sum(self) -> int:
        return sum(one.day for one in self.held)

    @property
    def near_moved(self) -> int:
        """Sessions of the next days that do not stay on their day."""
        now = {one.id: one.day for one in self.held}
        return sum(now.get(id_) != day for id_, day in near_sessions(self.problem).items())

    @property
    def moved(self) -> int:
        """Sessions on another day than in the older plan, given up or new."""
        before = self.problem.before or {}
        stay = sum(before.get(one.id) == one.day for one in self.held)
        return len({one.id for one in self.held} | before.keys()) - stay

    @property
    def shift(self) -> int:
        """Days by which sessions of the older plan moved; one that is given up moves further than any other can."""
        before, now = self.problem.before or {}, {one.id: one.day for one in self.held}
        given_up = given_up_days(self.problem)
        return sum(abs(now[id_] - day) if id_ in now else given_up for id_, day in before.items())

    @property
    def unknown_prices(self) -> int:
        return sum(course.price is None for course in self.courses)

    @property
    def cost(self) -> int:
        """What the sessions cost as far as it is known, in hundredths."""
        return sum(cents(one.course.price) for one in self.held)


def _too_close(problem: Problem, one: Held, other: Held) -> bool:
    """Whether two sessions of different days stand closer than a caution asks for."""
    if one.course.id == other.course.id:
        return False
    first, then = sorted((one, other), key=lambda held: held.day)
    return then.day - first.day < caution_days(problem.soft_lag(first.course.id, then.course.id), problem)


def near_sessions(problem: Problem) -> Mapping[str, int]:
    """The sessions of an older plan on the next days, which the clinic does not like to move."""
    before = problem.before or {}
    return {id_: day for id_, day in before.items() if 0 <= day < problem.clinic.freeze_days}


def given_up_days(problem: Problem) -> int:
    """What giving a session up counts as, in days moved: more than any move within the plan."""
    earliest = min((problem.before or {}).values(), default=0)
    return problem.length - min(0, earliest) + 1


def caution_days(lag: Lag, problem: Problem) -> int:
    """Days that a lag with its cautions asks for; a lag without end is longer than any plan."""
    return problem.length + 1 if lag.days is None else lag.days


def caution_shares(problem: Problem, one: str, other: str) -> bool:
    """Whether one visit may hold both courses, in some order that blocks nothing and asks for no caution."""
    return any(
        problem.may_precede(a, b) and all(cause.same_visit for cause in problem.soft_lag(a, b).because)
        for a, b in ((one, other), (other, one))
    )
