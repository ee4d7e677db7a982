"""What the visits of a followed plan reserve: rooms, devices, staff. Two can never have the same at one time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from turgor.domain.clinic import Clinic
from turgor.domain.courses import Visit
from turgor.domain.plan import Plan
from turgor.domain.records import Act, Action, Booking, PlanRef
from turgor.practice.records.desk import Desk
from turgor.store import audit, bookings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def reserve(session: Session, act: Act, ref: PlanRef, plan: Plan, before: Sequence[PlanRef]) -> None:
    """Reserve what the visits to come need, in place of what the versions before have. Raises BookedAlready."""
    release(session, act, before)
    wanted = [one for visit in plan.visits for one in _needed(visit, plan.policy) if one.end > act.at]
    bookings.book(session, act, wanted, ref)


def release(session: Session, act: Act, refs: Sequence[PlanRef]) -> None:
    """Free what versions have reserved from now on."""
    for ref in refs:
        bookings.cancel(session, act, ref, act.at)


def reserve_time(desk: Desk, wanted: Sequence[Booking]) -> None:
    """Keep resources for something else than a plan: service, a course, another patient. Raises BookedAlready."""
    with desk.writing() as (session, act):
        bookings.book(session, act, wanted)
        audit.append(session, act, Action.RECORDED, "bookings", f"{len(wanted)} reserved")


def booked_on(desk: Desk, clinic: Clinic, first: date, last: date) -> tuple[Booking, ...]:
    """What is reserved from the first to the last day, in the time of the clinic."""
    zone = ZoneInfo(clinic.time_zone)
    with desk.store.reading() as session:
        found = bookings.booked(
            session,
            datetime.combine(first, time(), zone),
            datetime.combine(last + timedelta(days=1), time(), zone),
        )
    return tuple(Booking(one.resource, one.start.astimezone(zone), one.end.astimezone(zone)) for one in found)


def _needed(visit: Visit, clinic: Clinic) -> Iterator[Booking]:
    """Clock times are those of the clinic, on whichever side of a change of the clocks."""
    zone = ZoneInfo(clinic.time_zone)
    start, end = (datetime.combine(visit.date, one, zone) for one in (visit.start, visit.end))
    for name in visit.resources:
        yield Booking(name, start, end)
