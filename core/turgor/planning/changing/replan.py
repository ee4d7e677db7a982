"""A plan made anew from what happened: as few sessions as possible move, and each that moves says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from turgor.domain.case import Case, Event, Using
from turgor.domain.courses import Course
from turgor.domain.dates import DateRange
from turgor.domain.explanations import Binding
from turgor.domain.happened import Given, Happened
from turgor.domain.messages import Phrase
from turgor.domain.moves import Move
from turgor.domain.offers import CourseOffer
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen
from turgor.domain.schedule import Schedule
from turgor.domain.verdicts import Verdicts
from turgor.planning.conflicts.conflict import conflict
from turgor.planning.conflicts.probe import Probe
from turgor.planning.explain import with_reasons
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.moving import Moving
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Held, Selection

NOT_DONE = Phrase("replan.not_done", "It was not given on its day.")
ASKED = Phrase("replan.asked", "The practitioner moved it.")
NOT_OFFERED = Phrase(
    "replan.not_offered", "The treatment may not be given any more, or does not suit a goal."
)
WITH_OTHERS = Phrase("replan.with_others", "Its day is free; it moves so that fewer others do.")


def as_it_is_now(made: Plan, case: Case, happened: Happened) -> Case:
    """The case with all that happened: given sessions in the history, home care that was begun in use."""
    done = [*_given_before(made), *((one.session, one.date) for one in happened.done)]
    treatments = {course.id: course for course in made.courses}
    given = tuple(
        Event(course.treatment, DateRange.on(day), sites=frozenset(course.sites))
        for session, day in done
        if (course := treatments.get(session.rpartition(".")[0]))
    )
    known = set(case.history.events)
    events = (*case.history.events, *(event for event in (*given, *happened.events) if event not in known))
    kinds = {event.kind for event in events if event.may_have_begun(happened.today)}
    history = attrs.evolve(case.history, events=events, never=case.history.never - kinds)
    pins = case.preferences.pins
    dates = {id_: day for id_, day in {**pins.dates, **happened.dates}.items() if day >= happened.today}
    return attrs.evolve(
        case,
        history=history,
        using=tuple(_using(made, case, happened.today)),
        preferences=attrs.evolve(case.preferences, pins=attrs.evolve(pins, dates=dates)),
    )


def given_days(made: Plan, happened: Happened) -> Mapping[str, tuple[date, ...]]:
    """Course -> the days of its sessions that were given, those before the plan included."""
    days = {course.id: list(course.given) for course in made.courses}
    for one in happened.done:
        days[one.session.rpartition(".")[0]].append(one.date)
    return {course: tuple(sorted(found)) for course, found in days.items()}


def to_go_on(problem: Problem, made: Plan, happened: Happened) -> Problem:
    """The problem with just the courses of the plan that are not over, under their ids, and their old days."""
    given = given_days(made, happened)
    courses = tuple(
        attrs.evolve(offer, id=course.id, given=given[course.id])
        for course in made.courses
        if (offer := _offered(course, problem)) and len(given[course.id]) < offer.sessions.typical
    )
    before = {id_: (day - problem.today).days for id_, day in to_come(made, happened).items()}
    return attrs.evolve(
        problem,
        offers=attrs.evolve(problem.offers, courses=courses),
        before=before,
        given=tuple(given_so_far(made, happened)),
    )


def given_so_far(made: Plan, happened: Happened) -> Iterator[Given]:
    """What was given under older plans, and now under this one."""
    if made.replay is None:
        return
    yield from made.replay.given
    courses = {course.id: course for course in made.courses}
    for one in happened.done:
        course = courses[one.session.rpartition(".")[0]]
        price = made.replay.prices.get(course.id)
        yield Given(one.session, one.date, course.downtime_days_max, price)


def to_come(made: Plan, happened: Happened) -> Mapping[str, date]:
    """The sessions of the plan that were not given, with the days they had."""
    done = {one.session for one in happened.done}
    return {
        session.id: visit.date
        for visit in made.visits
        for session in visit.sessions
        if session.id not in done
    }


def moves(
    schedule: Schedule, problem: Problem, verdicts: Verdicts, made: Plan, happened: Happened
) -> Iterator[Move]:
    """What is on another day than it was, and why, session by session."""
    before = to_come(made, happened)
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
            yield Move(id_, before.get(id_), now.get(id_), why)


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
        yield Binding("missed", NOT_DONE())
    elif was is not None:
        day = (was - selection.problem.today).days
        limits = Moving(selection, held).forbidden_by(day)
        for limit in limits:
            yield with_reasons(limit, held.course, was, verdicts).as_binding()
        if not limits:
            yield Binding("aim", WITH_OTHERS())


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


def _given_before(made: Plan) -> Iterator[tuple[str, date]]:
    for course in made.courses:
        yield from ((f"{course.id}.{number}", day) for number, day in enumerate(course.given, start=1))


def _offered(course: Course, problem: Problem) -> CourseOffer | None:
    """What is offered now of the treatment, where the zones are those of the course."""
    sites = frozenset(course.sites)
    return next(
        (o for o in problem.offers.courses if o.treatment == course.treatment and o.sites == sites), None
    )


def _using(made: Plan, case: Case, today: date) -> Iterator[Using]:
    """What was in use before, and the home care of the plan that was begun."""
    begun = {regimen.treatment: regimen for regimen in made.regimens if _begun(regimen, today)}
    yield from (one for one in case.using if one.treatment not in begun)
    for treatment, regimen in begun.items():
        per_week = [segment.per_week for segment in regimen.segments if segment.from_ <= today][-1]
        yield Using(treatment, per_week, regimen.segments[0].from_, frozenset(regimen.sites))


def _begun(regimen: Regimen, today: date) -> bool:
    return bool(regimen.segments) and regimen.segments[0].from_ < today
