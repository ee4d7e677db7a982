"""What came of judging and planning, with assertions that say what was found where they fail.

Every assertion gives back what it looked at, so that several can stand in one line:

    sandbox.judge(case).verdict("lamp.panel").is_deferred_until(date(2027, 1, 3)).because_of("LAMP-MEL")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Self

import attrs

from turgor.domain.catalogue import PluginState, PluginStatus
from turgor.domain.courses import Course
from turgor.domain.dates import Span
from turgor.domain.plan import Outcome, Plan
from turgor.domain.regimens import Pause, Regimen
from turgor.domain.verdicts import Period, Status, Verdict
from turgor.domain.zones import ZoneTree
from turgor.files import write_plan
from turgor.planner import Judged as JudgedRecords


def demand(holds: bool, expected: str, found: str) -> None:  # noqa: FBT001  reads as a sentence
    """Raise AssertionError, with what was expected and what was found, unless something holds."""
    if not holds:
        raise AssertionError(f"expected {expected}\nfound    {found}")


@attrs.frozen
class ZoneVerdicts:
    """The verdicts on one treatment in one zone; an assertion holds only if it holds at every site of the zone."""

    treatment: str
    zone: str
    verdicts: tuple[Verdict, ...]

    def is_eligible(self) -> Self:
        """Nothing stands against it from today on."""
        return self._today(Status.ELIGIBLE)

    def is_cautioned(self) -> Self:
        """It may be given, with an adaptation."""
        return self._today(Status.CAUTION)

    def is_contraindicated(self) -> Self:
        return self._today(Status.CONTRAINDICATED)

    def is_not_indicated(self) -> Self:
        """It does not treat the zone, or there is no laxity to treat."""
        return self._today(Status.NOT_INDICATED)

    def is_not_assessed(self) -> Self:
        """Its modality failed, or was turned away."""
        return self._today(Status.NOT_ASSESSED)

    def is_undecided(self, *, asking: str = "") -> Self:
        """A question stands open; `asking` is one fact or kind of event that has to be among the questions."""
        self._today(Status.UNDECIDED)
        asked = sorted({name for verdict in self.verdicts for name in verdict.ask})
        demand(not asking or asking in asked, f"{self._about} to ask {asking!r}", f"it asks {asked}")
        return self

    def is_deferred(self) -> Self:
        """Put off, until a day or until a condition ends."""
        return self._today(Status.DEFERRED)

    def is_deferred_until(self, day: date) -> Self:
        """Put off today, and allowed from this day on, not a day earlier."""
        self._today(Status.DEFERRED)
        firsts = {_first_allowed(verdict) for verdict in self.verdicts}
        demand(firsts == {day}, f"{self._about} to be deferred until {day}", self.told)
        return self

    def is_never_allowed(self) -> Self:
        """There is no day on which it may be given, whatever the reason."""
        free = [verdict.allowed for verdict in self.verdicts if verdict.allowed.spans]
        demand(not free, f"{self._about} to have no free day", self.told)
        return self

    def because_of(self, rule: str) -> Self:
        """A rule, ``need:<state>`` or ``plugin:<modality>`` that is among the reasons of today."""
        reasons = {reason.rule for verdict in self.verdicts for reason in verdict.today.reasons}
        demand(rule in reasons, f"{self._about} to be judged by {rule}", self.told)
        return self

    @property
    def told(self) -> str:
        """The timelines in words, as failing assertions show them."""
        lines = {line for verdict in self.verdicts for line in _told(verdict.timeline)}
        return "\n         ".join(sorted(lines)) or "no verdict at all"

    @property
    def _about(self) -> str:
        return f"{self.treatment} at {self.zone}"

    def _today(self, status: Status) -> Self:
        holds = bool(self.verdicts) and all(verdict.today.status is status for verdict in self.verdicts)
        demand(holds, f"{self._about} to be {status} today", self.told)
        return self


def _first_allowed(verdict: Verdict) -> date | None:
    return next((span.first for span in verdict.allowed.spans), None)


def _told(timeline: Iterable[Period]) -> Iterator[str]:
    for period in timeline:
        reasons = "; ".join(f"{reason.rule}: {reason.text.text}" for reason in period.reasons)
        yield f"{_days(period.span)} {period.status}" + (f" ({reasons})" if reasons else "")


def _days(span: Span) -> str:
    return f"{span.first} to {span.last}:" if span.last else f"from {span.first}:"


@attrs.frozen
class Judged:
    """What was found out about a patient, and all verdicts."""

    judged: JudgedRecords
    zones: ZoneTree
    statuses: tuple[PluginStatus, ...]

    def verdict(self, treatment: str, zone: str = "") -> ZoneVerdicts:
        """The verdicts on a treatment: in a zone, or at the goal. Raises AssertionError where it has none."""
        sites = self.zones.sites_of(zone) if zone else self.judged.findings.goal_sites
        about = (treatment, f"{treatment.partition('.')[0]}.*")
        found = [v for v in self.judged.verdicts.verdicts if v.treatment in about and v.sites & sites]
        known = sorted({v.treatment for v in self.judged.verdicts.verdicts})
        demand(bool(found), f"a verdict on {treatment}", f"verdicts on {', '.join(known)}")
        return ZoneVerdicts(treatment, zone or "the goal", tuple(found))

    def nothing_failed(self) -> Self:
        """No plugin raised or answered nonsense."""
        _nothing_failed(self.statuses)
        return self


def _nothing_failed(statuses: Iterable[PluginStatus]) -> None:
    bad = [one for one in statuses if one.state in (PluginState.FAILED, PluginState.REJECTED)]
    demand(not bad, "every plugin to answer", "\n".join(f"{one.name}: {one.reason}" for one in bad))


@attrs.frozen
class PlannedCourse:
    """A course of a plan with the days of its sessions."""

    course: Course
    days: tuple[date, ...]

    def has_sessions(self, count: int) -> Self:
        demand(len(self.days) == count, f"{count} sessions of {self.course.id}", f"{_listed(self.days)}")
        return self

    def keeps_its_intervals(self, least: int, most: int) -> Self:
        """From `least` to `most` days lie between neighbouring sessions."""
        gaps = [(later - day).days for day, later in zip(self.days, self.days[1:], strict=False)]
        fits = all(least <= gap <= most for gap in gaps)
        demand(fits, f"{least} to {most} days between sessions of {self.course.id}", f"{gaps} days")
        return self

    def keeps_away_from(self, other: PlannedCourse, days: int) -> Self:
        """No session lies less than so many days from a session of another course."""
        near = [(a, b) for a in self.days for b in other.days if abs((a - b).days) < days]
        pairs = ", ".join(f"{a} and {b}" for a, b in near)
        demand(not near, f"{days} days between {self.course.id} and {other.course.id}", pairs)
        return self


@attrs.frozen
class PlannedRegimen:
    """Home care of a plan."""

    regimen: Regimen

    def is_paused_on(self, *days: date) -> Self:
        """It rests on each of these days."""
        used = [
            day for day in days if not any(pause.from_ <= day <= pause.to for pause in self.regimen.pauses)
        ]
        demand(not used, f"{self.regimen.id} to be paused on {_listed(days)}", _pauses(self.regimen.pauses))
        return self


def _pauses(pauses: Iterable[Pause]) -> str:
    return ", ".join(f"{pause.from_} to {pause.to}" for pause in pauses) or "no pause"


@attrs.frozen
class Planned:
    """A plan that the verifier accepted."""

    plan: Plan

    def is_found(self) -> Self:
        """There is a plan, with courses or with home care alone."""
        demand(self.plan.outcome is Outcome.PLAN, "a plan", f"{self.plan.outcome}: {self._conflict}")
        return self

    def course(self, treatment: str) -> PlannedCourse:
        """The course of a treatment. Raises AssertionError where the plan has none."""
        found = [course for course in self.plan.courses if course.treatment == treatment]
        demand(bool(found), f"a course of {treatment}", self._chosen)
        days = [v.date for v in self.plan.visits for s in v.sessions if s.course == found[0].id]
        return PlannedCourse(found[0], tuple(days))

    def regimen(self, treatment: str) -> PlannedRegimen:
        """The home care of a treatment. Raises AssertionError where the plan has none."""
        found = [regimen for regimen in self.plan.regimens if regimen.treatment == treatment]
        demand(bool(found), f"home care with {treatment}", self._chosen)
        return PlannedRegimen(found[0])

    def leaves_out(self, treatment: str) -> Self:
        """Neither a course nor home care of it is in the plan."""
        demand(treatment not in self._treatments, f"a plan without {treatment}", self._chosen)
        return self

    def nothing_failed(self) -> Self:
        """No plugin raised or answered nonsense."""
        _nothing_failed(self.plan.engine.plugins)
        return self

    @property
    def json(self) -> str:
        """The plan as Turgor writes it: equal plans are equal texts."""
        return write_plan(self.plan)

    @property
    def _treatments(self) -> list[str]:
        courses = [course.treatment for course in self.plan.courses]
        return courses + [regimen.treatment for regimen in self.plan.regimens]

    @property
    def _chosen(self) -> str:
        names = self._treatments
        why = [f"{name}: {reason.text}" for name, reason in self.plan.left_out]
        return "\n         ".join([f"a plan with {', '.join(names) or 'nothing'}", *why])

    @property
    def _conflict(self) -> str:
        return "; ".join(one.text.text for one in self.plan.conflict)


def _listed(days: Iterable[date]) -> str:
    return ", ".join(map(str, days)) or "none"
