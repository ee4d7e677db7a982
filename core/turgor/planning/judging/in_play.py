"""Which treatments cannot be chosen whatever the assessment says: excluded, not wanted, or beyond the budget."""

from __future__ import annotations

from turgor.domain.case import Preferences
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.treatments import Treatment


def out_of_play(catalogue: Catalogue, clinic: Clinic, wishes: Preferences) -> frozenset[str]:
    """The treatments that pins, aversions or the budget keep out of every plan."""
    return frozenset(
        id_
        for id_, treatment in catalogue.treatments.items()
        if _excluded(treatment, wishes) or _too_dear(treatment, clinic, wishes)
    )


def _excluded(treatment: Treatment, wishes: Preferences) -> bool:
    pins = wishes.pins
    left_out = treatment.course is not None and bool(pins.only) and treatment.id not in pins.only
    unwanted = not (treatment.traits | {treatment.id}).isdisjoint(wishes.aversions)
    return treatment.id in pins.must_not or left_out or unwanted


def _too_dear(treatment: Treatment, clinic: Clinic, wishes: Preferences) -> bool:
    """A course whose fewest sessions cost more than the budget; with a budget an unknown price is in by pin only."""
    if wishes.budget is None or treatment.course is None:
        return False
    price = clinic.prices.get(treatment.id)
    if price is None:
        return treatment.id not in wishes.pins.must
    return price * treatment.course.sessions.minimum > wishes.budget.amount
