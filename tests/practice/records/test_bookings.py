"""Bookings: reserved by approved visits, freed by what ends them; never twice, however many try at once."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import desks
from racing import approved, one_laser, wants_it
from turgor.domain.case import Priority
from turgor.practice import Practice
from turgor.practice.records import (
    BookedAlready,
    Busy,
    Desk,
    Reservation,
    Stale,
    StorageError,
    booked_on,
    build_plan,
    complete_plan,
    erase_patient,
    list_plans,
    next_best,
    open_kept,
    reserve_time,
    revise_plan,
    session_done,
    session_missed,
    stop_plan,
)
from turgor.store import Store
from turgor.store.bookings import booked

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def at(start: int, end: int, resource: str = "room 1") -> Reservation:
    """Minutes after Monday, nine o'clock."""
    return Reservation(resource, MONDAY + timedelta(minutes=start), MONDAY + timedelta(minutes=end))


def all_booked(store: Store) -> tuple[Reservation, ...]:
    """Everything that is reserved."""
    with store.reading() as session:
        return booked(session, datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def overlaps(store: Store) -> list[tuple[Reservation, Reservation]]:
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
        desk, kept = desks.desk_at(store), list[Reservation]()
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


def clinic() -> Practice:
    """One room and one laser, that everybody wants."""
    return one_laser(desks.practice())


def test_visits_reserve_what_they_need_from_approval_to_the_end(desk: Desk) -> None:
    """A draft reserves nothing; a stopped plan gives back what is to come."""
    made = build_plan(desk, clinic(), desks.known(desk, wants_it(1)).id)
    assert all_booked(desk.store) == ()
    approved(desk, made)
    found = booked_on(desk, made.plan.policy, date(2026, 11, 1), date(2028, 1, 1))
    (visit, *_) = made.plan.visits
    minutes = timedelta(minutes=visit.sessions[0].minutes + 10)
    assert [(one.resource, one.start.date()) for one in found] == [
        (resource, visit.date) for visit in made.plan.visits for resource in ("ndyag", "room-1")
    ]
    assert {one.end - one.start for one in found} == {minutes}
    stop_plan(desk, made.version.ref, "moves abroad")
    assert all_booked(desk.store) == ()


def test_a_lost_race_keeps_the_draft_and_gets_the_next_best_plan(desk: Desk) -> None:
    """Two plan for the same hours; the second to approve is told, and planned around the first, as it was asked for."""
    priority = Priority.FEWEST_VISITS
    first, second = (
        build_plan(desk, clinic(), desks.known(desk, wants_it(n)).id, priority, seed=n) for n in (1, 2)
    )
    days = {visit.date for visit in first.plan.visits}
    assert days == {visit.date for visit in second.plan.visits}
    approved(desk, first)
    before = all_booked(desk.store)
    with pytest.raises(BookedAlready, match=r"(ndyag|room-1) is booked") as lost:
        approved(desk, second)
    assert lost.value.wanted.start.date() == min(days)
    assert [one.status.value for one in list_plans(desk)] == ["approved", "draft"]
    assert all_booked(desk.store) == before
    assert open_kept(desk, second.version.ref).approval is None
    found = next_best(desk, clinic(), second.version.ref, lost.value)
    again = found.built
    assert (again.version.priority, again.version.seed) == ("fewest-visits", 2)
    assert {move.from_ for move in found.difference.moves} >= {min(days)}
    approved(desk, again)
    assert days.isdisjoint(visit.date for visit in again.plan.visits)
    assert len(all_booked(desk.store)) == 2 * (len(first.plan.visits) + len(again.plan.visits))
    with pytest.raises(Stale):
        next_best(desk, clinic(), second.version.ref, lost.value)


def test_a_revision_that_lost_its_race_still_moves_as_little_as_possible(desk: Desk) -> None:
    """Only the session whose new time was taken moves again; what was told and pinned still counts."""
    made = build_plan(desk, clinic(), desks.known(desk, wants_it(1)).id)
    approved(desk, made)
    _, second, *_ = made.plan.visits
    session_missed(desk, made.version.ref.plan, second.sessions[0].id)
    revised = revise_plan(desk, clinic(), made.version.ref, "called off")
    moved = next(visit for visit in revised.plan.visits if visit.sessions[0].id == second.sessions[0].id)
    taken = datetime.combine(moved.date, time(9), ZoneInfo(made.plan.policy.time_zone))
    reserve_time(desk, [Reservation("ndyag", taken, taken + timedelta(hours=1))])
    with pytest.raises(BookedAlready) as lost:
        approved(desk, revised)
    found = next_best(desk, clinic(), revised.version.ref, lost.value)
    assert found.built.version.basis == made.version.ref.number
    assert moved.date not in {visit.date for visit in found.built.plan.visits}
    approved(desk, found.built)
    assert overlaps(desk.store) == []


def test_what_ends_a_plan_frees_what_is_to_come_and_leaves_what_was_given(desk: Desk) -> None:
    """Revised, completed or stopped; a session that was given keeps its time, even later that day."""
    made = build_plan(desk, clinic(), desks.known(desk, wants_it(1)).id)
    approved(desk, made)
    ref, visits = made.version.ref, made.plan.visits
    given = visits[0]
    early = attrs.evolve(
        desk, now=desks.Clock(datetime.combine(given.date, time(8), UTC))
    )  # it begins at nine
    session_done(early, ref.plan, given.sessions[0].id)
    revised = revise_plan(
        early, attrs.evolve(clinic(), today=given.date), ref, "looked at again", happened=None
    )
    approved(early, revised)
    kept = [one for one in all_booked(desk.store) if one.start.date() == given.date]
    assert {one.session for one in kept} == {given.sessions[0].id}
    days = {visit.date for visit in revised.plan.visits}
    assert {one.start.date() for one in all_booked(desk.store)} == days | {given.date}
    complete_plan(early, revised.version.ref)
    assert all_booked(desk.store) == tuple(kept)


@pytest.mark.parametrize("ends", ["stopped", "erased"])
def test_a_plan_that_is_stopped_leaves_what_was_given(desk: Desk, ends: str) -> None:
    """The time of the session that was given is still that session's."""
    made = build_plan(desk, clinic(), desks.known(desk, wants_it(1)).id)
    approved(desk, made)
    given = made.plan.visits[0]
    early = attrs.evolve(desk, now=desks.Clock(datetime.combine(given.date, time(8), UTC)))
    session_done(early, 1, given.sessions[0].id)
    if ends == "stopped":
        stop_plan(early, made.version.ref, "moves abroad")
    else:
        erase_patient(early, made.version.patient)
    assert {(one.session, one.start.date()) for one in all_booked(desk.store)} == {
        (given.sessions[0].id, given.date)
    }


def test_a_session_on_another_day_gives_its_time_back_at_once(desk: Desk) -> None:
    """Given earlier than planned, or called off: others can have it before the plan is made anew."""
    made = build_plan(desk, clinic(), desks.known(desk, wants_it(1)).id)
    approved(desk, made)
    first, second, *_ = made.plan.visits
    session_done(desk, 1, first.sessions[0].id, made.plan.today)
    session_missed(desk, 1, second.sessions[0].id)
    free = {first.date, second.date}
    assert free.isdisjoint(one.start.date() for one in all_booked(desk.store))
    for day in free:
        nine = datetime.combine(day, time(9), ZoneInfo(made.plan.policy.time_zone))
        reserve_time(desk, [Reservation("ndyag", nine, nine + timedelta(minutes=40))])


def test_a_revision_is_not_in_its_own_way(desk: Desk) -> None:
    """Nothing happened, so nothing moves; its reservations become those of the new version."""
    made = build_plan(desk, clinic(), desks.known(desk, wants_it(1)).id)
    approved(desk, made)
    again = revise_plan(desk, clinic(), made.version.ref, "looked at again")
    assert again.plan.moves == ()
    before = all_booked(desk.store)
    approved(desk, again)
    assert all_booked(desk.store) == before


def test_times_are_those_of_the_clinic_on_both_sides_of_a_change_of_clocks(desk: Desk) -> None:
    """Nine o'clock stays nine o'clock in March and in April, an hour apart in UTC."""
    policy = attrs.evolve(desks.practice().clinic, time_zone="Europe/London")
    reserve_time(
        desk,
        [
            Reservation(
                "room 1", datetime(2027, 3, 29, 8, 0, tzinfo=UTC), datetime(2027, 3, 29, 9, 0, tzinfo=UTC)
            )
        ],
    )
    (one,) = booked_on(desk, policy, date(2027, 3, 29), date(2027, 3, 29))
    assert (one.start.hour, one.end.hour) == (9, 10)
