"""Limits on the sessions of a course: how many, how far apart, on which days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from turgor.domain.courses import Course, Session
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.replay import Replay
from turgor.verify.breach import Breach

SHORT = Phrase("verify.interval_min", "{days} days after the session before; at least {least} are needed.")
LONG = Phrase("verify.interval_max", "{days} days after the session before; at most {most} are allowed.")
FEW = Phrase("verify.sessions_min", "{count} sessions planned; the course needs at least {least}.")
MANY = Phrase("verify.sessions_max", "{count} sessions planned; at most {most} may be planned.")
COUNT = Phrase("verify.session_numbers", "The visits hold the sessions {found}; the course has {count}.")
FORBIDDEN = Phrase("verify.verdict", "{day} is a day on which the verdict does not allow {treatment}.")
WEEKDAY = Phrase("verify.weekday", "{day} is a weekday that the modality leaves out.")
BOUNDS = Phrase("verify.bounds", "{day} lies outside the days that the modality allows.")
PAST = Phrase("verify.today", "{day} is before the day of planning.")
SOON = Phrase("verify.notice", "{day} is {days} days after planning; the clinic wants {least}.")
LATE = Phrase("verify.horizon", "{day} is after the last day of the plan, {horizon}.")
PINNED = Phrase("verify.pinned_date", "Planned on {day}, fixed by the practitioner on {pinned}.")
CALLED_OFF = Phrase("verify.not_on", "Planned on {day}, a day on which it was called off.")
NOT_GIVEN = Phrase("verify.given", "{day} is said to be given; the history does not hold it.")
ORPHAN = Phrase("verify.unknown_course", "The session belongs to no course of the plan.")


@attrs.frozen
class Planned:
    """One session with its day."""

    session: Session
    day: date


def planned(plan: Plan) -> tuple[Planned, ...]:
    """All sessions of the plan, day by day, in the order in which they are given."""
    visits = sorted(plan.visits, key=lambda visit: (visit.date, visit.start))
    return tuple(Planned(session, visit.date) for visit in visits for session in visit.sessions)


def check_sessions(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Every session belongs to a course; every course has the sessions it needs, spaced and placed as allowed."""
    courses = {course.id for course in plan.courses}
    for one in planned(plan):
        if one.session.course not in courses:
            yield Breach("unknown_course", one.session.id, ORPHAN())
    for course in plan.courses:
        mine = tuple(one for one in planned(plan) if one.session.course == course.id)
        yield from _before(course, replay)
        yield from _count(course, mine, replay)
        yield from _spacing(course, mine)
        for one in mine:
            yield from _day(one, course, plan, replay)


def _before(course: Course, replay: Replay) -> Iterator[Breach]:
    """What was given before the plan stands in the history, so that its effects count."""
    held = {event.start for event in replay.events if event.kind == course.treatment}
    for day in course.given:
        if day not in held:
            yield Breach("given", course.id, NOT_GIVEN(day=day))


def _count(course: Course, mine: tuple[Planned, ...], replay: Replay) -> Iterator[Breach]:
    numbers = [one.session.number for one in mine]
    given_before = len(course.given)
    if numbers != list(range(given_before + 1, course.sessions + 1)):
        found = ", ".join(map(str, numbers)) or "none"
        yield Breach("session_numbers", course.id, COUNT(found=found, count=course.sessions))
    least, most = replay.sessions[course.id]
    count = given_before + len(mine)
    if count < least:
        yield Breach("sessions_min", course.id, FEW(count=count, least=least))
    if count > most:
        yield Breach("sessions_max", course.id, MANY(count=count, most=most))


def _spacing(course: Course, mine: tuple[Planned, ...]) -> Iterator[Breach]:
    days_before = [*course.given[-1:], *(one.day for one in mine)]
    for before, after in zip(days_before, mine[0 if course.given else 1 :], strict=False):
        days = (after.day - before).days
        if days < course.interval.min_days:
            text = SHORT(days=days, least=course.interval.min_days)
            yield Breach("interval_min", after.session.id, text)
        if days > course.interval.max_days:
            text = LONG(days=days, most=course.interval.max_days)
            yield Breach("interval_max", after.session.id, text)


def _day(one: Planned, course: Course, plan: Plan, replay: Replay) -> Iterator[Breach]:
    where, day = one.session.id, one.day
    if day not in replay.allowed[course.id]:
        yield Breach("verdict", where, FORBIDDEN(day=day, treatment=course.treatment))
    if day.weekday() in replay.avoid_weekdays.get(course.id, ()):
        yield Breach("weekday", where, WEEKDAY(day=day))
    if course.id in replay.bounds and day not in replay.bounds[course.id]:
        yield Breach("bounds", where, BOUNDS(day=day))
    if day < plan.today:
        yield Breach("today", where, PAST(day=day))
    elif (days := (day - plan.today).days) < plan.policy.notice_days and replay.before.get(where) != day:
        yield Breach("notice", where, SOON(day=day, days=days, least=plan.policy.notice_days))
    if day > replay.limits.horizon:
        yield Breach("horizon", where, LATE(day=day, horizon=replay.limits.horizon))
    pinned = replay.limits.dates.get(where, day)
    if day != pinned:
        yield Breach("pinned_date", where, PINNED(day=day, pinned=pinned))
    if any((one.session, one.date) == (where, day) for one in replay.limits.not_on):
        yield Breach("not_on", where, CALLED_OFF(day=day))
