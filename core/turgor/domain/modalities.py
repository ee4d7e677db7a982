"""The protocol by which planning asks modalities. `host` implements it; tests fake it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from turgor.domain.catalogue import Catalogue, PluginStatus
from turgor.domain.clinic import Clinic
from turgor.domain.findings import Findings
from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import Message
from turgor.domain.offers import CourseOffer, RegimenOffer, SchedulingTerms
from turgor.domain.skin import Severity

Offer = CourseOffer | RegimenOffer


@attrs.frozen
class Objection:
    """A modality's own verdict, stricter than its declared rules.

    Attributes:
        sites: where it holds; empty means everywhere.
        severity: absolute and relative block, caution and note do not.
        facts: ids of the facts or event kinds it rests on.

    """

    treatment: str
    text: Message
    severity: Severity
    sources: tuple[str, ...]
    sites: frozenset[str] = frozenset()
    facts: tuple[str, ...] = ()


class Modalities(Protocol):
    """The installed modalities, asked one stage at a time.

    A modality that raises or answers nonsense is marked failed and named in `statuses`; its treatments then
    read *not assessed*. `failed` is looked at again after every stage.
    """

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def statuses(self) -> Sequence[PluginStatus]: ...

    @property
    def failed(self) -> frozenset[str]:
        """Names of the modalities that cannot be asked (any more)."""

    def objections(self, findings: Findings, clinic: Clinic) -> Sequence[Objection]: ...

    def adapt(self, offers: Sequence[Offer], findings: Findings, clinic: Clinic) -> Sequence[Offer]:
        """The offers as their modalities want them for this patient; each modality sees only its own."""

    def terms(self, offer: Offer, findings: Findings, clinic: Clinic) -> SchedulingTerms: ...

    def handouts(self, offers: Sequence[Offer], findings: Findings) -> Sequence[HandoutSection]: ...
