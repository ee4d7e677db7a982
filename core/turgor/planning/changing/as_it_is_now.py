"""The patient's case after what happened to a plan: what was given is history, what was begun is in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from turgor.domain.case import Case, Event, NotOn, Pins, Using
from turgor.domain.clinic import Clinic
from turgor.domain.dates import DateRange, days_from
from turgor.domain.happened import Happened
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen
from turgor.planning.changing.going_on import to_come


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
    pins = _pins(made, case.preferences.pins, happened, frozenset(session for session, _ in done))
    return attrs.evolve(
        case,
        history=history,
        using=tuple(_using(made, case, happened)),
        preferences=attrs.evolve(case.preferences, pins=pins),
    )


def _pins(made: Plan, pins: Pins, happened: Happened, over: frozenset[str]) -> Pins:
    """The days that still stand: those that sessions must have, and those on which they were called off."""
    planned, today = to_come(made, happened), happened.today
    called_off = {
        NotOn(one.session, day, one.why)
        for one in happened.missed
        if (day := planned.get(one.session)) and day >= today
    }
    not_on = tuple(
        one
        for one in dict.fromkeys((*pins.not_on, *sorted(called_off, key=attrs.astuple)))
        if one.date >= today and one.session not in over
    )
    lost = {one.session: one.date for one in called_off}
    kept = {id_: day for id_, day in pins.dates.items() if lost.get(id_) != day}
    fixed = {id_: day for id_, day in {**kept, **happened.dates}.items() if id_ not in over and day >= today}
    return attrs.evolve(pins, dates=fixed, not_on=not_on)


def without_own_bookings(clinic: Clinic, made: Plan) -> Clinic:
    """The policy without what is booked for the plan that is made anew: its visits give way to their successors."""
    others = tuple(one for one in clinic.bookings if not one.plan or one.plan != made.number)
    return clinic if others == clinic.bookings else attrs.evolve(clinic, bookings=others)


def _given_before(made: Plan) -> Iterator[tuple[str, date]]:
    for course in made.courses:
        yield from ((f"{course.id}.{number}", day) for number, day in enumerate(course.given, start=1))


def _using(made: Plan, case: Case, happened: Happened) -> Iterator[Using]:
    """What was in use before, and the home care of the plan that was begun."""
    today, lapsed = happened.today, _lapsed(made, happened)
    begun = {one.treatment: (one, days) for one in made.regimens if (days := _days_used(one, today, lapsed))}
    yield from (one for one in case.using if one.treatment not in begun)
    for treatment, (regimen, days) in begun.items():
        per_week = [segment.per_week for segment in regimen.segments if segment.from_ <= today][-1]
        last = days[-1] if _rests(regimen, today, lapsed) else None
        yield Using(treatment, per_week, regimen.segments[0].from_, frozenset(regimen.sites), last)


def _lapsed(made: Plan, happened: Happened) -> Mapping[str, date]:
    """The sessions whose day is over and that were not given. Who missed one may have gone on with home care since."""
    return {session: day for session, day in to_come(made, happened).items() if day < happened.today}


def _days_used(regimen: Regimen, today: date, lapsed: Mapping[str, date]) -> list[date]:
    """The days before today on which the plan has it used."""
    return [
        day
        for segment in regimen.segments
        for day in days_from(segment.from_, min(segment.to or today, today))
        if day < today and day.weekday() in segment.weekdays and not _rests(regimen, day, lapsed)
    ]


def _rests(regimen: Regimen, day: date, lapsed: Mapping[str, date]) -> bool:
    """Whether it is paused on a day for a reason that still stands then."""
    return any(
        pause.from_ <= day <= pause.to and any(day <= lapsed.get(one, pause.to) for one in pause.because)
        for pause in regimen.pauses
    )
