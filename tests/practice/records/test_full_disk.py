"""A disk that is full at any byte: it is said, and the records are as they were."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

import databases
import desks
from full_disk import DONE, SAID, with_room_for
from turgor.practice.records import (
    Desk,
    PlanRef,
    StorageError,
    approve_plan,
    back_up_records,
    build_plan,
    check_records,
    open_kept,
    restore_records,
)
from turgor.store import Store

PAGE = 4_096
CAUTIONS: list[str] = []


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """A file with a draft that wants to be approved."""
    file = Path(databases.new_sqlite(tmp_path))
    with Store.open(file) as store:
        desk = desks.desk_at(store)
        ref = build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id).version.ref
        CAUTIONS[:] = [one.id for one in open_kept(desk, ref).cautions]
    return file


def _approve(file: Path) -> None:
    with Store.open(file) as store:
        desk: Desk = desks.desk_at(store)
        approve_plan(desk, open_kept(desk, PlanRef(1, 1)).version.ref, CAUTIONS)


def _status(file: Path) -> str:
    with Store.open(file) as store:
        desk = desks.desk_at(store)
        assert check_records(desk) == ()
        return open_kept(desk, PlanRef(1, 1)).version.status.value


@pytest.mark.parametrize("pages", [9, pytest.param(1, marks=pytest.mark.soak)])
def test_wherever_the_disk_is_full_the_records_are_as_they_were(
    drafted: Path, tmp_path: Path, pages: int
) -> None:
    """Log and file: with more and more room, until there is enough."""
    size, answer = 0, ""
    file = tmp_path / "full" / "turgor.db"
    while answer != DONE:
        shutil.rmtree(file.parent, ignore_errors=True)
        shutil.copytree(drafted.parent, file.parent)
        answer = with_room_for(size, partial(_approve, file), (StorageError, OSError))
        assert answer in (DONE, SAID), size
        assert _status(file) == ("approved" if answer == DONE else "draft")
        size += pages * PAGE
    assert size > 2 * pages * PAGE


def _back_up(file: Path, target: Path) -> None:
    with Store.open(file) as store:
        back_up_records(desks.desk_at(store), target)


@pytest.mark.parametrize("pages", [30, pytest.param(3, marks=pytest.mark.soak)])
def test_wherever_the_disk_is_full_no_half_backup_is_left(drafted: Path, tmp_path: Path, pages: int) -> None:
    """Nor anything else beside it; the one that is there can be restored."""
    size, answer, target = 0, "", tmp_path / "backups" / "b.turgor"
    while answer != DONE:
        answer = with_room_for(size, partial(_back_up, drafted, target), (StorageError, OSError))
        assert answer in (DONE, SAID), size
        assert (list(target.parent.iterdir()) if target.parent.exists() else []) == (
            [target] if answer == DONE else []
        )
        size += pages * PAGE
    assert size > 2 * pages * PAGE
    restore_records(tmp_path / "again" / "turgor.db", target, "dr.lee")
    assert _status(tmp_path / "again" / "turgor.db") == "draft"
