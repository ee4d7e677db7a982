"""Patients: rows and records, and how one is found."""

from __future__ import annotations

import unicodedata
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from turgor.domain.case import Patient
from turgor.domain.records import Act, PatientRecord
from turgor.store.errors import NotThere, Taken
from turgor.store.instants import kept
from turgor.store.rows import PatientRow


def add(session: Session, act: Act, patient: Patient) -> PatientRecord:
    """A new record. Raises Taken where another patient has the number."""
    _check_number(session, patient.number)
    row = PatientRow(version=1, made_at=kept(act.at), **_columns(patient))
    session.add(row)
    session.flush()
    return _record(row)


def change(session: Session, id_: int, patient: Patient) -> PatientRecord:
    """What is known now. Raises NotThere, and Taken."""
    row = row_of(session, id_)
    if patient.number != (row.number or ""):
        _check_number(session, patient.number)
    for name, value in _columns(patient).items():
        setattr(row, name, value)
    row.version += 1
    session.flush()
    return _record(row)


def get(session: Session, id_: int) -> PatientRecord:
    """Raises NotThere."""
    row = session.get(PatientRow, id_)
    if row is None:
        raise NotThere(f"There is no patient #{id_}.")
    return _record(row)


def hold(session: Session, id_: int) -> PatientRecord:
    """The patient, kept from others until the transaction ends: acts for one patient come one after the other."""
    return _record(row_of(session, id_))


def row_of(session: Session, id_: int) -> PatientRow:
    """The row, kept from others until the transaction ends where that can be. Raises NotThere."""
    row = session.get(PatientRow, id_, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotThere(f"There is no patient #{id_}.")
    return row


def by_number(session: Session, number: str) -> PatientRecord:
    """By the clinic's own number. Raises NotThere."""
    row = session.scalar(select(PatientRow).where(PatientRow.number == number))
    if row is None:
        raise NotThere("There is no patient with this number.")
    return _record(row)


def find(
    session: Session, words: str = "", born: date | None = None, most: int = 50
) -> tuple[PatientRecord, ...]:
    """Patients whose name holds every word at the head of one of its own, or whose number is the text, by name."""
    wanted = select(PatientRow).where(PatientRow.erased_at.is_(None))
    if born is not None:
        wanted = wanted.where(PatientRow.birth_date == born.isoformat())
    if words.strip():
        named = [_begins(word) for word in folded(words).split()]
        wanted = wanted.where(or_(PatientRow.number == words.strip(), *([_all(named)] if named else [])))
    rows = session.scalars(wanted.order_by(PatientRow.folded, PatientRow.id).limit(most))
    return tuple(map(_record, rows))


def alike(session: Session, patient: Patient, but: int = 0) -> tuple[PatientRecord, ...]:
    """Others who may be the same: the same name, or born on the same day with one name in common."""
    wanted = select(PatientRow).where(PatientRow.erased_at.is_(None), PatientRow.id != but)
    same_name = PatientRow.folded == folded(patient.name)
    if patient.birth_date is None:
        rows = session.scalars(wanted.where(same_name).order_by(PatientRow.id))
        return tuple(map(_record, rows))
    same_day = PatientRow.birth_date == patient.birth_date.isoformat()
    rows = session.scalars(wanted.where(or_(same_name, same_day)).order_by(PatientRow.id))
    names = {name for name in folded(patient.name).split() if len(name) > 1}  # initials say nothing
    return tuple(_record(row) for row in rows if names & set(row.folded.split()) and _may_be(row, patient))


def folded(name: str) -> str:
    """A name as it is searched for: without case and accents, each word once, in order of the alphabet."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(set(letters.split())))


def _may_be(row: PatientRow, patient: Patient) -> bool:
    """Two who are known to be born on different days are different people, whatever their names."""
    born = patient.birth_date.isoformat() if patient.birth_date else None
    return row.birth_date is None or born is None or row.birth_date == born


def _begins(word: str) -> ColumnElement[bool]:
    """Folded words stand between single spaces."""
    return (" " + PatientRow.folded).contains(" " + word, autoescape=True)


def _all(conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *rest = conditions
    for condition in rest:
        first &= condition
    return first


def _check_number(session: Session, number: str) -> None:
    if number and session.scalar(select(PatientRow.id).where(PatientRow.number == number)):
        raise Taken("Another patient has this number.")


def _columns(patient: Patient) -> dict[str, str | None]:
    return {
        "number": patient.number or None,
        "name": patient.name,
        "folded": folded(patient.name),
        "birth_date": patient.birth_date.isoformat() if patient.birth_date else None,
        "sex": patient.sex,
        "language": patient.language,
        "contact": patient.contact,
    }


def _record(row: PatientRow) -> PatientRecord:
    patient = Patient(
        name=row.name,
        birth_date=date.fromisoformat(row.birth_date) if row.birth_date else None,
        sex=row.sex,
        number=row.number or "",
        language=row.language,
        contact=row.contact,
    )
    return PatientRecord(row.id, row.version, patient, erased=row.erased_at is not None)
