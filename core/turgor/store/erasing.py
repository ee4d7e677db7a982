"""Forgetting who a patient was: rows keep their places, and no text that a person wrote about them."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import isfinite

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from turgor.domain.records import Act
from turgor.store import judged
from turgor.store.documents import digest_of, packed, unpacked
from turgor.store.instants import kept
from turgor.store.patients import row_of
from turgor.store.rows import (
    ApprovalRow,
    AssessmentRow,
    AssessmentVersionRow,
    ErasingRow,
    HappeningRow,
    HomeCareRow,
    OverrideRow,
    PatientRow,
    PlanDocumentRow,
    PlanRow,
    PlanStepRow,
    PlanVersionRow,
    SessionDoneRow,
    SessionMissedRow,
)

Rewritten = Callable[[str], str]


def erase(
    session: Session,
    act: Act,
    patient: int,
    *,
    case: Rewritten,
    plan: Rewritten,
    inputs: Rewritten,
    event: Rewritten,
) -> None:
    """Forget who somebody was. Each function says what stays of a document. Raises NotThere."""
    row = row_of(session, patient)
    session.add(ErasingRow(patient_id=patient))
    session.flush()
    _forget(row, act)
    for assessment in _assessments(session, patient):
        assessment.document = packed(rest := case(unpacked(assessment.document)))
        assessment.digest, assessment.reason = digest_of(rest), ""
    for version, document in _versions(session, patient):
        document.document = packed(rest := plan(unpacked(document.document)))
        document.inputs = packed(inputs(unpacked(document.inputs)))
        version.digest, version.reason = digest_of(rest), ""
    for happening in session.scalars(select(HappeningRow).where(HappeningRow.patient_id == patient)):
        happening.document = packed(event(unpacked(happening.document)))
    _forget_words(session, patient)
    judged.forget(session, patient)
    session.flush()
    session.execute(delete(ErasingRow))


def erased(session: Session) -> tuple[tuple[int, str], ...]:
    """Who was erased: number, and when the record was begun."""
    rows = select(PatientRow.id, PatientRow.made_at).where(PatientRow.erased_at.is_not(None))
    return tuple((row.id, row.made_at) for row in session.execute(rows.order_by(PatientRow.id)))


def settle(session: Session) -> None:
    """Nothing that was overwritten stays in the write-ahead log of SQLite; outside of any other transaction."""
    if session.get_bind().dialect.name == "sqlite":
        driver = session.connection().connection.driver_connection
        assert driver is not None  # noqa: S101 -- connected a line above
        session.rollback()
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget(row: PatientRow, act: Act) -> None:
    row.name, row.folded, row.number, row.birth_date = "", "", None, None
    row.sex, row.language, row.contact = "", "en", ""
    row.version += 1
    row.erased_at = kept(act.at)


def _assessments(session: Session, patient: int) -> list[AssessmentVersionRow]:
    of_them = select(AssessmentVersionRow).join(
        AssessmentRow, AssessmentRow.id == AssessmentVersionRow.assessment_id
    )
    return list(session.scalars(of_them.where(AssessmentRow.patient_id == patient)))


def _versions(session: Session, patient: int) -> list[tuple[PlanVersionRow, PlanDocumentRow]]:
    of_them = (
        select(PlanVersionRow, PlanDocumentRow)
        .join(PlanRow, PlanRow.id == PlanVersionRow.plan_id)
        .join(
            PlanDocumentRow,
            (PlanDocumentRow.plan_id == PlanVersionRow.plan_id)
            & (PlanDocumentRow.number == PlanVersionRow.number),
        )
    )
    return [(one, its) for one, its in session.execute(of_them.where(PlanRow.patient_id == patient))]


def _forget_words(session: Session, patient: int) -> None:
    """Reasons, notes and reactions are free text, in which anything may stand."""
    plans = select(PlanRow.id).where(PlanRow.patient_id == patient)
    session.execute(update(PlanStepRow).where(PlanStepRow.plan_id.in_(plans)).values(reason=""))
    session.execute(update(ApprovalRow).where(ApprovalRow.plan_id.in_(plans)).values(note=""))
    session.execute(update(OverrideRow).where(OverrideRow.plan_id.in_(plans)).values(reason=""))
    for done in session.scalars(select(SessionDoneRow).where(SessionDoneRow.patient_id == patient)):
        done.reaction, done.lot, done.settings = "", "", _numbers(done.settings)
    for report in session.scalars(select(HomeCareRow).where(HomeCareRow.patient_id == patient)):
        report.note, report.recorded = "", _numbers(report.recorded)
    session.execute(update(SessionMissedRow).where(SessionMissedRow.patient_id == patient).values(why=""))


def _numbers(recorded: str) -> str:
    """What was recorded as a number; the rest is text, in which anything may stand."""
    values = json.loads(recorded)
    return json.dumps({name: value for name, value in values.items() if _is_number(value)}, sort_keys=True)


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
