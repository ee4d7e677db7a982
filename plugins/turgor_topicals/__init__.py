"""Topicals: what is put on the skin at home. What it offers and on what terms is in content/*.toml."""

from collections.abc import Sequence
from functools import cache

import attrs

from turgor.api import (
    Findings,
    Modality,
    Objection,
    Offer,
    Phrase,
    RegimenOffer,
    Severity,
    Using,
    hookimpl,
    load_modality,
)

ONE_RETINOID = Phrase(
    "topicals.one_retinoid",
    "Another retinoid ({other}) is in use. A second one only adds irritation: one retinoid at a time.",
)


@hookimpl
def turgor_modality() -> Modality:
    """What content/*.toml says."""
    return _modality()


@hookimpl
def turgor_eligibility(findings: Findings) -> Sequence[Objection]:
    """Object to every retinoid while another one is in use: I-TWO-RET of the clinical reference."""
    return [
        Objection(retinoid, ONE_RETINOID(other=other), Severity.ABSOLUTE, sources=("clinic_default",))
        for retinoid in sorted(_retinoids())
        for other in _other_retinoids(retinoid, findings.using)[:1]
    ]


@hookimpl
def turgor_offers(offers: Sequence[Offer], findings: Findings) -> Sequence[Offer]:
    """Let who uses a product already start at the step reached, not at week 1."""
    used = {use.treatment: use.per_week for use in findings.using}
    return [_begun(offer, used.get(offer.treatment, 0)) for offer in offers]


@cache
def _modality() -> Modality:
    return load_modality(__name__)


@cache
def _retinoids() -> frozenset[str]:
    return frozenset(item.id for item in _modality().treatments if "retinoid" in item.traits)


def _other_retinoids(retinoid: str, using: Sequence[Using]) -> Sequence[str]:
    """What is in use and is a retinoid, by its own id or, for another clinic's product, by its trait."""
    return [use.treatment for use in using if use.treatment in (_retinoids() - {retinoid}) | {"retinoid"}]


def _begun(offer: Offer, per_week: int) -> Offer:
    if not isinstance(offer, RegimenOffer):
        return offer
    climb = [step.per_week for step in offer.steps]
    reached = max((often for often in climb if often <= per_week), default=climb[0])
    return attrs.evolve(offer, steps=offer.steps[climb.index(reached) :])
