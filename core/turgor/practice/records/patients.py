"""Patients: added, corrected, found; two records of one person are pointed out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from turgor.domain.case import Patient
from turgor.domain.diary import HomeCareReport, SessionDone
from turgor.domain.records import Act, Action, AssessmentVersion, PatientRecord, PlanVersion
from turgor.practice.records.desk import Desk, of_patient
from turgor.store import NotThere, assessments, audit, happened, home_care, patients, plans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class LikelyDuplicate(Exception):  # noqa: N818 -- an answer, not a fault
    """Others who may be the same person.

    Attributes:
        alike: their records.
    """

    def __init__(self, alike: tuple[PatientRecord, ...]) -> None:
        super().__init__(f"{len(alike)} patients may be the same person")
        self.alike = alike


class Erased(Exception):  # noqa: N818
    """Who the patient was is forgotten; nothing more can be done for them."""


@attrs.frozen
class Chart:
    """One patient with what is kept of them.

    Attributes:
        home_care: reports on it, by whichever plan.

    """

    record: PatientRecord
    assessments: tuple[AssessmentVersion, ...]
    plans: tuple[PlanVersion, ...]
    alike: tuple[PatientRecord, ...] = ()
    sessions: tuple[SessionDone, ...] = ()
    home_care: tuple[HomeCareReport, ...] = ()


def add_patient(desk: Desk, patient: Patient, *, another: bool = False) -> PatientRecord:
    """Begin a record. `another` says that they are not one of those who are alike.

    Raises Taken for a number that is in use, and LikelyDuplicate.
    """
    with desk.writing() as (session, act):
        return begin(session, act, patient, another=another)


def begin(session: Session, act: Act, patient: Patient, *, another: bool) -> PatientRecord:
    """Within a transaction. Raises Taken and LikelyDuplicate, and then nothing of the transaction may be kept."""
    alike = patients.alike(session, patient)
    record = patients.add(session, act, patient)
    if alike and not another:
        raise LikelyDuplicate(alike)
    audit.append(session, act, Action.CREATED, of_patient(record.id))
    return record


def correct_patient(desk: Desk, id_: int, version: int, patient: Patient) -> PatientRecord:
    """Put right who somebody is; `version` is the one that was seen.

    Raises NotThere, Taken, Erased, and Outdated where somebody else was quicker.
    """
    with desk.writing() as (session, act):
        before = patients.hold(session, id_)
        if before.erased:
            raise Erased
        changed = [
            f.name
            for f in attrs.fields(Patient)
            if getattr(before.patient, f.name) != getattr(patient, f.name)
        ]
        if before.version != version:
            raise Outdated(before)
        record = patients.change(session, id_, patient)
        audit.append(session, act, Action.CHANGED, of_patient(id_), ",".join(changed))
    return record


class Outdated(Exception):  # noqa: N818
    """Somebody else has changed the record since it was read; nothing was changed.

    Attributes:
        now: the record as it is.
    """

    def __init__(self, now: PatientRecord) -> None:
        super().__init__(f"patient #{now.id} is at version {now.version} by now")
        self.now = now


def find_patients(desk: Desk, words: str = "", born: date | None = None) -> tuple[PatientRecord, ...]:
    """Patients by the beginnings of names or the clinic's number, and by birth date, in order of names.

    No more than `MOST_FOUND`. The audit trail tells whom they were shown, by number.
    """
    with desk.store.reading() as session:
        found = patients.find(session, words, born)
    shown = " ".join(f"#{one.id}" for one in sorted(found, key=lambda one: one.id))
    desk.note(Action.READ, "patients", f"found {len(found)}{': ' if found else ''}{shown}")
    return found


def which_patient(desk: Desk, reference: str) -> PatientRecord:
    """A patient by ``#7``, the number of the record, or by the clinic's own. Raises NotThere."""
    with desk.store.reading() as session:
        if reference.startswith("#") and reference[1:].isascii() and reference[1:].isdigit():
            return patients.get(session, _small(reference[1:]))
        return patients.by_number(session, reference)


def open_patient(desk: Desk, reference: str) -> Chart:
    """A patient with all assessments and plans, sessions and reports on home care. Raises NotThere."""
    record = which_patient(desk, reference)
    with desk.store.reading() as session:
        chart = Chart(
            patients.get(session, record.id),
            assessments.of_patient(session, record.id, every=True),
            plans.listed(session, patient=record.id),
            () if record.erased else patients.alike(session, record.patient, but=record.id),
            happened.done_of(session, record.id),
            home_care.of_patient(session, record.id),
        )
    desk.note(Action.READ, of_patient(record.id))
    return chart


def _small(digits: str) -> int:
    """Larger numbers are no record's, and more than a database takes."""
    if len(digits) > 9:
        raise NotThere("There is no patient with this number.")
    return int(digits)
