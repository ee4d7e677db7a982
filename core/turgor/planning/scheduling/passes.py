"""Lexicographic optimisation of a problem: one aim after the other, then one plan of the best ones, always the same."""

from __future__ import annotations

from collections.abc import Sequence

from turgor.domain.offers import CourseOffer
from turgor.planning.scheduling.aims import BENEFIT, DAY_SUM, LARGER, SHIFT, SMALLER, Aim, choosing, ladder
from turgor.planning.scheduling.model import Model, SessionVars, build
from turgor.planning.scheduling.model_limits import add_limits
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.search import NoPlan, Search, Solved
from turgor.planning.scheduling.selection import Selection

AT_A_TIME = 30  # courses ranked in one stage: powers of two beyond 2**62 are no numbers for the solver


def optimise(problem: Problem, seed: int) -> Solved:
    """Solve all stages. Raises NoPlan where limits contradict each other, NotFound where the limit struck first."""
    search = Search(prepared(problem), seed)
    search.stay_near(problem.before or {})
    share = problem.clinic.benefit_shares.of(problem.priority)
    for aim in choosing(problem):
        search.stage(aim, share if aim is BENEFIT else 100)
        if aim is SHIFT and search.is_settled():
            return search.settled()
    return dated(search)


def dated(search: Search) -> Solved:
    """Fix the courses that were chosen and date them."""
    problem = search.model.problem
    _freeze_courses(search)
    for aim in ladder(problem)[len(choosing(problem)) :]:
        search.stage(aim)
    _tie_break(search)
    return Solved(search.selection, search.stages())


def prepared(problem: Problem) -> Model:
    """The model of a problem with all its limits, from which searches for several priorities can start."""
    model = build(problem)
    add_limits(model)
    return model


def feasible(problem: Problem, seed: int) -> bool:
    """Whether any plan keeps all limits that count. Raises NotFound where the limit struck first."""
    try:
        Search(prepared(problem), seed).improve(0, SMALLER, lambda _: 0)
    except NoPlan:
        return False
    return True


def least(problem: Problem, aim: Aim, seed: int) -> Solved:
    """A plan with the smallest value of one aim. Raises NoPlan and NotFound as `optimise` does."""
    search = Search(prepared(problem), seed)
    search.stage(aim)
    return Solved(search.selection, search.stages())


def _freeze_courses(search: Search) -> None:
    """Fix the set of courses: of equally good ones that with most benefit, then with fewest, then the first by id."""
    model, cp = search.model, search.model.cp
    search.improve(search.expression(BENEFIT), LARGER, BENEFIT.value)
    search.improve(sum(model.chosen.values()), SMALLER, lambda selection: len(selection.courses))
    for start in range(0, len(model.courses), AT_A_TIME):
        _prefer_the_first(search, model.courses[start : start + AT_A_TIME])
    chosen = {course.id for course in search.selection.courses}
    for id_, literal in model.chosen.items():
        cp.add(literal == (id_ in chosen))


def _prefer_the_first(search: Search, courses: Sequence[CourseOffer]) -> None:
    """Of equally good sets take the one with the first of these courses, or else with the second, and so on."""
    weights = {course.id: 2**place for place, course in enumerate(reversed(courses))}
    rank = sum(weight * search.model.chosen[id_] for id_, weight in weights.items())
    search.improve(rank, LARGER, lambda selection: sum(weights.get(c.id, 0) for c in selection.courses))


def _tie_break(search: Search) -> None:
    """Leave one plan: after the least sum of days, the earliest day of each session in id order."""
    proven = [_earliest(search, session) for session in search.model.sessions]
    if not all(proven):
        search.doubt(DAY_SUM)


def _earliest(search: Search, session: SessionVars) -> bool:
    absent = search.model.problem.length + 1

    def day(selection: Selection) -> int:
        return next((held.day for held in selection.held if held.id == session.id), absent)

    return search.improve(session.day, SMALLER, day, least=min(session.days, default=absent)).proven
