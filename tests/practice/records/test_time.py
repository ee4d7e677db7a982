"""Clocks that are set back, nights on which they change, leap days, and backups that are taken while others write."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest

import desks
from turgor.domain.case import Patient
from turgor.practice.records import (
    BookedAlready,
    Desk,
    PlanRef,
    Reservation,
    add_event,
    add_patient,
    back_up_records,
    build_plan,
    check_records,
    find_patients,
    open_kept,
    read_audit,
    replay,
    reserve_time,
    restore_records,
    stop_plan,
)
from turgor.store import Store

LONDON = ZoneInfo("Europe/London")
HOST = desks.practice().host


def test_a_clock_that_is_set_back_changes_no_order(desk: Desk) -> None:
    """The trail goes by line; what was approved is started, and what happened later is told later."""
    made = desks.followed(desk)
    early = attrs.evolve(desk, now=desks.Clock(datetime(2026, 11, 24, 7, 59, tzinfo=UTC)))
    stop_plan(early, made.version.ref, "moves")
    add_patient(early, Patient("Bea Second"))
    lines = read_audit(desk)
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1].at < lines[-3].at
    assert check_records(desk) == ()
    assert [one.status.value for one in open_kept(desk, made.version.ref).steps] == ["approved", "stopped"]


def _half_hour(day: date, hour: int, minute: int, fold: int) -> Reservation:
    start = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON, fold=fold).astimezone(UTC)
    return Reservation("laser", start, start + timedelta(minutes=30))


def test_the_hour_that_comes_twice_can_be_booked_twice(desk: Desk) -> None:
    """In autumn half past one is there before and after the clocks change: two moments, each booked once."""
    night = date(2026, 10, 25)
    first, second = (_half_hour(night, 1, 15, fold) for fold in (0, 1))
    reserve_time(desk, [first])
    reserve_time(desk, [second])
    for one in (first, second):
        with pytest.raises(BookedAlready):
            reserve_time(desk, [one])


def test_the_hour_that_is_missing_is_no_gap(desk: Desk) -> None:
    """In spring one o'clock is two o'clock: who has the last half hour before has nothing of the first after it."""
    night = date(2027, 3, 28)
    reserve_time(desk, [_half_hour(night, 0, 30, 0), _half_hour(night, 2, 0, 0)])
    with pytest.raises(BookedAlready):
        reserve_time(desk, [_half_hour(night, 1, 0, 0)])  # the same moment as two o'clock


def test_a_leap_day_is_a_day(desk: Desk) -> None:
    """Somebody born on one is planned for on one, comes on it, and is due after it."""
    leap = date(2028, 2, 29)
    case = attrs.evolve(
        desks.healthy(), patient=attrs.evolve(desks.healthy().patient, birth_date=date(1980, 2, 29))
    )
    later = desks.on(desk, leap)
    record = desks.known(later, case)
    made = build_plan(later, desks.practice_on(leap), record.id)
    assert made.plan.today == leap
    assert [one.id for one in find_patients(later, born=date(1980, 2, 29))] == [record.id]
    kept, event = add_event(later, HOST, record.id, {"kind": "sunburn", "start": "2028-02-29"})
    assert event.start is not None
    assert event.start.earliest == leap
    assert kept.id == 1
    assert check_records(later) == ()


def test_a_backup_taken_under_load_replays_the_same_plans(where: str, tmp_path: Path) -> None:
    """While two others write, again and again; each backup is whole and of one moment."""
    with Store.open(where) as store:
        desk = desks.desk_at(store)
        desks.followed(desk)
    stop = threading.Event()

    def work(name: str) -> None:
        with Store.open(where) as store:
            desk, n = desks.desk_at(store, name), 0
            while not stop.is_set():
                n += 1
                add_patient(desk, Patient(f"{name} Number{n}"), another=True)

    workers = [threading.Thread(target=work, args=(name,)) for name in ("kim", "ann")]
    for one in workers:
        one.start()
    try:
        with Store.open(where) as store:
            for n in range(3):
                back_up_records(desks.desk_at(store), tmp_path / f"{n}.turgor")
    finally:
        stop.set()
        for one in workers:
            one.join()
    many = []
    for n in range(3):
        restore_records(tmp_path / "again" / f"{n}.db", tmp_path / f"{n}.turgor", "dr.lee")
        with Store.open(tmp_path / "again" / f"{n}.db") as store:
            desk = desks.desk_at(store)
            assert check_records(desk) == ()
            assert replay(desk, PlanRef(1, 1), HOST).same
            many.append(store_size(desk))
    assert many == sorted(many)
    assert many[-1] > many[0]


def store_size(desk: Desk) -> int:
    """How many lines the trail has."""
    return read_audit(desk, last=1)[0].seq
