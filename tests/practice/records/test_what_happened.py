"""Sessions given and missed, and events: kept, and what they change in the plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import desks
from turgor.domain.case import Event
from turgor.domain.dates import DateRange
from turgor.files import InvalidFile
from turgor.practice.records import (
    Built,
    Desk,
    HowGiven,
    Impossible,
    NotThere,
    Taken,
    WrongStatus,
    add_event,
    approve_plan,
    build_plan,
    list_plans,
    open_kept,
    prerequisite_done,
    revise_plan,
    session_done,
    session_missed,
    stop_plan,
    which_plan,
)

HOST = desks.practice().host
GIVEN = HowGiven(settings={"depth": "1.5"})


def first(made: Built) -> tuple[str, date]:
    """The first session of the course that has several, and its day."""
    wanted = "radiofrequency.microneedling#1.1"
    return wanted, next(v.date for v in made.plan.visits if wanted in [one.id for one in v.sessions])


def test_a_session_that_was_given_starts_the_plan_and_is_counted(desk: Desk) -> None:
    """With operator, device, settings, lot and reaction; the next plan goes on from it."""
    made = desks.followed(desk)
    session, day = first(made)
    given = HowGiven("Kim", "RF-2", "L-77", {"energy": "20", "depth": "1.5"}, "mild redness")
    told = session_done(desks.on(desk, day), 1, session, given=given)
    assert told.done is not None
    assert (told.done.day, told.done.given, told.calls_for_a_new_plan) == (day, given, False)
    assert [one.status.value for one in list_plans(desk, every=True)] == ["active"]
    after = day + timedelta(days=1)
    again = revise_plan(desks.on(desk, after), desks.practice_on(after), made.version.ref, "goes on")
    course = next(one for one in again.plan.courses if one.id == session.rpartition(".")[0])
    assert course.given == (day,)
    assert [move.session for move in again.plan.moves if move.session.startswith(course.id)] == []


def test_a_missed_session_moves_as_little_as_possible_and_says_why(desk: Desk) -> None:
    """The first move is its own, for it was not given."""
    made = desks.followed(desk)
    session, day = first(made)
    after = day + timedelta(days=1)
    told = session_missed(desks.on(desk, after), 1, session, "ill")
    assert told.calls_for_a_new_plan
    again = revise_plan(desks.on(desk, after), desks.practice_on(after), made.version.ref, "missed")
    moved = {move.session: move for move in again.plan.moves}
    assert moved[session].from_ == day
    assert [one.kind for one in moved[session].because] == ["missed"]


def test_a_session_that_was_missed_once_is_not_missed_on_its_new_day(desk: Desk) -> None:
    """When the version that moved it is followed, nothing stands against it any more: the next one moves nothing."""
    made = desks.followed(desk)
    session, day = first(made)
    after = desks.on(desk, day + timedelta(days=1))
    session_missed(after, 1, session, "ill")
    practice = desks.practice_on(day + timedelta(days=1))
    again = revise_plan(after, practice, made.version.ref, "missed")
    cautions = [one.id for one in open_kept(after, again.version.ref).cautions]
    approve_plan(after, again.version.ref, cautions)
    assert revise_plan(after, practice, again.version.ref, "looked at again").plan.moves == ()


def test_a_session_on_another_day_calls_for_a_new_plan(desk: Desk) -> None:
    """A day late."""
    made = desks.followed(desk)
    session, day = first(made)
    told = session_done(desks.on(desk, day + timedelta(days=1)), 1, session, given=GIVEN)
    assert told.calls_for_a_new_plan


@pytest.mark.parametrize(
    ("session", "days", "error"),
    [("radiofrequency.microneedling#1.9", 0, NotThere), ("", 1, Impossible), ("", -400, Impossible)],
)
def test_what_cannot_have_happened_is_refused(
    desk: Desk, session: str, days: int, error: type[Exception]
) -> None:
    """A session that is not planned, a day to come, a day before the plan."""
    made = desks.followed(desk)
    planned, day = first(made)
    with pytest.raises(error):
        session_done(desks.on(desk, day), 1, session or planned, day + timedelta(days=days), GIVEN)
    assert [one.status.value for one in list_plans(desk)] == ["approved"]


def test_a_session_is_given_once_and_in_its_order(desk: Desk) -> None:
    """Told twice it is refused; a third session on an earlier day than the first, too."""
    made = desks.followed(desk)
    session, day = first(made)
    session_done(desks.on(desk, day + timedelta(days=9)), 1, session, day + timedelta(days=9), GIVEN)
    with pytest.raises(Taken):
        session_done(desks.on(desk, day + timedelta(days=9)), 1, session)
    with pytest.raises(Impossible):
        session_missed(desk, 1, session)
    second = session.rpartition(".")[0] + ".2"
    with pytest.raises(Impossible, match="order"):
        session_done(desks.on(desk, day + timedelta(days=9)), 1, second, day + timedelta(days=5))


def test_nothing_is_given_by_a_plan_that_nobody_approved(desk: Desk) -> None:
    """A draft is not followed."""
    made = build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)
    with pytest.raises(WrongStatus):
        session_done(desk, 1, first(made)[0])
    with pytest.raises(NotThere):
        session_done(desk, 9, first(made)[0])


def test_a_new_medicine_changes_the_plan(desk: Desk) -> None:
    """Isotretinoin begun now defers what it forbids; told anew as ended, it counts as that."""
    made = desks.followed(desk)
    kept, event = add_event(
        desk, HOST, made.version.patient, {"kind": "oral_isotretinoin", "start": "2026-11-23"}
    )
    assert event == Event("oral_isotretinoin", DateRange.on(date(2026, 11, 23)))
    again = revise_plan(desk, desks.practice(), made.version.ref, "new medicine")
    assert again.plan.moves
    assert again.plan.case is not None
    assert event in again.plan.case.history.events
    ended = {"kind": "oral_isotretinoin", "start": "2026-11-23", "end": "2026-11-24"}
    add_event(desk, HOST, made.version.patient, ended, replaces=kept.id)
    third = revise_plan(desk, desks.practice(), again.version.ref, "a mistake")
    assert third.plan.case is not None
    of_kind = [one for one in third.plan.case.history.events if one.kind == "oral_isotretinoin"]
    assert [one.end for one in of_kind] == [DateRange.on(date(2026, 11, 24))]
    with pytest.raises(NotThere):
        add_event(desk, HOST, made.version.patient, ended, replaces=kept.id)


def test_an_event_that_makes_no_sense_is_refused(desk: Desk) -> None:
    """With its place and a suggestion, as in a file."""
    record = desks.known(desk, desks.healthy())
    with pytest.raises(InvalidFile, match="oral_isotretinoin"):
        add_event(desk, HOST, record.id, {"kind": "oral_isotretinoine", "start": "2026-11-23"})


def test_what_was_given_by_a_stopped_plan_counts_in_the_next(desk: Desk) -> None:
    """Its effects on the skin do not end with it."""
    made = desks.followed(desk)
    session, day = first(made)
    session_done(desks.on(desk, day), 1, session, given=GIVEN)
    stop_plan(desk, which_plan(desk, "1"), "another goal")
    after = day + timedelta(days=1)
    new = build_plan(desks.on(desk, after), desks.practice_on(after), made.version.patient)
    assert new.plan.case is not None
    assert [one.kind for one in new.plan.case.history.events if one.start == DateRange.on(day)] == [
        session.rpartition("#")[0]
    ]


def test_what_was_prepared_is_not_asked_for_again(desk: Desk) -> None:
    """A test spot that was done counts for the course, and nothing moves for want of it."""
    made = desks.followed(desk)
    session, _ = first(made)
    told = prerequisite_done(desk, 1, session, "test_spot")
    assert (told.planned, told.calls_for_a_new_plan) == (made.plan.today, False)
    with pytest.raises(Taken):
        prerequisite_done(desk, 1, session, "test_spot")
    after = made.plan.today + timedelta(days=2)
    again = revise_plan(desks.on(desk, after), desks.practice_on(after), made.version.ref, "goes on")
    course = next(one for one in again.plan.courses if one.id == session.rpartition(".")[0])
    assert "test_spot" not in [one.id for one in course.prerequisites]
    assert [(one.prerequisite, one.date) for one in course.prepared] == [("test_spot", made.plan.today)]
    assert session not in [move.session for move in again.plan.moves]
    third = revise_plan(desks.on(desk, after), desks.practice_on(after), again.version.ref, "once more")
    assert [one.prepared for one in third.plan.courses if one.id == course.id] == [course.prepared]


def test_a_test_spot_that_nobody_noted_moves_its_session(desk: Desk) -> None:
    """It must be done first, and read six weeks later."""
    made = desks.followed(desk)
    session, _ = first(made)
    after = made.plan.today + timedelta(days=2)
    again = revise_plan(desks.on(desk, after), desks.practice_on(after), made.version.ref, "goes on")
    assert session in [move.session for move in again.plan.moves]


@pytest.mark.parametrize(
    ("session", "prerequisite", "days", "error"),
    [
        ("", "test_spott", 0, NotThere),
        ("radiofrequency.microneedling#1.9", "test_spot", 0, NotThere),
        ("", "test_spot", 1, Impossible),
    ],
)
def test_only_what_is_waited_for_is_prepared(
    desk: Desk, session: str, prerequisite: str, days: int, error: type[Exception]
) -> None:
    """Another prerequisite, another session, a day to come."""
    made = desks.followed(desk)
    day = made.plan.today + timedelta(days=days)
    with pytest.raises(error):
        prerequisite_done(desk, 1, session or first(made)[0], prerequisite, day)
    assert open_kept(desk, made.version.ref).plan.diary is None


def test_what_home_care_waits_for_is_noted_too(desk: Desk) -> None:
    """Too late is said: the plan has its first use before that."""
    made = desks.followed(desk)
    late = made.plan.today + timedelta(days=60)
    told = prerequisite_done(desks.on(desk, late), 1, "topicals.tretinoin#1", "prescriber_order")
    assert told.calls_for_a_new_plan
    diary = open_kept(desk, made.version.ref).plan.diary
    assert diary is not None
    assert [(one.session, one.date) for one in diary.prepared] == [("topicals.tretinoin#1", late)]
