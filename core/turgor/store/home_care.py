"""How home care went, report by report."""

from __future__ import annotations

import json
from datetime import date

import attrs
from sqlalchemy import select
from sqlalchemy.orm import Session

from turgor.domain.diary import HomeCareReport
from turgor.store.instants import instant, kept
from turgor.store.rows import HomeCareRow
from turgor.store.told_anew import tell_anew


def add(session: Session, report: HomeCareReport, replaces: int | None = None) -> HomeCareReport:
    """A report, with the number that it gets; it may tell another anew. Raises NotThere for that one."""
    row = HomeCareRow(
        plan_id=report.plan,
        number=report.number,
        patient_id=report.patient,
        regimen=report.regimen,
        treatment=report.treatment,
        first=report.first.isoformat(),
        last=report.last.isoformat(),
        days_planned=report.days_planned,
        days_used=report.days_used,
        irritation=report.irritation,
        recorded=json.dumps(report.recorded, sort_keys=True),
        note=report.note,
        replaced_by=None,
        made_at=kept(report.made_at),
        made_by=report.made_by,
    )
    tell_anew(session, row, replaces, "report")
    return attrs.evolve(report, id=row.id)


def of_patient(session: Session, patient: int, *, every: bool = False) -> tuple[HomeCareReport, ...]:
    """What was reported of a patient, in order of days; those that were told anew, too, if all are wanted."""
    rows = select(HomeCareRow).where(HomeCareRow.patient_id == patient)
    if not every:
        rows = rows.where(HomeCareRow.replaced_by.is_(None))
    ordered = rows.order_by(HomeCareRow.first, HomeCareRow.last, HomeCareRow.id)
    return tuple(map(_record, session.scalars(ordered)))


def _record(row: HomeCareRow) -> HomeCareReport:
    return HomeCareReport(
        id=row.id,
        plan=row.plan_id,
        number=row.number,
        patient=row.patient_id,
        regimen=row.regimen,
        treatment=row.treatment,
        first=date.fromisoformat(row.first),
        last=date.fromisoformat(row.last),
        days_planned=row.days_planned,
        days_used=row.days_used,
        irritation=row.irritation,
        recorded=json.loads(row.recorded),
        note=row.note,
        replaced_by=row.replaced_by,
        made_at=instant(row.made_at),
        made_by=row.made_by,
    )
