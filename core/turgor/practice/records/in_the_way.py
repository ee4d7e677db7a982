"""What the clinic has against sessions that were planned before it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.kept_clinic import Hindrance, Obstacle
from turgor.domain.opening import Opening
from turgor.domain.plan import Plan
from turgor.domain.records import DueKind, PlanDate
from turgor.domain.resources import Resource
from turgor.practice.records.due import dates_of

_CALENDAR = ("opening", "closures", "rooms", "devices", "staff", "requires", "bookings")


def obstacle(clinic: Clinic, one: PlanDate, *, same_clinic: bool) -> Obstacle | None:
    """The first thing that stands against a session on its day; None where it can be given.

    A plan that was made with a file has hours and resources of its own: of the clinic's, only closures count for it.
    """
    if any(one.day in closure for closure in clinic.closures):
        return Obstacle(Hindrance.CLOSED)
    return next(_obstacles(clinic, one), None) if same_clinic else None


def obstacles(
    clinic: Clinic, made: Plan, today: date, *, same_clinic: bool
) -> Iterator[tuple[str, Obstacle]]:
    """All of a plan's sessions to come that cannot be given, with what stands against each."""
    for one in dates_of(made):
        if one.kind is DueKind.SESSION and one.day >= today:
            found = obstacle(clinic, one, same_clinic=same_clinic)
            if found:
                yield one.what, found


def with_calendar_of(policy: Clinic, clinic: Clinic, *, same_clinic: bool) -> Clinic:
    """A plan's policy with the calendar of the present clinic: its hours, closures, rooms, devices and staff.

    What is charged, preferred and believed stays the plan's. A file's policy takes the closures alone.
    """
    if same_clinic:
        return attrs.evolve(policy, **{name: getattr(clinic, name) for name in _CALENDAR})
    new = tuple(one for one in clinic.closures if one not in policy.closures)
    return attrs.evolve(policy, closures=(*policy.closures, *new)) if new else policy


def _obstacles(clinic: Clinic, one: PlanDate) -> Iterator[Obstacle]:
    hours = clinic.hours(one.day)
    if not hours:
        yield Obstacle(Hindrance.CLOSED)
    elif not _within(one, hours):
        yield Obstacle(Hindrance.HOURS)
    known = clinic.resources
    for id_ in one.resources:
        why = _not_there(known[id_], one) if id_ in known else Hindrance.GONE
        if why:
            yield Obstacle(why, id_)


def _not_there(resource: Resource, one: PlanDate) -> Hindrance | None:
    if resource.there and not any(one.day in span for span in resource.there):
        return Hindrance.THERE
    if any(one.day in span for span in resource.away):
        return Hindrance.AWAY
    if resource.hours and not _within(one, _on(resource.hours, one.day)):
        return Hindrance.ITS_HOURS
    return None


def _on(hours: Iterable[Opening], day: date) -> list[tuple[time, time]]:
    return [(stretch.start, stretch.end) for stretch in hours if stretch.weekday == day.weekday()]


def _within(one: PlanDate, hours: Iterable[tuple[time, time]]) -> bool:
    """A session whose time is not known is within any hours of its day."""
    hours = list(hours)
    if one.start is None:
        return bool(hours)
    begins = _minute(one.start)
    return any(_minute(start) <= begins and begins + one.minutes <= _minute(end) for start, end in hours)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
