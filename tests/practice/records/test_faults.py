"""Faults at every write: the old state or the new, nothing half, nothing lost that was acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

import databases
import desks
from killing import Pulled, failing_at
from turgor.domain.case import Patient
from turgor.domain.dates import Span
from turgor.practice.records import (
    Desk,
    StorageError,
    add_patient,
    approve_plan,
    build_plan,
    check_records,
    close_days,
    erase_patient,
    find_patients,
    import_clinic,
    open_kept,
    session_done,
    stop_plan,
    which_plan,
)
from turgor.store import Busy, Store


def _approve(desk: Desk) -> object:
    ref = which_plan(desk, "1")
    return approve_plan(desk, ref, [one.id for one in open_kept(desk, ref).cautions])


def _build(desk: Desk) -> object:
    return build_plan(desk, desks.practice(), 1)


def _give(desk: Desk) -> object:
    made = open_kept(desk, which_plan(desk, "1")).plan
    return session_done(desks.on(desk, made.visits[0].date), 1, made.visits[0].sessions[0].id)


ACTS: dict[str, Callable[[Desk], object]] = {
    "add": lambda desk: add_patient(desk, Patient("Bea Second")),
    "build again": _build,
    "approve": _approve,
    "give": _give,
    "close": lambda desk: close_days(desk, [Span(desks.START.date(), date(2028, 1, 1))]),
    "stop": lambda desk: stop_plan(desk, which_plan(desk, "1"), "moves"),
    "erase": lambda desk: erase_patient(desk, 1),
}


@pytest.mark.parametrize("act", ACTS)
def test_wherever_a_write_fails_the_records_stay_whole(desk: Desk, act: str) -> None:
    """For the n-th write of every act, for every n: what was kept before is there, and it works the next time."""
    desks.known(desk, desks.anjali())
    _build(desk)
    if act in {"give", "close"}:
        _approve(desk)
    if act == "close":
        import_clinic(desk, desks.practice().clinic)
    n, failed = 0, True
    while failed:
        n += 1
        before = databases.rows(desk.store)
        with failing_at(desk.store, n) as written:
            try:
                ACTS[act](desk)
                failed = False
            except Pulled:
                after = databases.rows(desk.store)
        if failed:
            kept = len(after["audit"]) - len(before["audit"])  # acts before the one that failed
            assert after == before or kept > 0
            assert {name: rows for name, rows in after.items() if name == "erasing"} == {"erasing": []}
    assert n > len(written) > 0
    assert check_records(desk) == ()


def test_a_full_disk_is_said_and_nothing_is_kept(tmp_path: Path) -> None:
    """What was there before stays readable."""
    with Store.open(databases.new_sqlite(tmp_path)) as store:
        desk = desks.desk_at(store)
        add_patient(desk, Patient("Ada First"))

        def full(connection: Any, _: object) -> None:
            connection.execute("PRAGMA max_page_count=1")  # no more than it has

        store.engine.dispose()
        event.listen(store.engine, "connect", full)
        with pytest.raises(StorageError, match="disk is full"):
            add_patient(desk, Patient("Bea Second", contact="x" * 1_000_000))
        event.remove(store.engine, "connect", full)
        store.engine.dispose()
        assert [one.patient.name for one in find_patients(desk)] == ["Ada First"]
        assert check_records(desk) == ()


def test_another_program_that_writes_for_ever_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After waiting; what was meant is not kept, and works afterwards."""
    monkeypatch.setattr("turgor.store.engine._SETTINGS", ("journal_mode=WAL", "busy_timeout=50"))
    where = databases.new_sqlite(tmp_path)
    with Store.open(where) as store, Store.open(where) as other:
        desk = desks.desk_at(store)
        with other.writing() as session:
            session.execute(text("SELECT 1"))  # a transaction begins with its first statement
            with pytest.raises(Busy):
                add_patient(desk, Patient("Ada First"))
        assert find_patients(desk) == ()
        add_patient(desk, Patient("Ada First"))
