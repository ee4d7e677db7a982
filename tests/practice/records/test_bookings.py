"""Bookings: reserved by approved visits, freed by what ends them; never twice, however many try at once."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import desks
from turgor.domain.plan import Plan
from turgor.practice.records import (
    BookedAlready,
    Booking,
    Built,
    Busy,
    Desk,
    StorageError,
    approve_plan,
    booked_on,
    build_plan,
    building,
    list_plans,
    open_kept,
    reserve_time,
    stop_plan,
)
from turgor.store import Store
from turgor.store.bookings import booked

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def at(start: int, end: int, resource: str = "room 1") -> Booking:
    """Minutes after Monday, nine o'clock."""
    return Booking(resource, MONDAY + timedelta(minutes=start), MONDAY + timedelta(minutes=end))


def all_booked(store: Store) -> tuple[Booking, ...]:
    """Everything that is reserved."""
    with store.reading() as session:
        return booked(session, datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def overlaps(store: Store) -> list[tuple[Booking, Booking]]:
    """Pairs that should not be."""
    found = all_booked(store)
    return [
        (one, other)
        for i, one in enumerate(found)
        for other in found[i + 1 :]
        if one.resource == other.resource and one.start < other.end and other.start < one.end
    ]


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [(0, 30, False), (29, 60, False), (30, 60, True), (-30, 0, True), (-5, 90, False), (10, 20, False)],
)
def test_a_resource_is_free_again_at_the_end_of_a_booking(
    desk: Desk,
    start: int,
    end: int,
    free: bool,  # noqa: FBT001 -- a column of the table above
) -> None:
    """From nine to half past nine is taken; what touches it is not in its way."""
    reserve_time(desk, [at(0, 30)])
    if free:
        reserve_time(desk, [at(start, end)])
        assert len(all_booked(desk.store)) == 2
    else:
        with pytest.raises(BookedAlready, match="room 1"):
            reserve_time(desk, [at(start, end)])
        assert all_booked(desk.store) == (at(0, 30),)


def test_several_are_reserved_or_none(desk: Desk) -> None:
    """A free device does not stay reserved where the room was taken."""
    reserve_time(desk, [at(0, 30)])
    with pytest.raises(BookedAlready):
        reserve_time(desk, [at(0, 30, "laser 1"), at(0, 30)])
    assert all_booked(desk.store) == (at(0, 30),)


def test_the_database_itself_refuses_whoever_writes(desk: Desk) -> None:
    """By INSERT, by UPDATE, and by taking back a cancellation."""
    reserve_time(desk, [at(0, 30), at(60, 90)])
    columns = "resource_id, start_minute, end_minute, plan_id, number, cancelled_at, made_at, made_by"
    for statement in (
        f"INSERT INTO booking ({columns}) SELECT {columns} FROM booking WHERE id = 1",
        "UPDATE booking SET start_minute = (SELECT start_minute FROM booking WHERE id = 1) WHERE id = 2",
        "UPDATE booking SET end_minute = start_minute WHERE id = 1",
    ):
        with pytest.raises(StorageError), desk.store.writing() as session:
            session.execute(text(statement))
    assert overlaps(desk.store) == []


@settings(max_examples=settings().max_examples // 10)
@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["room 1", "laser 1"])), max_size=12
    )
)
def test_what_is_booked_never_overlaps(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[int, int, str]]
) -> None:
    """A booking is refused exactly where it meets another of its resource."""
    with Store.open(tmp_path_factory.mktemp("bookings") / "turgor.db") as store:
        desk, kept = desks.desk_at(store), list[Booking]()
        for start, minutes, resource in wanted:
            one = at(start, start + minutes, resource)
            meets = any(one.resource == k.resource and one.start < k.end and k.start < one.end for k in kept)
            try:
                reserve_time(desk, [one])
                assert not meets
                kept.append(one)
            except BookedAlready:
                assert meets
        assert sorted(all_booked(store), key=str) == sorted(kept, key=str)


def test_of_eight_who_book_at_once_one_wins(where: str) -> None:
    """The others are told so; nobody waits for ever."""

    def try_it(number: int) -> str:
        with Store.open(where) as store:
            try:
                reserve_time(desks.desk_at(store, f"desk {number}"), [at(0, 30), at(0, 30, "laser 1")])
            except BookedAlready:
                return "taken"
            return "mine"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(try_it, range(8)))
    assert sorted(answers) == ["mine"] + ["taken"] * 7
    with Store.open(where) as store:
        assert len(all_booked(store)) == 2


@pytest.mark.soak
def test_eight_desks_that_book_the_same_day_200_times_never_overlap(where: str) -> None:
    """Each call answers: kept, or taken by another."""

    def many(number: int) -> list[str]:
        drawn, answers = random.Random(number), list[str]()
        with Store.open(where) as store:
            desk = desks.desk_at(store, f"desk {number}")
            for _ in range(200):
                start = drawn.randrange(0, 480, 5)
                wanted = [
                    at(start, start + 30, one)
                    for one in drawn.sample(["room 1", "room 2", "laser", "Kim"], 2)
                ]
                try:
                    reserve_time(desk, wanted)
                    answers.append("mine")
                except (BookedAlready, Busy) as problem:
                    answers.append(type(problem).__name__)
        return answers

    with ThreadPoolExecutor(8) as pool:
        answers = [answer for some in pool.map(many, range(8)) for answer in some]
    assert len(answers) == 1600
    assert "Busy" not in answers
    with Store.open(where) as store:
        assert overlaps(store) == []
        assert len(all_booked(store)) == 2 * answers.count("mine")


@pytest.fixture
def with_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every visit of a plan needs the one laser room of the clinic."""
    real = building._planned

    def planned(*arguments: object) -> tuple[Plan, object]:
        plan, gone = real(*arguments)
        visits = tuple(attrs.evolve(visit, resources=("laser room",)) for visit in plan.visits)
        return attrs.evolve(plan, visits=visits), gone

    monkeypatch.setattr(building, "_planned", planned)


def approved(desk: Desk, made: Built) -> None:
    """All cautions acknowledged."""
    approve_plan(desk, made.version.ref, [one.id for one in open_kept(desk, made.version.ref).cautions])


def test_visits_reserve_what_they_need_from_approval_to_the_end(desk: Desk, with_rooms: None) -> None:
    """A draft reserves nothing; a stopped plan gives back what is to come."""
    made = build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)
    assert all_booked(desk.store) == ()
    approved(desk, made)
    days = [
        one.start.date() for one in booked_on(desk, made.plan.policy, date(2026, 11, 1), date(2028, 1, 1))
    ]
    assert days == [visit.date for visit in made.plan.visits]
    stop_plan(desk, made.version.ref, "moves abroad")
    assert all_booked(desk.store) == ()


def test_a_lost_race_keeps_the_draft_and_says_what_is_taken(desk: Desk, with_rooms: None) -> None:
    """Nothing of the approval stays, so that the plan can be made anew."""
    made = build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)
    visit = made.plan.visits[-1]
    day = datetime.combine(visit.date, visit.start, UTC)
    reserve_time(desk, [Booking("laser room", day, day + timedelta(hours=2))])
    with pytest.raises(BookedAlready, match="laser room"):
        approved(desk, made)
    assert [one.status.value for one in list_plans(desk)] == ["draft"]
    assert len(all_booked(desk.store)) == 1
    assert open_kept(desk, made.version.ref).approval is None


def test_times_are_those_of_the_clinic_on_both_sides_of_a_change_of_clocks(desk: Desk) -> None:
    """Nine o'clock stays nine o'clock in March and in April, an hour apart in UTC."""
    policy = attrs.evolve(desks.practice().clinic, time_zone="Europe/London")
    reserve_time(
        desk,
        [Booking("room 1", datetime(2027, 3, 29, 8, 0, tzinfo=UTC), datetime(2027, 3, 29, 9, 0, tzinfo=UTC))],
    )
    (one,) = booked_on(desk, policy, date(2027, 3, 29), date(2027, 3, 29))
    assert (one.start.hour, one.end.hour) == (9, 10)
