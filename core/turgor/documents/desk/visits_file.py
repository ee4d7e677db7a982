"""The visits as an iCalendar file (RFC 5545), the same bytes for the same plan."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from turgor.documents.wording import words
from turgor.domain.courses import Visit
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan, PlanStatus

SUMMARY = Phrase("ics.summary", "{clinic}: {what}")
BEFORE = Phrase("ics.before", "Before: {what}")
TOMORROW = Phrase("ics.tomorrow", "Tomorrow: {what}")
CALL = Phrase("ics.call", "Late, or cannot come? Call {phone}.")
FIRM = {PlanStatus.APPROVED, PlanStatus.ACTIVE}


def visits_file(plan: Plan) -> bytes:
    """One event a visit, tentative while the plan is a draft, with a reminder the day before.

    Nothing in it says who the patient is: calendars are shared.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Turgor//visits//EN")
    calendar.add("version", "2.0")
    for number, visit in enumerate(plan.visits, start=1):
        calendar.add_component(_event(number, visit, plan))
    data: bytes = calendar.to_ical()
    return data


def _event(number: int, visit: Visit, plan: Plan) -> Event:
    zone = ZoneInfo(plan.policy.time_zone)
    names = {course.id: course.plain_name for course in plan.courses}
    what = words.joined(words.inside(names[session.course]) for session in visit.sessions)
    event = Event()
    event.add("uid", f"{plan.number or plan.today.isoformat()}-{number}@turgor")
    event.add("dtstamp", datetime.combine(plan.today, time(), UTC))
    event.add("dtstart", datetime.combine(visit.date, visit.start, zone))
    event.add("dtend", datetime.combine(visit.date, visit.end, zone))
    event.add("summary", SUMMARY(clinic=plan.policy.name, what=what).text)
    event.add("status", "CONFIRMED" if plan.status in FIRM else "TENTATIVE")
    if plan.policy.address:
        event.add("location", plan.policy.address)
    if told := _told(visit, plan):
        event.add("description", told)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-1))
    alarm.add("description", TOMORROW(what=what).text)
    event.add_component(alarm)
    return event


def _told(visit: Visit, plan: Plan) -> str:
    here = {session.id for session in visit.sessions}
    needed = [one for course in plan.courses for one in course.prerequisites if one.session in here]
    lines = [BEFORE(what=one.by_patient).text for one in needed if one.by_patient]
    if plan.policy.phone:
        lines.append(CALL(phone=plan.policy.phone).text)
    return "\n".join(lines)
