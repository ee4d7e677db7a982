"""The tick calendar of a plan: one page a month, until the last visit and for twelve weeks at least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import attrs

from turgor.documents.calendar.letters import (
    IN_EVENING,
    IN_MORNING,
    is_steady,
    lettered,
    rests_on,
    segment_on,
    used_on,
)
from turgor.documents.calendar.model import Day, Marked, Month, TickCalendar
from turgor.documents.patient.visits import visit_rows
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.stamp import stamp
from turgor.documents.style import STANDARD, PrintSize, Style
from turgor.documents.wording import frequency, words
from turgor.domain.dates import DAY
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Outcome, Plan
from turgor.domain.regimens import HomeKind, Regimen
from turgor.domain.terms import Slot

LEAST, MOST = timedelta(weeks=12), timedelta(weeks=53)
FEW_WEEKS = 2  # a month of so few shares the page of the next one, where there is room
MOST_WEEKS = {PrintSize.STANDARD: 6, PrintSize.LARGE: 5, PrintSize.EXTRA_LARGE: 5}  # on a page
WEEK = timedelta(weeks=1)

TITLE = Phrase("calendar.title", "Your days to tick")
NO = Phrase("calendar.no", "no {letters}")
LETTER = Phrase("calendar.letter", "{name}, {when}")
VISIT = Phrase("calendar.visit", "{day}, {time}: {what}")
OTHER = Phrase("calendar.other", "{day}: {what}")
ROUTINES = {
    Slot.MORNING: Phrase("calendar.mornings", "Upper box, each morning: {names}."),
    Slot.EVENING: Phrase("calendar.evenings", "Lower box, each evening: {names}."),
    Slot.ANY: Phrase("calendar.any", "Each day: {names}."),
}  # fmt: skip
ONLY_LETTERS = {
    Slot.MORNING: Phrase("calendar.mornings_letters", "Upper box: morning."),
    Slot.EVENING: Phrase("calendar.evenings_letters", "Lower box: evening."),
}
CONTACT = Phrase("calendar.contact", "Not sure? Call {phone}.")


def calendars(job: Job) -> Iterator[Document]:
    """One for each plan that can be followed."""
    if job.plan.outcome is Outcome.PLAN:
        yield Document(Kind.CALENDAR, "calendar", "calendar", tick_calendar(job.plan, job.style))


def tick_calendar(plan: Plan, style: Style = STANDARD) -> TickCalendar:
    """What the calendar says."""
    plan = attrs.evolve(plan, regimens=tuple(regimen for regimen in plan.regimens if regimen.segments))
    letters = lettered(plan.regimens)
    return TickCalendar(
        language=spoken().tag,
        title=TITLE().text,
        stamp=stamp(plan),
        weekdays=tuple(words.short_weekday(index) for index in range(7)),
        months=tuple(_months(plan, letters, MOST_WEEKS[style.size])),
        letters=tuple(
            Marked(letters[one.id], _letter(one)) for one in plan.regimens if one.id in letters
        ),
        routine=tuple(_routine(plan)),
        contact=CONTACT(phone=plan.policy.phone).text if plan.policy.phone else "",
    )  # fmt: skip


def _letter(regimen: Regimen) -> str:
    return LETTER(name=words.inside(regimen.plain_name), when=frequency.when(regimen.segments[0].slot)).text


def _routine(plan: Plan) -> Iterator[str]:
    """What each box stands for besides letters, and what has no time of day."""
    steady = [one for one in plan.regimens if is_steady(one)]
    for slot, slots in ((Slot.MORNING, (Slot.MORNING, Slot.BOTH)), (Slot.EVENING, (Slot.EVENING, Slot.BOTH))):
        mine = [one for one in steady if one.kind is HomeKind.SKIN and one.segments[0].slot in slots]
        if mine:
            names = words.joined(
                words.inside(one.plain_name) for one in sorted(mine, key=lambda one: (one.order, one.id))
            )
            yield ROUTINES[slot](names=names).text
        elif plan.regimens:
            yield ONLY_LETTERS[slot]().text
    others = [
        words.inside(one.plain_name)
        for one in steady
        if one.kind is not HomeKind.SKIN or one.segments[0].slot is Slot.ANY
    ]
    if others:
        yield ROUTINES[Slot.ANY](names=words.joined(others)).text


def last_day(plan: Plan) -> date:
    """The Sunday after the last visit, or after twelve weeks from planning; a year and a week at most."""
    last = max((visit.date for visit in plan.visits), default=plan.today)
    last = min(max(last, plan.today + LEAST - DAY), plan.today + MOST)
    return last + DAY * (6 - last.weekday())


def _months(plan: Plan, letters: Mapping[str, str], most_weeks: int) -> Iterator[Month]:
    visits = {visit.date for visit in plan.visits}
    numbers = {day: str(index) for index, day in enumerate(sorted(visits | _others(plan)), 1)}
    for weeks in _pages(plan.today, last_day(plan), most_weeks):
        firsts = dict.fromkeys(date(day.year, day.month, 1) for day in map(_thursday, weeks))
        yield Month(
            title=words.joined(map(words.month, firsts)),
            weeks=tuple(tuple(_day(plan, letters, numbers, week + DAY * n) for n in range(7)) for week in weeks),
            visits=tuple(_visits(plan, numbers, weeks[0], weeks[-1] + DAY * 6)),
        )  # fmt: skip


def _pages(today: date, last: date, most_weeks: int) -> list[list[date]]:
    """The Mondays of each page: a week belongs to the month of its Thursday."""
    monday, mondays = today - DAY * today.weekday(), []
    while monday <= last:
        mondays.append(monday)
        monday += WEEK
    pages = [list(group) for _, group in groupby(mondays, key=lambda week: _thursday(week).replace(day=1))]
    if len(pages) > 1 and len(pages[0]) <= FEW_WEEKS and len(pages[0]) + len(pages[1]) <= most_weeks:
        pages[:2] = [pages[0] + pages[1]]
    return pages


def _thursday(week: date) -> date:
    return week + DAY * 3


def _day(plan: Plan, letters: Mapping[str, str], numbers: Mapping[date, str], day: date) -> Day:
    label = words.near_day(day) if day.day == 1 else str(day.day)
    if not plan.today <= day <= last_day(plan):
        return Day(label)
    mine = [one for one in plan.regimens if one.id in letters]
    return Day(
        label=label,
        visit=numbers.get(day, ""),
        ring=day in numbers and all(visit.date != day for visit in plan.visits),
        morning=_used(plan, letters, day, IN_MORNING),
        evening=_used(plan, letters, day, IN_EVENING),
        rests=_rests([letters[one.id] for one in mine if rests_on(one, day) and segment_on(one, day)]),
    )


def _used(plan: Plan, letters: Mapping[str, str], day: date, slots: Sequence[Slot]) -> str | None:
    """The letters of a morning or an evening; None where nothing at all is done."""
    used = [one for one in plan.regimens if used_on(one, day, slots)]
    return " ".join(letters[one.id] for one in used if one.id in letters) if used else None


def _rests(letters: Sequence[str]) -> str:
    return NO(letters=", ".join(letters)).text if letters else ""


def _others(plan: Plan) -> frozenset[date]:
    days = {contact.date for course in plan.courses for contact in course.follow_ups}
    days |= {course.review for course in plan.courses if course.review}
    return frozenset(
        days | {item.date for course in plan.courses for item in course.prerequisites if item.at_clinic}
    )


def _visits(plan: Plan, numbers: Mapping[date, str], first: date, last: date) -> Iterator[Marked]:
    """Visits, checks and calls on the page by their number."""
    visits = {visit.date for visit in plan.visits}
    named = {words.weekday_day(day): day for day in numbers}
    for row in visit_rows(plan):
        day = named[row.day]
        if first <= day <= last:
            what = words.joined(done.what for done in row.done)
            phrase = VISIT if row.time else OTHER
            text = phrase(day=words.short_day(day), time=row.time, what=what).text
            yield Marked(numbers[day], text, ring=day not in visits)
