"""The scheduler against a second formulation that shares nothing with it: the same optimum, stage by stage and day by day."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from brute_force import best_plan, small_problems
from offers import Toy
from schedule_strategies import problems
from second_opinion import agreed
from time_indexed import optimum
from turgor.domain.schedule import Found


def test_random_problems_have_the_same_optimum_in_both_formulations():
    """Every stage has the same value, every session the same day, and what one finds impossible the other does too."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 8)
    @given(problems())
    def holds(problem: Toy) -> None:
        solved = agreed(problem.problem())
        seen[solved.found] += 1
        seen["two courses"] += len(solved.courses) >= 2
        seen["a shared visit"] += any(len(visit.sessions) > 1 for visit in solved.visits)

    holds()
    assert min(seen[Found.PLAN], seen[Found.CONFLICT], seen["two courses"]) >= 1


@settings(max_examples=settings().max_examples // 4)
@given(small_problems())
def test_the_second_formulation_agrees_with_trying_everything(problem: Toy):
    """The oracle is itself held against brute force."""
    values, plan = best_plan(problem)
    found = optimum(problem.problem())
    assert {name: found.values[name] for name in values if name in found.values} == {
        name: value for name, value in values.items() if name in found.values
    }
    assert found.days == {f"{id_}.{n}": d for id_, dates in plan.items() for n, d in enumerate(dates, 1)}
