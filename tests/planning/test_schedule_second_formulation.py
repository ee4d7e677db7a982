"""The scheduler against a second formulation that shares nothing with it: the same optimum, stage by stage and day by day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import attrs
import pytest
from hypothesis import given, settings

from brute_force import best_plan, small_problems
from clinic_cases import Shape, case
from missed_sessions import missed
from offers import Toy
from oracle_reading import candidates
from sample_patients import CASES, TODAY
from schedule_strategies import problems
from second_opinion import agreed
from time_indexed import optimum
from turgor import planner
from turgor.domain.schedule import Found
from turgor.files import read_case, read_clinic
from turgor.host import Host
from turgor.planning.schedule import schedule
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.worthwhile import narrowed

MONTHS = 150  # days of the plans of sample patients here


@pytest.fixture(scope="module")
def host() -> Host:
    """The modalities that ship."""
    return Host.load()


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


@pytest.mark.parametrize("number", range(4))
def test_shaped_cases_have_the_same_optimum_in_both_formulations(number: int):
    """Cases of the bench, made small: weekdays of devices, closures, trips, a wedding, limits on visits and money."""
    agreed(shaped(number))


@pytest.mark.soak
@pytest.mark.parametrize("number", range(4, 40))
def test_more_shaped_cases_have_the_same_optimum(number: int):
    """The same for many more."""
    agreed(shaped(number))


def shaped(number: int) -> Problem:
    """One of the bench's cases, of at most ten sessions in four months."""
    return case(f"small {number}", Shape(1 + number % 4, 3 + number % 8, days=120))


@pytest.mark.parametrize(
    "name",
    ["type-v-melasma", pytest.param("pacemaker-warfarin", marks=pytest.mark.soak), "isotretinoin-wedding"],
)
def test_sample_patients_have_the_same_optimum_in_both_formulations(host: Host, name: str):
    """Reduced to what may be best and to the first months."""
    patient = read_case(CASES / f"{name}.toml", host.catalogue, TODAY)
    wishes = attrs.evolve(patient.preferences, horizon=TODAY + timedelta(days=MONTHS))
    clinic = read_clinic(None, host.catalogue)
    _, whole = planner._problem(
        attrs.evolve(patient, preferences=wishes), clinic, host, TODAY, patient.goals.priority
    )
    fewer, _ = narrowed(whole, candidates(whole))
    solved = agreed(fewer)
    assert solved.visits
    assert solved.visits == schedule(whole, 0).visits


def test_a_plan_made_anew_moves_as_few_sessions_as_the_second_formulation_finds():
    """After a missed session: the same sessions move, by the same days."""
    moved = 0
    for number in range(3):
        problem = shaped(number + 1)
        for late in missed(problem, schedule(problem, 0)):
            stages = {stage.name: stage for stage in agreed(late).stages}
            moved += stages["sessions-moved"].value
    assert moved
