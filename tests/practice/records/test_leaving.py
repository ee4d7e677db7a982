"""A patient takes everything along, or is forgotten: neither more nor less than their own."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

import databases
import desks
from turgor.documents import Kept
from turgor.domain.case import Case
from turgor.practice.records import (
    Desk,
    Erased,
    HowGiven,
    PlanRef,
    StorageError,
    add_assessment,
    add_event,
    back_up_records,
    build_plan,
    check_records,
    erase_patient,
    export_patient,
    find_patients,
    list_plans,
    open_kept,
    open_patient,
    replay,
    restore_records,
    session_done,
)
from turgor.store import Store
from turgor.store.documents import unpacked
from turgor.store.rows import Row

HOST = desks.practice().host
SECRETS = ("Anjali", "Rao", "P-1002", "1974-02-02", "anjali.rao", "her sister", "blush like her mother")


def full(desk: Desk) -> int:
    """A patient of whom everything is kept that can be kept."""
    made = desks.followed(desk)
    visit = made.plan.visits[0]
    session_done(
        desks.on(desk, visit.date),
        1,
        visit.sessions[0].id,
        given=HowGiven(reaction="blush like her mother", settings={"tip": "of her sister"}),
    )
    told = {
        "kind": "oral_isotretinoin",
        "start": "2025-01-01",
        "end": "2025-03-01",
        "note": "told by her sister",
    }
    add_event(desk, HOST, made.version.patient, told)
    return made.version.patient


def everything(store: Store) -> Iterator[str]:
    """Every text in every row, documents unpacked."""
    with store.reading() as session:
        for table in Row.metadata.sorted_tables:
            for row in session.execute(table.select()):
                for value in row:
                    yield unpacked(value) if isinstance(value, bytes) else str(value)


def test_an_export_holds_all_of_one_patient_and_nobody_else(desk: Desk, tmp_path: Path) -> None:
    """Every assessment, version, approval, session, event and audit line, and the plan as PDF."""
    patient = full(desk)
    other = desks.known(desk, desks.healthy())
    names = export_patient(desk, patient, tmp_path / "rao.zip")
    with zipfile.ZipFile(tmp_path / "rao.zip") as archive:
        assert tuple(archive.namelist()) == names
        held = {name: archive.read(name) for name in names}
    assert {
        "patient.json",
        "assessments/1-1.json",
        "plans/1-1/plan.json",
        "plans/1-1/approval.json",
        "plans/1-1/steps.json",
    } < set(names)
    assert held["plans/1-1/plan.pdf"].startswith(b"%PDF")
    assert json.loads(held["sessions.json"])[0]["given"]["reaction"] == "blush like her mother"
    assert json.loads(held["events.json"])[0]["note"] == "told by her sister"
    assert json.loads(held["plans/1-1/plan.json"])["status"] == "active"
    assert not any(b"Marsh" in data or f"patient:{other.id}".encode() in data for data in held.values())
    assert oct((tmp_path / "rao.zip").stat().st_mode)[-3:] == "600"
    with pytest.raises(StorageError):
        export_patient(desk, patient, tmp_path / "rao.zip")


def test_whoever_is_erased_is_nowhere_any_more(desk: Desk, tmp_path: Path) -> None:
    """In no row, no document and no byte of the file; what was done stays, and everything is whole."""
    patient = full(desk)
    before = "".join(everything(desk.store))
    assert all(secret in before for secret in SECRETS)
    erase_patient(desk, patient)
    after = "".join(everything(desk.store))
    assert [secret for secret in SECRETS if secret in after] == []
    assert check_records(desk) == ()
    assert find_patients(desk) == ()
    chart = open_patient(desk, f"#{patient}")
    assert chart.record.erased
    assert [one.status.value for one in list_plans(desk, patient)] == ["stopped"]
    assert open_kept(desk, chart.plans[0].ref).plan.visits
    if desk.store.engine.dialect.name == "sqlite":
        database = Path(str(desk.store.engine.url.database))
        assert all(b"Anjali" not in file.read_bytes() for file in database.parent.iterdir())


def test_nothing_more_is_done_for_whoever_is_erased(desk: Desk, tmp_path: Path) -> None:
    """No plan, no assessment, no export, no second erasure."""
    patient = full(desk)
    erase_patient(desk, patient)
    with pytest.raises(Erased):
        build_plan(desk, desks.practice(), patient)
    with pytest.raises(Erased):
        add_assessment(desk, patient, desks.anjali())
    with pytest.raises(Erased):
        export_patient(desk, patient, tmp_path / "x.zip")
    with pytest.raises(Erased):
        erase_patient(desk, patient)


def test_whoever_was_erased_is_erased_again_from_an_older_backup(tmp_path: Path) -> None:
    """Restoring brings nobody back who has asked to be forgotten; others come back."""
    where = databases.new_sqlite(tmp_path)
    now = desks.Clock(datetime(2026, 12, 24, tzinfo=UTC))
    with Store.open(where) as store:
        desk = desks.desk_at(store)
        case: Case = desks.anjali()
        first = desks.known(desk, case)
        desks.known(desk, desks.healthy())
        back_up_records(desk, tmp_path / "b.turgor")
        erase_patient(desk, first.id)
    restore_records(where, tmp_path / "b.turgor", "dr.lee", now)
    with Store.open(where) as store:
        desk = desks.desk_at(store)
        assert [one.patient.name for one in find_patients(desk)] == ["Helen Marsh"]
        assert attrs.asdict(open_patient(desk, f"#{first.id}").record)["erased"]


def test_the_numbers_of_another_practice_mean_other_people(tmp_path: Path) -> None:
    """Whoever was erased here is no reason to erase who bears the number in the backup of somebody else."""
    there = databases.new_sqlite(tmp_path)
    with Store.open(there) as store:
        desks.known(desks.desk_at(store), desks.healthy())
        back_up_records(desks.desk_at(store), tmp_path / "there.turgor")
    (tmp_path / "here").mkdir()
    here = databases.new_sqlite(tmp_path / "here")
    with Store.open(here) as store:
        desk = desks.on(desks.desk_at(store), date(2026, 12, 1))
        erase_patient(desk, desks.known(desk, desks.anjali()).id)
    restore_records(here, tmp_path / "there.turgor", "dr.lee")
    with Store.open(here) as store:
        assert [one.patient.name for one in find_patients(desks.desk_at(store))] == ["Helen Marsh"]


def test_finished_documents_of_this_user_are_forgotten_too(desk: Desk, tmp_path: Path) -> None:
    """They are kept for the next print, and one of them may be about whoever is erased."""
    kept = Kept(tmp_path / "kept")
    kept.put("a", b"%PDF about Anjali")
    erase_patient(desk, desks.known(desk, desks.anjali()).id, kept)
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_was_forgotten_is_not_made_again(desk: Desk) -> None:
    """It is said that the patient was erased, not that the versions differ."""
    patient = full(desk)
    erase_patient(desk, patient)
    with pytest.raises(Erased):
        replay(desk, PlanRef(1, 1), HOST)
