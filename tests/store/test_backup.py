"""Backups: consistent while in use, checked before they are restored, and never at the cost of the old records."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

import databases
from turgor.domain.case import Patient
from turgor.domain.kept_clinic import ClinicChange
from turgor.domain.records import Act, Action
from turgor.store import (
    Busy,
    Damaged,
    NewerSchema,
    StorageError,
    Store,
    audit,
    clinics,
    health,
    patients,
    restoring,
)
from turgor.store.backup import back_up

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ACT = Act("dr.lee", AT)


def add(store: Store, name: str) -> int:
    """One patient more, with a line in the audit trail."""
    with store.writing() as session:
        clinics.add(session, ACT, ClinicChange.IMPORTED, f"the clinic by the time of {name}")
        record = patients.add(session, ACT, Patient(name))
        audit.append(session, ACT, Action.CREATED, f"patient:{record.id}")
    return record.id


def names(where: str | Path) -> list[str]:
    """Who is among the records."""
    with Store.open(where, create=False) as store, store.reading() as session:
        assert list(audit.broken(session)) == []
        assert list(health.problems(session)) == []
        return [record.patient.name for record in patients.find(session)]


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """Records with one patient, backed up; a second one came later."""
    add(store, "Ada First")
    path = tmp_path / "kept" / "monday.turgor"
    back_up(store.engine, path, AT)
    add(store, "Bea Second")
    return path


def test_a_backup_says_what_it_holds(store: Store, backup: Path) -> None:
    """How many rows, of which schema, and where the audit trail ended."""
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["counts"]["patient"] == manifest["counts"]["clinic_version"] == 1
    assert manifest["anchor"]["seq"] == 1
    assert oct(backup.stat().st_mode)[-3:] == "600"
    assert [one.name for one in backup.parent.iterdir()] == [backup.name]


def test_a_backup_never_replaces_a_file(store: Store, backup: Path) -> None:
    """Not even an older backup."""
    before = backup.read_bytes()
    with pytest.raises(StorageError, match="there already"):
        back_up(store.engine, backup, AT)
    assert backup.read_bytes() == before


def test_a_backup_made_while_a_writer_is_at_work_holds_the_last_whole_state(
    store: Store, tmp_path: Path
) -> None:
    """What is not committed yet is not in it, and nobody waits."""
    add(store, "Ada First")
    path = tmp_path / "b.turgor"
    with store.writing() as session:
        patients.add(session, ACT, Patient("Not Yet"))
        back_up(store.engine, path, AT)
    restoring.restore(tmp_path / "new" / "turgor.db", path, AT)
    assert names(tmp_path / "new" / "turgor.db") == ["Ada First"]


def test_restoring_a_file_keeps_the_old_one(tmp_path: Path) -> None:
    """Under a name that says when; both can be opened."""
    where = databases.new_sqlite(tmp_path)
    with Store.open(where) as store:
        add(store, "Ada First")
        back_up(store.engine, tmp_path / "b.turgor", AT)
        add(store, "Bea Second")
    done = restoring.restore(where, tmp_path / "b.turgor", AT)
    assert done.old is not None
    assert done.old.name == "turgor.db.before-20261124T090000Z"
    assert names(where) == ["Ada First"]
    again = restoring.restore(where, tmp_path / "b.turgor", AT)
    assert again.old is not None
    assert again.old.name == "turgor.db.before-20261124T090000Z-2"
    assert names(done.old) == ["Ada First", "Bea Second"]
    assert oct(Path(where).stat().st_mode)[-3:] == "600"


def test_a_file_in_use_is_not_replaced(tmp_path: Path) -> None:
    """Whoever has it open would write into a file that is no longer there."""
    where = databases.new_sqlite(tmp_path)
    with Store.open(where) as store:
        add(store, "Ada First")
        back_up(store.engine, tmp_path / "b.turgor", AT)
        with store.reading() as session:
            session.execute(text("SELECT * FROM patient")).all()
            with pytest.raises(Busy):
                restoring.restore(where, tmp_path / "b.turgor", AT)
    assert names(where) == ["Ada First"]


def test_a_damaged_file_is_kept_and_replaced(tmp_path: Path) -> None:
    """Its bytes stay as they are, should somebody be able to mend it."""
    where = Path(databases.new_sqlite(tmp_path))
    with Store.open(where) as store:
        add(store, "Ada First")
        back_up(store.engine, tmp_path / "b.turgor", AT)
    where.write_bytes(b"rubbish" * 1000)
    done = restoring.restore(where, tmp_path / "b.turgor", AT)
    assert done.old is not None
    assert done.old.read_bytes() == b"rubbish" * 1000
    assert names(where) == ["Ada First"]


def test_records_move_to_an_empty_postgresql(
    backup: Path, postgres_server: databases.Postgres, tmp_path: Path
) -> None:
    """From either database, and from a place where nothing can be written; numbers go on after the last."""
    where = databases.new_postgres(postgres_server, "template1")
    with backup.open("rb") as file:
        restoring.restore(where, Path(f"/dev/fd/{file.fileno()}"), AT)
    assert names(where) == ["Ada First"]
    with Store.open(where) as store:
        with store.reading() as session:
            assert clinics.document(session, 1) == "the clinic by the time of Ada First"
        assert add(store, "Cara Third") == 2
    with pytest.raises(StorageError, match="empty"):
        restoring.restore(where, backup, AT)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def _not_one(path: Path) -> None:
    path.write_bytes(b"{}")


def _changed_inside(path: Path) -> None:
    """Somebody who can reckon a checksum changes an entry of the trail."""
    with zipfile.ZipFile(path) as archive:
        manifest, records = archive.read("manifest.json"), archive.read("records.db")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", manifest)
        archive.writestr("records.db", records.replace(b"dr.lee", b"dr.who"))


@pytest.mark.parametrize("spoil", [_truncate, _flip, _not_one, _changed_inside])
def test_a_spoilt_backup_is_refused_and_the_records_stay(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    """Truncated, with one bit flipped, changed, or no backup at all."""
    where = databases.new_sqlite(tmp_path)
    backup = tmp_path / "b.turgor"
    with Store.open(where) as store:
        add(store, "Ada First")
        back_up(store.engine, backup, AT)
    spoil(backup)
    before = Path(where).read_bytes()
    with pytest.raises(Damaged):
        restoring.restore(where, backup, AT)
    assert Path(where).read_bytes() == before
    assert [one.name for one in Path(where).parent.iterdir()] == ["turgor.db"]


def test_a_backup_of_a_newer_schema_is_refused(store: Store, tmp_path: Path) -> None:
    """Its manifest says so before anything is unpacked for good."""
    path = tmp_path / "b.turgor"
    back_up(store.engine, path, AT)
    with zipfile.ZipFile(path) as archive:
        manifest, records = json.loads(archive.read("manifest.json")), archive.read("records.db")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps({**manifest, "tables": "9999"}))
        archive.writestr("records.db", records)
    with pytest.raises(NewerSchema):
        restoring.restore(tmp_path / "x" / "turgor.db", path, AT)
    assert list((tmp_path / "x").iterdir()) == []


def test_a_backup_on_a_memory_stick_is_as_good(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no second name for a file there; neither backup nor restoring needs one."""
    monkeypatch.setattr("os.link", no_links)
    add(store, "Ada First")
    path = tmp_path / "stick.turgor"
    back_up(store.engine, path, AT)
    assert oct(path.stat().st_mode)[-3:] == "600"
    with pytest.raises(StorageError, match="there already"):
        back_up(store.engine, path, AT)
    where = tmp_path / "other" / "turgor.db"
    with Store.open(where) as other:
        add(other, "Cleo Old")
    done = restoring.restore(where, path, AT)
    assert names(where) == ["Ada First"]
    assert done.old is not None
    assert names(done.old) == ["Cleo Old"]


def test_what_a_killed_backup_left_goes_with_a_later_one(tmp_path: Path, store: Store) -> None:
    """After a day; what somebody may be at work on stays."""
    left, fresh = tmp_path / ".turgor-old.part-wal", tmp_path / ".turgor-new.part"
    for file in (left, fresh):
        file.write_bytes(b"records")
    os.utime(left, (1_000_000_000, 1_000_000_000))
    back_up(store.engine, tmp_path / "b.turgor", AT)
    assert (left.exists(), fresh.exists()) == (False, True)


def no_links(*_: object) -> None:
    """As on FAT."""
    raise PermissionError(1, "Operation not permitted")
