"""What happened: sessions, what was prepared for them, home care, events."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from turgor.store.rows.base import STRICT, Row


class SessionDoneRow(Row):
    """A session that was given: once, on its real day.

    Attributes:
        sites: leaf by leaf, as JSON; `settings` what was set on the device, as JSON.

    """

    __tablename__ = "session_done"
    __table_args__ = (UniqueConstraint("plan_id", "session"), Index(None, "patient_id"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    session: Mapped[str]
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"))
    number: Mapped[int]
    day: Mapped[str]
    treatment: Mapped[str]
    sites: Mapped[str]
    operator: Mapped[str]
    device: Mapped[str]
    lot: Mapped[str]
    settings: Mapped[str]
    reaction: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]


class SessionMissedRow(Row):
    """A session that was not given on the day that a version had for it."""

    __tablename__ = "session_missed"
    __table_args__ = (UniqueConstraint("plan_id", "session", "day"), Index(None, "patient_id"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    session: Mapped[str]
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"))
    number: Mapped[int]
    day: Mapped[str]
    why: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]


class PrerequisiteDoneRow(Row):
    """Something that was done before a session, or before the first use of home care."""

    __tablename__ = "prerequisite_done"
    __table_args__ = (
        UniqueConstraint("plan_id", "session", "prerequisite", "day"),
        Index(None, "patient_id"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    session: Mapped[str]
    prerequisite: Mapped[str]
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"))
    number: Mapped[int]
    day: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]


class HomeCareRow(Row):
    """How home care went over some days; a report that tells the same anew replaces another.

    Attributes:
        recorded: what the modality wants to know, as JSON.

    """

    __tablename__ = "home_care"
    __table_args__ = (
        CheckConstraint("first <= last", name="order"),
        Index(None, "patient_id"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"))
    regimen: Mapped[str]
    treatment: Mapped[str]
    first: Mapped[str]
    last: Mapped[str]
    days_planned: Mapped[int]
    days_used: Mapped[int]
    irritation: Mapped[int | None]
    recorded: Mapped[str]
    note: Mapped[str]
    replaced_by: Mapped[int | None]
    made_at: Mapped[str]
    made_by: Mapped[str]


class HappeningRow(Row):
    """An event that was told of after an assessment; one that is told anew, as when it ends, replaces another."""

    __tablename__ = "happening"

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"), index=True)
    document: Mapped[bytes]
    replaced_by: Mapped[int | None]
    made_at: Mapped[str]
    made_by: Mapped[str]
