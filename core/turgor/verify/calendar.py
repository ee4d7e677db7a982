"""Limits of the calendar: opening hours, closures, the patient's time, visible downtime."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from turgor.domain.courses import Course, Visit
from turgor.domain.dates import days_from
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.replay import Limits, Replay
from turgor.verify.breach import Breach
from turgor.verify.sessions import planned

CLOSED = Phrase("verify.opening_hours", "{start} to {end} on {day} is not within the opening hours.")
BUSY = Phrase("verify.availability", "{start} to {end} on {day} is not when the patient can come.")
AWAY = Phrase("verify.away", "The patient is away on {day}.")
LENGTH = Phrase("verify.visit_length", "The visit lasts {minutes} minutes; its sessions need {needed}.")
TWO = Phrase("verify.one_visit_a_day", "There is more than one visit on {day}.")
VISIBLE = Phrase("verify.downtime_free", "Redness or swelling may last until {end}; {day} must show none.")
CROWDED = Phrase("verify.courses_at_once", "{count} courses run at once on {site}; at most {most} may.")


def check_calendar(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Every visit fits the clinic, the patient and the limits of the plan."""
    days = [visit.date for visit in plan.visits]
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield Breach("one_visit_a_day", day.isoformat(), TWO(day=day))
    for visit in plan.visits:
        yield from _times(visit, plan, replay.limits)
    yield from _downtime(plan, replay)
    yield from _at_once(plan)


def _times(visit: Visit, plan: Plan, limits: Limits) -> Iterator[Breach]:
    where = visit.date.isoformat()
    start, end = f"{visit.start:%H:%M}", f"{visit.end:%H:%M}"
    if not any(_inside(visit, *hours) for hours in plan.policy.hours(visit.date)):
        yield Breach("opening_hours", where, CLOSED(start=start, end=end, day=visit.date))
    windows = [(w.start, w.end) for w in limits.available if w.weekday == visit.date.weekday()]
    if limits.available and not any(_inside(visit, *window) for window in windows):
        yield Breach("availability", where, BUSY(start=start, end=end, day=visit.date))
    if any(visit.date in span for span in limits.away):
        yield Breach("away", where, AWAY(day=visit.date))
    needed = sum(session.minutes for session in visit.sessions)
    minutes = _minutes(visit)
    if minutes < needed:
        yield Breach("visit_length", where, LENGTH(minutes=minutes, needed=needed))


def _inside(visit: Visit, start: time, end: time) -> bool:
    return start <= visit.start and visit.end <= end


def _minutes(visit: Visit) -> int:
    length = datetime.combine(visit.date, visit.end) - datetime.combine(visit.date, visit.start)
    return length // timedelta(minutes=1)


def _downtime(plan: Plan, replay: Replay) -> Iterator[Breach]:
    longest = {course.id: course.downtime_days_max for course in plan.courses}
    for one in planned(plan):
        for day in _visible(one.day, longest.get(one.session.course, 0)):
            if any(day in span for span in replay.limits.downtime_free):
                end = one.day + timedelta(days=longest[one.session.course])
                yield Breach("downtime_free", one.session.id, VISIBLE(day=day, end=end))
                break


def _visible(day: date, downtime_days: int) -> Iterator[date]:
    """The day itself, whatever the downtime: skin is red when the patient leaves; then its days of downtime."""
    yield from days_from(day, day + timedelta(days=downtime_days))


def _at_once(plan: Plan) -> Iterator[Breach]:
    """Count the courses whose spans share a day on a site: as many as share one course's first day."""
    most = plan.policy.courses_at_once
    spans = {course.id: _span(course, plan) for course in plan.courses}
    for course in plan.courses:
        span = spans[course.id]
        if span is None:
            continue
        for site in sorted(course.sites):
            running = [c for c in plan.courses if site in c.sites and _covers(spans[c.id], span[0])]
            if len(running) > most:
                yield Breach("courses_at_once", course.id, CROWDED(count=len(running), site=site, most=most))


def _span(course: Course, plan: Plan) -> tuple[date, date] | None:
    days = [one.day for one in planned(plan) if one.session.course == course.id]
    return (min(days), max(days)) if days else None


def _covers(span: tuple[date, date] | None, day: date) -> bool:
    return span is not None and span[0] <= day <= span[1]
