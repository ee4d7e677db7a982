"""The visits as an iCalendar file (RFC 5545), the same bytes for the same plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from turgor.documents.printing import Job
from turgor.documents.wording import words
from turgor.documents.wording.equipment import rooms
from turgor.domain.courses import Visit
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Plan, PlanStatus

SUMMARY = Phrase("ics.summary", "{clinic}: {what}")
BEFORE = Phrase("ics.before", "By {day}: {what}")
REST = Phrase("ics.rest", "No {name} from {first} to {last}.")
TOMORROW = Phrase("ics.tomorrow", "Tomorrow: {what}")
CALL = Phrase("ics.call", "Late, or cannot come? Call {phone}.")
DRAFT = Phrase("ics.draft", "Not yet fixed: the plan is a draft.")
STATUS = {
    PlanStatus.APPROVED: "CONFIRMED",
    PlanStatus.ACTIVE: "CONFIRMED",
    PlanStatus.COMPLETED: "CONFIRMED",
    PlanStatus.DRAFT: "TENTATIVE",
    PlanStatus.SUPERSEDED: "CANCELLED",
    PlanStatus.STOPPED: "CANCELLED",
}


def visits_files(job: Job) -> Iterator[tuple[str, bytes]]:
    """One where there are visits: its name, and what is in it."""
    if job.plan.visits:
        yield "visits.ics", visits_file(job.plan)


def visits_file(plan: Plan) -> bytes:
    """One event a visit, tentative while the plan is a draft, with a reminder the day before.

    Nothing in it says who the patient is: calendars are shared.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Turgor//visits//{spoken().tag.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, visit in enumerate(plan.visits, start=1):
        calendar.add_component(_event(number, visit, plan))
    # The rules of the time zone for these years only: older ones are of no use, and later ones are not known.
    first, last = plan.visits[0].date, plan.visits[-1].date
    calendar.add_missing_timezones(first.replace(month=1, day=1), last.replace(year=last.year + 1, day=1))
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
    event.add("status", STATUS[plan.status])
    event.add("class", "PRIVATE")
    if where := ", ".join(part for part in (rooms(visit.resources, plan), plan.policy.address) if part):
        event.add("location", where)
    if told := tuple(_told(visit, plan)):
        event.add("description", "\n".join(told))
    event.add_component(_alarm(what))
    return event


def _alarm(what: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-1))
    alarm.add("description", TOMORROW(what=what).text)
    return alarm


def _told(visit: Visit, plan: Plan) -> Iterator[str]:
    """What to do before: what is not yet fixed, tasks, creams that rest, the instructions, whom to call."""
    if plan.status is PlanStatus.DRAFT:
        yield DRAFT().text
    here = {session.id for session in visit.sessions}
    for one in (one for course in plan.courses for one in course.prerequisites):
        if one.session in here and one.by_patient:
            yield BEFORE(day=words.day(one.date), what=one.by_patient).text
    for regimen in plan.regimens:
        for pause in regimen.pauses:
            if here.intersection(pause.because):
                name = words.inside(regimen.plain_name)
                yield REST(name=name, first=words.day(pause.from_), last=words.day(pause.to)).text
    treatments = [session.treatment for session in visit.sessions]
    told = {one.treatment: one.instructions.before for one in plan.instructions}
    yield from dict.fromkeys(text for treatment in treatments for text in told.get(treatment, ()))
    if plan.policy.phone:
        yield CALL(phone=plan.policy.phone).text
