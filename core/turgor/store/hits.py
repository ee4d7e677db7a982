"""Sessions to come that the clinic stands against by now: found when it changes, without opening any plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from turgor.domain.kept_clinic import Hindrance, Hit, Obstacle
from turgor.domain.plan import PlanStatus
from turgor.domain.records import DueKind, PlanDate, PlanRef
from turgor.store import clinics, plan_dates
from turgor.store.rows import (
    ClinicHitRow,
    PatientRow,
    PlanDateRow,
    PlanRow,
    PlanVersionRow,
    SessionDoneRow,
)

_FOLLOWED = (PlanStatus.APPROVED.value, PlanStatus.ACTIVE.value)


def to_come(session: Session, first: str) -> Iterator[tuple[PlanRef, int | None, PlanDate]]:
    """The sessions from a day on that followed plans have and nobody has given, with each plan's clinic.

    By columns, for there may be tens of thousands.
    """
    wanted = _sessions().with_only_columns(
        PlanDateRow.plan_id,
        PlanDateRow.number,
        PlanVersionRow.clinic,
        PlanDateRow.what,
        PlanDateRow.day,
        PlanDateRow.start,
        PlanDateRow.minutes,
        PlanDateRow.resources,
    )
    found = session.execute(wanted.where(PlanDateRow.day >= first).order_by(*_IN_ORDER))
    for plan, number, clinic, *of_it in found:
        yield PlanRef(plan, number), clinic, plan_dates.session_date(*of_it)


def add(session: Session, clinic: int, those: Iterable[tuple[PlanRef, str, Obstacle]]) -> None:
    """What a version stands against."""
    session.add_all(
        ClinicHitRow(
            clinic=clinic,
            plan_id=ref.plan,
            number=ref.number,
            session=one,
            why=obstacle.why.value,
            resource=obstacle.resource,
        )
        for ref, one, obstacle in those
    )
    session.flush()


def found(session: Session, first: str, patient: int | None = None) -> tuple[Hit, ...]:
    """What the present clinic stands against from a day on, as far as it was not planned anew or given since."""
    wanted = (
        _sessions()
        .add_columns(PlanRow.patient_id, PatientRow.name, ClinicHitRow)
        .join(PlanRow, PlanRow.id == PlanDateRow.plan_id)
        .join(PatientRow, PatientRow.id == PlanRow.patient_id)
        .join(
            ClinicHitRow,
            (ClinicHitRow.plan_id == PlanDateRow.plan_id)
            & (ClinicHitRow.number == PlanDateRow.number)
            & (ClinicHitRow.session == PlanDateRow.what),
        )
        .where(ClinicHitRow.clinic == clinics.last_number(session), PlanDateRow.day >= first)
    )
    if patient is not None:
        wanted = wanted.where(PlanRow.patient_id == patient)
    return tuple(
        Hit(
            hit.clinic,
            PlanRef(row.plan_id, row.number),
            of,
            name,
            plan_dates.record(row),
            Obstacle(Hindrance(hit.why), hit.resource),
        )
        for row, _, of, name, hit in session.execute(wanted.order_by(*_IN_ORDER))
    )


_IN_ORDER = (PlanDateRow.day, PlanDateRow.plan_id, PlanDateRow.number, PlanDateRow.what)


def _sessions() -> Select[PlanDateRow, int | None]:
    given = exists().where(
        SessionDoneRow.plan_id == PlanDateRow.plan_id, SessionDoneRow.session == PlanDateRow.what
    )
    return (
        select(PlanDateRow, PlanVersionRow.clinic)
        .join(
            PlanVersionRow,
            (PlanVersionRow.plan_id == PlanDateRow.plan_id) & (PlanVersionRow.number == PlanDateRow.number),
        )
        .where(PlanDateRow.kind == DueKind.SESSION.value, PlanVersionRow.status.in_(_FOLLOWED), ~given)
    )
