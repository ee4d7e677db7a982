"""What is due, without opening any plan: interactive with tens of thousands of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session, aliased

from turgor.domain.plan import PlanStatus
from turgor.domain.records import Due, DueKind, PlanRef
from turgor.store import plan_dates
from turgor.store.rows import (
    AssessmentRow,
    AssessmentVersionRow,
    PatientRow,
    PlanDateRow,
    PlanRow,
    PlanVersionRow,
    SessionDoneRow,
)

_FOLLOWED = (PlanStatus.APPROVED.value, PlanStatus.ACTIVE.value)
_AFTERWARDS = (*_FOLLOWED, PlanStatus.COMPLETED.value)
_THOUGHT_OF = (PlanStatus.DRAFT.value, *_AFTERWARDS)


def due(session: Session, until: date, patient: int | None = None) -> tuple[Due, ...]:
    """Everything up to a day that was not done yet, in order of days."""
    wanted = (
        select(PlanDateRow, PlanRow.patient_id, PatientRow.name)
        .join(PlanRow, PlanRow.id == PlanDateRow.plan_id)
        .join(PatientRow, PatientRow.id == PlanRow.patient_id)
        .join(
            PlanVersionRow,
            (PlanVersionRow.plan_id == PlanDateRow.plan_id) & (PlanVersionRow.number == PlanDateRow.number),
        )
        .where(PlanDateRow.day <= until.isoformat(), PatientRow.erased_at.is_(None))
        .where(
            ((PlanDateRow.kind == DueKind.SESSION.value) & PlanVersionRow.status.in_(_FOLLOWED) & ~_given())
            | (
                (PlanDateRow.kind == DueKind.REVIEW.value)
                & PlanVersionRow.status.in_(_AFTERWARDS)
                & ~_measured()
            )
            | (
                (PlanDateRow.kind == DueKind.MAINTENANCE.value)
                & PlanVersionRow.status.in_(_AFTERWARDS)
                & ~_planned()
            )
        )
        .order_by(PlanDateRow.day, PlanDateRow.plan_id, PlanDateRow.kind, PlanDateRow.what)
    )
    if patient is not None:
        wanted = wanted.where(PlanRow.patient_id == patient)
    return tuple(
        Due(
            PlanRef(row.plan_id, row.number),
            of,
            name,
            plan_dates.record(row),
        )
        for row, of, name in session.execute(wanted)
    )


def _given() -> Exists:
    return exists().where(
        SessionDoneRow.plan_id == PlanDateRow.plan_id, SessionDoneRow.session == PlanDateRow.what
    )


def _measured() -> Exists:
    """The patient was assessed on that day or later."""
    return exists().where(
        AssessmentRow.patient_id == PlanRow.patient_id,
        AssessmentVersionRow.assessment_id == AssessmentRow.id,
        AssessmentVersionRow.number == AssessmentRow.current,
        AssessmentVersionRow.day >= PlanDateRow.day,
    )


def _planned() -> Exists:
    """Another plan was made since the last session, and was not given up."""
    other, its = aliased(PlanRow), aliased(PlanVersionRow)
    return exists().where(
        other.patient_id == PlanRow.patient_id,
        other.id != PlanRow.id,
        its.plan_id == other.id,
        its.today > PlanVersionRow.finish,
        its.status.in_(_THOUGHT_OF),
    )
