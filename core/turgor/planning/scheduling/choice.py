"""What pins, aversions and unknown prices say about single offers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING

from turgor.domain.messages import Phrase
from turgor.domain.modalities import Offer
from turgor.domain.money import Money
from turgor.domain.offers import CourseOffer
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.problem import Problem

MUST_NOT = Phrase("limit.must_not", "The practitioner excluded {treatment}.")
ONLY = Phrase("limit.only", "The practitioner limited the plan to {treatments}.")
AVERSION = Phrase("limit.aversion", "The patient does not want {name}.")
UNKNOWN_PRICE = Phrase("limit.unknown_price", "There is a budget, and the price of {treatment} is unknown.")


def exclusion(offer: Offer, problem: Problem) -> Limit | None:
    """The first limit that keeps an offer from being chosen at all; None where it may be."""
    return next((limit for limit in _exclusions(offer, problem) if problem.keeps(limit.id)), None)


def _exclusions(offer: Offer, problem: Problem) -> Iterator[Limit]:
    treatment, pins = offer.treatment, problem.preferences.pins
    in_clinic = isinstance(offer, CourseOffer)
    if treatment in pins.must_not:
        yield Limit(f"must_not:{treatment}", "must_not", MUST_NOT(treatment=treatment))
    if in_clinic and pins.only and treatment not in pins.only:
        yield Limit("only", "only", ONLY(treatments=pins.only))
    for name in problem.preferences.aversions:
        if name == treatment or name in problem.traits(treatment):
            yield Limit(f"aversion:{name}", "aversion", AVERSION(name=name))
    if in_clinic and offer.price is None and treatment not in pins.must and _limits_money(problem):
        yield Limit(f"unknown_price:{treatment}", "unknown_price", UNKNOWN_PRICE(treatment=treatment))


def _limits_money(problem: Problem) -> bool:
    wanted = problem.preferences
    limits = {"budget": wanted.budget, "budget_a_month": wanted.budget_a_month}
    return any(limit is not None and problem.keeps(name) for name, limit in limits.items())


def cents(price: Money | None) -> int:
    """An amount in hundredths, rounded up; an unknown price adds nothing that is known."""
    return 0 if price is None else int((price.amount * 100).to_integral_value(ROUND_CEILING))


def budget_cents(problem: Problem) -> int | None:
    """What is left of the budget in hundredths, rounded down; None is no limit."""
    budget = problem.preferences.budget
    if budget is None or not problem.keeps("budget"):
        return None
    return int(budget.amount * 100) - sum(cents(one.price) for one in problem.given)
