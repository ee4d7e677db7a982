"""What is remembered of verdicts, so that a change of content opens few plans; all of it can be found out again."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from turgor.domain.plan import PlanStatus
from turgor.domain.records import PlanRef, PlanVersion
from turgor.store.documents import packed, unpacked
from turgor.store.plans import joined, record_of
from turgor.store.rows import ContentRow, PlanJudgedRow, PlanRow, PlanSaidRow, PlanVersionRow

_ADD_CONTENT = text("INSERT INTO content (digest, pieces) VALUES (:digest, :pieces) ON CONFLICT DO NOTHING")
_ADD_JUDGED = text(
    "INSERT INTO plan_judged (plan_id, number, content) VALUES (:plan_id, :number, :content) ON CONFLICT DO NOTHING"
)


def keep_content(session: Session, digest: str, pieces: str) -> None:
    """What content says, piece by piece, unless that is known."""
    if session.get(ContentRow, digest) is None:
        session.execute(_ADD_CONTENT, {"digest": digest, "pieces": packed(pieces)})


def content(session: Session, digest: str) -> str | None:
    """What some content said; None where no plan kept it."""
    row = session.get(ContentRow, digest)
    return unpacked(row.pieces) if row else None


def keep_said(session: Session, ref: PlanRef, said: str) -> None:
    """What the verdicts of a version say."""
    session.add(PlanSaidRow(plan_id=ref.plan, number=ref.number, said=packed(said)))
    session.flush()


def said(session: Session, refs: Collection[PlanRef]) -> dict[PlanRef, str]:
    """What the verdicts of versions say, of those that kept it."""
    wanted = frozenset(refs)
    rows = select(PlanSaidRow).where(PlanSaidRow.plan_id.in_({one.plan for one in wanted}))
    found = ((PlanRef(row.plan_id, row.number), row.said) for row in session.scalars(rows))
    return {ref: unpacked(data) for ref, data in found if ref in wanted}


def to_judge(session: Session, content: str, statuses: Collection[PlanStatus]) -> tuple[PlanVersion, ...]:
    """Versions of these statuses that neither were made with this content nor were found to stay the same with it."""
    found = (
        select(PlanJudgedRow.plan_id)
        .where(
            PlanJudgedRow.plan_id == PlanVersionRow.plan_id,
            PlanJudgedRow.number == PlanVersionRow.number,
            PlanJudgedRow.content == content,
        )
        .exists()
    )
    live = PlanVersionRow.status.in_([one.value for one in statuses])
    wanted = joined().where(live, PlanVersionRow.content != content, ~found)
    ordered = wanted.order_by(PlanRow.id, PlanVersionRow.number)
    return tuple(record_of(*one) for one in session.execute(ordered))


def keep_judged(session: Session, content: str, refs: Collection[PlanRef]) -> None:
    """Versions whose verdicts other content leaves as they are; somebody else may have found the same."""
    rows = [{"plan_id": one.plan, "number": one.number, "content": content} for one in refs]
    if rows:
        session.execute(_ADD_JUDGED, rows)


def how_many(session: Session, statuses: Collection[PlanStatus]) -> int:
    """Versions that have one of these statuses."""
    rows = select(func.count()).where(PlanVersionRow.status.in_([one.value for one in statuses]))
    return session.scalar(rows) or 0


def forget(session: Session, patient: int) -> None:
    """What is remembered of the plans of a patient."""
    plans = select(PlanRow.id).where(PlanRow.patient_id == patient)
    for row in (PlanSaidRow, PlanJudgedRow):
        session.execute(delete(row).where(row.plan_id.in_(plans)))
