"""The clinic: one version after the other, each for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from turgor.domain.kept_clinic import ClinicChange, ClinicVersion
from turgor.domain.records import Act
from turgor.store.documents import digest_of, packed, unpacked
from turgor.store.errors import NotThere
from turgor.store.instants import instant, kept
from turgor.store.rows import ClinicVersionRow

_LOCK = 7_487_468  # any number: the key of PostgreSQL's lock on the clinic


def hold(session: Session, *, to_change: bool) -> None:
    """Keep the clinic as it is until the transaction ends; for one who changes it, keep it from everybody else."""
    if session.get_bind().dialect.name == "postgresql":
        name = "pg_advisory_xact_lock" if to_change else "pg_advisory_xact_lock_shared"
        session.execute(text(f"SELECT {name}(:key)"), {"key": _LOCK})


def add(
    session: Session, act: Act, change: ClinicChange, document: str, *, detail: str = "", reason: str = ""
) -> ClinicVersion:
    """The next version; the clinic must be held to be changed."""
    last = newest(session)
    row = ClinicVersionRow(
        number=last.number + 1 if last else 1,
        change=change.value,
        detail=detail,
        document=packed(document),
        digest=digest_of(document),
        reason=reason,
        made_at=kept(act.at),
        made_by=act.who,
    )
    session.add(row)
    session.flush()
    return _record(row, row.number)


def newest(session: Session) -> ClinicVersion | None:
    """The present version; None where no clinic is kept."""
    row = session.scalar(select(ClinicVersionRow).order_by(ClinicVersionRow.number.desc()).limit(1))
    return _record(row, row.number) if row else None


def get(session: Session, number: int) -> ClinicVersion:
    """One version. Raises NotThere."""
    row = session.get(ClinicVersionRow, number)
    if row is None:
        raise NotThere(f"There is no version {number} of the clinic.")
    return _record(row, last_number(session))


def at(session: Session, moment: datetime) -> ClinicVersion | None:
    """The version that was the present one at a moment; None where there was none yet."""
    wanted = select(ClinicVersionRow).where(ClinicVersionRow.made_at <= kept(moment))
    row = session.scalar(wanted.order_by(ClinicVersionRow.number.desc()).limit(1))
    return _record(row, last_number(session)) if row else None


def history(session: Session) -> tuple[ClinicVersion, ...]:
    """Every version, the first one first."""
    rows = session.scalars(select(ClinicVersionRow).order_by(ClinicVersionRow.number)).all()
    return tuple(_record(row, rows[-1].number) for row in rows)


def document(session: Session, number: int) -> str:
    """The settings of a version. Raises NotThere, and Damaged where they are not what was written."""
    row = session.get(ClinicVersionRow, number)
    if row is None:
        raise NotThere(f"There is no version {number} of the clinic.")
    return unpacked(row.document, row.digest)


def last_number(session: Session) -> int:
    """The number of the present version; 0 where there is none."""
    last = newest(session)
    return last.number if last else 0


def _record(row: ClinicVersionRow, last: int) -> ClinicVersion:
    return ClinicVersion(
        number=row.number,
        change=ClinicChange(row.change),
        detail=row.detail,
        digest=row.digest,
        reason=row.reason,
        made_at=instant(row.made_at),
        made_by=row.made_by,
        newest=row.number == last,
    )
