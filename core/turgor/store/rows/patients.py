"""Patients and their assessments."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from turgor.store.rows.base import STRICT, Row


class PatientRow(Row):
    """A patient as known now. An erased one keeps the row, so that what refers to it stays whole."""

    __tablename__ = "patient"
    __table_args__ = (Index(None, "folded"), Index(None, "birth_date"), STRICT)

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


class ErasingRow(Row):
    """There only while one patient is erased: what may never change may be emptied then."""

    __tablename__ = "erasing"

    patient_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
