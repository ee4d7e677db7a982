"""Narrowing to the courses that may be best changes no plan."""

from __future__ import annotations

from hypothesis import given, settings

from offers import Toy, course, findings, toy
from schedule_strategies import problems
from turgor.domain.schedule import Found
from turgor.planning.home_care.home_choice import base
from turgor.planning.scheduling.model import candidates
from turgor.planning.scheduling.passes import optimise
from turgor.planning.scheduling.search import NoPlan
from turgor.planning.scheduling.worthwhile import narrowed


def narrow(problem: Toy) -> set[str]:
    """The ids of the courses that are left."""
    whole = problem.problem()
    courses = tuple(days.course for days in candidates(whole, base(whole)))
    return {one.id for one in narrowed(whole, courses)[0].offers.courses}


def test_what_adds_nothing_is_left_out():
    """At one site without much laxity the second best course brings nothing, and less than the share alone."""
    assert narrow(toy(course("toy.a", points=100), course("toy.b", points=60))) == {"toy.a#1"}


def test_what_comes_near_the_best_stays():
    """It may cost fewer visits; the policy keeps 90 percent of the benefit."""
    assert narrow(toy(course("toy.a", points=100), course("toy.b", points=95))) == {"toy.a#1", "toy.b#1"}


def test_what_serves_another_site_stays():
    """A goal that nothing else serves is worth a course of few points."""
    elsewhere = course("toy.b", points=10, sites=["neck"])
    patient = findings(goals=["chin", "neck"])
    both = toy(course("toy.a", points=100), elsewhere, findings=patient)
    assert narrow(both) == {"toy.a#1", "toy.b#1"}


@settings(max_examples=settings().max_examples // 3)
@given(problems())
def test_the_plan_is_that_of_the_whole_problem(problem: Toy):
    """Stage by stage, whatever the limits, and also where the narrowed problem finds no dates."""
    solved = problem.solve()
    whole = problem.problem()
    if solved.found is not Found.PLAN or not solved.courses:
        return
    try:
        reference = optimise(whole, problem.seed)
    except NoPlan:
        raise AssertionError("the whole problem has no plan") from None
    assert [(s.name, s.value) for s in solved.stages] == [(s.name, s.value) for s in reference.stages]
    assert solved.courses == reference.selection.courses
