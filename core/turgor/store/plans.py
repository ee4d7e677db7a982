"""Plans: a line of versions for each course of care. A version never changes, but for its status."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from turgor.domain.plan import Outcome, PlanStatus
from turgor.domain.records import Act, PlanDate, PlanRef, PlanStep, PlanVersion
from turgor.store import plan_dates
from turgor.store.documents import packed, unpacked
from turgor.store.errors import NotThere
from turgor.store.instants import instant, kept
from turgor.store.rows import PlanDocumentRow, PlanRow, PlanStepRow, PlanVersionRow

FOLLOWED = (PlanStatus.APPROVED, PlanStatus.ACTIVE)
LIVE = (PlanStatus.DRAFT, PlanStatus.APPROVED, PlanStatus.ACTIVE)


def begin(session: Session, patient: int) -> int:
    """A plan without any version yet."""
    head = PlanRow(patient_id=patient, newest=0)
    session.add(head)
    session.flush()
    return head.id


def hold(session: Session, plan: int) -> PlanRow:
    """The head of a plan, kept from others until the transaction ends. Raises NotThere."""
    head = session.get(PlanRow, plan, with_for_update=True, populate_existing=True)
    if head is None:
        raise NotThere(f"There is no plan {plan}.")
    return head


def add(
    session: Session, version: PlanVersion, document: str, inputs: str, dates: Iterable[PlanDate]
) -> PlanVersion:
    """The next version of a plan that is held, with the days to think of; its number must be the next."""
    head = hold(session, version.ref.plan)
    head.newest = version.ref.number
    session.add(_row(version))
    session.flush()
    session.add(
        PlanDocumentRow(
            plan_id=version.ref.plan,
            number=version.ref.number,
            document=packed(document),
            inputs=packed(inputs),
        )
    )
    session.add_all(plan_dates.row(version.ref, one) for one in dates)
    session.flush()
    return version


def get(session: Session, plan: int, number: int | None = None) -> PlanVersion:
    """A version of a plan, or its newest. Raises NotThere."""
    wanted = joined().where(PlanRow.id == plan)
    found = session.execute(
        wanted.where(PlanVersionRow.number == (PlanRow.newest if number is None else number))
    ).first()
    if found is None:
        raise NotThere(f"There is no plan {plan}" + (f" version {number}." if number else "."))
    return record_of(*found)


def listed(
    session: Session,
    *,
    patient: int | None = None,
    plan: int | None = None,
    statuses: Collection[PlanStatus] = (),
) -> tuple[PlanVersion, ...]:
    """Versions of a patient, of a plan or of a status, in order."""
    wanted = joined()
    if patient is not None:
        wanted = wanted.where(PlanRow.patient_id == patient)
    if plan is not None:
        wanted = wanted.where(PlanRow.id == plan)
    if statuses:
        wanted = wanted.where(PlanVersionRow.status.in_([status.value for status in statuses]))
    found = session.execute(wanted.order_by(PlanRow.id, PlanVersionRow.number))
    return tuple(record_of(*one) for one in found)


def document(session: Session, ref: PlanRef) -> str:
    """The plan as it was made. Raises NotThere, and Damaged where it is not what was written."""
    row = _documents(session, ref)
    digest = session.scalar(
        select(PlanVersionRow.digest).where(
            PlanVersionRow.plan_id == ref.plan, PlanVersionRow.number == ref.number
        )
    )
    return unpacked(row.document, digest or "")


def inputs(session: Session, ref: PlanRef) -> str:
    """All that it was made from. Raises NotThere and Damaged."""
    return unpacked(_documents(session, ref).inputs)


def go_on(session: Session, act: Act, ref: PlanRef, status: PlanStatus, reason: str = "") -> None:
    """The next step in the life of a version. Raises NotThere."""
    row = session.get(PlanVersionRow, (ref.plan, ref.number))
    if row is None:
        raise NotThere(f"There is no plan {ref}.")
    row.status = status.value
    session.add(
        PlanStepRow(
            plan_id=ref.plan,
            number=ref.number,
            position=len(steps(session, ref)) + 1,
            status=status.value,
            reason=reason,
            at=kept(act.at),
            by=act.who,
        )
    )
    session.flush()


def steps(session: Session, ref: PlanRef) -> tuple[PlanStep, ...]:
    """What became of a version, step by step."""
    of_it = select(PlanStepRow).where(PlanStepRow.plan_id == ref.plan, PlanStepRow.number == ref.number)
    rows = session.scalars(of_it.order_by(PlanStepRow.position))
    return tuple(PlanStep(PlanStatus(row.status), instant(row.at), row.by, row.reason) for row in rows)


def _documents(session: Session, ref: PlanRef) -> PlanDocumentRow:
    row = session.get(PlanDocumentRow, (ref.plan, ref.number))
    if row is None:
        raise NotThere(f"There is no plan {ref}.")
    return row


def joined() -> Select[PlanRow, PlanVersionRow]:
    """Heads of plans with their versions."""
    return select(PlanRow, PlanVersionRow).join(PlanVersionRow, PlanVersionRow.plan_id == PlanRow.id)


def _row(version: PlanVersion) -> PlanVersionRow:
    return PlanVersionRow(
        plan_id=version.ref.plan,
        number=version.ref.number,
        status=version.status.value,
        assessment_id=version.assessment,
        assessment_version=version.assessment_version,
        basis=version.basis,
        outcome=version.outcome.value,
        today=version.today.isoformat(),
        finish=version.finish.isoformat() if version.finish else None,
        seed=version.seed,
        priority=version.priority,
        engine=version.engine,
        plugins=json.dumps(version.plugins, sort_keys=True),
        content=version.content,
        policy=version.policy,
        digest=version.digest,
        reason=version.reason,
        made_at=kept(version.made_at),
        made_by=version.made_by,
        clinic=version.clinic,
    )


def record_of(head: PlanRow, row: PlanVersionRow) -> PlanVersion:
    """The record of a version."""
    return PlanVersion(
        ref=PlanRef(row.plan_id, row.number),
        patient=head.patient_id,
        newest=head.newest,
        status=PlanStatus(row.status),
        assessment=row.assessment_id,
        assessment_version=row.assessment_version,
        basis=row.basis,
        outcome=Outcome(row.outcome),
        today=date.fromisoformat(row.today),
        finish=date.fromisoformat(row.finish) if row.finish else None,
        seed=row.seed,
        priority=row.priority,
        engine=row.engine,
        plugins=json.loads(row.plugins),
        content=row.content,
        policy=row.policy,
        digest=row.digest,
        reason=row.reason,
        made_at=instant(row.made_at),
        made_by=row.made_by,
        clinic=row.clinic,
    )
