"""Bookings: a resource for some time. That no two overlap is the database's own business, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import exists, or_, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from turgor.domain.records import Act, PlanRef, Reservation
from turgor.store.errors import Taken
from turgor.store.instants import kept
from turgor.store.rows import BookingRow, ResourceRow, SessionDoneRow

_LOCK = 7_487_469  # any number: the key of PostgreSQL's lock on booking
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


class BookedAlready(Taken):
    """Somebody else has a resource at the time; nothing was kept.

    Attributes:
        wanted: what could not be had.
    """

    def __init__(self, wanted: Reservation) -> None:
        super().__init__(f"{wanted.resource} is booked by somebody else on {wanted.start.date()}.")
        self.wanted = wanted


def hold(session: Session) -> None:
    """Keep others from booking until the transaction ends: those who book at once wait in a line, and never in a ring.

    Two inserts that exclude each other in PostgreSQL would wait for each other. SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def book(session: Session, act: Act, wanted: Iterable[Reservation], ref: PlanRef | None = None) -> None:
    """Reserve resources, all or none. Raises BookedAlready, after which the transaction must be given up."""
    hold(session)
    ordered = sorted(wanted, key=lambda one: (one.start, one.resource))
    ids = _resources(session, sorted({one.resource for one in ordered}))
    for one in ordered:
        row = BookingRow(
            resource_id=ids[one.resource],
            start_minute=_minute(one.start),
            end_minute=_minute(one.end),
            plan_id=ref.plan if ref else None,
            number=ref.number if ref else None,
            cancelled_at=None,
            made_at=kept(act.at),
            made_by=act.who,
            session=one.session or None,
        )
        session.add(row)
        try:
            session.flush()
        except IntegrityError:
            raise BookedAlready(one) from None


def cancel(session: Session, act: Act, ref: PlanRef, after: datetime, only: str = "") -> None:
    """Free what a version has reserved from a moment on, or what one of its sessions has.

    What is past stays as it was, and so does the time of sessions that were given.
    """
    given = exists().where(
        SessionDoneRow.plan_id == BookingRow.plan_id, SessionDoneRow.session == BookingRow.session
    )
    freed = update(BookingRow).where(
        BookingRow.plan_id == ref.plan,
        BookingRow.number == ref.number,
        BookingRow.cancelled_at.is_(None),
        BookingRow.start_minute >= _minute(after),
    )
    freed = freed.where(BookingRow.session == only) if only else freed.where(~given)
    session.execute(freed.values(cancelled_at=kept(act.at)))


def booked(
    session: Session, first: datetime, last: datetime, but: int | None = None
) -> tuple[Reservation, ...]:
    """What is reserved between two moments, but by one plan, in order of time."""
    wanted = (
        select(BookingRow, ResourceRow.name)
        .join(ResourceRow, ResourceRow.id == BookingRow.resource_id)
        .where(BookingRow.cancelled_at.is_(None))
        .where(BookingRow.start_minute < _minute(last), BookingRow.end_minute > _minute(first))
        .order_by(BookingRow.start_minute, ResourceRow.name)
    )
    if but is not None:
        wanted = wanted.where(or_(BookingRow.plan_id.is_(None), BookingRow.plan_id != but))
    return tuple(
        Reservation(name, _moment(row.start_minute), _moment(row.end_minute), row.session or "")
        for row, name in session.execute(wanted)
    )


def _resources(session: Session, names: Sequence[str]) -> dict[str, int]:
    """The numbers of resources, those that are new included."""
    rows = select(ResourceRow).where(ResourceRow.name.in_(names))
    known = {row.name: row.id for row in session.scalars(rows)}
    for name in names:
        if name not in known:
            known[name] = _add(session, name)
    return known


def _add(session: Session, name: str) -> int:
    """Another may add the same name at the same moment: then theirs counts."""
    try:
        with session.begin_nested():
            row = ResourceRow(name=name)
            session.add(row)
            session.flush()
            return row.id
    except IntegrityError:
        return session.scalars(select(ResourceRow.id).where(ResourceRow.name == name)).one()


def _minute(moment: datetime) -> int:
    return (moment - _START) // _MINUTE


def _moment(minute: int) -> datetime:
    return _START + minute * _MINUTE
