"""The constraint model: which courses, how many sessions, on which days.

Days are counted from today. A session that is not held stands on the day after the last one, so that every
variable has one value in every plan. Measurements behind the shape of this model: docs/explanation/scheduling.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Any

import attrs

from turgor.domain.offers import CourseOffer
from turgor.planning.home_care.home_choice import HomeChoice, base, required_by
from turgor.planning.scheduling.choice import exclusion
from turgor.planning.scheduling.days import CourseDays, course_days, days_apart
from turgor.planning.scheduling.problem import Problem, separation
from turgor.planning.skin.skin_state import NO_LAG, Lag

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Literal = Any  # a boolean variable or its negation


@attrs.frozen
class SessionVars:
    """One possible session.

    Attributes:
        day: days from today, or the day after the last where it is not held.
        held: whether it is.

    """

    course: CourseOffer
    number: int
    days: tuple[int, ...]
    day: cp_model.IntVar
    held: cp_model.IntVar

    @property
    def id(self) -> str:
        return f"{self.course.id}.{self.number}"


@attrs.frozen
class PairVars:
    """Two sessions of different courses: exactly one of the three holds if both are held."""

    one: SessionVars
    other: SessionVars
    before: Literal
    after: Literal
    together: Literal


@attrs.frozen
class Model:
    """The model of one problem with the variables that limits and aims speak of.

    Attributes:
        chosen: course id -> whether the course is chosen.
        sessions: in course and number order.
        pairs: only those that must be told apart.
        meetings: pairs of session ids -> whether they share a visit; those of `pairs`, and others that were asked for.

    """

    problem: Problem
    cp: cp_model.CpModel
    chosen: Mapping[str, cp_model.IntVar]
    sessions: tuple[SessionVars, ...]
    pairs: tuple[PairVars, ...]
    home: HomeChoice
    meetings: dict[tuple[str, str], Literal] = attrs.field(factory=dict)

    @property
    def courses(self) -> tuple[CourseOffer, ...]:
        return tuple(course for course in self.problem.offers.courses if course.id in self.chosen)

    def copy(self, problem: Problem) -> Model:
        """The same model, to be searched for another priority: what is added to it leaves this one as it is."""
        return attrs.evolve(self, problem=problem, cp=self.cp.clone(), meetings=dict(self.meetings))

    def of(self, course: str) -> tuple[SessionVars, ...]:
        return tuple(session for session in self.sessions if session.course.id == course)

    def meet(self, one: SessionVars, other: SessionVars) -> Literal:
        """Whether two sessions share a visit, added to the model where it was not told before."""
        if (one.id, other.id) not in self.meetings:
            self.meetings[one.id, other.id] = told_apart(self.cp, one, other, self.problem).together
        return self.meetings[one.id, other.id]


def candidates(problem: Problem, home: HomeChoice) -> tuple[CourseDays, ...]:
    """The courses that can be chosen at all, with the days of their sessions, in id order."""
    found = (
        course_days(course, problem)
        for course in sorted(problem.offers.courses, key=lambda course: course.id)
        if exclusion(course, problem) is None
    )
    return tuple(
        days
        for days in found
        if days.possible and required_by(days.course, home.regimens, problem) is not None
    )


def build(problem: Problem) -> Model:
    """Variables, intervals and separations. What else limits a plan is added by `turgor.planning.scheduling.model_limits`."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 -- half a second that only solving pays for

    cp = cp_model.CpModel()
    home = base(problem)
    possible = candidates(problem, home)
    chosen = {days.course.id: cp.new_bool_var(days.course.id) for days in possible}
    sessions = tuple(
        session for days in possible for session in _sessions(cp, days, chosen[days.course.id], problem)
    )
    pairs = tuple(_pairs(cp, sessions, problem))
    _order_in_visits(cp, sessions, pairs, problem)
    meetings = {(pair.one.id, pair.other.id): pair.together for pair in pairs}
    return Model(problem, cp, chosen, sessions, pairs, home, meetings)


def _sessions(
    cp: cp_model.CpModel, days: CourseDays, chosen: cp_model.IntVar, problem: Problem
) -> Iterator[SessionVars]:
    """The first sessions are held if the course is chosen; each further one only if the one before it is."""
    sessions = [
        _session(cp, days, number, chosen if number < days.first + days.needed else None, problem)
        for number in range(days.first, days.first + len(days.per_session))
    ]
    for before, after in pairwise(sessions):
        cp.add_implication(after.held, before.held)
        gap = days_apart(days.course, problem)
        cp.add_linear_constraint(after.day - before.day, *gap).only_enforce_if(after.held)
    yield from sessions


def _session(
    cp: cp_model.CpModel, days: CourseDays, number: int, held: cp_model.IntVar | None, problem: Problem
) -> SessionVars:
    from ortools.sat.python import cp_model as cp_sat  # noqa: PLC0415

    absent = problem.length + 1
    own = days.per_session[number - days.first]
    name = f"{days.course.id}.{number}"
    day = cp.new_int_var_from_domain(cp_sat.Domain.from_values([*own, absent]), name)
    held = held if held is not None else cp.new_bool_var(f"{name} held")
    cp.add(day < absent).only_enforce_if(held)
    cp.add(day == absent).only_enforce_if(~held)
    return SessionVars(days.course, number, own, day, held)


def _pairs(cp: cp_model.CpModel, sessions: tuple[SessionVars, ...], problem: Problem) -> Iterator[PairVars]:
    """Either-order separations: before, after, or in one visit where that is allowed."""
    least = problem.days_between_visits
    for one, other in combinations(sessions, 2):
        a, b = one.course.id, other.course.id
        if a == b:
            continue
        full = full_in_common((one, other), problem)
        by_skin = problem.keeps(separation(a, b)) and _matters(a, b, problem)
        if by_skin or full or least > 1:
            pair = told_apart(cp, one, other, problem)
            never_all_on(cp, (one, other), full, [pair.together], problem)
            yield pair


def told_apart(cp: cp_model.CpModel, one: SessionVars, other: SessionVars, problem: Problem) -> PairVars:
    """Before, after or together: as far apart as the skin asks for, if that counts."""
    a, b = one.course.id, other.course.id
    before, after, together = (cp.new_bool_var(f"{one.id} {how} {other.id}") for how in ("<", ">", "="))
    cp.add_bool_or(before, after, together, ~one.held, ~other.held)
    for literal, held in product((before, after, together), (one.held, other.held)):
        cp.add_implication(literal, held)
    cp.add_at_most_one(before, after, together)
    there, back, least = problem.lag(a, b), problem.lag(b, a), problem.days_between_visits
    if not problem.keeps(separation(a, b)):
        there = back = NO_LAG
    _apart(cp, one, other, there, before, least)
    _apart(cp, other, one, back, after, least)
    if problem.may_share(a, b):
        cp.add(one.day == other.day).only_enforce_if(together)
    else:
        cp.add(together == 0)
    return PairVars(one, other, before, after, together)


def full_in_common(
    sessions: Sequence[SessionVars], problem: Problem, *, gently: bool = False
) -> frozenset[int]:
    """The days that sessions have in common and on which no visit can hold all of them, as `Problem.full_days`."""
    full = problem.full_days(frozenset(session.course.id for session in sessions), gently=gently)
    return full.intersection(*(session.days for session in sessions)) if full else full


def never_all_on(
    cp: cp_model.CpModel,
    sessions: Sequence[SessionVars],
    days: frozenset[int],
    together: Sequence[Literal],
    problem: Problem,
) -> None:
    """Sessions that share a visit, as the literals say, share it on another day than these."""
    from ortools.sat.python import cp_model as cp_sat  # noqa: PLC0415 -- see `build`

    if days:
        others = cp_sat.Domain.from_values([day for day in range(problem.length + 2) if day not in days])
        cp.add_linear_expression_in_domain(sessions[0].day, others).only_enforce_if(*together)


def _matters(a: str, b: str, problem: Problem) -> bool:
    """Whether anything, a caution included, passes between two courses."""
    return bool(problem.soft_lag(a, b).because or problem.soft_lag(b, a).because) or not (
        problem.may_precede(a, b) and problem.may_precede(b, a)
    )


def _apart(  # noqa: PLR0917 -- a constraint and its parts
    cp: cp_model.CpModel,
    first: SessionVars,
    then: SessionVars,
    lag: Lag,
    literal: cp_model.IntVar,
    least: int,
) -> None:
    if lag.days is None:
        cp.add(literal == 0)
    else:
        cp.add(then.day >= first.day + max(least, lag.days)).only_enforce_if(literal)


def _order_in_visits(
    cp: cp_model.CpModel,
    sessions: tuple[SessionVars, ...],
    pairs: tuple[PairVars, ...],
    problem: Problem,
) -> None:
    """Forbid visits whose sessions fit pairwise and have no order as a whole; three of them can form a cycle."""
    ids = sorted({session.course.id for session in sessions})
    one_way = [
        (a, b)
        for a, b in product(ids, ids)
        if a != b and problem.may_precede(a, b) and not problem.may_precede(b, a)
    ]
    if not _cyclic(one_way):
        return
    places = {session.id: cp.new_int_var(0, len(ids), f"place {session.id}") for session in sessions}
    for pair in pairs:
        for first, then in ((pair.one, pair.other), (pair.other, pair.one)):
            if (first.course.id, then.course.id) in one_way:
                cp.add(places[first.id] + 1 <= places[then.id]).only_enforce_if(pair.together)


def _cyclic(edges: list[tuple[str, str]]) -> bool:
    graph: dict[str, set[str]] = {}
    for first, then in edges:
        graph.setdefault(then, set()).add(first)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False
