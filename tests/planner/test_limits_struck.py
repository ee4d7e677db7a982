"""The solver's deterministic limit: struck in a stage it leaves the gap to be seen; struck at once it finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from ortools.sat.python import cp_model

import toys
from hard_problem import hard
from printing import pages_of
from scripted import Script
from toys import SITES, clinic, device, effect, need
from toys import case as patient
from turgor.cli.screens.plan import proof
from turgor.content import Core
from turgor.documents import Kind
from turgor.domain.explanations import Stage
from turgor.domain.plan import Outcome, Plan
from turgor.domain.terms import CourseTerms, Interval, SessionCount
from turgor.domain.treatments import Modality
from turgor.planning.scheduling import passes
from turgor.planning.scheduling.search import Search
from turgor.verify import verify
from whole_worlds import World

NO_TIME = 1e-9  # too little for a single decision
STAGES = ("benefit", "sessions", "downtime-and-visits", "ideal-intervals", "finish", "tie-break")
COURSE = CourseTerms(SessionCount(2, 3, 4), Interval(5, 9, 20), 30, 1, 2, peak_weeks=12)


def world(**policy) -> World:
    """Two courses of up to three sessions that leave something for each other, at a clinic open twice a week."""
    treatments = (
        device("aa.laser", [effect("open", 4)], [need("red", 2)], course=COURSE, mechanism="heat"),
        device("aa.pen", [effect("red", 3)], [need("open", 1)], course=COURSE, mechanism="needles"),
    )
    record = Modality("aa", "AA", "To test.", "1", treatments)
    usual = clinic(**({"horizon_days": 80, "opening": clinic().opening[1:4:2]} | policy))
    return World(Core(toys.vocabulary(), ()), (Script(record),), patient(goals=SITES), usual)


@contextmanager
def struck_in(name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the limit strike in one stage: the solver has no time there, and as much as it needs elsewhere."""
    solve, stage = cp_model.CpSolver.solve, Search.stage
    here: list[str] = []

    def hurried(solver, model, *rest):
        if here == [name]:
            solver.parameters.max_deterministic_time = NO_TIME
            solver.parameters.cp_model_presolve = (
                False  # presolving counts little, and may solve a small case alone
            )
        return solve(solver, model, *rest)

    def watched(search, aim, *rest):
        here[:] = [aim.name]
        stage(search, aim, *rest)
        here.clear()

    monkeypatch.setattr(cp_model.CpSolver, "solve", hurried)
    monkeypatch.setattr(Search, "stage", watched)
    yield
    monkeypatch.undo()


def stages(plan: Plan) -> dict[str, Stage]:
    """The stages by name."""
    return {stage.name: stage for stage in plan.objective.stages}


def test_with_time_enough_every_stage_is_proven():
    """The world of these tests has one proven plan, of two courses."""
    plan = world().plan()
    assert len(plan.courses) == 2
    assert plan.objective.proven


@pytest.mark.parametrize("name", STAGES)
def test_a_limit_struck_in_a_later_stage_leaves_its_gap_to_be_seen(name, monkeypatch):
    """That stage is not proven, says what was reached and what may be possible, and the plan keeps every limit."""
    with struck_in(name, monkeypatch):
        plan = world().plan()
    struck = stages(plan)[name]
    assert plan.outcome is Outcome.PLAN
    assert not struck.proven
    assert struck.value != struck.bound
    assert (struck.value < struck.bound) == (struck.better == "larger")
    assert not plan.objective.proven
    assert verify(plan) == ()


def test_a_limit_struck_before_any_plan_claims_no_conflict():
    """Nothing was found, which is not to say that there is nothing."""
    plan = world(solve_limit=NO_TIME).plan()
    assert plan.outcome is Outcome.NOT_FOUND
    assert (plan.courses, plan.visits, plan.conflict, plan.objective) == ((), (), (), None)
    assert verify(plan) == ()


def test_a_limit_struck_while_the_last_ties_are_broken_is_said_too(monkeypatch):
    """The sum of days may be the best possible and the plan not the only one with it: that is no proof."""
    tie_break = passes._earliest

    def hurried(search, session):
        tie_break(search, session)
        return False

    monkeypatch.setattr(passes, "_earliest", hurried)
    last = stages(world().plan())["tie-break"]
    assert (last.value == last.bound, last.proven) == (True, False)


def test_a_stage_that_stays_open_is_tried_once_more_with_presolving(monkeypatch):
    """Where the first attempt has no time, the second one proves every stage; each has one worker."""
    solve, attempts = cp_model.CpSolver.solve, []

    def hurried(solver, model, *rest):
        parameters = solver.parameters
        attempts.append((parameters.cp_model_presolve, parameters.num_workers))
        if attempts[1:] and not parameters.cp_model_presolve:
            parameters.max_deterministic_time = NO_TIME
        return solve(solver, model, *rest)

    usual = world().plan()
    monkeypatch.setattr(cp_model.CpSolver, "solve", hurried)
    plan = world().plan()
    assert set(attempts) == {(False, 1), (True, 1)}
    assert plan.objective.proven
    assert (plan.visits, plan.objective) == (usual.visits, usual.objective)


def test_the_second_attempt_never_loses_what_the_first_one_found(monkeypatch):
    """Without any time for it, the plan is the one that the first attempts lead to, with all that they proved."""
    solve = cp_model.CpSolver.solve

    def hurried(solver, model, *rest):
        if solver.parameters.cp_model_presolve:
            solver.parameters.max_deterministic_time = NO_TIME
        return solve(solver, model, *rest)

    monkeypatch.setattr(cp_model.CpSolver, "solve", hurried)
    assert world().plan().objective.proven


def test_a_tiny_limit_is_told_on_screen_and_in_the_record():
    """How far from the best possible each open stage may be stands in both; the plan keeps every limit."""
    plan = hard(0.02).plan()
    open_stages = [stage for stage in plan.objective.stages if not stage.proven]
    assert open_stages
    (sheet,) = pages_of(plan, Kind.RECORD)
    (table,) = [block.table for block in sheet.blocks if block.title == "Proof"]
    for stage in open_stages:
        gap = abs(stage.bound - stage.value)
        assert f"{stage.name} within {gap} of the best possible" in proof(plan.objective)
        assert f"not proven, within {gap} of the best possible" in [cells[3].text for cells in table.rows]
    assert "Not every stage is proven" in sheet.lead
    assert "The best plan under" not in sheet.lead
