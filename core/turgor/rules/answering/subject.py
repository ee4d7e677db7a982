"""Whom a condition is about: one patient, and the treatment that is considered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from turgor.domain.case import SYSTEMIC, Event
from turgor.domain.catalogue import Vocabulary
from turgor.domain.findings import Findings
from turgor.domain.treatments import Treatment


@attrs.frozen
class Subject:
    """One patient, and the treatment that is considered.

    Attributes:
        treatment: None where a condition is about the patient alone (a risk habit, an effect's `when`).
        traits_of: treatment id -> traits, for home care in use. What is in use and not here has unknown traits.

    """

    findings: Findings
    vocabulary: Vocabulary
    treatment: Treatment | None = None
    traits_of: Mapping[str, frozenset[str]] = attrs.field(factory=dict, hash=False)

    @cached_property
    def _events(self) -> Mapping[str, tuple[Event, ...]]:
        table: dict[str, list[Event]] = {}
        for event in self.findings.history.events:
            table.setdefault(event.kind, []).append(event)
        return {kind: tuple(events) for kind, events in table.items()}

    def knows(self, kind: str, *, planned: bool) -> bool:
        """Whether it is known if such an event is planned, or if one has happened."""
        history = self.findings.history
        return history.plans_known(kind) if planned else history.past_known(kind, self.findings.today)

    def events(self, kind: str, site: str) -> tuple[Event, ...]:
        """The events of a kind that concern a site; one without sites concerns every site."""
        events = self._events.get(kind, ())
        return tuple(event for event in events if concerns(event.sites, site))


def concerns(sites: frozenset[str], site: str) -> bool:
    """Whether what lies on `sites` (none: everywhere) concerns a site, or the person as a whole."""
    return not sites or site == SYSTEMIC or site in sites
