"""Assessments: each day's answers and readings as entered; a correction is another version, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from turgor.domain.case import Case, Patient
from turgor.domain.records import Act, Action, AssessmentVersion, PatientRecord
from turgor.files import read_record, write_record
from turgor.practice.records.desk import Desk, of_patient
from turgor.practice.records.patients import Erased, begin
from turgor.store import assessments, audit, patients

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NOBODY = Patient("")  # who it is stands in the patient's record alone


class OtherPatient(Exception):  # noqa: N818 -- an answer, not a fault
    """The case is of somebody else than the record: name, birth date or number differ.

    Attributes:
        differs: which of them.
    """

    def __init__(self, differs: tuple[str, ...]) -> None:
        super().__init__(f"{', '.join(differs)} differ")
        self.differs = differs


def add_patient_with(
    desk: Desk, case: Case, *, another: bool = False
) -> tuple[PatientRecord, AssessmentVersion]:
    """A record with its first assessment, both or neither. Raises Taken and LikelyDuplicate."""
    with desk.writing() as (session, act):
        record = begin(session, act, case.patient, another=another)
        return record, _added(session, act, record.id, case)


def add_assessment(desk: Desk, patient: int, case: Case) -> AssessmentVersion:
    """What was entered of a patient on one day. Raises NotThere, Erased and OtherPatient."""
    with desk.writing() as (session, act):
        record = patients.hold(session, patient)
        _check_same(record, case.patient)
        return _added(session, act, patient, case)


def _added(session: Session, act: Act, patient: int, case: Case) -> AssessmentVersion:
    added = assessments.add(session, act, patient, case.assessment.date, _document(case))
    audit.append(session, act, Action.CREATED, of_patient(patient), f"assessment {added.assessment}")
    return added


def correct_assessment(desk: Desk, id_: int, seen: int, case: Case, reason: str) -> AssessmentVersion:
    """Another version of what was entered; plans made from the one before keep it. `seen` is the number of that.

    Raises NotThere, Erased, OtherPatient, ValueError without a reason, and Superseded where somebody was quicker.
    """
    if not reason.strip():
        raise ValueError("a correction needs its reason")
    with desk.writing() as (session, act):
        record = patients.hold(session, assessments.get(session, id_).patient)
        before = assessments.get(session, id_)
        if before.number != seen:
            raise Superseded(before)
        _check_same(record, case.patient)
        added = assessments.correct(
            session, act, id_, day=case.assessment.date, document=_document(case), reason=reason
        )
        detail = f"assessment {id_} version {added.number}"
        audit.append(session, act, Action.CHANGED, of_patient(before.patient), detail)
    return added


class Superseded(Exception):  # noqa: N818
    """Somebody else has corrected the assessment since it was read.

    Attributes:
        now: the version that counts.
    """

    def __init__(self, now: AssessmentVersion) -> None:
        super().__init__(f"assessment {now.assessment} is at version {now.number} by now")
        self.now = now


def case_of(version: AssessmentVersion, record: PatientRecord) -> Case:
    """What was entered, of this patient. Raises InvalidFile where another version of Turgor wrote it."""
    name = f"assessment {version.assessment}/{version.number}"
    return attrs.evolve(read_record(version.document, Case, name), patient=record.patient)


def _document(case: Case) -> str:
    return write_record(attrs.evolve(case, patient=_NOBODY))


def _check_same(record: PatientRecord, patient: Patient) -> None:
    if record.erased:
        raise Erased
    """What the case leaves out does not differ."""
    told = {one: getattr(patient, one) for one in ("name", "birth_date", "number")}
    if differs := tuple(
        one for one, value in told.items() if value and value != getattr(record.patient, one)
    ):
        raise OtherPatient(differs)
