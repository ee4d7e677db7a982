"""How well something is known to make skin firmer, in words for patients."""

from __future__ import annotations

from collections.abc import Mapping

from turgor.domain.evidence import Evidence
from turgor.domain.messages import Phrase
from turgor.domain.plan import TreatmentInstructions
from turgor.domain.treatments import Standing

GRADES: Mapping[Evidence, Phrase] = {
    Evidence.HIGH: Phrase(
        "documents.evidence.high", "Good evidence: large studies agree that it may make skin firmer."
    ),
    Evidence.MODERATE: Phrase(
        "documents.evidence.moderate", "Fair evidence: some good studies found that it may make skin firmer."
    ),
    Evidence.LOW: Phrase(
        "documents.evidence.low", "Early evidence: small studies found that it may make skin firmer."
    ),
    Evidence.VERY_LOW: Phrase(
        "documents.evidence.very_low", "Very early evidence: few people were studied. It may not work."
    ),
    Evidence.LABEL: Phrase("documents.evidence.label", "It rests on what the maker says."),
    Evidence.NONE: Phrase("documents.evidence.none", "Not shown to tighten skin."),
}
STANDINGS: Mapping[Standing, Phrase] = {
    Standing.EMERGING: Phrase("documents.standing.emerging", "It is rather new."),
    Standing.INVESTIGATIONAL: Phrase(
        "documents.standing.investigational", "It is still being tested. You get it in a study only."
    ),
}


def in_words(told: TreatmentInstructions) -> str:
    """The grade of the evidence for firmness, and how new the treatment is."""
    parts = [GRADES[told.evidence]().text]
    if told.standing in STANDINGS:
        parts.append(STANDINGS[told.standing]().text)
    return " ".join(parts)
