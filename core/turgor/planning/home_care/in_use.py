"""What the patient uses at home besides the plan, and the things of a routine as they may meet each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import attrs

from turgor.domain.case import Using
from turgor.domain.catalogue import Catalogue
from turgor.domain.offers import RegimenOffer, SkinAction
from turgor.domain.terms import Slot
from turgor.planning.offer import ALWAYS_TRAITS
from turgor.planning.scheduling.problem import Problem
from turgor.planning.skin.unheard_of import leaves_what_nobody_knows

MORNING, EVENING = Slot.MORNING, Slot.EVENING
_BOTH = frozenset({MORNING, EVENING})


@attrs.frozen
class Used:
    """One thing that is used at home.

    Attributes:
        id: of the regimen, or what was entered as in use.
        names: the treatment and its traits.
        most: the most days a week.
        slots: morning, evening or both; None where nobody said.
        since: the day since which it has been used, where it is in use and that is known.
        own: the patient's own, whose days the plan cannot set.

    """

    id: str
    names: frozenset[str]
    most: int
    slots: frozenset[Slot] | None
    since: date | None = None
    own: bool = False


def as_used(offer: RegimenOffer, problem: Problem) -> Used:
    """Home care of the plan as it may meet other things."""
    named = {step.slot or offer.slot for step in offer.steps}
    slots = _BOTH if named - _BOTH else frozenset(named)
    running = next((one for one in problem.findings.using if one.treatment == offer.treatment), None)
    return Used(
        id=offer.id,
        names=problem.traits(offer.treatment) | {offer.treatment},
        most=max(step.per_week for step in offer.steps),
        slots=slots,
        since=running.since if running else None,
    )


def going_on(problem: Problem, chosen: Iterable[RegimenOffer]) -> Iterator[Used]:
    """What the patient goes on using besides the chosen home care."""
    treatments = {offer.treatment for offer in chosen}
    for using in beside(problem.findings.using, treatments, problem.catalogue, problem.actions):
        yield Used(
            using.treatment, names_of(using, problem.catalogue), using.per_week, None, using.since, own=True
        )


def names_of(using: Using, catalogue: Catalogue) -> frozenset[str]:
    """What is in use and its traits."""
    known = catalogue.treatments.get(using.treatment)
    return frozenset({using.treatment}) | (known.traits if known else frozenset())


def beside(
    using: Iterable[Using], planned: Collection[str], catalogue: Catalogue, actions: Mapping[str, SkinAction]
) -> Iterator[Using]:
    """What goes on unchanged besides the planned treatments."""
    return (
        one
        for one in using
        if one.treatment not in planned and not must_stop(one, planned, catalogue, actions)
    )


def must_stop(
    using: Using, planned: Collection[str], catalogue: Catalogue, actions: Mapping[str, SkinAction]
) -> bool:
    """Whether the plan counts on its being stopped: it is not planned, and it leaves something on the skin.

    What was entered by a trait leaves what any treatment of that trait leaves; a sunscreen or moisturiser goes on
    as the one of the plan, and so does a product of a kind that leaves nothing. What nobody knows stops.
    """
    if using.treatment in planned or using.treatment in _always(planned, catalogue):
        return False
    if leaves_what_nobody_knows(using, catalogue):
        return True
    if using.treatment in catalogue.treatments:
        meant: tuple[str, ...] = (using.treatment,)
    else:
        meant = tuple(id_ for id_, one in catalogue.treatments.items() if using.treatment in one.traits)
    return any(actions[id_].effects for id_ in meant if id_ in actions)


def _always(planned: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    traits = (catalogue.treatments[treatment].traits for treatment in planned)
    return ALWAYS_TRAITS.intersection(*[frozenset().union(*traits)])
