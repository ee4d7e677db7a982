"""Lexicographic optimisation: one aim after the other, each proven or left with its bound.

After each stage its value is kept as a limit and its solution handed on as a hint. One worker, a fixed seed and a
deterministic limit make the answer the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import attrs

from turgor.domain.explanations import Stage
from turgor.domain.offers import CourseOffer
from turgor.planning.scheduling.aims import BENEFIT, DAY_SUM, INTERVALS, LARGER, SMALLER, Aim, ladder
from turgor.planning.scheduling.full_visits import forbid_full_visits
from turgor.planning.scheduling.model import Model, SessionVars, build
from turgor.planning.scheduling.model_limits import add_limits
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Held, Selection

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Expression = Any
AT_A_TIME = 30  # courses ranked in one stage: powers of two beyond 2**62 are no numbers for the solver
ROUNDING = 1e-6  # the solver's bounds are floats of whole numbers


class NoPlan(Exception):  # noqa: N818 -- an answer, not a fault
    """Limits contradict each other."""


class NotFound(Exception):  # noqa: N818 -- an answer, not a fault
    """The limit struck before a first plan."""


@attrs.frozen
class Solved:
    """The selection that is left after all stages, and the stages with what they reached."""

    selection: Selection
    stages: tuple[Stage, ...]


def optimise(problem: Problem, seed: int) -> Solved:
    """Solve all stages. Raises NoPlan where limits contradict each other, NotFound where the limit struck first."""
    model = build(problem)
    add_limits(model)
    search = _Search(model, seed)
    share = problem.clinic.benefit_shares.of(problem.priority)
    for aim in ladder(problem):
        if aim is INTERVALS:
            _freeze_courses(search)
        search.stage(aim, share if aim is BENEFIT else 100)
    _tie_break(search)
    return Solved(search.selection, search.stages())


def feasible(problem: Problem, seed: int) -> bool:
    """Whether any plan keeps all limits that count. Raises NotFound where the limit struck first."""
    model = build(problem)
    add_limits(model)
    try:
        _Search(model, seed).improve(0, SMALLER, lambda _: 0)
    except NoPlan:
        return False
    return True


def least(problem: Problem, aim: Aim, seed: int) -> Solved:
    """A plan with the smallest value of one aim. Raises NoPlan and NotFound as `optimise` does."""
    model = build(problem)
    add_limits(model)
    search = _Search(model, seed)
    search.stage(aim)
    return Solved(search.selection, search.stages())


def _freeze_courses(search: _Search) -> None:
    """Fix the set of courses: of equally good ones that with most benefit, then with fewest, then the first by id."""
    model, cp = search.model, search.model.cp
    search.improve(search.expression(BENEFIT), LARGER, BENEFIT.value)
    search.improve(sum(model.chosen.values()), SMALLER, lambda selection: len(selection.courses))
    for start in range(0, len(model.courses), AT_A_TIME):
        _prefer_the_first(search, model.courses[start : start + AT_A_TIME])
    chosen = {course.id for course in search.selection.courses}
    for id_, literal in model.chosen.items():
        cp.add(literal == (id_ in chosen))


def _prefer_the_first(search: _Search, courses: Sequence[CourseOffer]) -> None:
    """Of equally good sets take the one with the first of these courses, or else with the second, and so on."""
    weights = {course.id: 2**place for place, course in enumerate(reversed(courses))}
    rank = sum(weight * search.model.chosen[id_] for id_, weight in weights.items())
    search.improve(rank, LARGER, lambda selection: sum(weights.get(c.id, 0) for c in selection.courses))


def _tie_break(search: _Search) -> None:
    """Leave one plan: after the least sum of days, the earliest day of each session in id order."""
    proven = [_earliest(search, session) for session in search.model.sessions]
    if not all(proven):
        search.doubt(DAY_SUM)


def _earliest(search: _Search, session: SessionVars) -> bool:
    absent = search.model.problem.length + 1

    def day(selection: Selection) -> int:
        return next((held.day for held in selection.held if held.id == session.id), absent)

    return search.improve(session.day, SMALLER, day).proven


@attrs.frozen
class _Reached:
    """The best value that is possible, and whether it is known to have been reached."""

    bound: int
    proven: bool


class _Search:
    """One model on its way through the stages."""

    def __init__(self, model: Model, seed: int) -> None:
        self.model = model
        self.selection = Selection(model.problem)
        self._seed = seed
        self._solution: list[int] = []
        self._expressions: dict[str, Expression] = {}
        self._reached: list[tuple[Aim, _Reached]] = []
        self._doubted: list[Aim] = []

    def expression(self, aim: Aim) -> Expression:
        """The expression of an aim, added to the model once."""
        if aim.name not in self._expressions:
            self._expressions[aim.name] = aim.express(self.model)
        return self._expressions[aim.name]

    def stage(self, aim: Aim, share: int = 100) -> None:
        """Solve for an aim and keep at least so many percent of the best value that was found."""
        self._reached.append((aim, self.improve(self.expression(aim), aim.better, aim.value, share)))

    def doubt(self, aim: Aim) -> None:
        """Mark the stage of an aim as not proven, whatever its value."""
        self._doubted.append(aim)

    def stages(self) -> tuple[Stage, ...]:
        """The stages with the values of the final selection; a value that meets its bound is proven after all."""
        return tuple(self._stage(aim, reached) for aim, reached in self._reached)

    def _stage(self, aim: Aim, reached: _Reached) -> Stage:
        """Of the benefit only a share is kept: it is proven where the best possible one is known."""
        value = aim.value(self.selection)
        proven = value == reached.bound or (aim is BENEFIT and reached.proven)
        return Stage(aim.name, value, reached.bound, proven and aim not in self._doubted, aim.better)

    def improve(
        self, expression: Expression, better: str, value: Callable[[Selection], int], share: int = 100
    ) -> _Reached:
        """Make an expression as large or small as the limit allows, and keep `share` percent of that from now on.

        `value` recomputes the expression from the selection.
        """
        solver = self._solve(expression, better)
        while _found(solver) and forbid_full_visits(self.model, self._selected(solver)):
            solver = self._solve(expression, better)
        self._take(solver)
        reached = value(self.selection)
        if better == LARGER:
            self.model.cp.add(expression >= -(-share * reached // 100))
        else:
            self.model.cp.add(expression <= reached)
        # A visit may hold cautions that no order keeps all of: then the value is worse than the solver's, unproven.
        bound = _bound(solver, better, reached)
        return _Reached(bound, proven=bound == reached)

    def _solve(self, expression: Expression, better: str) -> cp_model.CpSolver:
        from ortools.sat.python import cp_model as cp_sat  # noqa: PLC0415 -- see `build`

        if better == LARGER:
            self.model.cp.maximize(expression)
        else:
            self.model.cp.minimize(expression)
        solver = cp_sat.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self._seed % 2**31
        solver.parameters.cp_model_presolve = False
        # Without linear relaxation and with cores, stages that took half a minute take less than one second.
        solver.parameters.linearization_level = 0
        solver.parameters.optimize_with_core = True
        solver.parameters.max_deterministic_time = self.model.problem.clinic.solve_limit
        solver.solve(self.model.cp)
        return solver

    def _take(self, solver: cp_model.CpSolver) -> None:
        """Take over the solver's solution, if it found one, as selection and hint."""
        status = solver.response_proto.status.name
        if _found(solver):
            self._solution = list(solver.response_proto.solution)
            self.selection = self._selected(solver)
            self._hint()
        elif status == "UNKNOWN":
            if not self._solution:
                raise NotFound
        elif status == "INFEASIBLE" and not self._solution:
            raise NoPlan
        else:
            raise RuntimeError(f"the solver answered {status} after a plan was found")

    def _selected(self, solver: cp_model.CpSolver) -> Selection:
        values = solver.response_proto.solution
        model = self.model
        held = (s for s in model.sessions if values[s.held.index])
        return Selection(
            model.problem,
            tuple(course for course in model.courses if values[model.chosen[course.id].index]),
            tuple(Held(s.course, s.number, values[s.day.index]) for s in held),
        )

    def _hint(self) -> None:
        hint = self.model.cp.proto.solution_hint
        self.model.cp.clear_hints()  # type: ignore[no-untyped-call]
        hint.vars.extend(range(len(self._solution)))
        hint.values.extend(self._solution)


def _found(solver: cp_model.CpSolver) -> bool:
    """Whether the solver has a solution, the best or not."""
    return solver.response_proto.status.name in ("OPTIMAL", "FEASIBLE")


def _bound(solver: cp_model.CpSolver, better: str, reached: int) -> int:
    """The solver's bound as a whole number, never worse than what was reached."""
    bound = solver.best_objective_bound
    if better == LARGER:
        return max(reached, floor(bound + ROUNDING))
    return min(reached, max(0, ceil(bound - ROUNDING)))  # nothing that is made small can be less than nothing
