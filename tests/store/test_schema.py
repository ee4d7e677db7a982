"""Tables and migrations: made, brought up to date, compared with the rows; a newer schema is refused."""

from __future__ import annotations

import sqlite3
import traceback
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import databases
from forking import at_once
from turgor.domain.plan import PlanStatus
from turgor.store import Busy, NewerSchema, NotUpgraded, StorageError, Store, bookings, hits, plans, schema
from turgor.store.engine import engine_for
from turgor.store.location import location
from turgor.store.rows import Row


def test_the_migrations_make_the_tables_that_the_rows_describe(store: Store) -> None:
    """Nothing drifts apart: no table, column, type, index or key differs."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Row.metadata) == []


def test_the_head_is_the_newest_migration() -> None:
    """It is written down so that opening the records needs no Alembic."""
    folder = Path(schema.__file__).parent / "migrations"
    scripts = ScriptDirectory.from_config(schema.alembic_config(None, str(folder)))
    assert scripts.get_current_head() == schema.HEAD


def test_upgrading_twice_changes_nothing(store: Store) -> None:
    """What is up to date stays as it is."""
    schema.upgrade(store.engine)
    schema.check_version(store.engine)


def test_a_newer_schema_is_refused(where: str) -> None:
    """To read it, and to upgrade it; nothing is changed."""
    with Store.open(where) as store:
        with store.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(NewerSchema, match="9999"):
            Store.open(where)
        with pytest.raises(NewerSchema):
            schema.upgrade(store.engine)
        assert schema.version(store.engine) == "9999"


def test_an_older_schema_says_how_to_upgrade_it(where: str) -> None:
    """It is never upgraded in passing."""
    with Store.open(where) as store, store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(NotUpgraded, match="turgor db upgrade"):
        Store.open(where)


def test_a_file_that_is_not_there_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    """So are its folder and the helpers that SQLite puts beside it."""
    path = tmp_path / "new" / "turgor.db"
    with Store.open(path) as store, store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM patient")) == 0
        modes = {one.name: oct(one.stat().st_mode)[-3:] for one in path.parent.iterdir()}
    assert oct(path.parent.stat().st_mode)[-3:] == "700"
    assert set(modes.values()) == {"600"}
    assert modes.keys() == {"turgor.db", "turgor.db-wal", "turgor.db-shm"}


def test_where_nothing_may_be_made_a_missing_file_is_said(tmp_path: Path) -> None:
    """A deleted file of records is never silently replaced by an empty one."""
    with pytest.raises(StorageError, match="There are no records"):
        Store.open(tmp_path / "gone.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_first_use_that_was_cut_off_is_made_good(tmp_path: Path) -> None:
    """A file without any table is as good as none."""
    path = tmp_path / "turgor.db"
    engine_for(location(path)).connect().close()
    assert path.stat().st_size > 0
    with Store.open(path) as store:
        schema.check_version(store.engine)


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """No table of ours is put beside its own."""
    path = tmp_path / "bookmarks.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmark (url)")
    connection.close()
    with pytest.raises(StorageError, match="something else"):
        Store.open(path)
    engine = engine_for(location(path))
    with pytest.raises(StorageError, match="something else"):
        schema.upgrade(engine)
    assert inspect(engine).get_table_names() == ["bookmark"]
    engine.dispose()


def made(where: str) -> bytes:
    """Records that are there when this ends."""
    engine = engine_for(location(where))
    schema.upgrade(engine)
    engine.dispose()
    Store.open(where).close()
    return b"open"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_several_who_make_the_records_at_once_all_get_them(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """One makes the tables, the others wait and find them."""
    where = str(tmp_path / "turgor.db")
    if database == "postgresql":
        where = databases.new_postgres(request.getfixturevalue("postgres_server"), "template1")
    assert at_once([partial(made, where)] * 3) == [b"open"] * 3


@pytest.mark.parametrize(
    "address", ["postgresql://ann:secret@host:port/db", "sqlite://", "mysql://ann:secret@host/db"]
)
def test_an_address_that_names_no_records_is_refused_without_its_password(address: str) -> None:
    """Whatever is wrong with it."""
    with pytest.raises(StorageError) as caught:
        location(address)
    assert "secret" not in "".join(traceback.format_exception(caught.value))


def test_who_waits_for_a_postgresql_that_does_not_let_go_gets_an_answer(
    postgres_server: databases.Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that somebody holds for ever."""
    monkeypatch.setattr("turgor.store.engine.WAIT", 1_000)
    where = databases.new_postgres(postgres_server)
    with Store.open(where) as store, Store.open(where) as other:
        hold = text("LOCK TABLE patient IN EXCLUSIVE MODE")
        with store.writing() as session:
            session.execute(hold)
            with pytest.raises(Busy), other.writing() as waiting:
                waiting.execute(hold)


def test_every_setting_of_sqlite_holds(tmp_path: Path) -> None:
    """WAL, full sync, references, waiting, and no trust in what a schema calls; every table is strict."""
    with Store.open(tmp_path / "turgor.db") as store, store.reading() as session:
        settings = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
        }
        loose = session.scalars(
            text(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
                "AND name NOT LIKE 'sqlite%'"
            )
        ).all()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
        "trusted_schema": 0,
    }
    assert loose == ["alembic_version"]


def test_a_migration_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one transaction: no table of it stays, and the references are looked after again."""
    engine = engine_for(location(tmp_path / "turgor.db"))

    def fail(_: object) -> None:
        raise RuntimeError("pulled the plug")

    monkeypatch.setattr(schema, "_check_references", fail)
    with pytest.raises(RuntimeError):
        schema.upgrade(engine)
    assert schema.version(engine) is None
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master")) == 0
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


ROWS_OF_0002 = (
    "INSERT INTO patient VALUES (1, 1, NULL, 'Ada', 'ada', NULL, '', 'en', '', :at, NULL)",
    "INSERT INTO assessment VALUES (1, 1, 1)",
    "INSERT INTO assessment_version VALUES (1, 1, '2026-11-24', :document, 'd', '', :at, 'dr.lee')",
    "INSERT INTO plan VALUES (1, 1, 1)",
    (
        "INSERT INTO plan_version VALUES "
        "(1, 1, 'approved', 1, 1, NULL, 'plan', '2026-11-24', NULL, 0, 'b', '0.1', '{}', 'c', 'p', 'd', '', :at, 'lee')"
    ),
    "INSERT INTO plan_date VALUES (1, 1, 'session', 'a#1.1', '2026-12-01')",
    "INSERT INTO resource VALUES (1, 'room-1')",
    "INSERT INTO booking VALUES (1, 1, 0, 30, 1, 1, NULL, :at, 'dr.lee')",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database without any table is."""
    if request.param == "sqlite":
        return str(tmp_path / "turgor.db")
    return databases.new_postgres(request.getfixturevalue("postgres_server"), "template0")


def test_records_of_before_the_clinic_was_kept_are_upgraded_whole(nowhere: str) -> None:
    """Every row of 0002 stays, knows nothing of what is new, and is guarded as before."""
    engine = engine_for(location(nowhere))
    schema.upgrade(engine, "0002")
    with engine.begin() as connection:
        for statement in ROWS_OF_0002:
            told = {"document": b"", "at": "2026-11-24T09:00:00.000000Z"}
            asked = {name: value for name, value in told.items() if f":{name}" in statement}
            connection.execute(text(statement), asked)
    schema.upgrade(engine)
    engine.dispose()
    with Store.open(nowhere) as store:
        with store.reading() as session:
            (version,) = plans.listed(session)
            assert (version.clinic, version.status) == (None, PlanStatus.APPROVED)
            ((ref, clinic, one),) = hits.to_come(session, "2026-11-24")
            assert (ref.plan, clinic, one.what, one.start, one.resources) == (1, None, "a#1.1", None, ())
            (reserved,) = bookings.booked(
                session, datetime(1970, 1, 1, tzinfo=UTC), datetime(1971, 1, 1, tzinfo=UTC)
            )
            assert (reserved.resource, reserved.session) == ("room-1", "")
        for statement in ("UPDATE plan_version SET seed = 1", "UPDATE plan_version SET clinic = 1"):
            with pytest.raises(StorageError), store.writing() as session:
                session.execute(text(statement))
        with store.writing() as session:
            session.execute(text("UPDATE plan_version SET status = 'stopped'"))
        with pytest.raises(StorageError), store.writing() as session:
            session.execute(text("INSERT INTO booking SELECT 2, 1, 29, 31, 1, 1, NULL, 't', 'x', NULL"))


def test_an_upgrade_keeps_what_happened_and_guards_it(tmp_path: Path) -> None:
    """Rows of the tables as they were before stay, and can be neither changed nor removed any more."""
    engine = engine_for(location(tmp_path / "turgor.db"))
    schema.upgrade(engine, "0002")
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO patient VALUES (1, 1, NULL, '', '', NULL, '', 'en', '', '', NULL)",
            "INSERT INTO plan VALUES (1, 1, 1)",
            "INSERT INTO session_done VALUES (1, 1, 'a#1.1', 1, 1, '2027-01-01', 'a', '[]', '', '', '', '{}', '', '', '')",
        ):
            connection.execute(text(statement))
    schema.upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT session FROM session_done")) == "a#1.1"
    engine.dispose()
    for statement in ("UPDATE session_done SET day = '2026-01-01'", "DELETE FROM session_done"):
        with (
            Store.open(tmp_path / "turgor.db") as store,
            pytest.raises(StorageError),
            store.writing() as session,
        ):
            session.execute(text(statement))


@pytest.mark.parametrize(
    "table", ["session_done", "session_missed", "prerequisite_done", "happening", "home_care"]
)
def test_what_happened_is_never_removed(store: Store, table: str) -> None:
    """Whoever writes."""
    columns = {
        column.name: 1 if column.type.python_type is int else b"" if column.type.python_type is bytes else "a"
        for column in Row.metadata.tables[table].columns
        if column.name != "replaced_by"
    }
    with store.writing() as session:
        session.execute(text("INSERT INTO patient VALUES (1, 1, NULL, '', '', NULL, '', 'en', '', '', NULL)"))
        session.execute(text("INSERT INTO plan VALUES (1, 1, 1)"))
        session.execute(Row.metadata.tables[table].insert().values(**columns))
    changed = "replaced_by = 1" if table in ("happening", "home_care") else ""
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET made_by = 'b'"):
        with pytest.raises(StorageError), store.writing() as session:
            session.execute(text(statement))
    if changed:  # that another one tells it anew
        with store.writing() as session:
            session.execute(text(f"UPDATE {table} SET {changed}"))
