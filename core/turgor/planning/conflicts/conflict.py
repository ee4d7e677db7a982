"""Why there is no plan: an irreducible set of limits, of which any one dropped lets a plan exist."""

from __future__ import annotations

from collections.abc import Sequence

from turgor.domain.explanations import Conflict
from turgor.planning.conflicts.irreducible import irreducible
from turgor.planning.conflicts.named_limits import named_limits
from turgor.planning.conflicts.probe import Answer, Probe
from turgor.planning.scheduling.limits import Limit


def conflict(probe: Probe) -> tuple[Conflict, ...]:
    """An irreducible set of limits that contradict each other, those of safety first.

    Computed by solving with subsets, never taken from the solver. Where the solver's limit struck before it knew
    that a member can be spared, the member stays and is marked as not proven.
    """
    limits = named_limits(probe.problem)
    members = members_of(probe, limits, frozenset())
    everything = frozenset(limit.id for limit in limits)
    named = frozenset(limit.id for limit in members)
    return tuple(
        Conflict(
            limit.id,
            limit.kind,
            limit.text,
            limit.sources,
            proven=probe.without(everything - named | {limit.id}) is Answer.YES,
        )
        for limit in members
    )


def members_of(probe: Probe, limits: Sequence[Limit], dropped: frozenset[str]) -> tuple[Limit, ...]:
    """The irreducible part of the limits that are left when some are dropped; not knowing counts as possible."""
    left = {limit.id: limit for limit in limits if limit.id not in dropped}
    everything = frozenset(limit.id for limit in limits)

    def together(kept: frozenset[str]) -> bool:
        return probe.without(everything - kept) is not Answer.NO

    return tuple(left[id_] for id_ in irreducible(tuple(left), together))
