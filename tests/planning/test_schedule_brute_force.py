"""The solver against trying everything: on tiny problems both must agree on every stage and on every day."""

from __future__ import annotations

from collections import Counter

import attrs
from hypothesis import given, settings

from brute_force import Dates, best_plan, small_problems, small_problems_with_rooms
from offers import Toy, offsets
from turgor.domain.schedule import Schedule


@settings(max_examples=settings().max_examples // 2)
@given(small_problems())
def test_the_solver_agrees_with_trying_everything(problem: Toy):
    """Every stage has the value that brute force finds, is proven, and the days are the same."""
    agree(problem)


def test_the_solver_agrees_with_trying_everything_where_rooms_and_devices_are_scarce():
    """Whether a visit has a time at which all it needs is free is tried minute by minute, order by order."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 4)
    @given(small_problems_with_rooms())
    def check(problem: Toy) -> None:
        seen["shared visit"] += any(len(visit.sessions) > 1 for visit in agree(problem).visits)
        bare = {"rooms": (), "devices": (), "staff": (), "bookings": ()}
        free = problem.with_(clinic=attrs.evolve(problem.clinic, **bare)).solve()
        seen["otherwise without rooms"] += offsets(free) != offsets(problem.solve())

    check()
    assert seen["shared visit"]
    assert seen["otherwise without rooms"]


def agree(problem: Toy) -> Schedule:
    """The schedule, which is the best of all that are legal."""
    solved = problem.solve()
    values, plan = best_plan(problem)
    assert all(stage.proven for stage in solved.stages)
    assert {s.name: s.value for s in solved.stages if s.name in values} == values
    found: Dates = {}
    for session in sorted(solved.sessions, key=lambda one: (one.course, one.number)):
        found[session.course] = (*found.get(session.course, ()), (session.date - problem.findings.today).days)
    assert found == plan
    return solved
