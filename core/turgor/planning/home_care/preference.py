"""Which of several equally useful pieces of home care comes first, and how many actives one routine holds."""

from __future__ import annotations

from collections.abc import Iterable

from turgor.domain.evidence import Evidence
from turgor.domain.messages import Message, Phrase
from turgor.domain.offers import RegimenOffer
from turgor.domain.treatments import Standing
from turgor.planning.home_care.in_use import Used
from turgor.planning.offering.benefit import EVIDENCE_POINTS
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.skin_blocks import FOREVER

IRRITANT = Phrase(
    "home.irritant", "{other} is used at the same time of day; one irritant active there is enough."
)
ACTIVES = Phrase("home.actives", "The clinic starts at most {most} actives at once.")
UNPROVEN = Phrase("home.unproven", "It is not shown to firm skin.")
ACTIVE_TRAIT, IRRITANT_TRAIT = "active", "irritant"
_STANDINGS = (Standing.ESTABLISHED, Standing.EMERGING, Standing.INVESTIGATIONAL)


def rank(offer: RegimenOffer, problem: Problem) -> tuple[int, int, int, int, int, str]:
    """Most benefit first; of equals what is in use, best studied, longest established, soonest gone, then by id."""
    treatment = problem.catalogue.treatments[offer.treatment]
    running = any(using.treatment == offer.treatment for using in problem.findings.using)
    overall = treatment.overall_evidence
    studied = EVIDENCE_POINTS[overall] if overall not in (None, Evidence.NONE) else 0
    standing, lasting = _STANDINGS.index(treatment.standing), _days_left(offer, problem)
    return -offer.benefit, not running, -studied, standing, lasting, offer.id


def _days_left(offer: RegimenOffer, problem: Problem) -> int:
    """How long what it leaves on the skin lasts, all states added up: the less, the gentler."""
    effects = problem.actions[offer.treatment].effects
    return sum(FOREVER if effect.upper_days is None else effect.upper_days for effect in effects)


def unproven(offer: RegimenOffer, problem: Problem) -> Message | None:
    """Nothing shows that it firms skin, and nothing asks for it."""
    nothing_shown = problem.catalogue.treatments[offer.treatment].evidence is Evidence.NONE
    return UNPROVEN() if nothing_shown and not offer.always else None


def too_many(offer: Used, there: Iterable[Used], problem: Problem) -> Message | None:
    """Whether the routine holds as many actives as the clinic wants without this one."""
    there = tuple(there)
    if IRRITANT_TRAIT in offer.names:
        for other in there:
            if IRRITANT_TRAIT in other.names and _share(offer, other):
                return IRRITANT(other=other.id.partition("#")[0])
    actives = sum(ACTIVE_TRAIT in other.names for other in there)
    if ACTIVE_TRAIT in offer.names and actives >= problem.clinic.actives_at_once:
        return ACTIVES(most=problem.clinic.actives_at_once)
    return None


def _share(one: Used, other: Used) -> bool:
    return one.slots is None or other.slots is None or bool(one.slots & other.slots)
