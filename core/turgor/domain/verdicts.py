"""Who may have what, where and when: the answer of `judge`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from turgor.domain.case import Value
from turgor.domain.dates import Days, Span
from turgor.domain.evidence import Disagreement, Evidence
from turgor.domain.messages import Message
from turgor.domain.skin import Severity


class Status(StrEnum):
    """The standing of a treatment at a site over some days, best first."""

    ELIGIBLE = "eligible"
    CAUTION = "caution"
    UNDECIDED = "undecided"
    DEFERRED = "deferred"
    NOT_INDICATED = "not_indicated"
    CONTRAINDICATED = "contraindicated"
    NOT_ASSESSED = "not_assessed"

    @property
    def rank(self) -> int:
        """0 is best; the worst of several wins."""
        return list(Status).index(self)

    @property
    def allows(self) -> bool:
        """Whether a session may be placed on such days."""
        return self in (Status.ELIGIBLE, Status.CAUTION)


@attrs.frozen
class FactUse:
    """A fact or event kind that decided something; `value` None means it is the one that is missing."""

    id: str
    value: Value | str | None


@attrs.frozen
class Reason:
    """One basis of a verdict: a rule, a need of the skin state, a modality's objection.

    Attributes:
        rule: the id of the rule, or ``need:<state>`` for a need, or ``plugin:<modality>``.
        status: what this reason alone would make of the verdict.
        overridable: whether a practitioner may set it aside with a written reason.
        overridden: it was, by this person for this reason.
        text: what is the matter, for the practitioner.
        advice: what to do about it.
        until: the condition that ends it, where no date does.
        facts: the patient's own facts that made it hold, or that are missing.
        forms: only these forms of the treatment are meant; empty means all of it.

    """

    rule: str
    severity: Severity
    status: Status
    text: Message
    evidence: Evidence
    sources: tuple[str, ...]
    facts: tuple[FactUse, ...] = ()
    overridable: bool = False
    overridden: str = ""
    advice: Message | None = None
    until: Message | None = None
    disagreement: Disagreement | None = None
    forms: tuple[str, ...] = ()


@attrs.frozen
class Period:
    """One stretch of a verdict's timeline: `status` with its reasons on all days of the span."""

    span: Span
    status: Status
    reasons: tuple[Reason, ...] = ()


@attrs.frozen
class Verdict:
    """One treatment at sites that share one timeline.

    Attributes:
        treatment: its id, or ``<modality>.*`` for a modality that could not be asked.
        sites: the sites that share the timeline.
        timeline: consecutive periods; the first starts today, the last never ends.
        ask: facts and event kinds whose answer would decide what is undecided.

    """

    treatment: str
    sites: frozenset[str]
    timeline: tuple[Period, ...]
    ask: tuple[str, ...] = ()

    @property
    def allowed(self) -> Days:
        """The days on which nothing blocks."""
        return Days.joining(period.span for period in self.timeline if period.status.allows)

    def on(self, day: date) -> Period:
        """The period a day falls into. Raises LookupError for a day before today."""
        for period in self.timeline:
            if day in period.span:
                return period
        raise LookupError(day)

    @property
    def today(self) -> Period:
        return self.timeline[0]

    def until(self, day: date) -> Verdict:
        """The same verdict without the periods that begin after a day."""
        return attrs.evolve(self, timeline=tuple(p for p in self.timeline if p.span.first <= day))


@attrs.frozen
class Referral:
    """Somebody else must see the patient, and why."""

    reason: Reason
    treatments: tuple[str, ...]
    urgent: bool = False


@attrs.frozen
class Verdicts:
    """The answer of `judge`.

    Attributes:
        stopped: an urgent red flag; nothing is planned until it is cleared.

    """

    verdicts: tuple[Verdict, ...]
    referrals: tuple[Referral, ...] = ()
    stopped: bool = False
