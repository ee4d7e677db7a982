"""What the visits of a followed plan reserve: rooms, devices, staff. Two can never have the same at one time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.courses import Visit
from turgor.domain.plan import Plan
from turgor.domain.records import Act, Action, PlanRef, Reservation
from turgor.domain.resources import Booking
from turgor.practice.records.desk import Desk
from turgor.store import audit, bookings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OF_THE_RECORDS = "records"
"""Marks bookings that stand among the records, so that they are looked up anew for every plan."""

_LAST = time(23, 59)


def reserve(session: Session, act: Act, ref: PlanRef, plan: Plan, before: Sequence[PlanRef]) -> None:
    """Reserve what the visits to come need, in place of what the versions before have. Raises BookedAlready."""
    bookings.hold(session)  # before anything is freed: who frees and then waits would be waited for
    release(session, act, before)
    wanted = [one for visit in plan.visits for one in _needed(visit, plan.policy) if one.end > act.at]
    bookings.book(session, act, wanted, ref)


def release(session: Session, act: Act, refs: Sequence[PlanRef]) -> None:
    """Free what versions have reserved from now on, but for sessions that were given."""
    for ref in refs:
        bookings.cancel(session, act, ref, act.at)


def release_session(session: Session, act: Act, ref: PlanRef, one: str) -> None:
    """Free what a single session has reserved from now on."""
    bookings.cancel(session, act, ref, act.at, only=one)


def reserve_time(desk: Desk, wanted: Sequence[Reservation]) -> None:
    """Keep resources for something else than a plan: service, a course, another patient. Raises BookedAlready."""
    with desk.writing() as (session, act):
        bookings.book(session, act, wanted)
        audit.append(session, act, Action.RECORDED, "bookings", f"{len(wanted)} reserved")


def with_bookings(
    session: Session, policy: Clinic, first: date, last: date, but: int | None = None
) -> Clinic:
    """The policy with what is reserved from the first to the last day, but by one plan, whose time is its own."""
    zone = ZoneInfo(policy.time_zone)
    own = policy.resources
    found = bookings.booked(
        session, _midnight(first, zone), _midnight(last + timedelta(days=1), zone), but=but
    )
    taken = [one for reserved in found if reserved.resource in own for one in _by_day(reserved, zone)]
    others = tuple(one for one in policy.bookings if one.plan != OF_THE_RECORDS)
    return attrs.evolve(policy, bookings=(*others, *taken))


def booked_on(desk: Desk, clinic: Clinic, first: date, last: date) -> tuple[Reservation, ...]:
    """What is reserved from the first to the last day, in the time of the clinic."""
    zone = ZoneInfo(clinic.time_zone)
    with desk.store.reading() as session:
        found = bookings.booked(session, _midnight(first, zone), _midnight(last + timedelta(days=1), zone))
    return tuple(
        Reservation(one.resource, one.start.astimezone(zone), one.end.astimezone(zone)) for one in found
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _by_day(reserved: Reservation, zone: ZoneInfo) -> Iterator[Booking]:
    """Clinics work by days: what goes on overnight is a booking of each day."""
    start, end = reserved.start.astimezone(zone), reserved.end.astimezone(zone)
    while start < end:
        night = _midnight(start.date() + timedelta(days=1), zone)
        until = end.time() if end < night else _LAST
        if until > start.time():
            yield Booking(start.date(), start.time(), until, (reserved.resource,), OF_THE_RECORDS)
        start = night


def _needed(visit: Visit, clinic: Clinic) -> Iterator[Reservation]:
    """Clock times are those of the clinic, on whichever side of a change of the clocks."""
    zone = ZoneInfo(clinic.time_zone)
    for session in visit.sessions:
        start = datetime.combine(visit.date, session.start or visit.start, zone)
        end = start + timedelta(minutes=session.minutes + clinic.turnaround_minutes)
        yield from (Reservation(name, start, end, session.id) for name in session.resources)
