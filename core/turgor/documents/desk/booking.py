"""The desk sheet: what to book between which dates, what must be done before, whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Cell, Sheet, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.domain.courses import Course, Session, Visit
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

TITLE = Phrase("desk.title", "To book")
LEAD = Phrase(
    "desk.lead",
    "{n} visits, from {first} to {last}. Book them together: each date depends on the one before.",
)
LEAD_ONE = Phrase("desk.lead_one", "One visit, on {first}.")
VISITS = Phrase("desk.visits", "Visits")
DAY, BETWEEN, WHAT = (
    Phrase("desk.day", "Day and time"),
    Phrase("desk.between", "If it must move: between"),
    Phrase("desk.what", "What, in this order"),
)
RANGE = Phrase("desk.range", "{first} and {last}")
ONLY = Phrase("desk.only", "only this day")
SESSION = Phrase("desk.session", "{name}, {number} of {total}")
TIME = Phrase("desk.time", "{start} to {end}, {length}")
ROOMS = Phrase("desk.resources", "Needs: {names}")
ASK_FIRST = Phrase(
    "desk.ask_first",
    "The dates in the middle are what the intervals of the course allow while all else stays; ask the practitioner before you move a visit.",
)
BEFORE = Phrase("desk.before", "Before the visits")
TASK = Phrase("desk.task", "{day}: {name} ({who}), for {session}")
CLINIC, PATIENT = Phrase("desk.by_clinic", "clinic"), Phrase("desk.by_patient", "patient")
AFTER = Phrase("desk.after", "Calls and checks")
CONTACT = Phrase("desk.contact", "{day}: {text} (after {session})")
MEASURE = Phrase("desk.measure", "{day}: measure again, {name}")
PHONES = Phrase("desk.phones", "Phone list")
PHONE = Phrase("desk.phone", "{who}: {number}")
OF_CLINIC, AT_NIGHT, OF_PATIENT = (
    Phrase("desk.phone_clinic", "Clinic"),
    Phrase("desk.phone_night", "At night"),
    Phrase("desk.phone_patient", "Patient"),
)


def desk_sheets(job: Job) -> Iterator[Document]:
    """One where there is something to book."""
    if job.plan.visits:
        yield Document(Kind.DESK, "desk", "sheet", desk_sheet(job.plan))


def desk_sheet(plan: Plan) -> Sheet:
    """What the desk sheet says."""
    days = [visit.date for visit in plan.visits]
    lead = LEAD_ONE(first=words.weekday_day(days[0]))
    if len(days) > 1:
        lead = LEAD(n=len(days), first=words.day(days[0]), last=words.day(days[-1]))
    rows = tuple(_visit(visit, plan) for visit in plan.visits)
    head = (DAY().text, BETWEEN().text, WHAT().text)
    blocks = [
        Block(VISITS().text, table=Table(head, rows, (31, 27, 42), ticked=True), small=(ASK_FIRST().text,))
    ]
    if tasks := tuple(_tasks(plan)):
        blocks.append(Block(BEFORE().text, ticks=tasks))
    if contacts := tuple(_contacts(plan)):
        blocks.append(Block(AFTER().text, ticks=contacts))
    if phones := tuple(_phones(plan)):
        blocks.append(Block(PHONES().text, items=phones, kind="note"))
    return Sheet("en", TITLE().text, stamp(plan), tuple(blocks), lead=lead.text)


def _visit(visit: Visit, plan: Plan) -> tuple[Cell, ...]:
    length = (visit.end.hour - visit.start.hour) * 60 + visit.end.minute - visit.start.minute
    time = TIME(start=words.clock(visit.start), end=words.clock(visit.end), length=words.length(length)).text
    done = tuple(_session(session, plan) for session in visit.sessions)
    needs = (ROOMS(names=words.joined(visit.resources)).text,) if visit.resources else ()
    return row(
        Cell(words.weekday_day(visit.date), (time,)),
        Cell(_between(visit, plan)),
        Cell(done[0], (*done[1:], *needs)),
    )


def _session(session: Session, plan: Plan) -> str:
    course = _course(session, plan)
    return SESSION(name=course.name, number=session.number, total=course.sessions).text


def _course(session: Session, plan: Plan) -> Course:
    return next(course for course in plan.courses if course.id == session.course)


def _between(visit: Visit, plan: Plan) -> str:
    """The days that the intervals to the sessions before and after leave, the planning day and the horizon."""
    spans = [_span(session, plan) for session in visit.sessions]
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    if first >= last:
        return ONLY().text
    return RANGE(first=words.short_day(first), last=words.weekday_day(last)).text


def _span(session: Session, plan: Plan) -> tuple[date, date]:
    interval = _course(session, plan).interval
    days = {
        one.number: visit.date
        for visit in plan.visits
        for one in visit.sessions
        if one.course == session.course
    }
    first = plan.today + timedelta(days=plan.policy.notice_days)
    last = plan.replay.limits.horizon if plan.replay else max(days.values())
    if before := days.get(session.number - 1):
        first = max(first, before + timedelta(days=interval.min_days))
        last = min(last, before + timedelta(days=interval.max_days))
    if after := days.get(session.number + 1):
        first = max(first, after - timedelta(days=interval.max_days))
        last = min(last, after - timedelta(days=interval.min_days))
    return first, last


def _tasks(plan: Plan) -> Iterator[str]:
    needed = [one for course in plan.courses for one in course.prerequisites]
    needed += [one for regimen in plan.regimens for one in regimen.prerequisites]
    names = _names(plan)
    for one in sorted(needed, key=lambda one: (one.date, one.id)):
        who = (CLINIC if one.at_clinic else PATIENT)().text
        yield TASK(
            day=words.weekday_day(one.date),
            name=one.name,
            who=who,
            session=names.get(one.session, one.session),
        ).text


def _names(plan: Plan) -> dict[str, str]:
    """What sessions and home care are called."""
    sessions = {
        session.id: f"{_course(session, plan).name} {session.number}"
        for visit in plan.visits
        for session in visit.sessions
    }
    return sessions | {regimen.id: regimen.name for regimen in plan.regimens}


def _contacts(plan: Plan) -> Iterator[str]:
    names = _names(plan)
    dated = [
        (
            one.date,
            CONTACT(
                day=words.weekday_day(one.date), text=one.text.text, session=names.get(one.session, "")
            ).text,
        )
        for course in plan.courses
        for one in course.follow_ups
    ]
    dated += [
        (course.review, MEASURE(day=words.weekday_day(course.review), name=course.name).text)
        for course in plan.courses
        if course.review
    ]
    yield from (text for _, text in sorted(dated))


def _phones(plan: Plan) -> Iterator[str]:
    for who, number in (
        (OF_CLINIC, plan.policy.phone),
        (AT_NIGHT, plan.policy.emergency_phone),
        (OF_PATIENT, plan.patient.contact),
    ):
        if number:
            yield PHONE(who=who().text, number=number).text
