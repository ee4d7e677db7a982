"""The records as a whole: brought up to date after a backup of what was there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

import databases
import desks
from turgor.practice.records import (
    NotUpgraded,
    anchor,
    check_audit,
    check_records,
    find_patients,
    read_audit,
    restore_records,
    upgrade_records,
)
from turgor.store import Store, schema
from turgor.store.engine import engine_for
from turgor.store.location import location

COLUMNS = "id, version, name, folded, sex, language, contact, made_at"


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Records as the first version of the tables had them, with two patients."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if request.param == "sqlite":
        where = str(tmp_path / "old" / "turgor.db")
    else:
        where = databases.new_postgres(request.getfixturevalue("postgres_server"), "template1")
    engine = engine_for(location(where))
    schema.upgrade(engine, "0001")
    with engine.begin() as connection:
        values = "1, 1, 'Ada First', 'ada first', '', 'en', '', '2026-11-24T09:00:00.000000Z'"
        connection.execute(text(f"INSERT INTO patient ({COLUMNS}) VALUES ({values})"))
        second = values.replace("1, 1, 'Ada First', 'ada first'", "2, 1, 'Bea Søren', 'bea søren'")
        connection.execute(text(f"INSERT INTO patient ({COLUMNS}) VALUES ({second})"))
    engine.dispose()
    return where


def test_older_records_are_backed_up_and_brought_up_to_date(older: str, tmp_path: Path) -> None:
    """Nothing is lost, and the backup can be restored."""
    with pytest.raises(NotUpgraded):
        Store.open(older)
    done = upgrade_records(older, "dr.lee", desks.Clock())
    assert (done.before, done.after) == ("0001", schema.HEAD)
    with Store.open(older) as store:
        desk = desks.desk_at(store)
        assert [one.patient.name for one in find_patients(desk)] == ["Ada First", "Bea Søren"]
        assert [one.patient.name for one in find_patients(desk, "soren")] == ["Bea Søren"]  # folded anew
        assert check_records(desk) == ()
        assert read_audit(desk)[0].detail == f"0001 to {schema.HEAD}"
    assert done.backup is not None
    restore_records(tmp_path / "again" / "turgor.db", done.backup, "dr.lee", desks.Clock())
    with Store.open(tmp_path / "again" / "turgor.db") as store:
        assert [one.patient.name for one in find_patients(desks.desk_at(store))] == ["Ada First", "Bea Søren"]


def test_a_trail_that_was_tampered_with_is_found(store: Store) -> None:
    """A changed line, a missing one and a cut-off end, by somebody who can lift the guards of the database."""
    desk = desks.desk_at(store)
    for _ in range(4):
        find_patients(desk)
    noted = anchor(desk)
    assert check_audit(desk, noted) == ()
    with store.writing() as session:
        if store.engine.dialect.name == "sqlite":
            for name in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER audit_{name}"))
        else:
            session.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        session.execute(text("UPDATE audit SET who = 'somebody' WHERE seq = 2"))
    assert check_audit(desk) == ("line 2 was changed",)
    with store.writing() as session:
        session.execute(text("DELETE FROM audit WHERE seq = 2"))
    assert check_audit(desk) == ("lines 2 to 2 are missing",)
    with store.writing() as session:
        session.execute(text("DELETE FROM audit WHERE seq > 1"))
    assert check_audit(desk) == ()
    assert check_audit(desk, noted) == ("lines 2 to 4 were cut off",)
