"""One more plan: the best of an explicit order of aims, starting from the plan that was found for another priority."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from turgor.domain.case import Order
from turgor.domain.explanations import Stage
from turgor.planning.scheduling.aims import BENEFIT, GOALS, LARGER, NAMED, SMALLER, Aim, choosing, own_aims
from turgor.planning.scheduling.model import Model
from turgor.planning.scheduling.passes import dated
from turgor.planning.scheduling.search import Search, Solved
from turgor.planning.scheduling.selection import Selection


@attrs.frozen
class Another:
    """A plan for another order of aims.

    Attributes:
        solved: None where its first aim gains too little to go on.
        first: the stage of the first aim of the order.
        proven: no plan is at least as good in goals, sessions, cautions and every named aim, and better in one.

    """

    solved: Solved | None
    first: Stage
    proven: bool


def another(
    model: Model, order: Order, found: Solved, gains: Callable[[Selection], bool], seed: int
) -> Another:
    """Solve for an explicit order of aims, starting from the plan that was found for another priority.

    What depends on no priority is taken over from it. `gains` says of the first plan that is best in the first aim
    whether it is worth going on. Raises NotFound where that plan gives no start and the limit struck.
    """
    problem = attrs.evolve(model.problem, priority=order)
    search = Search(model.copy(problem), seed)
    own = own_aims(order)
    _take_over(search, found, problem.clinic.benefit_shares.of(order))
    ahead = len(NAMED[order[0]])
    for aim in choosing(problem)[2:]:
        search.stage(aim)
        if aim is own[ahead - 1] and not gains(search.selection):
            return Another(None, search.stages()[-1], proven=False)
    first = search.stages()[3 + ahead]
    proven = all(stage.proven for stage in search.stages()) or _undominated(search)
    return Another(dated(search), first, proven)


def _take_over(search: Search, found: Solved, share: int) -> None:
    """Goals and benefit come first in every ladder, so that what they can be is known; the plan is the first hint."""
    goals, benefit = (next(one for one in found.stages if one.name == aim.name) for aim in (GOALS, BENEFIT))
    offered = {course.id for course in found.selection.courses} <= search.model.chosen.keys()
    enough = found.selection.benefit * 100 >= share * benefit.bound
    if goals.proven and benefit.proven and offered and enough:
        search.begin(found.selection)
        search.know(GOALS, goals.bound)
        search.know(BENEFIT, benefit.bound, share)
    else:
        search.stage(GOALS)
        search.stage(BENEFIT, share)


def _undominated(search: Search) -> bool:
    """Go on to a plan that is at least as good in everything, and best in the sum; whether it is known to be."""
    aims = search.aims
    total = sum(search.expression(aim) * _sign(aim) for aim in aims)

    def value(selection: Selection) -> int:
        return sum(aim.value(selection) * _sign(aim) for aim in aims)

    return search.improve(total, SMALLER, value, least=None).proven


def _sign(aim: Aim) -> int:
    return -1 if aim.better == LARGER else 1
