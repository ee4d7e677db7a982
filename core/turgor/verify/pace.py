"""Limits on the pace: how many visits, how close to each other, how much downtime in a row, how much money a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from turgor.domain.dates import days_from
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.replay import Replay
from turgor.verify.breach import Breach
from turgor.verify.sessions import planned

VISITS = Phrase("verify.most_visits", "{count} visits in all; at most {most} are wanted.")
CLOSE = Phrase(
    "verify.days_between_visits", "{days} days after the visit before; at least {least} are wanted."
)
LONG = Phrase(
    "verify.downtime_at_a_time",
    "From {first} to {last} no day is without downtime; at most {most} days are wanted.",
)
DEAR = Phrase(
    "verify.budget_a_month", "The sessions of {month} cost {cost}; {budget} is the most that they may cost."
)


def check_pace(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """What was given under an older plan counts, as far as something is planned beside it."""
    if not plan.visits:
        return
    yield from _how_many(plan, replay)
    yield from _how_close(plan, replay)
    yield from _downtime(plan, replay)
    yield from _money(plan, replay)


def _how_many(plan: Plan, replay: Replay) -> Iterator[Breach]:
    most, count = replay.limits.most_visits, len(plan.visits) + len({one.date for one in replay.given})
    if most is not None and count > most:
        yield Breach("most_visits", "plan", VISITS(count=count, most=most))


def _how_close(plan: Plan, replay: Replay) -> Iterator[Breach]:
    least = replay.limits.days_between_visits
    if least is None:
        return
    last = sorted({one.date for one in replay.given})[-1:]
    for before, day in pairwise(sorted({*last, *(visit.date for visit in plan.visits)})):
        if (days := (day - before).days) < least:
            yield Breach("days_between_visits", day.isoformat(), CLOSE(days=days, least=least))


def _downtime(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Day by day: as long as redness shows, the stretch goes on."""
    most = replay.limits.downtime_at_a_time
    if most is None:
        return
    longest = {course.id: course.downtime_days_max for course in plan.courses}
    ours = [(one.day, longest.get(one.session.course, 0)) for one in planned(plan)]
    given = [(one.date, one.downtime_days_max) for one in replay.given]
    shown = {day for first, length in (*ours, *given) if length for day in _until(first, length)}
    for first, length in ours:
        if length:
            begun, ended = _edge(first, shown, -1), _edge(first, shown, 1)
            if (ended - begun).days > most:
                yield Breach(
                    "downtime_at_a_time", first.isoformat(), LONG(first=begun, last=ended, most=most)
                )


def _until(first: date, length: int) -> Iterator[date]:
    yield from days_from(first, first + timedelta(days=length))


def _edge(day: date, shown: set[date], step: int) -> date:
    """The last day of the stretch of shown days around a day, in one direction."""
    while day + timedelta(days=step) in shown:
        day += timedelta(days=step)
    return day


def _money(plan: Plan, replay: Replay) -> Iterator[Breach]:
    budget = replay.limits.budget_a_month
    if budget is None:
        return
    costs = [(one.day, replay.prices.get(one.session.course)) for one in planned(plan)]
    spent = [(one.date, one.price) for one in replay.given]
    for month in sorted({day.replace(day=1) for day, _ in costs}):
        found = sum(
            (price.amount for day, price in (*costs, *spent) if price and day.replace(day=1) == month),
            Decimal(0),
        )
        if found > budget.amount:
            text = DEAR(month=f"{month:%Y-%m}", cost=str(found), budget=str(budget.amount))
            yield Breach("budget_a_month", f"{month:%Y-%m}", text)
