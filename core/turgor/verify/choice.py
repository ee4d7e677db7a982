"""Limits on what is chosen and what it costs: pins, budget, sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from turgor.domain.messages import Phrase
from turgor.domain.money import Money
from turgor.domain.plan import Plan
from turgor.domain.replay import Replay
from turgor.verify.breach import Breach
from turgor.verify.sessions import planned

UNWANTED = Phrase("verify.must_not", "{treatment} must not be chosen.")
ONLY = Phrase("verify.only", "{treatment} is not among the treatments to which the plan is limited.")
MISSING = Phrase("verify.must", "{treatment} must be chosen and is not.")
BUDGET = Phrase("verify.budget", "The plan costs {cost}; the budget is {budget}.")
UNPRICED = Phrase(
    "verify.unknown_price", "The price is unknown, and there is a budget; only a pin may choose it."
)
SUM = Phrase("verify.cost", "The cost says {said}; its items add up to {found}.")


def check_choice(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """The pins are kept, the money adds up and stays within the budget."""
    limits = replay.limits
    in_clinic = sorted({course.treatment for course in plan.courses})
    chosen = sorted({*in_clinic, *(regimen.treatment for regimen in plan.regimens)})
    for treatment in chosen:
        if treatment in limits.must_not:
            yield Breach("must_not", treatment, UNWANTED(treatment=treatment))
    for treatment in in_clinic:
        if limits.only and treatment not in limits.only:
            yield Breach("only", treatment, ONLY(treatment=treatment))
    for treatment in limits.must:
        if treatment not in chosen:
            yield Breach("must", treatment, MISSING(treatment=treatment))
    yield from _money(plan, replay)


def _money(plan: Plan, replay: Replay) -> Iterator[Breach]:
    if plan.cost is None:
        return
    total = Decimal(0)
    for one in planned(plan):
        price = replay.prices.get(one.session.course)
        total += price.amount if price else Decimal(0)
    total += sum((replay.prices[r.id].amount for r in plan.regimens if r.id in replay.prices), Decimal(0))
    found = Money(total, plan.cost.known.currency)
    if found != plan.cost.known:
        yield Breach("cost", "plan", SUM(said=_text(plan.cost.known), found=_text(found)))
    yield from _budget(replay, found)
    yield from _unpriced(plan, replay)


def _budget(replay: Replay, found: Money) -> Iterator[Breach]:
    """What was given under an older plan has been paid for and counts, as far as more is to be paid."""
    budget = replay.limits.budget
    if budget is None:
        return
    spent = sum((one.price.amount for one in replay.given if one.price), Decimal(0))
    if found.amount and found.amount + spent > budget.amount:
        all_in_all = Money(found.amount + spent, budget.currency)
        yield Breach("budget", "plan", BUDGET(cost=_text(all_in_all), budget=_text(budget)))


def _unpriced(plan: Plan, replay: Replay) -> Iterator[Breach]:
    limits = replay.limits
    if limits.budget is None and limits.budget_a_month is None:
        return
    for course in plan.courses:
        if course.id not in replay.prices and course.treatment not in limits.must:
            yield Breach("unknown_price", course.id, UNPRICED())


def _text(money: Money) -> str:
    return f"{money.amount} {money.currency}"
