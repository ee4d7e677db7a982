"""One model on its way through stages: each makes an expression as good as the limit allows and keeps what it reached.

After each stage its value is kept as a limit and its solution handed on as a hint. One worker, a fixed seed and a
deterministic limit make the answer the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import attrs

from turgor.domain.explanations import Stage
from turgor.planning.scheduling.aims import BENEFIT, LARGER, SMALLER, Aim, ladder, nearest_day
from turgor.planning.scheduling.full_visits import forbid_full_visits
from turgor.planning.scheduling.model import Model
from turgor.planning.scheduling.selection import Held, Selection

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Expression = Any
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


@attrs.frozen
class _Reached:
    """The best value that is possible, and whether it is known to have been reached."""

    bound: int
    proven: bool


class Search:
    """One model on its way through the stages."""

    def __init__(self, model: Model, seed: int) -> None:
        self.model = model
        self.selection = Selection(model.problem)
        self._found = False
        self._seed = seed
        self._expressions: dict[Callable[[Model], Expression], Expression] = {}
        self._reached: list[tuple[Aim, _Reached]] = []
        self._doubted: list[Aim] = []

    def begin(self, selection: Selection) -> None:
        """Start from a plan that keeps all limits."""
        self.selection, self._found = attrs.evolve(selection, problem=self.model.problem), True
        chosen, days = {course.id for course in selection.courses}, {h.id: h.day for h in selection.held}
        absent = self.model.problem.length + 1
        values = {literal.index: int(id_ in chosen) for id_, literal in self.model.chosen.items()}
        for session in self.model.sessions:  # the first ones are held with their course: one variable
            values |= {
                session.held.index: int(session.id in days),
                session.day.index: days.get(session.id, absent),
            }
        self._hint(values)

    def stay_near(self, before: Mapping[str, int]) -> None:
        """Try first the days that are nearest to those of an older plan."""
        known = [session for session in self.model.sessions if session.id in before]
        self._hint(
            {s.day.index: nearest_day(s, before[s.id]) for s in known} | {s.held.index: 1 for s in known}
        )

    def expression(self, aim: Aim) -> Expression:
        """The expression of an aim, added to the model once."""
        if aim.express not in self._expressions:
            self._expressions[aim.express] = aim.express(self.model)
        return self._expressions[aim.express]

    def stage(self, aim: Aim, share: int = 100) -> None:
        """Solve for an aim and keep at least so many percent of the best value that was found."""
        least = aim.least(self.model)
        reached = self.improve(self.expression(aim), aim.better, aim.value, share, least)
        self._reached.append((aim, reached))

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

    def is_settled(self) -> bool:
        """Whether what was kept so far is known to leave no other plan than this one."""
        cp, another, kept = self.model.cp, self.model.cp.new_bool_var("another plan"), self.selection
        days, absent = {one.id: one.day for one in kept.held}, self.model.problem.length + 1
        differs = []
        for session in self.model.sessions:
            day = days.get(session.id, absent)
            for elsewhere in (session.day < day, session.day > day):
                differs.append(cp.new_bool_var(f"{session.id} elsewhere"))
                cp.add(elsewhere).only_enforce_if(differs[-1])
        cp.add_bool_or(*differs, ~another)
        solver = self._attempt(another, LARGER, lambda selection: selection == kept)
        cp.add(another == 0)
        return solver.best_objective_bound < 1

    def settled(self) -> Solved:
        """The only plan that is left: it is the best in every further stage."""
        further = [aim for aim in ladder(self.model.problem) if aim not in self.aims]
        self._reached += [(aim, _Reached(aim.value(self.selection), proven=True)) for aim in further]
        return Solved(self.selection, self.stages())

    def know(self, aim: Aim, best: int, share: int = 100) -> None:
        """Take over what an earlier search proved to be the best value of an aim, and keep `share` percent of it."""
        self._keep(self.expression(aim), aim.better, best, share)
        self._reached.append((aim, _Reached(best, proven=True)))

    @property
    def aims(self) -> tuple[Aim, ...]:
        """The aims of the stages so far."""
        return tuple(aim for aim, _ in self._reached)

    def improve(
        self,
        expression: Expression,
        better: str,
        value: Callable[[Selection], int],
        share: int = 100,
        least: int | None = 0,
    ) -> _Reached:
        """Make an expression as large or small as the limit allows, and keep `share` percent of that from now on.

        `value` recomputes the expression from the selection; nothing that is made small can be less than `least`.
        """
        if self._found and better == SMALLER and value(self.selection) == least:
            self._keep(expression, better, least)
            return _Reached(least, proven=True)
        solver = self._attempt(expression, better, value)
        bounds = [solver.best_objective_bound]
        if solver.response_proto.status.name in ("FEASIBLE", "UNKNOWN"):
            bounds.append(self._attempt(expression, better, value, presolve=True).best_objective_bound)
        if not self._found:
            raise NotFound
        reached = value(self.selection)
        self._keep(expression, better, reached, share)
        # A visit may hold cautions that no order keeps all of: then the value is worse than the solver's, unproven.
        bound = _bound(bounds, better, reached, least)
        return _Reached(bound, proven=bound == reached)

    def _keep(self, expression: Expression, better: str, reached: int, share: int = 100) -> None:
        if better == LARGER:
            self.model.cp.add(expression >= -(-share * reached // 100))
        else:
            self.model.cp.add(expression <= reached)

    def _attempt(
        self,
        expression: Expression,
        better: str,
        value: Callable[[Selection], int],
        *,
        presolve: bool = False,
    ) -> cp_model.CpSolver:
        """Solve once, and take over what was found unless it is worse than what there is. Raises NoPlan.

        Problems of this shape are solved best as they are. What stays open is tried once more the other way: with
        presolving and linear relaxation.
        """
        solver = self._solver(presolve=presolve)
        if better == LARGER:
            self.model.cp.maximize(expression)
        else:
            self.model.cp.minimize(expression)
        solver.solve(self.model.cp)
        while _found(solver) and forbid_full_visits(
            self.model, self._selected(solver.response_proto.solution)
        ):
            solver.solve(self.model.cp)
        status = solver.response_proto.status.name
        if _found(solver):
            self._take(list(solver.response_proto.solution), better, value)
        elif status == "INFEASIBLE" and not self._found:
            raise NoPlan
        elif status != "UNKNOWN":
            raise RuntimeError(f"the solver answered {status} after a plan was found")
        return solver

    def _solver(self, *, presolve: bool) -> cp_model.CpSolver:
        from ortools.sat.python import cp_model as cp_sat  # noqa: PLC0415 -- see `build`

        solver = cp_sat.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self._seed % 2**31
        solver.parameters.cp_model_presolve = presolve
        # Without linear relaxation and with cores, stages that took half a minute take less than one second.
        solver.parameters.linearization_level = 1 if presolve else 0
        solver.parameters.optimize_with_core = True
        solver.parameters.max_deterministic_time = self.model.problem.clinic.solve_limit
        return solver

    def _take(self, solution: Sequence[int], better: str, value: Callable[[Selection], int]) -> None:
        """Take over a solution as selection and hint, unless it is worse."""
        selection = self._selected(solution)
        was, now = value(self.selection), value(selection)
        if self._found and (now < was if better == LARGER else now > was):
            return
        self.selection, self._found = selection, True
        self._hint(dict(enumerate(solution)))

    def _hint(self, values: Mapping[int, int]) -> None:
        hint = self.model.cp.proto.solution_hint
        self.model.cp.clear_hints()  # type: ignore[no-untyped-call]
        hint.vars.extend(values.keys())
        hint.values.extend(values.values())

    def _selected(self, values: Sequence[int]) -> Selection:
        model = self.model
        held = (s for s in model.sessions if values[s.held.index])
        return Selection(
            model.problem,
            tuple(course for course in model.courses if values[model.chosen[course.id].index]),
            tuple(Held(s.course, s.number, values[s.day.index]) for s in held),
        )


def _found(solver: cp_model.CpSolver) -> bool:
    """Whether the solver has a solution, the best or not."""
    return solver.response_proto.status.name in ("OPTIMAL", "FEASIBLE")


def _bound(bounds: Sequence[float], better: str, reached: int, least: int | None) -> int:
    """The tightest of the solver's bounds as a whole number, never worse than what was reached."""
    if better == LARGER:
        return max(reached, floor(min(bounds) + ROUNDING))
    bound = ceil(max(bounds) - ROUNDING)
    return min(reached, bound if least is None else max(least, bound))
