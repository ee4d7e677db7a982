"""Microneedling: skin firmness by fine needles without heat, in the clinic. What it offers is in content/*.toml."""

from functools import cache

from turgor.api import Findings, FollowUp, Modality, Offer, Phrase, SchedulingTerms, hookimpl, load_modality

HEALING_CHECK = Phrase("microneedling.healing_check", "Look at how the skin heals: diabetes can slow it.")


@hookimpl
def turgor_modality() -> Modality:
    """What content/*.toml says."""
    return _modality()


@hookimpl
def turgor_schedule(offer: Offer, findings: Findings) -> SchedulingTerms:
    """Look at the skin on day 3 to 7 of a session where diabetes is controlled, or not asked about."""
    slow_to_heal = findings.answers.value("diabetes") in ("controlled", None)
    if slow_to_heal and offer.treatment in {item.id for item in _modality().treatments}:
        return SchedulingTerms(follow_ups=(FollowUp(after_days=3, until_days=7, text=HEALING_CHECK()),))
    return SchedulingTerms()


@cache
def _modality() -> Modality:
    return load_modality(__name__)
