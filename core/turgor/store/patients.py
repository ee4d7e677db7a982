"""Patients: rows and records, and how one is found."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from turgor.domain.case import Patient
from turgor.domain.records import Act, PatientRecord
from turgor.store.errors import NotThere, Taken
from turgor.store.instants import kept
from turgor.store.names import folded, same_day, same_name
from turgor.store.rows import PatientRow

MOST_FOUND = 50  # patients: whoever gets more of them says more of the name


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


def since(session: Session, id_: int) -> str:
    """When the record was begun; empty where there is none."""
    return session.scalar(select(PatientRow.made_at).where(PatientRow.id == id_)) or ""


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
    session: Session, words: str = "", born: date | None = None, most: int = MOST_FOUND
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
    """Others who may be the same: the same name or the same birth date, the other as it may have been mistyped."""
    wanted = select(PatientRow).where(PatientRow.erased_at.is_(None), PatientRow.id != but)
    own = folded(patient.name)
    may_be = PatientRow.folded == own
    if patient.birth_date is not None:
        may_be = or_(may_be, PatientRow.birth_date == patient.birth_date.isoformat())
    return tuple(
        _record(row)
        for row in session.scalars(wanted.where(may_be).order_by(PatientRow.id))
        if same_name(row.folded, own) and same_day(row.birth_date, patient.birth_date)
    )


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
