"""What would have to give so that there is a plan: the cheapest sets of limits first.

Every such set meets every irreducible conflict, so the sets are found as hitting sets: a conflict is named, each of its
members that may give is dropped in turn, and where there is still no plan the next conflict is named (Reiter's tree).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from turgor.domain.explanations import Relaxation
from turgor.planning.conflicts.conflict import members_of
from turgor.planning.conflicts.giving import giving
from turgor.planning.conflicts.named_limits import named_limits
from turgor.planning.conflicts.probe import Answer, Probe

MOST_FOUND = 4  # more choices than this help nobody
MOST_TRIED = 40  # sets of limits that are looked at
# What gives, the easiest first. Limits of safety, of the treatments and of the opening hours never do.
MAY_GIVE = (
    *("minutes_a_day", "most_visits", "days_between_visits", "horizon", "date"),
    *("downtime_at_a_time", "downtime_free", "away", "available"),
    *("budget_a_month", "budget", "unknown_price", "aversion", "only"),
    *("resource", "courses_at_once", "must_not", "must"),
)


def relaxations(probe: Probe) -> tuple[Relaxation, ...]:
    """The cheapest relaxations: fewest limits first, then those that give most easily."""
    limits = named_limits(probe.problem)
    kinds = {limit.id: limit.kind for limit in limits}

    def cost(dropped: frozenset[str]) -> tuple[int, Sequence[int], Sequence[str]]:
        return (
            len(dropped),
            sorted((MAY_GIVE.index(kinds[id_]) for id_ in dropped), reverse=True),
            sorted(dropped),
        )

    found = sorted(_correcting(probe), key=cost)
    return tuple(giving(probe, [one for one in limits if one.id in dropped]) for dropped in found)


def _correcting(probe: Probe) -> Iterator[frozenset[str]]:
    """Sets of limits without which there is a plan, none of which can be spared; small ones first."""
    limits = named_limits(probe.problem)
    found: list[frozenset[str]] = []
    waiting, seen = [frozenset[str]()], {frozenset[str]()}
    for _ in range(MOST_TRIED):
        if not waiting or len(found) == MOST_FOUND:
            return
        dropped = waiting.pop(0)
        if any(dropped >= smaller for smaller in found):
            continue
        if dropped and probe.without(dropped) is Answer.YES:
            found.append(dropped)
            yield dropped
            continue
        for member in members_of(probe, limits, dropped):
            larger = dropped | {member.id}
            if member.kind in MAY_GIVE and larger not in seen:
                seen.add(larger)
                waiting.append(larger)
