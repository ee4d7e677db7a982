"""Alternatives: each keeps the limits of the plan, has the values it claims, and is dominated by none of the others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

import attrs

from turgor.domain.alternatives import FORMER, Alternative, Criterion
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.replay import Replay
from turgor.verify.breach import Breach
from turgor.verify.calendar import check_calendar
from turgor.verify.choice import check_choice
from turgor.verify.objective import VALUES, check_objective
from turgor.verify.pace import check_pace
from turgor.verify.prerequisites import check_prerequisites
from turgor.verify.resources import check_resources
from turgor.verify.sessions import check_sessions, planned
from turgor.verify.skin import check_skin

BROKEN = Phrase("verify.alternative", "Alternative {letter} breaks {limit}: {text}")
COMPARED = ("most-benefit", "finish", "visits", "downtime", "unknown-prices", "cost")
FIRST = ("goals", "sessions", "soft-needs")  # what a plan must keep to dominate another
VALUE = Phrase("verify.alternative_value", "{name} of alternative {letter} is {found}, said to be {said}.")
BETTER = Phrase(
    "verify.dominated", "{one} is at least as good as {other} in everything, and better in {name}."
)
DEAR = Phrase("verify.alternative_budget", "Alternative {letter} costs {cost}; the budget is {budget}.")
UNPRICED = Phrase("verify.alternative_unpriced", "The price of {course} is unknown, and there is a budget.")
LACKS = Phrase("verify.alternative_goes_with", "{course} must go with home care of the kind {trait}.")
CHECKS = (
    check_sessions,
    check_skin,
    check_calendar,
    check_resources,
    check_pace,
    check_prerequisites,
    check_choice,
    check_objective,
)


def check_alternatives(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Look at each alternative as if it were the plan, home care left aside: it is placed when one is chosen."""
    for other in plan.alternatives:
        shadow, its_replay = _as_plan(other, plan, replay)
        for breach in chain.from_iterable(check(shadow, its_replay) for check in CHECKS):
            text = BROKEN(letter=other.letter, limit=breach.limit, text=breach.text.text)
            yield Breach("alternative", f"{other.letter}: {breach.where}", text)
        yield from _budget(other, shadow, replay)
        yield from _home_care(other, replay)
        for one in other.criteria:
            yield from _value(one, one.value, shadow, other)
            yield from _value(one, one.plan, plan, other)
    for none in plan.unbeaten:
        if (found := VALUES[none.aim](plan, replay)) != none.value:
            text = VALUE(name=none.aim.value, letter=FORMER, found=str(found), said=none.value)
            yield Breach("alternative_value", f"{FORMER}: {none.aim}", text)
    if plan.alternatives:
        yield from _dominated(plan, replay)


def _as_plan(other: Alternative, plan: Plan, replay: Replay) -> tuple[Plan, Replay]:
    at_home = {id_.partition("#")[0] for id_ in other.home_care}
    must = tuple(treatment for treatment in replay.limits.must if treatment not in at_home)
    shadow = attrs.evolve(
        plan,
        courses=other.courses,
        visits=other.visits,
        objective=other.objective,
        regimens=(),
        cost=None,
        alternatives=(),
        replay=replay,
    )
    return shadow, attrs.evolve(replay, limits=attrs.evolve(replay.limits, must=must))


def _budget(other: Alternative, shadow: Plan, replay: Replay) -> Iterator[Breach]:
    """Sessions and home care stay within the budget; nothing without a price is chosen unless it is pinned."""
    limits = replay.limits
    items = (*(one.session.course for one in planned(shadow)), *other.home_care)
    cost = sum((replay.prices[item].amount for item in items if item in replay.prices), Decimal(0))
    if limits.budget and cost > limits.budget.amount:
        text = DEAR(letter=other.letter, cost=str(cost), budget=str(limits.budget.amount))
        yield Breach("alternative", f"{other.letter}: budget", text)
    if limits.budget is None and limits.budget_a_month is None:
        return
    for course in other.courses:
        if course.id not in replay.prices and course.treatment not in limits.must:
            yield Breach("alternative", f"{other.letter}: {course.id}", UNPRICED(course=course.id))


def _home_care(other: Alternative, replay: Replay) -> Iterator[Breach]:
    """What its courses must go with is among its home care."""
    kinds = {trait for id_ in other.home_care for trait in replay.traits.get(id_.partition("#")[0], ())}
    for course in other.courses:
        for trait in replay.goes_with.get(course.id, ()):
            if trait not in kinds:
                text = LACKS(course=course.id, trait=trait)
                yield Breach("alternative", f"{other.letter}: {course.id}", text)


def _value(one: Criterion, said: int, plan: Plan, other: Alternative) -> Iterator[Breach]:
    recompute = VALUES.get(one.name)
    found = recompute(plan, plan.replay) if recompute and plan.replay else None
    if found != said:
        text = VALUE(name=one.name, letter=other.letter, found=str(found), said=said)
        yield Breach("alternative_value", f"{other.letter}: {one.name}", text)


def _dominated(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """No alternative that is said to be dominated by none is, by the plan or by another."""
    gains = {other.letter: _losses(_as_plan(other, plan, replay)[0], replay) for other in plan.alternatives}
    everybody = {"the plan": _losses(plan, replay)} | gains
    for other in plan.alternatives:
        theirs = gains[other.letter]
        for letter, mine in everybody.items():
            better = [name for name in mine if mine[name] < theirs[name]]
            if other.proven and better and all(mine[name] <= theirs[name] for name in mine):
                text = BETTER(one=letter, other=other.letter, name=better[0])
                yield Breach("dominated", other.letter, text)


def _losses(plan: Plan, replay: Replay) -> dict[str, int]:
    """What a plan comes to in all that counts, the less the better."""
    values = {name: VALUES[name](plan, replay) for name in (*FIRST, *COMPARED)}
    return values | {name: -values[name] for name in ("goals", "most-benefit")}
