"""Pins that contradict limits: the answer names a set of limits of which none can be spared."""

from __future__ import annotations

import attrs
import pytest

from offers import ALWAYS_OPEN, Toy, action, course, day, days, pounds, regimen, span, toy
from turgor.domain.case import Pins, Preferences
from turgor.domain.schedule import Found
from turgor.planning.scheduling.passes import feasible

A_AND_B = (course("toy.a", allowed=days(0, 1, 2)), course("toy.b", allowed=days(0, 1, 2)))
APART = (action("toy.a", {"open": 9}, {"thin": 0}), action("toy.b", {"thin": 9}, {"open": 0}))
LATE = Preferences(horizon=day(20), pins=Pins(dates={"toy.a#1.1": day(25)}))


def pinned(*treatments: str, **wishes: object) -> Preferences:
    """Wishes with treatments that must be chosen."""
    return Preferences(pins=Pins(must=treatments), **wishes)


CASES = {
    "days apart": (
        toy(*A_AND_B, actions=APART, preferences=pinned("toy.a", "toy.b")),
        {"must:toy.a", "must:toy.b", "lag:toy.a#1|toy.b#1", "verdict:toy.a#1", "verdict:toy.b#1"},
    ),
    "a date while away": (
        toy(course(), preferences=Preferences(away=(span(3, 9),), pins=Pins(dates={"toy.a#1.1": day(5)}))),
        {"date:toy.a#1.1", f"away:{day(3)}"},
    ),
    "dates too close": (
        toy(
            course(count=(2, 2), interval=(7, 7, 9)),
            preferences=Preferences(pins=Pins(dates={"toy.a#1.1": day(8), "toy.a#1.2": day(12)})),
        ),
        {"date:toy.a#1.1", "date:toy.a#1.2", "interval:toy.a#1"},
    ),
    "wanted and not wanted": (
        toy(course(), preferences=Preferences(pins=Pins(must=("toy.a",)), aversions=("toy.a",))),
        {"must:toy.a", "aversion:toy.a"},
    ),
    "too dear": (
        toy(course(price=pounds(100)), preferences=pinned("toy.a", budget=pounds(99))),
        {"must:toy.a", "budget"},
    ),
    "too many visits": (
        toy(course(count=(3, 3)), preferences=pinned("toy.a", most_visits=2)),
        {"must:toy.a", "most_visits"},
    ),
    "too many minutes": (
        toy(regimen(), preferences=pinned("toy.cream", minutes_a_day=1)),
        {"must:toy.cream", "minutes_a_day"},
    ),
    "not offered": (toy(course(), preferences=pinned("toy.z")), {"must:toy.z", "offered:toy.z"}),
    "after the plan": (toy(course(), preferences=LATE), {"date:toy.a#1.1", "horizon"}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_conflict_names_just_the_limits_that_contradict_each_other(name: str):
    """The set is the one that a reader would name, and every entry has words."""
    problem, expected = CASES[name]
    solved = problem.solve()
    assert solved.found is Found.CONFLICT
    assert {entry.id for entry in solved.conflict} == expected
    assert all(entry.text.text for entry in solved.conflict)


@pytest.mark.parametrize("name", CASES)
def test_none_of_the_named_limits_can_be_spared(name: str):
    """Without any one of them, and with all others, a plan exists."""
    problem, _ = CASES[name]
    for entry in problem.solve().conflict:
        assert feasible(problem.problem(dropped=frozenset({entry.id})), seed=0)


def test_without_pins_there_is_always_a_plan():
    """A clinic that is never open and a patient who is never there still have a plan without sessions."""
    shut: Toy = toy(course(), clinic=attrs.evolve(ALWAYS_OPEN, opening=()))
    assert (shut.solve().found, shut.solve().visits) == (Found.PLAN, ())


REMEDIES = {
    "a date while away": "Move toy.a#1.1 to 3 March 2027.",
    "too many visits": "Accept one more visit: 3 in all.",
    "after the plan": "Let the plan end 5 days later, on 26 March 2027.",
    "dates too close": "Move toy.a#1.1 to 6 March 2027.",
    "too dear": "Raise the budget.",
    "wanted and not wanted": "Ask the patient again about toy.a.",
    "not offered": "Leave toy.z out.",
}


def test_a_day_long_after_the_plan_moves_to_its_last_day():
    """However far the fixed day is from every day that is left."""
    problem = toy(course(), preferences=attrs.evolve(LATE, horizon=day(3)))
    first, later = problem.solve().relaxations
    assert [step.text for step in first.steps] == ["Let the plan end 22 days later, on 26 March 2027."]
    assert [step.text for step in later.steps] == ["Move toy.a#1.1 to 4 March 2027."]


@pytest.mark.parametrize("name", REMEDIES)
def test_the_easiest_thing_to_give_is_told_first_with_the_least_amount(name: str):
    """In words that a practitioner can act on."""
    first = CASES[name][0].solve().relaxations[0]
    assert [step.text for step in first.steps] == [REMEDIES[name]]
    assert first.proven


def test_two_conflicts_at_once_need_two_things_to_give():
    """Too many visits and too dear: dropping one of them alone leaves no plan."""
    both = toy(
        course(count=(3, 3), price=pounds(100)), preferences=pinned("toy.a", most_visits=2, budget=pounds(99))
    )
    found = [set(relaxation.limits) for relaxation in both.solve().relaxations]
    assert found == [{"must:toy.a"}, {"most_visits", "budget"}]


@pytest.mark.parametrize("name", CASES)
def test_what_must_give_is_enough_and_none_of_it_can_be_spared(name: str):
    """With all of a relaxation dropped there is a plan, with any of it kept there is none."""
    toy_problem, _ = CASES[name]
    found = toy_problem.solve().relaxations
    assert found
    for relaxation in found:
        assert feasible(toy_problem.problem(dropped=frozenset(relaxation.limits)), seed=0)
        for kept in relaxation.limits:
            rest = frozenset(relaxation.limits) - {kept}
            assert not feasible(toy_problem.problem(dropped=rest), seed=0)


def test_a_fixed_day_after_the_end_of_the_plan_may_move():
    """The nearest day within the plan is named."""
    pins = Pins(dates={"toy.a#1.1": day(50)})
    solved = toy(course(allowed=days(0, 4)), preferences=Preferences(horizon=day(7), pins=pins)).solve()
    assert solved.found is Found.CONFLICT
    moved = [one for one in solved.relaxations if one.limits == ("date:toy.a#1.1",)]
    assert [step.params["day"] for one in moved for step in one.steps] == [day(4)]


def test_what_to_do_names_whom_it_is_about():
    """Ids stand in fields of their own, so that a screen can say names instead."""
    problem = toy(course(count=(3, 3)), preferences=pinned("toy.a", most_visits=1))
    given = {step.key: step for relaxation in problem.solve().relaxations for step in relaxation.steps}
    assert given["relax.must"].params["treatment"] == "toy.a"
    assert given["relax.must"].text == "Leave toy.a out."
