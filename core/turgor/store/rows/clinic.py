"""The clinic with its history, and what is reserved in it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from turgor.store.rows.base import STRICT, Row


class ClinicVersionRow(Row):
    """The clinic with all its settings as it was from some moment on, until the next version.

    Attributes:
        change: what was done; `detail` to what and for which days.

    """

    __tablename__ = "clinic_version"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[str]
    detail: Mapped[str]
    document: Mapped[bytes]
    digest: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]


class ClinicHitRow(Row):
    """A session to come that cannot be given as planned, by a version of the clinic that came after its plan.

    Attributes:
        resource: what is not there; empty where the clinic is closed.

    """

    __tablename__ = "clinic_hit"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        STRICT,
    )

    clinic: Mapped[int] = mapped_column(ForeignKey("clinic_version.number"), primary_key=True)
    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(primary_key=True)
    why: Mapped[str]
    resource: Mapped[str]


class ResourceRow(Row):
    """A room, a device or somebody of the staff, by the name that the clinic's file has for it."""

    __tablename__ = "resource"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class BookingRow(Row):
    """A resource for some time, in minutes of UTC since 1970. No two that are not cancelled overlap.

    Attributes:
        session: of the plan, that it is for.

    """

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("start_minute < end_minute", name="order"),
        Index(None, "plan_id"),
        Index(None, "resource_id", "start_minute"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int | None]
    cancelled_at: Mapped[str | None]
    made_at: Mapped[str]
    made_by: Mapped[str]
    session: Mapped[str | None]
