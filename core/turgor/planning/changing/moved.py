"""What moved between a plan and the one that replaces it, and why, session by session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from turgor.domain.courses import Course
from turgor.domain.explanations import Binding
from turgor.domain.happened import Happened
from turgor.domain.messages import Message, Phrase
from turgor.domain.moves import SessionMove
from turgor.domain.offers import LeftOut
from turgor.domain.schedule import Schedule
from turgor.domain.verdicts import Verdicts
from turgor.domain.zones import ZoneTree
from turgor.planning.conflicts.conflict import conflict
from turgor.planning.conflicts.probe import Probe
from turgor.planning.explain import with_reasons
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.moving import Moving
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Held, Selection

NOT_DONE = Phrase("replan.not_done", "It was not given on its day.")
NOT_DONE_BECAUSE = Phrase("replan.not_done_because", "It was not given on its day: {why}.")
ASKED = Phrase("replan.asked", "The practitioner moved it.")
NOT_OFFERED = Phrase(
    "replan.not_offered", "The treatment may not be given any more, or does not suit a goal."
)
ZONES_LEFT = Phrase(
    "replan.zones_left", "{treatment} goes on without {zones}: there it may not be given any more."
)
WITH_OTHERS = Phrase("replan.with_others", "Its day is free; it moves so that fewer others do.")


def moves(
    schedule: Schedule,
    problem: Problem,
    verdicts: Verdicts,
    before: Mapping[str, date],
    happened: Happened,
) -> Iterator[SessionMove]:
    """What is on another day than it was, and why. `before` are the days that the sessions had."""
    now = {session.id: session.date for session in schedule.sessions}
    courses = {course.id: course for course in schedule.courses}
    held = tuple(
        Held(courses[one.course], one.number, (one.date - problem.today).days)
        for one in sorted(schedule.sessions, key=lambda one: (one.course, one.number))
    )
    selection = Selection(problem, schedule.courses, held)
    for id_ in sorted(before.keys() | now.keys()):
        if before.get(id_) != now.get(id_):
            why = tuple(_because(id_, before.get(id_), selection, verdicts, happened))
            why = why or tuple(_left_out(id_, selection.problem, schedule.left_out))
            yield SessionMove(id_, before.get(id_), now.get(id_), why)


def _because(
    session: str, was: date | None, selection: Selection, verdicts: Verdicts, happened: Happened
) -> Iterator[Binding]:
    """The limits that forbid the day that a session had."""
    held = next((one for one in selection.held if one.id == session), None)
    if held is None:
        yield from _given_up(session, was, selection.problem, verdicts)
    elif session in happened.dates:
        yield Binding("date", ASKED())
    elif was is not None and was < happened.today:
        yield Binding("missed", _not_done(session, happened))
    elif was is not None:
        day = (was - selection.problem.today).days
        limits = Moving(selection, held).forbidden_by(day)
        for limit in limits:
            yield with_reasons(limit, held.course, was, verdicts).as_binding()
        if not limits:
            yield Binding("aim", WITH_OTHERS())


def _not_done(session: str, happened: Happened) -> Message:
    why = next((one.why for one in happened.missed if one.session == session), "")
    return NOT_DONE_BECAUSE(why=why) if why else NOT_DONE()


def _given_up(session: str, was: date | None, problem: Problem, verdicts: Verdicts) -> Iterator[Binding]:
    """Why a course does not go on: it is not offered, or limits forbid it, of which none can be spared."""
    course = next((one for one in problem.offers.courses if one.id == session.rpartition(".")[0]), None)
    if course is None:
        yield Binding("verdict", NOT_OFFERED())
        return
    pins = attrs.evolve(problem.preferences.pins, must=(course.treatment,))
    pinned = attrs.evolve(problem, preferences=attrs.evolve(problem.preferences, pins=pins), before=None)
    day = max(was or problem.today, problem.today)
    for one in conflict(Probe(pinned, 0)):
        if one.kind != "must":
            limit = Limit(one.id, one.kind, one.text, (one.id,), one.sources)
            yield with_reasons(limit, course, day, verdicts).as_binding()


def _left_out(session: str, problem: Problem, left_out: Sequence[LeftOut]) -> Iterator[Binding]:
    """Why the course of a session is not part of the plan, where no single limit of its own forbids it."""
    course = next(one for one in problem.offers.courses if one.id == session.rpartition(".")[0])
    for left in left_out:
        if (left.treatment, left.sites) == (course.treatment, course.sites):
            yield Binding("left_out", left.why, (course.treatment,), left.sources)


def zones_left(before: Iterable[Course], now: Iterable[Course], zones: ZoneTree) -> Iterator[Message]:
    """Courses that go on in fewer zones than they had."""
    sites = {course.id: frozenset(course.sites) for course in before}
    for course in now:
        if lost := sites[course.id] - frozenset(course.sites):
            yield ZONES_LEFT(treatment=course.name, zones=zones.cover(lost))
