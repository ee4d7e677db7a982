"""The solver against trying everything: on tiny problems both must agree on every stage and on every day."""

from __future__ import annotations

from hypothesis import given, settings

from brute_force import Dates, best_plan, small_problems
from offers import Toy


@settings(max_examples=settings().max_examples // 2)
@given(small_problems())
def test_the_solver_agrees_with_trying_everything(problem: Toy):
    """Every stage has the value that brute force finds, is proven, and the days are the same."""
    solved = problem.solve()
    values, plan = best_plan(problem)
    assert all(stage.proven for stage in solved.stages)
    assert {s.name: s.value for s in solved.stages if s.name in values} == values
    found: Dates = {}
    for session in sorted(solved.sessions, key=lambda one: (one.course, one.number)):
        found[session.course] = (*found.get(session.course, ()), (session.date - problem.findings.today).days)
    assert found == plan
