"""Radiofrequency: skin firmness by electric heat, in the clinic. What it offers is in content/*.toml."""

from turgor.api import Findings, FollowUp, Modality, Offer, Phrase, SchedulingTerms, hookimpl, load_modality

HEALING_CHECK = Phrase("radiofrequency.healing_check", "Look at how the skin heals: diabetes can slow it.")
PIERCES_THE_SKIN = frozenset({"radiofrequency.microneedling"})


@hookimpl
def turgor_modality() -> Modality:
    """What content/*.toml says."""
    return load_modality(__name__)


@hookimpl
def turgor_schedule(offer: Offer, findings: Findings) -> SchedulingTerms:
    """Look at the skin on day 3 to 7 of a needle session where diabetes is controlled, or not asked about."""
    slow_to_heal = findings.answers.value("diabetes") in ("controlled", None)
    if offer.treatment not in PIERCES_THE_SKIN or not slow_to_heal:
        return SchedulingTerms()
    return SchedulingTerms(follow_ups=(FollowUp(after_days=3, until_days=7, text=HEALING_CHECK()),))
