"""Kill -9 at any step: the old records or the new ones, nothing half, nothing lost that was said to be done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import databases
import desks
from acts import ACTS, Act, known
from killing import Pulled, failing_at, killed_at
from turgor.practice.records import (
    add_patient_with,
    back_up_records,
    check_records,
    find_patients,
    restore_records,
    upgrade_records,
)
from turgor.store import Store, schema
from turgor.store.engine import engine_for
from turgor.store.location import location

Copy = Callable[[], str]


@pytest.fixture
def copies(where: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[Act], Copy]:
    """Makes records by an act, then copies of them."""

    def prepared(lead: Act) -> Copy:
        with Store.open(where) as store:
            lead(desks.desk_at(store))
        if "://" not in where:
            return partial(_copied, Path(where), tmp_path)
        server = request.getfixturevalue("postgres_server")
        return partial(databases.new_postgres, server, where.rsplit("/", 1)[1].split("?", maxsplit=1)[0])

    return prepared


def _copied(file: Path, folder: Path) -> str:
    target = folder / "killed" / file.name
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir()
    shutil.copyfile(file, target)
    return str(target)


def _do(act: Act, where: str) -> None:
    with Store.open(where) as store:
        act(desks.desk_at(store))


def _state(where: str) -> object:
    """All rows of records that are whole."""
    with Store.open(where) as store:
        assert check_records(desks.desk_at(store)) == ()
        return databases.rows(store)


def check(copy: Copy, act: Act, every: int) -> None:
    """Kill at each step, or at some, until the act gets through: old or new, and new where it was said to be done."""
    before, done = _state(copy()), copy()
    _do(act, done)
    after = _state(done)
    assert before != after
    n, said, seen = 1, False, []
    while not said:
        where = copy()
        said = killed_at(n, partial(_do, act, where))
        found = _state(where)
        assert found in ((after,) if said else (before, after)), n
        seen.append(found == after)
        n += every
    assert seen == sorted(seen)  # from some step on it is done
    assert len(seen) > 2


def test_killed_at_some_steps_the_old_or_the_new_records_are_there(copies: Callable[[Act], Copy]) -> None:
    """An act that changes much, at one step in twenty."""
    lead, done = ACTS["approve"]
    check(copies(lead), done, 20)


@pytest.mark.soak
@pytest.mark.parametrize("act", ACTS)
def test_killed_at_any_step_the_old_or_the_new_records_are_there(
    copies: Callable[[Act], Copy], act: str
) -> None:
    """Every act, before and after every statement, begin and commit."""
    lead, done = ACTS[act]
    check(copies(lead), done, 1)


@pytest.mark.soak
@pytest.mark.parametrize("act", ACTS)
def test_wherever_a_write_of_any_act_fails_nothing_of_it_is_kept(
    copies: Callable[[Act], Copy], act: str
) -> None:
    """For the n-th write, for every n; once it may write it is done."""
    lead, done = ACTS[act]
    copy = copies(lead)
    before, where, n, failed = _state(copy()), copy(), 0, True
    while failed:
        n += 1
        with Store.open(where) as store, failing_at(store, n):
            try:
                done(desks.desk_at(store))
                failed = False
            except Pulled:
                assert databases.rows(store) == before
    assert n > 2
    assert _state(where) != before


def old(folder: Path) -> Path:
    """A file as the first version of the tables had it, with a patient."""
    file = folder / "old" / "turgor.db"
    engine = engine_for(location(file))
    schema.upgrade(engine, "0001")
    columns = "id, version, name, folded, sex, language, contact, made_at"
    with engine.begin() as connection:
        values = "1, 1, 'Ada First', 'ada first', '', 'en', '', '2026-11-24T09:00:00.000000Z'"
        connection.exec_driver_sql(f"INSERT INTO patient ({columns}) VALUES ({values})")
    engine.dispose()
    return file


def _back_up(where: str, target: Path) -> None:
    with Store.open(where) as store:
        back_up_records(desks.desk_at(store), target)


def names(file: Path) -> list[str]:
    """Who is there, in records that are whole."""
    with Store.open(file) as store:
        desk = desks.desk_at(store)
        assert check_records(desk) == ()
        return [one.patient.name for one in find_patients(desk)]


@pytest.mark.parametrize("every", [70, pytest.param(1, marks=pytest.mark.soak)])
def test_killed_while_it_is_brought_up_to_date_it_can_be_brought_up_to_date(
    tmp_path: Path, every: int
) -> None:
    """One transaction: the old tables or the new ones, with everybody in them; the backup of before is whole or absent."""
    template, n, said = old(tmp_path), 1, False
    while not said:
        file = Path(_copied(template, tmp_path))
        said = killed_at(n, partial(upgrade_records, file, "dr.lee"), folder=str(file.parent))
        for backup in file.parent.glob("before-*.turgor"):
            restore_records(tmp_path / "restored" / f"{n}.db", backup, "dr.lee")
        upgrade_records(file, "dr.lee")
        assert names(file) == ["Ada First"]
        n += every
    assert n > 2 * every


@pytest.mark.parametrize("every", [25, pytest.param(1, marks=pytest.mark.soak)])
def test_killed_while_a_backup_is_written_none_is_there_or_a_whole_one(tmp_path: Path, every: int) -> None:
    """The records are as they were; what was begun goes with the next backup."""
    where, n, said = databases.new_sqlite(tmp_path), 1, False
    with Store.open(where) as store:
        known(desks.desk_at(store))
    while not said:
        folder = tmp_path / f"backups-{n}"
        said = killed_at(n, partial(_back_up, where, folder / "b.turgor"), folder=str(folder))
        assert names(Path(where)) == ["Anjali Rao"]
        if (folder / "b.turgor").exists():
            restore_records(tmp_path / "restored" / f"{n}.db", folder / "b.turgor", "dr.lee")
            assert names(tmp_path / "restored" / f"{n}.db") == ["Anjali Rao"]
        n += every
    assert (folder / "b.turgor").exists()
    assert n > 2 * every


@pytest.mark.parametrize("every", [25, pytest.param(1, marks=pytest.mark.soak)])
def test_killed_while_a_backup_is_restored_the_old_or_the_new_records_are_there(
    tmp_path: Path, every: int
) -> None:
    """Under their name, whole; and the old ones are never lost."""
    where, n, said = databases.new_sqlite(tmp_path), 1, False
    with Store.open(where) as store:
        desk = desks.desk_at(store)
        add_patient_with(desk, desks.anjali())
        back_up_records(desk, tmp_path / "b.turgor")
        add_patient_with(desk, desks.healthy())
    both = ["Anjali Rao", "Helen Marsh"]
    while not said:
        file = Path(_copied(Path(where), tmp_path))
        said = killed_at(
            n, partial(restore_records, file, tmp_path / "b.turgor", "dr.lee"), folder=str(file.parent)
        )
        found = names(file)
        aside = [names(one) for one in file.parent.glob("turgor.db.before-*Z")]
        assert found == ["Anjali Rao"] if said else found in (both, ["Anjali Rao"])
        assert found == both or aside == [both]
        n += every
    assert n > 2 * every
