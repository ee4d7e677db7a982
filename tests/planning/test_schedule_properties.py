"""Whatever is offered, a schedule keeps every limit: looked at by a checker that knows nothing of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, count, pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from hard_problem import hard
from offers import ALWAYS_OPEN, Toy, action, course, day, pounds, toy
from schedule_strategies import problems
from turgor.domain.case import Priority
from turgor.domain.dates import days_from
from turgor.domain.schedule import Found, PlacedSession, Schedule


def check(problem: Toy, solved: Schedule) -> None:
    """Every limit, read from the records, on every session, pair and visit."""
    offers = {offer.id: offer for offer in solved.courses}
    for visit in solved.visits:
        _check_visit(problem, visit, offers)
    for id_, offer in offers.items():
        dates = [one.date for one in solved.sessions if one.course == id_]
        assert offer.sessions.minimum <= len(dates) <= offer.sessions.typical
        assert all(
            offer.interval.min_days <= (b - a).days <= offer.interval.max_days for a, b in pairwise(dates)
        )
    for one, other in combinations(solved.sessions, 2):
        _check_pair(problem, one, other, offers)
    _check_whole(problem, solved)


def _check_visit(problem: Toy, visit: Any, offers: dict[str, Any]) -> None:
    wishes, clinic = problem.preferences, problem.clinic
    assert any(start <= visit.start and visit.end <= end for start, end in clinic.hours(visit.date))
    windows = [w for w in wishes.available if w.weekday == visit.date.weekday()]
    assert not wishes.available or any(w.start <= visit.start and visit.end <= w.end for w in windows)
    assert not any(visit.date in away for away in wishes.away)
    asked = sum(offers[one.course].minutes + clinic.turnaround_minutes for one in visit.sessions)
    assert (
        visit.end.hour - visit.start.hour
    ) * 60 + visit.end.minute - visit.start.minute >= asked - clinic.turnaround_minutes
    for one in visit.sessions:
        offer = offers[one.course]
        assert visit.date in offer.allowed
        assert day(0) <= visit.date <= day(clinic.horizon_days)
        assert visit.date.weekday() not in offer.terms.avoid_weekdays
        shown = days_from(visit.date, visit.date + (day(offer.downtime_days_max) - day(0)))
        assert not any(d in free for d in shown for free in wishes.downtime_free)


def _check_pair(problem: Toy, one: PlacedSession, other: PlacedSession, offers: dict[str, Any]) -> None:
    """`one` comes first; what it leaves must be gone, or may be met within a visit."""
    if one.course == other.course or not offers[one.course].sites & offers[other.course].sites:
        return
    actions = {a.id: a for a in problem.actions}
    first, then = actions[offers[one.course].treatment], actions[offers[other.course].treatment]
    for effect in first.effects:
        for need in then.needs:
            if effect.state != need.state:
                continue
            if one.date == other.date:
                assert need.same_visit
            else:
                assert (other.date - one.date).days >= effect.upper_days + need.clear_days


def _check_whole(problem: Toy, solved: Schedule) -> None:
    wishes = problem.preferences
    assert wishes.most_visits is None or len(solved.visits) <= wishes.most_visits
    assert set(wishes.pins.must) <= {offer.treatment for offer in solved.courses}
    days = sorted({one.date for one in solved.sessions})
    assert all((then - d).days >= (wishes.days_between_visits or 1) for d, then in pairwise(days))
    offers = {o.id: o for o in solved.courses}
    if wishes.downtime_at_a_time is not None:
        shown = [(one.date, offers[one.course].downtime_days_max) for one in solved.sessions]
        assert _days_in_a_row(shown) <= wishes.downtime_at_a_time
    if wishes.budget_a_month is not None:
        months: Counter[tuple[int, int]] = Counter()
        for one in solved.sessions:
            price = offers[one.course].price
            months[one.date.year, one.date.month] += int(price.amount) if price else 0
        assert max(months.values(), default=0) <= wishes.budget_a_month.amount
        assert all(o.price or o.treatment in wishes.pins.must for o in solved.courses)
    if wishes.budget is not None:
        known = [o for o in solved.courses if o.price is not None]
        spent = sum(o.price.amount * _count(solved, o.id) for o in known)
        assert spent <= wishes.budget.amount
        assert all(o.price or o.treatment in wishes.pins.must for o in solved.courses)
    for offset in range(problem.clinic.horizon_days + 1):
        running = Counter(site for o in solved.courses if _runs(solved, o.id, offset) for site in o.sites)
        assert max(running.values(), default=0) <= problem.clinic.courses_at_once


def _days_in_a_row(shown: Sequence[tuple[date, int]]) -> int:
    """The days after the first one of the longest run of days on which something may show."""
    days = {
        d.toordinal()
        for first, length in shown
        if length
        for d in days_from(first, first + timedelta(days=length))
    }
    runs = [day for day in days if day - 1 not in days]
    return max((next(n for n in count(first) if n not in days) - 1 - first for first in runs), default=0)


def _count(solved: Schedule, course_id: str) -> int:
    return sum(one.course == course_id for one in solved.sessions)


def _runs(solved: Schedule, course_id: str, offset: int) -> bool:
    dates = [one.date for one in solved.sessions if one.course == course_id]
    return min(dates) <= day(offset) <= max(dates)


def test_every_schedule_keeps_every_limit():
    """No schedule breaks an interval, a lag, hours, wishes or the policy; and the cases drawn are worth drawing."""
    seen: Counter[str] = Counter()

    @given(problems())
    def holds(problem: Toy) -> None:
        solved = problem.solve()
        seen["drawn"] += 1
        seen[solved.found] += 1
        if solved.found is Found.PLAN:
            check(problem, solved)
            seen["two courses"] += len(solved.courses) >= 2
            seen["shared visit"] += any(len(visit.sessions) > 1 for visit in solved.visits)
        else:
            assert solved.conflict

    holds()
    assert seen[Found.PLAN] >= 0.7 * seen["drawn"]
    assert seen["two courses"] >= 0.15 * seen["drawn"]
    assert seen["shared visit"] >= 0.02 * seen["drawn"]
    assert seen[Found.CONFLICT] >= 1


@settings(max_examples=settings().max_examples // 8)
@given(problems())
def test_equal_problems_have_one_plan_whatever_the_seed(problem: Toy):
    """The same arguments give the same schedule twice, and other seeds of the solver give it too."""
    first = problem.solve()
    assert first == problem.solve()
    again = problem.with_(seed=12_345).solve()
    assert first.found is again.found
    assert (first.visits, first.stages, first.courses) == (again.visits, again.stages, again.courses)


def test_a_limit_that_strikes_in_a_later_stage_leaves_a_plan_and_a_gap():
    """What could not be proven says so, with the bound that is left; earlier stages stay proven."""
    solved = hard(0.02).solve()
    assert solved.found is Found.PLAN
    assert solved.stages[0].proven
    open_stages = [stage for stage in solved.stages if not stage.proven]
    assert open_stages
    assert all(stage.bound < stage.value for stage in open_stages if stage.better == "smaller")
    check(hard(0.02), solved)


def test_a_limit_that_strikes_before_any_plan_claims_no_conflict():
    """Without a first plan the answer is that nothing was found, and nothing else."""
    assert hard(1e-9).solve() == Schedule(Found.NOTHING)


@pytest.mark.parametrize("priority", list(Priority))
def test_every_priority_is_proven_and_best_at_its_own_aim(priority: Priority):
    """No preset beats another at the other's own aim, at an equal share of the benefit."""
    shares = attrs.evolve(ALWAYS_OPEN.benefit_shares, balanced=70)
    clinic = attrs.evolve(ALWAYS_OPEN, benefit_shares=shares)
    base = toy(
        course("toy.a", count=(2, 3), downtime_days=3, price=pounds(100)),
        course("toy.b", count=(1, 4), downtime_days=0, points=75, price=pounds(300)),
        actions=(action("toy.a", {"open": 5}), action("toy.b", {}, {"open": 2})),
        clinic=clinic,
    )
    mine = base.with_(priority=priority).solve()
    assert all(stage.proven for stage in mine.stages)
    own = mine.stages[4:-3] if priority is not Priority.SOONEST else mine.stages[4:5]
    for other in Priority:
        theirs = base.with_(priority=other).solve()
        for stage in own:
            assert stage.value <= _measured(base, theirs, stage.name)


def _measured(problem: Toy, solved: Schedule, name: str) -> int:
    downtime = sum(o.downtime_days * _count(solved, o.id) for o in solved.courses)
    match name:
        case "downtime-and-visits":
            return downtime + len(solved.visits)
        case "finish":
            return max((one.date - day(0)).days for one in solved.sessions)
        case "visits":
            return len(solved.visits)
        case "downtime":
            return downtime
        case "unknown-prices":
            return sum(o.price is None for o in solved.courses)
    return sum(int(o.price.amount) * 100 * _count(solved, o.id) for o in solved.courses if o.price)
