"""Patients and their assessments, on both databases."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from sqlalchemy import text

import desks
from turgor.domain.case import Patient
from turgor.practice.records import (
    Desk,
    LikelyDuplicate,
    NotThere,
    OtherPatient,
    Outdated,
    StorageError,
    Superseded,
    Taken,
    add_assessment,
    add_patient,
    case_of,
    correct_assessment,
    correct_patient,
    find_patients,
    open_patient,
    which_patient,
)
from turgor.store import audit, patients

ADA = Patient("Ada O'Neil", date(1981, 5, 14), "female", "P-1", "en", "ada@example.org")


def test_a_patient_is_kept_as_told(desk: Desk) -> None:
    """Every field, and what is unknown stays unknown."""
    record = add_patient(desk, ADA)
    nobody_knows = add_patient(desk, Patient("Zoë X"))
    assert which_patient(desk, f"#{record.id}").patient == ADA
    assert which_patient(desk, "P-1").patient == ADA
    assert which_patient(desk, f"#{nobody_knows.id}").patient == Patient("Zoë X")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ada", ["Ada O'Neil"]),
        ("NEIL ad", ["Ada O'Neil"]),
        ("zoe", ["Zoë Müller-Lang"]),
        ("lang", ["Zoë Müller-Lang"]),
        ("P-1", ["Ada O'Neil"]),
        ("oe", ["Ada O'Neil"]),
        ("mueller", ["Zoë Müller-Lang"]),
        ("muell", ["Zoë Müller-Lang"]),
        ("lukasz sorensen", ["Łukasz Sørensen"]),
        ("\N{DEVANAGARI LETTER KA}\N{DEVANAGARI VOWEL SIGN U}\N{DEVANAGARI LETTER MA}", ["कुमारी"]),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("", ["Ada O'Neil", "Zoë Müller-Lang", "Łukasz Sørensen", "कुमारी"]),
    ],
)
def test_patients_are_found_by_the_beginnings_of_names(desk: Desk, words: str, found: list[str]) -> None:
    """Without case or accents, in any order, or by the clinic's number; signs of SQL mean nothing."""
    add_patient(desk, ADA)
    for name in ("Zoë Müller-Lang", "Łukasz Sørensen", "कुमारी"):
        add_patient(desk, Patient(name, date(1970, 2, 28)))
    assert sorted(one.patient.name for one in find_patients(desk, words)) == found


def test_an_answer_that_is_too_long_is_cut_and_the_trail_says_whom_it_showed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By number: names never stand there."""
    monkeypatch.setattr(patients.find, "__defaults__", ("", None, 2))
    for name in ("Ada A", "Ada B", "Ada C"):
        add_patient(desk, Patient(name))
    assert [one.id for one in find_patients(desk, "ada")] == [1, 2]
    with desk.store.reading() as session:
        assert audit.entries(session)[-1].detail == "found 2: #1 #2"


def test_patients_are_found_by_birth_date(desk: Desk) -> None:
    """A leap day included."""
    add_patient(desk, Patient("Leap Day", date(1980, 2, 29)))
    add_patient(desk, ADA)
    assert [one.patient.name for one in find_patients(desk, born=date(1980, 2, 29))] == ["Leap Day"]


@pytest.mark.parametrize(
    "other",
    [
        Patient("ADA ONEIL O'NEIL", date(1981, 5, 14)),
        Patient("O'Neil, Ada"),
        Patient("Ada Neil-Smith", date(1981, 5, 14)),
        Patient("Adah O'Niel", date(1981, 5, 14)),
        Patient("Ada O'Neil", date(1981, 5, 24)),
        Patient("Ada O'Neil", date(1981, 5, 15)),
    ],
)
def test_a_likely_duplicate_is_pointed_out(desk: Desk, other: Patient) -> None:
    """The same name in any order, or the same day with a name in common; nothing is kept until it is meant."""
    first = add_patient(desk, ADA)
    with pytest.raises(LikelyDuplicate) as caught:
        add_patient(desk, other)
    assert caught.value.alike == (first,)
    assert len(find_patients(desk)) == 1
    second = add_patient(desk, other, another=True)
    assert open_patient(desk, f"#{second.id}").alike == (first,)


@pytest.mark.parametrize(
    "other",
    [
        Patient("Bea O'Shea", date(1981, 5, 14)),
        Patient("Ada O'Neil", date(1990, 1, 1)),
        Patient("Ada O'Neil", date(1918, 5, 14)),
        Patient("Ad4 O'Nei1", date(1981, 5, 14)),
    ],
)
def test_another_person_is_not_called_a_duplicate(desk: Desk, other: Patient) -> None:
    """Twins in birth alone, and namesakes known to be born on another day."""
    add_patient(desk, Patient("Ada O'Neil", date(1981, 5, 14)))
    assert add_patient(desk, other).patient == other


def test_a_number_belongs_to_one_patient(desk: Desk) -> None:
    """A second one with it is refused, and so is a change to it; the message repeats no name."""
    add_patient(desk, ADA)
    bea = add_patient(desk, Patient("Bea", number="P-2"))
    with pytest.raises(Taken) as caught:
        add_patient(desk, Patient("Cara", number="P-1"))
    assert "Ada" not in str(caught.value)
    with pytest.raises(Taken):
        correct_patient(desk, bea.id, bea.version, attrs.evolve(bea.patient, number="P-1"))


def test_two_who_correct_one_patient_do_not_undo_each_other(desk: Desk) -> None:
    """The second is told what the record is by now."""
    record = add_patient(desk, ADA)
    married = correct_patient(desk, record.id, record.version, attrs.evolve(ADA, name="Ada Lang"))
    with pytest.raises(Outdated) as caught:
        correct_patient(desk, record.id, record.version, attrs.evolve(ADA, contact=""))
    assert caught.value.now == married


@pytest.mark.parametrize("reference", ["#99", "#", "#x", "#99999999999999999999", "P-77", ""])
def test_who_is_not_there_is_said(desk: Desk, reference: str) -> None:
    """By number of the record or of the clinic."""
    with pytest.raises(NotThere):
        which_patient(desk, reference)


def test_assessments_are_kept_as_entered(desk: Desk) -> None:
    """Several over time, each equal to the case that was read."""
    case = desks.healthy()
    later = attrs.evolve(case, assessment=attrs.evolve(case.assessment, date=date(2026, 12, 24)))
    record = desks.known(desk, later)
    add_assessment(desk, record.id, case)
    kept = open_patient(desk, f"#{record.id}").assessments
    assert [one.day for one in kept] == [case.assessment.date, date(2026, 12, 24)]
    assert case_of(kept[0], record) == case
    assert "Helen" not in kept[0].document


def test_a_correction_is_another_version(desk: Desk) -> None:
    """The one before stays; the reason is kept; whoever corrects an outdated one is told."""
    record = desks.known(desk, desks.healthy())
    first = open_patient(desk, f"#{record.id}").assessments[0]
    right = attrs.evolve(desks.healthy(), overrides=desks.set_aside().overrides)
    second = correct_assessment(desk, first.assessment, 1, right, "typing mistake")
    kept = open_patient(desk, f"#{record.id}").assessments
    assert [(one.number, one.newest, one.reason) for one in kept] == [
        (1, False, ""),
        (2, True, "typing mistake"),
    ]
    assert case_of(second, record) == right
    with pytest.raises(Superseded):
        correct_assessment(desk, first.assessment, 1, right, "again")
    with pytest.raises(ValueError, match="reason"):
        correct_assessment(desk, first.assessment, 2, right, " ")


def test_an_assessment_of_somebody_else_is_refused(desk: Desk) -> None:
    """Name, birth date and number are compared, so that no answers land with the wrong person."""
    record = add_patient(desk, ADA)
    with pytest.raises(OtherPatient) as caught:
        add_assessment(desk, record.id, desks.healthy())
    assert caught.value.differs == ("name", "number")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessment_version SET document = document",
        "DELETE FROM assessment_version",
        "UPDATE audit SET who = 'x'",
        "DELETE FROM audit",
        "INSERT INTO audit SELECT seq + 5, at, who, action, subject, detail, previous, hash FROM audit WHERE seq = 1",
        "INSERT INTO audit SELECT seq, at, who, action, subject, detail, previous, hash FROM audit WHERE seq = 1",
    ],
)
def test_what_was_kept_is_never_changed(desk: Desk, statement: str) -> None:
    """The database itself refuses, whoever asks."""
    desks.known(desk, desks.healthy())
    with pytest.raises(StorageError), desk.store.writing() as session:
        session.execute(text(statement))


def test_replacing_is_changing(desk: Desk) -> None:
    """SQLite's REPLACE, and PostgreSQL's TRUNCATE, which run no ordinary trigger."""
    desks.known(desk, desks.healthy())
    sqlite = "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"
    statement = sqlite if desk.store.engine.dialect.name == "sqlite" else "TRUNCATE {0} CASCADE"
    for table in ("audit", "assessment_version"):
        with pytest.raises(StorageError), desk.store.writing() as session:
            session.execute(text(statement.format(table)))


def test_everything_done_is_in_the_audit_trail(desk: Desk) -> None:
    """Who, what, when, in order; by number, never by name."""
    record = desks.known(desk, desks.healthy())
    find_patients(desk, "marsh")
    open_patient(desk, "P-1001")
    with desk.store.reading() as session:
        found = audit.entries(session)
        assert list(audit.broken(session)) == []
    assert [(one.action.value, one.subject, one.detail) for one in found] == [
        ("created", f"patient:{record.id}", ""),
        ("created", f"patient:{record.id}", "assessment 1"),
        ("read", "patients", "found 1: #1"),
        ("read", f"patient:{record.id}", ""),
    ]
    assert {one.who for one in found} == {"dr.lee"}
    assert "arsh" not in str(found)


def test_an_error_never_shows_what_was_written(desk: Desk) -> None:
    """A text that one of the databases refuses is named by no message."""
    with pytest.raises(StorageError) as caught, desk.store.writing() as session:
        session.execute(
            text("INSERT INTO patient (id, version, name) VALUES (1, 1, :name)"), {"name": "Secret Name"}
        )
    assert "Secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_chart_is_of_one_moment(desk: Desk) -> None:
    """What others write while it is read does not come in between; and reading holds up nobody."""
    desks.known(desk, desks.healthy())
    with desk.store.reading() as session:
        before = [one.patient.name for one in patients.find(session)]
        add_patient(desk, ADA)
        assert [one.patient.name for one in patients.find(session)] == before
    assert len(find_patients(desk)) == 2
