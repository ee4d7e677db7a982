"""The desk sheet: what to book between which dates, what must be done before, whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from turgor.documents.desk.leeway import leeway
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Cell, Sheet, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.documents.wording.equipment import titles
from turgor.domain.courses import Course, PlannedPrerequisite, Session, Visit
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Plan

TITLE = Phrase("desk.title", "To book")
LEAD = Phrase(
    "desk.lead",
    "{n} visits, from {first} to {last}. Book them together: each date depends on the one before.",
)
LEAD_ONE = Phrase("desk.lead_one", "One visit, on {first}.")
VISITS = Phrase("desk.visits", "Visits")
DAY_TIME, IF_MOVED, IN_ORDER = (
    Phrase("desk.day_time", "Day and time"),
    Phrase("desk.if_moved", "If it must move, between"),
    Phrase("desk.in_order", "What, in this order"),
)
BETWEEN = Phrase("desk.between", "{first} and {last}")
ONLY = Phrase("desk.only", "only on this day")
SESSION = Phrase("desk.session", "{name}, {number} of {total}")
NUMBERED = Phrase("desk.numbered", "{place}. {session}")
AT = Phrase("desk.at", "{time} {session}, with {names}")
TIME = Phrase("desk.time", "{start} to {end}, {length}")
RESOURCES = Phrase("desk.resources", "Needs {names}")
ASK_FIRST = Phrase(
    "desk.ask_first",
    "If all other visits stay, this one may move between these days. Home care rests around visits: "
    "have the plan made anew before you move one.",
)
BEFORE = Phrase("desk.before", "To be done before")
AFTER = Phrase("desk.after", "Calls and checks after")
DAY, WHAT, FOR = (
    Phrase("desk.day", "Day"),
    Phrase("desk.what", "What"),
    Phrase("desk.for", "For"),
)
BY_US = Phrase("desk.by_us", "{name} (clinic)")
BY_PATIENT = Phrase("desk.by_patient", "{name} (patient)")
MEASURE = Phrase("desk.measure", "Measure again")
PHONES = Phrase("desk.phones", "Whom to call")
PHONE = Phrase("desk.phone", "{who} {number}")
OF_CLINIC, AT_NIGHT, OF_PATIENT = (
    Phrase("desk.phone_clinic", "Clinic"),
    Phrase("desk.phone_night", "At night"),
    Phrase("desk.phone_patient", "{name}"),
)


def desk_sheets(job: Job) -> Iterator[Document]:
    """One where there is something to book or to prepare."""
    if job.plan.visits or any(regimen.prerequisites for regimen in job.plan.regimens):
        yield Document(Kind.DESK, "desk", "sheet", desk_sheet(job.plan))


def desk_sheet(plan: Plan) -> Sheet:
    """What the desk sheet says."""
    blocks = (*_phones(plan), *_visits(plan), *_tasks(plan), *_contacts(plan))
    return Sheet(spoken().tag, TITLE().text, stamp(plan), blocks, lead=_lead(plan), dense=True)


def _lead(plan: Plan) -> str:
    days = [visit.date for visit in plan.visits]
    if not days:
        return ""
    if len(days) == 1:
        return LEAD_ONE(first=words.weekday_day(days[0])).text
    return LEAD(n=len(days), first=words.day(days[0]), last=words.day(days[-1])).text


def _visits(plan: Plan) -> Iterator[Block]:
    head = (DAY_TIME().text, IF_MOVED().text, IN_ORDER().text)
    rows = tuple(_visit(visit, plan) for visit in plan.visits)
    if rows:
        yield Block(
            VISITS().text, table=Table(head, rows, (31, 29, 40), ticked=True), small=(ASK_FIRST().text,)
        )


def _visit(visit: Visit, plan: Plan) -> tuple[Cell, ...]:
    time = TIME(start=words.clock(visit.start), end=words.clock(visit.end), length=_length(visit)).text
    timed = len(visit.sessions) > 1 and all(session.start for session in visit.sessions)
    done = [(_with_time if timed else _session)(session, plan) for session in visit.sessions]
    if len(done) > 1:
        done = [NUMBERED(place=place, session=one).text for place, one in enumerate(done, start=1)]
    named = visit.resources and not timed
    needs = (RESOURCES(names=titles(visit.resources, plan)).text,) if named else ()
    return row(
        Cell(words.weekday_day(visit.date), (time,)),
        Cell(_between(visit, plan)),
        Cell(done[0], (*done[1:], *needs)),
    )


def _length(visit: Visit) -> str:
    start, end = (datetime.combine(visit.date, clock) for clock in (visit.start, visit.end))
    return words.length(int((end - start).total_seconds()) // 60)


def _between(visit: Visit, plan: Plan) -> str:
    days = leeway(visit, plan)
    if days.last in (None, days.first):
        return ONLY().text
    return BETWEEN(first=_short(days.first), last=_short(days.last)).text


def _short(day: date) -> str:
    return words.days(day, day, "MMM")


def _session(session: Session, plan: Plan) -> str:
    course = _course(session, plan)
    return SESSION(name=course.name, number=session.number, total=course.sessions).text


def _with_time(session: Session, plan: Plan) -> str:
    """Of several sessions each has its own time and resources."""
    start = words.clock(session.start) if session.start else ""
    return AT(time=start, session=_session(session, plan), names=titles(session.resources, plan)).text


def _course(session: Session, plan: Plan) -> Course:
    return next(course for course in plan.courses if course.id == session.course)


def _tasks(plan: Plan) -> Iterator[Block]:
    needed = [one for course in plan.courses for one in course.prerequisites]
    needed += [one for regimen in plan.regimens for one in regimen.prerequisites]
    names = _names(plan)
    rows = tuple(_task(one, names) for one in sorted(needed, key=lambda one: (one.date, one.id, one.session)))
    head = (DAY().text, WHAT().text, FOR().text)
    if rows:
        yield Block(BEFORE().text, table=Table(head, rows, (24, 40, 36), ticked=True))


def _task(one: PlannedPrerequisite, names: dict[str, str]) -> tuple[Cell, ...]:
    task = (BY_US if one.at_clinic else BY_PATIENT)(name=one.name).text
    return row(words.weekday_day(one.date), task, names.get(one.session, one.session))


def _names(plan: Plan) -> dict[str, str]:
    """What sessions and home care are called."""
    sessions = {
        session.id: f"{_course(session, plan).name} {session.number}"
        for visit in plan.visits
        for session in visit.sessions
    }
    return sessions | {regimen.id: regimen.name for regimen in plan.regimens}


def _contacts(plan: Plan) -> Iterator[Block]:
    names = _names(plan)
    dated = [
        (one.date, one.text.text, names.get(one.session, one.session))
        for course in plan.courses
        for one in course.follow_ups
    ]
    dated += [(course.review, MEASURE().text, course.name) for course in plan.courses if course.review]
    rows = tuple(row(words.weekday_day(day), what, about) for day, what, about in sorted(dated))
    if rows:
        head = (DAY().text, WHAT().text, FOR().text)
        yield Block(AFTER().text, table=Table(head, rows, (24, 40, 36), ticked=True))


def _phones(plan: Plan) -> Iterator[Block]:
    listed = (
        (OF_CLINIC(), plan.policy.phone),
        (AT_NIGHT(), plan.policy.emergency_phone),
        (OF_PATIENT(name=plan.patient.name), plan.patient.contact),
    )
    phones = tuple(PHONE(who=who.text, number=number).text for who, number in listed if number)
    if phones:
        yield Block(PHONES().text, paragraphs=(" · ".join(phones),), kind="note")
