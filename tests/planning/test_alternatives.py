"""Other plans: none is dominated by any plan at all, each is truly different, and where there is none the plan says why."""

from __future__ import annotations

from collections import Counter

import attrs
import pytest
from hypothesis import given, settings

from brute_force import Dates, every_plan, measured, small_problems
from offers import MONDAY, Toy, action, course, days, pounds, toy
from schedule_strategies import problems
from turgor.documents.practitioner.other_plans import said
from turgor.domain.case import OrderedAim, Priority
from turgor.domain.clinic import Noticeable
from turgor.domain.schedule import Schedule
from turgor.planning.scheduling import another
from turgor.planning.scheduling.alternatives import CRITERIA, LEADS
from turgor.planning.scheduling.search import Search
from turgor.verify import verify

EVERYTHING = ("goals", "sessions", "soft-needs", *(aim.name for aim in CRITERIA))
KEEN = Noticeable(visits=1, finish_days=3, downtime_days=1, benefit_percent=1, cost_percent=1)
STEP = {OrderedAim.VISITS: 1, OrderedAim.FINISH: 3, OrderedAim.DOWNTIME: 1}


def dates_of(solved: Schedule) -> Dates:
    """A schedule as brute force has it."""
    found: Dates = {}
    for one in sorted(solved.sessions, key=lambda one: (one.course, one.number)):
        found[one.course] = (*found.get(one.course, ()), (one.date - MONDAY).days)
    return found


def losses(problem: Toy, plan: Dates) -> list[int]:
    """What a plan comes to in everything that alternatives are compared in, the less the better."""
    return [measured(problem, plan, name) for name in EVERYTHING]


def noticed(problem: Toy, plan: Dates, aim: OrderedAim) -> int:
    """The least difference from a plan that a keen patient notices."""
    return STEP.get(aim) or max(1, -(-abs(measured(problem, plan, aim)) // 100))


def keen(problem: Toy) -> Toy:
    """The same for a patient who notices small differences: tiny problems have no others."""
    return problem.with_(clinic=attrs.evolve(problem.clinic, noticeable=KEEN))


def test_no_plan_at_all_dominates_an_alternative():
    """Against every plan of tiny problems: at least as good in everything and better in something is none of them."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 2)
    @given(small_problems())
    def check(drawn: Toy) -> None:
        problem = keen(drawn)
        solved = problem.solve(alternatives=True)
        every = [losses(problem, plan) for plan in every_plan(problem)]
        seen.update({"problems": 1, "alternatives": len(solved.others)})
        for other in solved.others:
            mine = losses(problem, dates_of(other.schedule))
            assert other.proven
            assert [one.value for one in other.criteria][1:-1] == mine[4:]
            assert not any(
                theirs != mine and all(a <= b for a, b in zip(theirs, mine, strict=True)) for theirs in every
            )

    check()
    assert seen["alternatives"] >= 0.03 * seen["problems"]


@settings(max_examples=settings().max_examples // 2)
@given(small_problems())
def test_a_criterion_without_an_alternative_has_none(drawn: Toy):
    """Where no other plan is shown, no plan that keeps as much of everything that comes first is noticeably better."""
    problem = keen(drawn)
    solved = problem.solve(alternatives=True)
    plan = dates_of(solved)
    best = min(measured(problem, one, "goals") for one in every_plan(problem))
    most = min(
        measured(problem, one, "most-benefit")
        for one in every_plan(problem)
        if measured(problem, one, "goals") == best
    )
    rivals = [
        one
        for one in every_plan(problem)
        if measured(problem, one, "goals") == best
        and 100 * measured(problem, one, "most-benefit") <= 70 * most
        and all(measured(problem, one, n) <= measured(problem, plan, n) for n in ("sessions", "soft-needs"))
    ]
    for none in solved.unbeaten:
        if none.aim is OrderedAim.COST or "hardly" in none.text.text:
            continue
        gains = [measured(problem, plan, none.aim) - measured(problem, one, none.aim) for one in rivals]
        assert none.proven
        assert max(gains) < noticed(problem, plan, none.aim)


def test_every_alternative_passes_the_verifier_and_is_truly_different():
    """Limits, values and dominance are checked; each is noticeably better in what it leads with, on other days."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 2)
    @given(problems())
    def check(drawn: Toy) -> None:
        plan = keen(drawn).plan(alternatives=True)
        assert verify(plan) == ()
        seen.update({"problems": 1, "with another": bool(plan.alternatives)})
        if plan.objective is None:
            return
        told = {aim for other in plan.alternatives for aim in other.leads} | {n.aim for n in plan.unbeaten}
        assert told == set(LEADS)
        assert len({other.visits for other in plan.alternatives} | {plan.visits}) == 1 + len(
            plan.alternatives
        )
        for other in plan.alternatives:
            assert other.leads[0] is other.objective.priority[0]
            assert other.gains

    check()
    assert seen["with another"] >= 0.1 * seen["problems"]


PAIR = (
    course("toy.a", count=(4, 4), interval=(14, 28, 42), downtime_days=0, price=pounds(100), mechanism="heat"),
    course("toy.b", count=(2, 2), interval=(28, 28, 42), downtime_days=5, price=pounds(400), mechanism="needles"),
)  # fmt: skip
CHOICE = toy(
    *PAIR,
    actions=(action("toy.a", {"open": 1}), action("toy.b", {}, {"open": 1})),
    clinic=attrs.evolve(toy().clinic, horizon_days=200),
    priority=Priority.LEAST_DOWNTIME,
)


def test_what_one_gives_up_for_what_is_told():
    """The gentle course of four visits is the plan; the other one is led by visits and says what it costs."""
    plan = CHOICE.plan(alternatives=True)
    assert [course.id for course in plan.courses] == ["toy.a#1"]
    other = plan.alternatives[0]
    assert (other.letter, [course.id for course in other.courses]) == ("B", ["toy.b#1"])
    assert other.leads == (OrderedAim.VISITS, OrderedAim.FINISH)
    assert [text.text for text in other.gains] == ["2 visits fewer", "finishes 8 weeks sooner"]
    assert [text.text for text in other.gives_up] == ["10 days of downtime more", "400.00 GBP more"]
    assert other.proven
    assert {none.aim: none.text.text for none in plan.unbeaten}[OrderedAim.DOWNTIME] == (
        "Less downtime: no plan is better."
    )


def test_the_other_plans_do_not_depend_on_the_seed():
    """Where all is proven, every seed of the solver leads to the same alternatives."""
    first, again = (CHOICE.with_(seed=seed).solve(alternatives=True) for seed in (0, 12_345))
    assert first.others
    assert (first.others, first.unbeaten) == (again.others, again.unbeaten)


@pytest.mark.parametrize(("visits", "shown"), [(2, True), (3, False)])
def test_what_nobody_would_notice_is_no_alternative(visits, shown):
    """The clinic says from which difference on another plan counts; what is better by less is told."""
    policy = attrs.evolve(CHOICE.clinic, noticeable=Noticeable(visits=visits, finish_days=300))
    plan = CHOICE.with_(clinic=policy).plan(alternatives=True)
    assert [other.leads for other in plan.alternatives] == [(OrderedAim.VISITS,)] * shown
    little = {none.aim for none in plan.unbeaten if "by so much that it would be noticed" in none.text.text}
    assert little == ({OrderedAim.FINISH} if shown else {OrderedAim.FINISH, OrderedAim.VISITS})


def test_no_more_are_shown_than_the_clinic_wants():
    """What is then not looked for is said."""
    plan = CHOICE.with_(clinic=attrs.evolve(CHOICE.clinic, most_alternatives=0)).plan(alternatives=True)
    assert plan.alternatives == ()
    assert all("not looked for" in none.text.text and not none.proven for none in plan.unbeaten)


def test_without_anything_to_choose_no_plan_is_another():
    """Home care alone: every criterion says that no plan is better, proven."""
    plan = toy(course("toy.a", allowed=days())).plan(alternatives=True)
    assert plan.alternatives == ()
    assert [(none.aim, none.proven) for none in plan.unbeaten] == [(aim, True) for aim in LEADS]


def test_an_unknown_price_is_not_taken_for_a_low_one():
    """A course without a price is no cheaper alternative; the plan says that prices are unknown."""
    priced, unknown = PAIR[0], attrs.evolve(PAIR[1], price=None)
    plan = CHOICE.with_(offers=(priced, unknown), priority=Priority.LOWEST_COST).plan(alternatives=True)
    assert [course.id for course in plan.courses] == ["toy.a#1"]
    assert OrderedAim.COST not in {aim for other in plan.alternatives for aim in other.leads}


def test_an_alternative_that_could_not_be_proven_says_so(monkeypatch):
    """Where a stage stays open and the proof that no plan dominates it does, too."""
    stages = Search.stages

    def one_open(search):
        return tuple(attrs.evolve(s, proven=s.proven and s.name != "most-benefit") for s in stages(search))

    monkeypatch.setattr(Search, "stages", one_open)
    assert all(other.proven for other in CHOICE.plan(alternatives=True).alternatives)
    monkeypatch.setattr(another, "_undominated", lambda search: False)
    plan = CHOICE.plan(alternatives=True)
    assert [other.proven for other in plan.alternatives] == [False]
    assert "not proven that no plan is at least as good" in said(plan.alternatives[0], plan)
