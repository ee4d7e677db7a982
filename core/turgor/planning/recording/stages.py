"""What each stage answered, for those that put a plan together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from turgor.domain.case import AnyPriority, Case
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.explanations import Why
from turgor.domain.findings import Findings
from turgor.domain.handouts import HandoutSection
from turgor.domain.offers import Offers, SkinAction
from turgor.domain.plan import Engine
from turgor.domain.schedule import Schedule
from turgor.domain.verdicts import Verdicts
from turgor.planning.scheduling.calendar import last_day


@attrs.frozen
class Stages:
    """What each stage answered, in the order of the pipeline."""

    case: Case
    clinic: Clinic
    catalogue: Catalogue
    findings: Findings
    verdicts: Verdicts
    actions: Mapping[str, SkinAction]
    offers: Offers
    schedule: Schedule
    why: tuple[Why, ...]
    handouts: tuple[HandoutSection, ...]
    engine: Engine
    priority: AnyPriority
    seed: int

    @property
    def horizon(self) -> date:
        """The last day of the plan; what a verdict says of later days is left to a later plan."""
        return last_day(self.case.preferences, self.clinic, self.findings.today)
