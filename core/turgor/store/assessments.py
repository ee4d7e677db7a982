"""Assessments: each version is there for good."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from turgor.domain.records import Act, AssessmentVersion
from turgor.store.documents import digest_of, packed, unpacked
from turgor.store.errors import NotThere
from turgor.store.instants import instant, kept
from turgor.store.rows import AssessmentRow, AssessmentVersionRow


def add(session: Session, act: Act, patient: int, day: date, document: str) -> AssessmentVersion:
    """The first version of what was entered."""
    head = AssessmentRow(patient_id=patient, current=1)
    session.add(head)
    session.flush()
    return _add_version(session, act, head, day=day, document=document)


def correct(
    session: Session, act: Act, id_: int, *, day: date, document: str, reason: str
) -> AssessmentVersion:
    """Another version, which counts from now on. Raises NotThere."""
    head = session.get(AssessmentRow, id_, with_for_update=True)
    if head is None:
        raise NotThere(f"There is no assessment {id_}.")
    head.current += 1
    return _add_version(session, act, head, day=day, document=document, reason=reason)


def get(session: Session, id_: int, number: int | None = None) -> AssessmentVersion:
    """A version, or the one that counts. Raises NotThere."""
    wanted = _joined().where(AssessmentRow.id == id_)
    version = AssessmentRow.current if number is None else number
    found = session.execute(wanted.where(AssessmentVersionRow.number == version)).first()
    if found is None:
        raise NotThere(f"There is no assessment {id_}" + (f" version {number}." if number else "."))
    return _record(*found)


def of_patient(session: Session, patient: int, *, every: bool = False) -> tuple[AssessmentVersion, ...]:
    """The versions that count, or every one, by day."""
    wanted = _joined().where(AssessmentRow.patient_id == patient)
    if not every:
        wanted = wanted.where(AssessmentVersionRow.number == AssessmentRow.current)
    order = (AssessmentVersionRow.day, AssessmentRow.id, AssessmentVersionRow.number)
    return tuple(_record(*found) for found in session.execute(wanted.order_by(*order)))


def _joined() -> Select[AssessmentRow, AssessmentVersionRow]:
    return select(AssessmentRow, AssessmentVersionRow).join(
        AssessmentVersionRow, AssessmentVersionRow.assessment_id == AssessmentRow.id
    )


def _add_version(
    session: Session, act: Act, head: AssessmentRow, *, day: date, document: str, reason: str = ""
) -> AssessmentVersion:
    row = AssessmentVersionRow(
        assessment_id=head.id,
        number=head.current,
        day=day.isoformat(),
        document=packed(document),
        digest=digest_of(document),
        reason=reason,
        made_at=kept(act.at),
        made_by=act.who,
    )
    session.add(row)
    session.flush()
    return _record(head, row)


def _record(head: AssessmentRow, row: AssessmentVersionRow) -> AssessmentVersion:
    return AssessmentVersion(
        assessment=head.id,
        number=row.number,
        patient=head.patient_id,
        day=date.fromisoformat(row.day),
        document=unpacked(row.document, row.digest),
        made_at=instant(row.made_at),
        made_by=row.made_by,
        reason=row.reason,
        newest=row.number == head.current,
    )
