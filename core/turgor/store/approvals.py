"""Approvals: who approved a version, with which cautions acknowledged and which contraindications set aside."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from turgor.domain.records import Approval, KeptOverride, OverrideCode, PlanRef
from turgor.store.instants import instant, kept
from turgor.store.rows import ApprovalRow, OverrideRow


def add(session: Session, ref: PlanRef, patient: int, approval: Approval) -> None:
    """The approval of a version, for good."""
    session.add(
        ApprovalRow(
            plan_id=ref.plan,
            number=ref.number,
            by=approval.by,
            at=kept(approval.at),
            cautions=json.dumps(approval.cautions),
            note=approval.note,
        )
    )
    for override in approval.overrides:
        session.add(_row(ref, patient, override))
    session.flush()


def get(session: Session, ref: PlanRef) -> Approval | None:
    """None where it was never approved."""
    row = session.get(ApprovalRow, (ref.plan, ref.number))
    if row is None:
        return None
    of_it = select(OverrideRow).where(OverrideRow.plan_id == ref.plan, OverrideRow.number == ref.number)
    rows = session.scalars(of_it.order_by(OverrideRow.rule, OverrideRow.treatment))
    return Approval(
        row.by, instant(row.at), tuple(json.loads(row.cautions)), row.note, tuple(map(_record, rows))
    )


def overrides_of(session: Session, patient: int) -> tuple[KeptOverride, ...]:
    """Every contraindication that was ever set aside for a patient, oldest first."""
    rows = select(OverrideRow).where(OverrideRow.patient_id == patient)
    order = (OverrideRow.plan_id, OverrideRow.number, OverrideRow.rule, OverrideRow.treatment)
    return tuple(map(_record, session.scalars(rows.order_by(*order))))


def _row(ref: PlanRef, patient: int, override: KeptOverride) -> OverrideRow:
    return OverrideRow(
        plan_id=ref.plan,
        number=ref.number,
        rule=override.rule,
        treatment=override.treatment,
        patient_id=patient,
        code=override.code.value,
        reason=override.reason,
        by=override.by,
        day=override.day.isoformat(),
        basis=override.basis,
    )


def _record(row: OverrideRow) -> KeptOverride:
    return KeptOverride(
        rule=row.rule,
        treatment=row.treatment,
        code=OverrideCode(row.code),
        reason=row.reason,
        by=row.by,
        day=date.fromisoformat(row.day),
        basis=row.basis,
    )
