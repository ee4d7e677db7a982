"""The tables. A row is no record: each room of the store says how one becomes the other.

Days and instants are ISO 8601 texts, so that both databases keep and sort them alike. What a practitioner entered and
the plans are documents, whose shape is the business of `turgor.files`: beside them stands what is searched for.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_STRICT: Any = {"sqlite_strict": True}
_TYPES: Any = {str: Text, bytes: LargeBinary}


class Row(DeclarativeBase):
    """What all tables have in common."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = _TYPES
    __table_args__: Any = _STRICT


class PatientRow(Row):
    """A patient as known now. An erased one keeps the row, so that what refers to it stays whole."""

    __tablename__ = "patient"
    __table_args__ = (Index(None, "folded"), Index(None, "birth_date"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    number: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str]
    birth_date: Mapped[str | None]
    sex: Mapped[str]
    language: Mapped[str]
    contact: Mapped[str]
    made_at: Mapped[str]
    erased_at: Mapped[str | None]


class AssessmentRow(Row):
    """One day on which a patient was assessed, and which of its versions counts."""

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"), index=True)
    current: Mapped[int]


class AssessmentVersionRow(Row):
    """What was entered, for good: a correction is another version."""

    __tablename__ = "assessment_version"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str]
    document: Mapped[bytes]
    digest: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]


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
        _STRICT,
    )

    clinic: Mapped[int] = mapped_column(ForeignKey("clinic_version.number"), primary_key=True)
    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(primary_key=True)
    why: Mapped[str]
    resource: Mapped[str]


class PlanRow(Row):
    """One course of care of a patient, and the newest version of its plan."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"), index=True)
    newest: Mapped[int]


class PlanVersionRow(Row):
    """One version of a plan. Only its status ever changes.

    Attributes:
        basis: the version that it goes on from; None for one that was made afresh.
        plugins: name, version and content version of each modality, as JSON.
        clinic: the version of the clinic that it was made with; None for a file's.

    """

    __tablename__ = "plan_version"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assessment_id", "assessment_version"],
            ["assessment_version.assessment_id", "assessment_version.number"],
        ),
        CheckConstraint(
            "status IN ('draft', 'approved', 'active', 'superseded', 'completed', 'stopped')", name="status"
        ),
        Index(None, "status", "content"),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str]
    assessment_id: Mapped[int]
    assessment_version: Mapped[int]
    basis: Mapped[int | None]
    outcome: Mapped[str]
    today: Mapped[str]
    finish: Mapped[str | None]
    seed: Mapped[int]
    priority: Mapped[str]
    engine: Mapped[str]
    plugins: Mapped[str]
    content: Mapped[str]
    policy: Mapped[str]
    digest: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]
    clinic: Mapped[int | None] = mapped_column(ForeignKey("clinic_version.number"))


class PlanDocumentRow(Row):
    """The plan itself and all that it was made from, compressed; apart, so that lists stay quick."""

    __tablename__ = "plan_document"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[bytes]
    inputs: Mapped[bytes]


class ContentRow(Row):
    """What judges, piece by piece as hashes, under the hash of it all."""

    __tablename__ = "content"

    digest: Mapped[str] = mapped_column(primary_key=True)
    pieces: Mapped[bytes]


class PlanSaidRow(Row):
    """What the verdicts of a version say, in short; it can be found out again from its document."""

    __tablename__ = "plan_said"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[bytes]


class PlanJudgedRow(Row):
    """Later content that was found to leave the verdicts of a version as they are."""

    __tablename__ = "plan_judged"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(primary_key=True)


class PlanDateRow(Row):
    """A day of a version that somebody has to think of: a session, measuring again, maintenance.

    Attributes:
        start, minutes, resources: of a session, by the clinic's clock, and as JSON. Version 0002 did not keep them.

    """

    __tablename__ = "plan_date"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        Index(None, "day"),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str]
    start: Mapped[str | None]
    minutes: Mapped[int | None]
    resources: Mapped[str | None]


class PlanStepRow(Row):
    """One step in the life of a version: who let it go on, when and why."""

    __tablename__ = "plan_step"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str]
    reason: Mapped[str]
    at: Mapped[str]
    by: Mapped[str]


class ApprovalRow(Row):
    """Who approved a version, and which cautions were acknowledged, as JSON."""

    __tablename__ = "approval"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str]
    at: Mapped[str]
    cautions: Mapped[str]
    note: Mapped[str]


class OverrideRow(Row):
    """A relative contraindication that was set aside in an approved plan, and what it rested on."""

    __tablename__ = "override"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        _STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    treatment: Mapped[str] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"), index=True)
    code: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    day: Mapped[str]
    basis: Mapped[str]


class SessionDoneRow(Row):
    """A session that was given: once, on its real day.

    Attributes:
        sites: leaf by leaf, as JSON; `settings` what was set on the device, as JSON.

    """

    __tablename__ = "session_done"
    __table_args__ = (UniqueConstraint("plan_id", "session"), Index(None, "patient_id"), _STRICT)

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
    __table_args__ = (UniqueConstraint("plan_id", "session", "day"), Index(None, "patient_id"), _STRICT)

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
        _STRICT,
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
        _STRICT,
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
        _STRICT,
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


class AuditRow(Row):
    """Who did what and when. Rows are added, and never changed; each holds the hash of the one before."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "subject"), _STRICT)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    who: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class ErasingRow(Row):
    """There only while one patient is erased: what may never change may be emptied then."""

    __tablename__ = "erasing"

    patient_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
