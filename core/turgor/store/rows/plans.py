"""Plans: their versions, what was decided about them, and what is remembered of what they say."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from turgor.store.rows.base import STRICT, Row


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
        STRICT,
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
        STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[bytes]
    inputs: Mapped[bytes]


class PlanDateRow(Row):
    """A day of a version that somebody has to think of: a session, measuring again, maintenance.

    Attributes:
        start, minutes, resources: of a session, by the clinic's clock, and as JSON. Version 0002 did not keep them.

    """

    __tablename__ = "plan_date"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        Index(None, "day"),
        STRICT,
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
        STRICT,
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
        STRICT,
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
        STRICT,
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
        STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[bytes]


class PlanJudgedRow(Row):
    """Later content that was found to leave the verdicts of a version as they are."""

    __tablename__ = "plan_judged"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "number"], ["plan_version.plan_id", "plan_version.number"]),
        STRICT,
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(primary_key=True)
