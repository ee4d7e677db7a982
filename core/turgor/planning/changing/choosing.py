"""An alternative becomes the plan: its courses on its days, home care placed around them; the others are declined."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from turgor.domain.alternatives import FORMER, Alternative, Criterion
from turgor.domain.courses import Course, Visit
from turgor.domain.explanations import Conflict, Objective
from turgor.domain.offers import CourseOffer
from turgor.domain.plan import Plan
from turgor.domain.schedule import Other, Schedule
from turgor.planning.conflicts.conflict import conflict
from turgor.planning.conflicts.probe import Probe
from turgor.planning.schedule import with_home_care
from turgor.planning.scheduling.alternatives import better_in
from turgor.planning.scheduling.passes import feasible
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.search import Solved
from turgor.planning.scheduling.selection import Held, Selection


class NotPossible(Exception):  # noqa: N818 -- an answer, not a fault
    """What was offered when the plan was made does not hold any more.

    Attributes:
        conflict: limits that forbid it, none of which can be spared; empty where a treatment is no longer offered.
    """

    def __init__(self, conflict: tuple[Conflict, ...] = ()) -> None:
        super().__init__(
            "; ".join(one.text.text for one in conflict) or "a treatment is not offered any more"
        )
        self.conflict = conflict


@attrs.frozen
class _Candidate:
    """A plan that may be chosen or declined, as it was shown."""

    letter: str
    objective: Objective
    courses: tuple[Course, ...]
    visits: tuple[Visit, ...]
    values: tuple[Criterion, ...]
    proven: bool


def chosen(problem: Problem, made: Plan, letter: str, seed: int) -> Schedule:
    """The schedule of an alternative of a plan, with those that are declined as its other plans.

    Raises LookupError where there is no such alternative, and NotPossible.
    """
    candidates = {one.letter: one for one in _candidates(made)}
    if letter not in {other.letter for other in made.alternatives}:
        raise LookupError(letter)
    mine = candidates.pop(letter)
    solved = _solved(mine, problem)
    if solved is None:
        raise NotPossible
    pinned = _pinned(mine, problem)
    if not feasible(pinned, seed):
        raise NotPossible(conflict(Probe(pinned, seed)))
    declined = (_declined(one, mine, problem) for one in candidates.values())
    schedule = with_home_care(attrs.evolve(problem, priority=mine.objective.priority), solved)
    return attrs.evolve(schedule, others=tuple(one for one in declined if one))


def _candidates(made: Plan) -> Iterator[_Candidate]:
    """The plan itself and its alternatives."""
    if made.objective and made.alternatives:
        values = tuple(attrs.evolve(one, value=one.plan) for one in made.alternatives[0].criteria)
        yield _Candidate(FORMER, made.objective, made.courses, made.visits, values, proven=False)
    yield from map(_candidate, made.alternatives)


def _candidate(other: Alternative) -> _Candidate:
    return _Candidate(
        other.letter, other.objective, other.courses, other.visits, other.criteria, other.proven
    )


def _solved(candidate: _Candidate, problem: Problem) -> Solved | None:
    """The courses on their days; None where one of them is not offered as it was."""
    offers = {course.id: offer for course in candidate.courses if (offer := _offered(course, problem))}
    if len(offers) < len(candidate.courses):
        return None
    held = tuple(
        Held(offers[session.course], session.number, (visit.date - problem.today).days)
        for visit in candidate.visits
        for session in visit.sessions
    )
    in_order = tuple(sorted(held, key=lambda one: (one.course.id, one.number)))
    courses = tuple(offers[id_] for id_ in sorted(offers))
    return Solved(Selection(problem, courses, in_order), candidate.objective.stages)


def _offered(course: Course, problem: Problem) -> CourseOffer | None:
    same = (course.id, course.treatment, frozenset(course.sites))
    return next((o for o in problem.offers.courses if (o.id, o.treatment, o.sites) == same), None)


def _pinned(candidate: _Candidate, problem: Problem) -> Problem:
    """The problem that asks whether every session can still be on its day."""
    ids = {course.id for course in candidate.courses}
    pins = problem.preferences.pins
    dates = {session.id: visit.date for visit in candidate.visits for session in visit.sessions}
    must = tuple(dict.fromkeys((*pins.must, *(course.treatment for course in candidate.courses))))
    pinned = attrs.evolve(pins, must=must, dates={**pins.dates, **dates})
    offers = attrs.evolve(
        problem.offers, courses=tuple(course for course in problem.offers.courses if course.id in ids)
    )
    return attrs.evolve(problem, offers=offers, preferences=attrs.evolve(problem.preferences, pins=pinned))


def _declined(candidate: _Candidate, mine: _Candidate, problem: Problem) -> Other | None:
    """A plan that was not chosen, compared with the one that was."""
    solved = _solved(candidate, problem)
    if solved is None:
        return None
    criteria = tuple(
        attrs.evolve(theirs, plan=own.value)
        for theirs, own in zip(candidate.values, mine.values, strict=True)
    )
    priority = candidate.objective.priority
    return Other(
        candidate.letter,
        priority,
        better_in(criteria, problem.clinic.noticeable),
        with_home_care(attrs.evolve(problem, priority=priority), solved),
        criteria,
        candidate.proven,
    )
