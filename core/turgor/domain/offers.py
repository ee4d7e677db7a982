"""What the modalities would do for this patient: the input of selecting and scheduling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import attrs

from turgor.domain.dates import Days
from turgor.domain.messages import Message
from turgor.domain.money import Money
from turgor.domain.skin import Need
from turgor.domain.terms import Interval, SessionCount, Slot, Step


@attrs.frozen
class Adaptation:
    """A change that a caution brings, shown with its basis. Numbers are already in the offer."""

    rule: str
    text: Message
    enforced: bool


@attrs.frozen
class SiteBenefit:
    """The benefit of a course at one goal site, in points, and how it came about.

    Attributes:
        evidence_points: 1 (very low) to 4 (high); a caution that applies has cost one step.
        role_points: 3 primary, 2 secondary, 1 minor.
        fit_points: 2 where the laxity grade suits it, 1 where the grade is unknown.
        halved: a barrier-breaking treatment at mild laxity.
        points: 10 x evidence x role x fit, halved where halved.

    """

    site: str
    evidence_points: int
    role_points: int
    fit_points: int
    halved: bool
    points: int


@attrs.frozen(slots=False)
class Benefit:
    """A transparent score that orders options. It is never printed as a prediction."""

    sites: tuple[SiteBenefit, ...]

    @property
    def points(self) -> int:
        return sum(site.points for site in self.sites)

    def at(self, site: str) -> int:
        return self._by_site.get(site, 0)

    @cached_property
    def _by_site(self) -> Mapping[str, int]:
        return {entry.site: entry.points for entry in reversed(self.sites)}


@attrs.frozen
class FollowUp:
    """A contact after each session, on a day the clinic is open."""

    after_days: int
    until_days: int
    text: Message


@attrs.frozen
class SchedulingTerms:
    """What a modality adds to the dates of one offer, asked before solving. All of it only narrows.

    Attributes:
        avoid_weekdays: days of the week (Monday 0) on which no session is placed.
        earliest, latest: bounds on the days of all sessions.
        follow_ups: contacts after each session.

    """

    avoid_weekdays: frozenset[int] = frozenset()
    earliest: date | None = None
    latest: date | None = None
    follow_ups: tuple[FollowUp, ...] = ()


@attrs.frozen
class ResolvedEffect:
    """An effect whose condition was decided for this patient."""

    state: str
    upper_days: int | None
    sources: tuple[str, ...] = ()
    spreads_to: frozenset[str] = frozenset()


@attrs.frozen
class SkinAction:
    """An action as the skin-state mechanism sees it for this patient.

    Attributes:
        id: treatment or event kind.
        effects: those whose condition holds or is unknown.
        systemic: those of its states that are systemic.
        fills_its_day: it is an appointment, so its lag is at least 1.
        indifferent: see `SkinTerms`.

    """

    id: str
    effects: tuple[ResolvedEffect, ...]
    needs: tuple[Need, ...]
    fills_its_day: bool
    indifferent: frozenset[str] = frozenset()


@attrs.frozen
class Prepared:
    """A prerequisite that was done, on its real day.

    Attributes:
        session: the session that it was done for; it counts for its course.

    """

    session: str
    prerequisite: str
    date: date


@attrs.frozen
class CourseOffer:
    """Sessions of one in-clinic treatment on some sites, on the terms that hold for this patient.

    Attributes:
        id: ``<treatment>#<number>``.
        allowed: days on which the verdicts of all its sites allow a session.
        caution: whether a caution applies at any of the sites.
        minutes: length of one session.
        price: of one session; None is unknown, never 0.
        given: days of its sessions that were given before today; the numbers of the others go on from there.
        prepared: prerequisites that were done for it.

    """

    id: str
    treatment: str
    sites: frozenset[str]
    sessions: SessionCount
    interval: Interval
    minutes: int
    downtime_days: int
    downtime_days_max: int
    allowed: Days
    benefit: Benefit
    mechanism: str
    caution: bool = False
    price: Money | None = None
    prerequisites: tuple[str, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    terms: SchedulingTerms = SchedulingTerms()
    peak_weeks: int = 0
    maintenance_days: int | None = None
    given: tuple[date, ...] = ()
    prepared: tuple[Prepared, ...] = ()


@attrs.frozen
class RegimenOffer:
    """Home care on some sites, on the terms that hold for this patient.

    Attributes:
        steps: the titration, adapted.
        minutes_a_day: of the patient's time on a day of use.
        always: sun protection, moisturiser or the answer to a risk habit: chosen whatever else is.
        form: the form chosen, where there are several.

    """

    id: str
    treatment: str
    sites: frozenset[str]
    slot: Slot
    dose: str
    steps: tuple[Step, ...]
    minutes_a_day: int
    allowed: Days
    benefit: int
    mechanism: str
    always: bool
    goes_with: tuple[str, ...] = ()
    price: Money | None = None
    form: str = ""
    prerequisites: tuple[str, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    terms: SchedulingTerms = SchedulingTerms()


@attrs.frozen
class LeftOut:
    """A treatment or a zone that is not part of the plan, and why.

    Attributes:
        sources: of what the reason rests on.
        ask: facts and event kinds that would tell whether it may be.

    """

    treatment: str
    sites: frozenset[str]
    why: Message
    sources: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


@attrs.frozen
class Offers:
    """The answer of `offer`."""

    courses: tuple[CourseOffer, ...]
    regimens: tuple[RegimenOffer, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Message, ...] = ()
