"""What a plan knows of treatments whose modality is gone: their sessions were given, and keep their effects."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from turgor.domain.catalogue import Catalogue, PluginStatus
from turgor.domain.clinic import Clinic
from turgor.domain.findings import Findings
from turgor.domain.handouts import HandoutSection
from turgor.domain.modalities import Modalities, Objection, Offer
from turgor.domain.offers import SchedulingTerms
from turgor.domain.plan import Plan


@attrs.frozen
class Remembering:
    """Implements `Modalities`: those that are here, with what a plan remembers of the others in the catalogue."""

    modalities: Modalities
    catalogue: Catalogue

    @property
    def statuses(self) -> Sequence[PluginStatus]:
        return self.modalities.statuses

    @property
    def failed(self) -> frozenset[str]:
        return self.modalities.failed

    def objections(self, findings: Findings, clinic: Clinic) -> Sequence[Objection]:
        return self.modalities.objections(findings, clinic)

    def adapt(self, offers: Sequence[Offer], findings: Findings, clinic: Clinic) -> Sequence[Offer]:
        return self.modalities.adapt(offers, findings, clinic)

    def terms(self, offer: Offer, findings: Findings, clinic: Clinic) -> SchedulingTerms:
        return self.modalities.terms(offer, findings, clinic)

    def handouts(self, offers: Sequence[Offer], findings: Findings) -> Sequence[HandoutSection]:
        return self.modalities.handouts(offers, findings)


def remembering(modalities: Modalities, made: Plan) -> Modalities:
    """The modalities with what a plan says of actions that nobody here knows any more."""
    known = modalities.catalogue.treatments.keys() | modalities.catalogue.vocabulary.event_kinds.keys()
    actions = made.replay.actions if made.replay else {}
    gone = {id_: action for id_, action in actions.items() if id_ not in known}
    if not gone:
        return modalities
    return Remembering(modalities, attrs.evolve(modalities.catalogue, remembered=gone))
