"""Laser: skin firmness by heat, in the clinic. What it offers and on what terms is in content/*.toml."""

from turgor.api import Findings, FollowUp, Modality, Offer, Phrase, SchedulingTerms, hookimpl, load_modality

HEALING_CHECK = Phrase("laser.healing_check", "Look at how the skin heals: diabetes can slow it.")
OPENS_THE_SKIN = frozenset({"laser.co2_fractional"})


@hookimpl
def turgor_modality() -> Modality:
    """What content/*.toml says."""
    return load_modality(__name__)


@hookimpl
def turgor_schedule(offer: Offer, findings: Findings) -> SchedulingTerms:
    """Look at the skin on day 3 to 7 of an ablative session where diabetes is controlled, or not asked about."""
    slow_to_heal = findings.answers.value("diabetes") in ("controlled", None)
    if offer.treatment not in OPENS_THE_SKIN or not slow_to_heal:
        return SchedulingTerms()
    return SchedulingTerms(follow_ups=(FollowUp(after_days=3, until_days=7, text=HEALING_CHECK()),))
