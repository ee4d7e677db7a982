"""The table of visits: appointments, calls and checks by date, each with what to do before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import attrs

from turgor.documents.patient import rests
from turgor.documents.patient.model import Done, VisitRow
from turgor.documents.wording import words
from turgor.domain.courses import Course, PlannedPrerequisite, Visit
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

_ABOUT = Phrase("documents.visit_time", "{start}, about {length}")
_SESSION = Phrase("documents.session", "{name}, {number} of {total}")
_CHECK = Phrase("documents.check", "Skin check")
_TIME_TO_COME = Phrase("documents.time_to_come", "time to be agreed")
_ON = Phrase("documents.prerequisite_on", "{day}: {what}")


@attrs.frozen
class _Entry:
    """A row with its place in time."""

    at: tuple[date, str]
    row: VisitRow


def visit_rows(plan: Plan) -> tuple[VisitRow, ...]:
    """All that has a date, in date order."""
    entries = [*_visits(plan), *_preparations(plan), *_contacts(plan), *_checks(plan)]
    return tuple(entry.row for entry in sorted(entries, key=lambda entry: entry.at))


def _visits(plan: Plan) -> Iterator[_Entry]:
    courses = {course.id: course for course in plan.courses}
    for visit in plan.visits:
        minutes = (
            datetime.combine(visit.date, visit.end) - datetime.combine(visit.date, visit.start)
        ).seconds // 60
        start = words.clock(visit.start)
        yield _Entry(
            (visit.date, start),
            VisitRow(
                day=words.weekday_day(visit.date),
                time=_ABOUT(start=start, length=words.length(minutes)).text,
                done=tuple(_done(plan, visit)),
                before=tuple(dict.fromkeys((*rests.dated(plan, visit), *_prerequisites(visit, courses)))),
            ),
        )


def _done(plan: Plan, visit: Visit) -> Iterator[Done]:
    """What is done, in order; the same treatment of several places once."""
    courses = {course.id: course for course in plan.courses}
    zones: dict[str, list[str]] = {}
    for session in visit.sessions:
        course = courses[session.course]
        name = words.opening(course.plain_name)
        numbered = _SESSION(name=name, number=session.number, total=course.sessions).text
        zones.setdefault(numbered if course.sessions > 1 else name, []).extend(session.zones)
    for what, where in zones.items():
        yield Done(what, _where(plan, where))


def _where(plan: Plan, zones: Iterable[str]) -> str:
    """The places, unless all courses treat the same ones: then the first paragraph has said them."""
    one_place = len({course.zones for course in plan.courses}) == 1
    return "" if one_place else words.places(zones, plan.zone_names)


def _prerequisites(visit: Visit, courses: dict[str, Course]) -> Iterator[str]:
    for session in visit.sessions:
        mine = (item for item in courses[session.course].prerequisites if item.session == session.id)
        yield from (
            prerequisite(item) for item in sorted(mine, key=_by_day) if item.by_patient and not item.at_clinic
        )


def _by_day(item: PlannedPrerequisite) -> tuple[date, str]:
    return item.date, item.id


def prerequisite(item: PlannedPrerequisite) -> str:
    """What the patient does and when."""
    return words.sentence(_ON(day=words.short_day(item.date), what=words.inside(item.by_patient)).text)


def _preparations(plan: Plan) -> Iterator[_Entry]:
    """What is done at the clinic before a visit, on a day of its own. On the day of a visit it is part of that."""
    visited = {visit.date for visit in plan.visits}
    asked = {
        (item.date, item.by_patient or item.name)
        for course in plan.courses
        for item in course.prerequisites
        if item.at_clinic and item.date not in visited
    }
    for day, what in sorted(asked):
        row = VisitRow(words.weekday_day(day), _TIME_TO_COME().text, (Done(words.opening(what), ""),))
        yield _Entry((day, ""), row)


def _contacts(plan: Plan) -> Iterator[_Entry]:
    for course in plan.courses:
        for contact in course.follow_ups:
            row = VisitRow(words.weekday_day(contact.date), "", (Done(words.opening(contact.text.text), ""),))
            yield _Entry((contact.date, "~"), row)


def _checks(plan: Plan) -> Iterator[_Entry]:
    """One row for each day on which the result is measured."""
    by_day: dict[date, list[str]] = {}
    for course in plan.courses:
        if course.review:
            by_day.setdefault(course.review, []).extend(course.zones)
    for day, zones in by_day.items():
        done = Done(_CHECK().text, _where(plan, zones))
        row = VisitRow(words.weekday_day(day), _TIME_TO_COME().text, (done,))
        yield _Entry((day, "~~"), row)
