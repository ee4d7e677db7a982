"""Whether the records are whole: the file, what refers to what, the documents and the audit trail."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from turgor.domain.records import Action, Anchor
from turgor.store import audit
from turgor.store.documents import unpacked
from turgor.store.errors import Damaged
from turgor.store.rows import (
    AssessmentVersionRow,
    AuditRow,
    ClinicVersionRow,
    PatientRow,
    PlanDocumentRow,
    PlanRow,
    PlanVersionRow,
)

_AT_ONCE = 100  # documents


def problems(session: Session, known: Anchor | None = None) -> Iterator[str]:
    """Everything that is wrong, in words; nothing where the records are whole.

    Attributes of the trail's end that were noted elsewhere may be given as `known`.
    """
    if session.get_bind().dialect.name == "sqlite":
        yield from _of_the_file(session)
    yield from _of_documents(session)
    yield from (f"audit trail: {problem}" for problem in audit.broken(session, known))


def _of_the_file(session: Session) -> Iterator[str]:
    found = [row[0] for row in session.execute(text("PRAGMA integrity_check"))]
    yield from (f"file: {problem}" for problem in found if problem != "ok")
    for table, row, *_ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"file: row {row} of {table} refers to something that is not there"


def _of_documents(session: Session) -> Iterator[str]:
    together = select(PlanVersionRow, PlanDocumentRow).outerjoin(
        PlanDocumentRow,
        (PlanDocumentRow.plan_id == PlanVersionRow.plan_id)
        & (PlanDocumentRow.number == PlanVersionRow.number),
    )
    noted, forgotten = _noted(session), _forgotten(session)
    for version, kept in session.execute(together.execution_options(yield_per=_AT_ONCE)):
        name = f"plan {version.plan_id}/{version.number}"
        made, *inputs = noted.get(f"plan:{version.plan_id}/{version.number}", "").split(" ")
        if kept is None:
            yield f"{name}: its document is missing"
        elif not _is_whole(kept.document, version.digest) or not _is_whole(kept.inputs):
            yield f"{name}: its document is not what was written"
        elif version.plan_id not in forgotten and not (
            version.digest == made and all(_is_whole(kept.inputs, digest) for digest in inputs)
        ):
            yield f"{name}: it is not what the audit trail says was made"
    rows = select(AssessmentVersionRow).execution_options(yield_per=_AT_ONCE)
    for row in session.scalars(rows):
        if not _is_whole(row.document, row.digest):
            yield f"assessment {row.assessment_id}/{row.number}: its document is not what was written"
    for clinic in session.scalars(select(ClinicVersionRow)):
        if not _is_whole(clinic.document, clinic.digest):
            yield f"clinic {clinic.number}: its document is not what was written"


def _noted(session: Session) -> dict[str, str]:
    """What the audit trail says of each version when it was made: its hash, and that of what it was made from."""
    made = select(AuditRow.subject, AuditRow.detail).where(
        AuditRow.action == Action.CREATED.value, AuditRow.subject.startswith("plan:")
    )
    return {row.subject: row.detail for row in session.execute(made)}


def _forgotten(session: Session) -> frozenset[int]:
    """Plans of patients who were erased: they are not any more what they were."""
    erased = select(PlanRow.id).join(PatientRow, PatientRow.id == PlanRow.patient_id)
    return frozenset(session.scalars(erased.where(PatientRow.erased_at.is_not(None))))


def _is_whole(data: bytes, digest: str = "") -> bool:
    try:
        unpacked(data, digest)
    except Damaged:
        return False
    return True
