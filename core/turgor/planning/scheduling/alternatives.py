"""Other plans that are truly different: the best in one criterion, then in the others; none is dominated.

A plan that is best in one criterion, of those best in the next one, and so on, is dominated by no plan. So each
alternative is the plan of an explicit order of aims, led by another criterion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from turgor.domain.alternatives import Criterion, Unbeaten
from turgor.domain.case import Order, OrderedAim
from turgor.domain.clinic import Noticeable
from turgor.domain.explanations import Stage
from turgor.domain.messages import Phrase
from turgor.planning.scheduling.aims import (
    COST,
    DOWNTIME,
    FINISH,
    GOALS,
    INTERVALS,
    LARGER,
    MOST_BENEFIT,
    SESSIONS,
    SOFT_NEEDS,
    UNKNOWN_PRICES,
    VISITS,
    Aim,
    own_aims,
)
from turgor.planning.scheduling.another import Another, another
from turgor.planning.scheduling.model import Model
from turgor.planning.scheduling.passes import prepared
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.search import NotFound, Solved
from turgor.planning.scheduling.selection import Selection

LEADS = {
    OrderedAim.VISITS: VISITS,
    OrderedAim.FINISH: FINISH,
    OrderedAim.DOWNTIME: DOWNTIME,
    OrderedAim.COST: COST,
    OrderedAim.MOST_BENEFIT: MOST_BENEFIT,
}
AFTERWARDS = (
    OrderedAim.MOST_BENEFIT,
    OrderedAim.VISITS,
    OrderedAim.FINISH,
    OrderedAim.DOWNTIME,
    OrderedAim.COST,
)
CRITERIA = (MOST_BENEFIT, FINISH, VISITS, DOWNTIME, UNKNOWN_PRICES, COST)
BEST = Phrase("alternatives.best", "{aim}: no plan is better.")
LITTLE = Phrase("alternatives.little", "{aim}: no plan is better by so much that it would be noticed.")
OPEN = Phrase("alternatives.open", "{aim}: no plan that is noticeably better was found; not proven.")
ALIKE = Phrase("alternatives.alike", "{aim}: the best plan hardly differs from another one here.")
ENOUGH = Phrase("alternatives.enough", "{aim}: not looked for, as there are enough other plans.")
UNPRICED = Phrase("alternatives.unpriced", "{aim}: no plan is known to be better; some prices are unknown.")
NAMES = {
    OrderedAim.VISITS: "Fewer visits",
    OrderedAim.FINISH: "Finishing sooner",
    OrderedAim.DOWNTIME: "Less downtime",
    OrderedAim.COST: "Lower cost",
    OrderedAim.MOST_BENEFIT: "More benefit",
}


@attrs.frozen
class OtherPlan:
    """A plan that is truly different: the order it is best in, and the criteria in which it is noticeably better."""

    order: Order
    leads: tuple[OrderedAim, ...]
    solved: Solved
    proven: bool


@attrs.frozen
class Others:
    """The other plans, and the criteria in which there is none."""

    found: tuple[OtherPlan, ...] = ()
    unbeaten: tuple[Unbeaten, ...] = ()


def others(problem: Problem, plan: Solved, seed: int) -> Others:
    """Look for a plan that is noticeably better in each criterion in turn; `problem` may offer more than the plan's."""
    model = prepared(problem)
    found: list[OtherPlan] = []
    unbeaten: list[Unbeaten] = []
    for lead in LEADS:
        if len(found) >= problem.clinic.most_alternatives:
            unbeaten.append(_none(lead, plan, None, ENOUGH))
            continue
        answer = _settled(lead, problem, plan) or _led_by(lead, model, plan, seed)
        if isinstance(answer, Unbeaten):
            unbeaten.append(answer)
        elif same := _like(answer, found, problem.clinic.noticeable):
            if lead not in same.leads:
                unbeaten.append(_none(lead, plan, _stage(answer, lead), ALIKE))
        elif any(_dominates(one, answer.solved.selection) for one in _selections(plan, found)):
            unbeaten.append(_none(lead, plan, _stage(answer, lead), OPEN))
        else:
            found = [one for one in found if not _dominates(answer.solved.selection, one.solved.selection)]
            found.append(answer)
    return Others(tuple(found), tuple(unbeaten))


def none_at_all(plan: Solved) -> Others:
    """Where nothing can be chosen in the clinic, no plan is another."""
    unbeaten = (_none(lead, plan, _stage_of(plan, SESSIONS), BEST) for lead in LEADS)
    return Others(unbeaten=tuple(unbeaten))


def _settled(lead: OrderedAim, problem: Problem, plan: Solved) -> Unbeaten | None:
    """Where the plan is the proven best in a criterion of all plans that keep as much benefit, nothing is to be solved."""
    shares, own = problem.clinic.benefit_shares, own_aims(plan.selection.problem.priority)
    same = shares.of(plan.selection.problem.priority) <= shares.of((lead,))
    if own[0] is LEADS[lead] and same and (stage := _stage_of(plan, own[0])).proven:
        return _none(lead, plan, stage, BEST)
    return None


def _led_by(lead: OrderedAim, model: Model, plan: Solved, seed: int) -> OtherPlan | Unbeaten:
    """The plan that is best in a criterion and then in the others, if that is noticeable."""
    order = (lead, *(aim for aim in AFTERWARDS if aim is not lead))
    policy = model.problem.clinic.noticeable

    def better(selection: Selection) -> tuple[OrderedAim, ...]:
        gained = better_in(compared(selection, plan.selection), policy)
        return tuple(one for one in order if one in gained)

    try:
        tried = another(model, order, plan, lambda selection: lead in better(selection), seed)
    except NotFound:
        return _none(lead, plan, None, OPEN)
    if tried.solved is None or lead not in better(tried.solved.selection):
        return _none(lead, plan, tried.first, _why_none(tried, LEADS[lead], plan))
    return OtherPlan(order, better(tried.solved.selection), tried.solved, tried.proven)


def _why_none(tried: Another, aim: Aim, plan: Solved) -> Phrase:
    if not tried.first.proven:
        return OPEN
    return BEST if tried.first.bound == aim.value(plan.selection) else LITTLE


def _none(lead: OrderedAim, plan: Solved, stage: Stage | None, why: Phrase) -> Unbeaten:
    if lead is OrderedAim.COST and plan.selection.unknown_prices and why is not ENOUGH:
        why = UNPRICED
    value = LEADS[lead].value(plan.selection)
    best, proven = (value, False) if stage is None else (stage.bound, stage.proven)
    return Unbeaten(lead, value, best, proven, why(aim=NAMES[lead]))


def _stage(other: OtherPlan, lead: OrderedAim) -> Stage:
    return _stage_of(other.solved, LEADS[lead])


def _stage_of(solved: Solved, aim: Aim) -> Stage:
    return next(stage for stage in solved.stages if stage.name == aim.name)


def _selections(plan: Solved, found: list[OtherPlan]) -> Iterator[Selection]:
    yield plan.selection
    yield from (one.solved.selection for one in found)


def _like(other: OtherPlan, found: list[OtherPlan], policy: Noticeable) -> OtherPlan | None:
    """A plan from which another differs by nothing that a patient would notice."""
    mine = other.solved.selection
    for one in found:
        theirs = one.solved.selection
        if not any(_differs(aim, mine, theirs, policy) for aim in LEADS):
            return one
    return None


def _differs(aim: OrderedAim, one: Selection, other: Selection, policy: Noticeable) -> bool:
    return _gains(aim, one, other, policy) or _gains(aim, other, one, policy)


def _gains(aim: OrderedAim, other: Selection, plan: Selection, policy: Noticeable) -> bool:
    return aim in better_in(compared(other, plan), policy)


def compared(other: Selection, plan: Selection) -> tuple[Criterion, ...]:
    """What another plan comes to, beside the plan; closeness to the ideal intervals is told with the criteria."""
    return tuple(
        Criterion(aim.name, aim.value(other), aim.value(plan), aim.better) for aim in (*CRITERIA, INTERVALS)
    )


def better_in(criteria: Iterable[Criterion], policy: Noticeable) -> tuple[OrderedAim, ...]:
    """In what a plan is better by so much that a patient would notice; an unknown price is not a low one."""
    by_name = {one.name: one for one in criteria}
    found = [aim for aim in LEADS if by_name[aim].gain >= _least(by_name[aim], policy)]
    unknown = by_name[OrderedAim.UNKNOWN_PRICES].gain < 0
    return tuple(aim for aim in found if not (unknown and aim is OrderedAim.COST))


def _least(one: Criterion, policy: Noticeable) -> int:
    """The least difference that is noticed, in the unit of the criterion."""
    fixed = {
        OrderedAim.FINISH: policy.finish_days,
        OrderedAim.VISITS: policy.visits,
        OrderedAim.DOWNTIME: policy.downtime_days,
    }
    percent = policy.cost_percent if one.name == OrderedAim.COST else policy.benefit_percent
    return fixed.get(OrderedAim(one.name)) or max(1, -(-percent * one.plan // 100))


def _gain(aim: Aim, other: Selection, plan: Selection) -> int:
    """By how much a plan is better than another; less than 0 where it is worse."""
    more = aim.value(other) - aim.value(plan)
    return more if aim.better == LARGER else -more


def _dominates(one: Selection, other: Selection) -> bool:
    """Whether a plan is at least as good in everything that alternatives are compared in, and better in something."""
    gains = [_gain(aim, one, other) for aim in (GOALS, SESSIONS, SOFT_NEEDS, *CRITERIA)]
    return min(gains) >= 0 and max(gains) > 0
