"""What must be done before a session is planned, and early enough; contacts after it too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from turgor.domain.courses import Course, PlannedPrerequisite
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen
from turgor.domain.replay import Replay
from turgor.verify.breach import Breach
from turgor.verify.sessions import Planned, planned

MISSING = Phrase("verify.prerequisite", "{prerequisite} is not planned before this.")
WINDOW = Phrase(
    "verify.prerequisite_window", "{prerequisite} on {day} must be {lead} to {valid} days before."
)
EARLY = Phrase("verify.prerequisite_today", "{prerequisite} on {day} is before the day of planning.")
SHUT = Phrase("verify.prerequisite_closed", "{prerequisite} is done at the clinic, which is closed on {day}.")
CONTACT = Phrase("verify.follow_up", "A contact on day {after} to {until} after the session is missing.")


def check_prerequisites(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Every session has its prerequisites in their windows and its follow-ups on open days."""
    for course in plan.courses:
        mine = [one for one in planned(plan) if one.session.course == course.id]
        for one in mine:
            yield from _before(one, course, replay, first=one is mine[0] and not course.given)
            yield from _after(one, course, plan, replay)
        for prerequisite in course.prerequisites:
            due = next((one.day for one in mine if one.session.id == prerequisite.session), None)
            yield from _placed(prerequisite, due, plan, replay)
    for regimen in plan.regimens:
        yield from _before_use(regimen, plan, replay)


def _before(one: Planned, course: Course, replay: Replay, *, first: bool) -> Iterator[Breach]:
    planned = {(p.id, p.session) for p in course.prerequisites}
    for needed in replay.needed.get(course.id, ()):
        lead, valid, every_session = replay.prerequisites[needed]
        done = any(
            p.prerequisite == needed and lead <= (one.day - p.date).days <= valid for p in course.prepared
        )
        if (first or every_session) and not done and (needed, one.session.id) not in planned:
            yield Breach("prerequisite", one.session.id, MISSING(prerequisite=needed))


def _before_use(regimen: Regimen, plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Home care needs each of its prerequisites once, before its first day of use."""
    planned = {one.id for one in regimen.prerequisites}
    for needed in replay.needed.get(regimen.id, ()):
        if regimen.segments and needed not in planned:
            yield Breach("prerequisite", regimen.id, MISSING(prerequisite=needed))
    for one in regimen.prerequisites:
        yield from _placed(one, regimen.segments[0].from_ if regimen.segments else None, plan, replay)


def _placed(planned: PlannedPrerequisite, due: date | None, plan: Plan, replay: Replay) -> Iterator[Breach]:
    lead, valid, _ = replay.prerequisites[planned.id]
    if due is not None and not lead <= (due - planned.date).days <= valid:
        text = WINDOW(prerequisite=planned.id, day=planned.date, lead=lead, valid=valid)
        yield Breach("prerequisite_window", planned.session, text)
    if planned.date < plan.today:
        text = EARLY(prerequisite=planned.id, day=planned.date)
        yield Breach("prerequisite_today", planned.session, text)
    if planned.at_clinic and not plan.policy.hours(planned.date):
        text = SHUT(prerequisite=planned.id, day=planned.date)
        yield Breach("prerequisite_closed", planned.session, text)


def _after(one: Planned, course: Course, plan: Plan, replay: Replay) -> Iterator[Breach]:
    contacts = [
        c.date for c in course.follow_ups if c.session == one.session.id and plan.policy.hours(c.date)
    ]
    for after, until in replay.follow_ups.get(course.id, ()):
        if not any(after <= (day - one.day).days <= until for day in contacts):
            yield Breach("follow_up", one.session.id, CONTACT(after=after, until=until))
