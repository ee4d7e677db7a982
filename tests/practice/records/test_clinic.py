"""The clinic among the records: every version stays, plans name theirs, and a change says which sessions it hits."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread

import attrs
import pytest
from sqlalchemy import text

import desks
from turgor.domain.clinic import Clinic
from turgor.domain.dates import Span
from turgor.domain.kept_clinic import ClinicChange, Hindrance
from turgor.domain.opening import Opening
from turgor.domain.records import DueKind, PlanDate
from turgor.domain.resources import Resource
from turgor.practice import Practice
from turgor.practice.records import (
    Built,
    ClinicOutdated,
    Desk,
    Hindered,
    NoClinic,
    Nonsense,
    NotThere,
    StorageError,
    approve_plan,
    build_plan,
    check_records,
    clinic_history,
    clinic_on,
    clinic_version,
    close_days,
    hire_device,
    import_clinic,
    in_the_way,
    open_kept,
    present_clinic,
    read_audit,
    replay,
    revise_plan,
    send_away,
    session_done,
    stop_plan,
)
from turgor.practice.records.in_the_way import obstacle
from turgor.store import Store

CHRISTMAS = Span(date(2026, 12, 24), date(2026, 12, 28))
NEW_YEAR = Span(date(2027, 1, 1), date(2027, 1, 1))


def with_laser(**settings: object) -> Clinic:
    """The default clinic with a room, and a device that is hired for November."""
    hired = Resource("rf", does=("radiofrequency.monopolar_single",), there=(span(11, 1, 30),))
    return attrs.evolve(desks.practice().clinic, rooms=(Resource("room-1"),), devices=(hired,), **settings)  # type: ignore[arg-type]  # as tests name them


def span(month: int, first: int, last: int) -> Span:
    """Days of 2026."""
    return Span(date(2026, month, first), date(2026, month, last))


def here(desk: Desk) -> Practice:
    """The practice with the clinic that is kept."""
    kept = present_clinic(desk)
    assert kept is not None
    return attrs.evolve(desks.practice(), clinic=kept.clinic, clinic_version=kept.version.number)


def followed(desk: Desk, practice: Practice) -> Built:
    """A patient with an approved plan of several visits."""
    made = build_plan(desk, practice, desks.known(desk, desks.anjali()).id)
    approve(desk, made)
    return made


def approve(desk: Desk, made: Built) -> None:
    """All cautions acknowledged."""
    approve_plan(desk, made.version.ref, [one.id for one in open_kept(desk, made.version.ref).cautions])


def test_every_change_is_a_version_with_who_and_when(desk: Desk) -> None:
    """Imported, closed, opened again, hired, away: all of them stay, and the audit trail tells of each."""
    import_clinic(desk, with_laser())
    close_days(desk, [CHRISTMAS, NEW_YEAR], "holidays")
    close_days(desk, [Span(date(2026, 12, 28), date(2026, 12, 28))], undo=True)
    hire_device(desk, "rf", [span(12, 1, 31)])
    changed = send_away(desk, "room-1", [span(12, 7, 8)], "painted")
    assert changed.settings == ("rooms",)
    versions = clinic_history(desk)
    assert [(one.change.value, one.detail) for one in versions] == [
        ("imported", ""),
        ("closed", "2026-12-24 to 2026-12-28, 2027-01-01"),
        ("opened", "2026-12-28"),
        ("hired", "rf 2026-12-01 to 2026-12-31"),
        ("away", "room-1 2026-12-07 to 2026-12-08"),
    ]
    assert {one.made_by for one in versions} == {"dr.lee"}
    assert [one.newest for one in versions] == [False] * 4 + [True]
    assert clinic_version(desk, 2).clinic.closures == (CHRISTMAS, NEW_YEAR)
    assert clinic_version(desk, 3).clinic.closures == (span(12, 24, 27), NEW_YEAR)
    now = clinic_version(desk, 5).clinic
    assert now.devices[0].there == (Span(date(2026, 11, 1), date(2026, 12, 31)),)
    assert now.rooms[0].away == (span(12, 7, 8),)
    told = [(one.subject, one.who, one.detail) for one in read_audit(desk) if one.subject[:6] == "clinic"]
    assert told[1] == ("clinic:2", "dr.lee", "closed 2026-12-24 to 2026-12-28, 2027-01-01")
    assert check_records(desk) == ()


def test_the_clinic_is_shown_as_it_was_on_a_day(desk: Desk) -> None:
    """At the end of that day; before the first version there was none."""
    import_clinic(desks.on(desk, date(2026, 11, 20)), with_laser())
    close_days(desks.on(desk, date(2026, 12, 1)), [CHRISTMAS])
    assert clinic_on(desk, date(2026, 11, 30)).clinic.closures == ()
    assert clinic_on(desk, date(2026, 12, 1)).clinic.closures == (CHRISTMAS,)
    with pytest.raises(NoClinic):
        clinic_on(desk, date(2026, 11, 19))


def test_nothing_of_the_history_can_be_changed_or_removed(desk: Desk) -> None:
    """The database itself refuses it, whoever writes."""
    import_clinic(desk, with_laser())
    for statement in (
        "UPDATE clinic_version SET reason = 'x'",
        "DELETE FROM clinic_version",
        "INSERT INTO clinic_version SELECT * FROM clinic_version",
    ):
        with pytest.raises(StorageError), desk.store.writing() as session:
            session.execute(text(statement))
    assert len(clinic_history(desk)) == 1


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    """A change of nothing, a clinic that is not there, a device that is always there or would be there no more."""
    with pytest.raises(NoClinic):
        close_days(desk, [CHRISTMAS])
    with pytest.raises(NoClinic):
        import_clinic(desk, with_laser(), seen=1)
    import_clinic(desk, with_laser())
    with pytest.raises(Nonsense):
        import_clinic(desk, with_laser())
    with pytest.raises(Nonsense):
        close_days(desk, [CHRISTMAS], undo=True)
    with pytest.raises(Nonsense, match="always there"):
        hire_device(desk, "room-1", [CHRISTMAS])
    with pytest.raises(Nonsense, match="on no day"):
        hire_device(desk, "rf", [span(11, 1, 30)], undo=True)
    with pytest.raises(NotThere, match="it has rf, room-1"):
        send_away(desk, "amy", [CHRISTMAS])
    with pytest.raises(NotThere):
        clinic_version(desk, 2)
    assert len(clinic_history(desk)) == 1


def test_a_file_made_from_an_older_version_is_refused(desk: Desk) -> None:
    """With what has changed since, so that no closure is lost."""
    import_clinic(desk, with_laser())
    close_days(desk, [CHRISTMAS])
    with pytest.raises(ClinicOutdated, match="closures"):
        import_clinic(desk, with_laser(phone="1"), seen=1)
    kept = present_clinic(desk)
    assert kept
    import_clinic(desk, attrs.evolve(kept.clinic, phone="1"), seen=2)


def test_changes_at_one_moment_are_all_kept(where: str) -> None:
    """Each goes on from the one before: of eight closures none is lost."""
    with Store.open(where) as store:
        import_clinic(desks.desk_at(store), with_laser())
    together = Barrier(8)

    def close(number: int) -> None:
        with Store.open(where) as store:
            together.wait()
            close_days(desks.desk_at(store, f"desk {number}"), [span(12, 3 * number + 1, 3 * number + 1)])

    threads = [Thread(target=close, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with Store.open(where) as store:
        kept = present_clinic(desks.desk_at(store))
    assert kept
    assert (kept.version.number, len(kept.clinic.closures)) == (9, 8)


def test_a_plan_names_the_clinic_it_was_made_with(desk: Desk) -> None:
    """And is made again to the same bytes after the clinic has changed; a file's has no version."""
    import_clinic(desk, desks.practice().clinic)
    close_days(desk, [CHRISTMAS])
    made = build_plan(desk, here(desk), desks.known(desk, desks.anjali()).id)
    assert made.version.clinic == 2
    import_clinic(desk, with_laser())
    assert open_kept(desk, made.version.ref).version.clinic == 2
    assert replay(desk, made.version.ref, desks.practice().host).same
    of_a_file = build_plan(desk, desks.practice(), made.version.patient)
    assert open_kept(desk, of_a_file.version.ref).version.clinic is None


@pytest.mark.parametrize("kept", [True, False])
def test_a_closure_lists_the_sessions_it_hits_and_a_revision_moves_them(
    desk: Desk,
    kept: bool,  # noqa: FBT001 -- whether the plan was made with the clinic that is kept, or with a file
) -> None:
    """In the answer, and from then on, until the plan is made anew; sessions that are on other days stay there."""
    import_clinic(desk, desks.practice().clinic)
    made = followed(desk, here(desk) if kept else desks.practice())
    first, second, *_ = made.plan.visits
    answer = close_days(desk, [Span(second.date, second.date)])
    (hit,) = answer.hits
    assert (hit.ref, hit.date.what, hit.date.day) == (made.version.ref, second.sessions[0].id, second.date)
    assert (hit.obstacle.why, hit.name, hit.clinic) == (Hindrance.CLOSED, "Anjali Rao", 2)
    assert in_the_way(desk, made.plan.today) == answer.hits
    assert in_the_way(desk, made.plan.today, patient=99) == ()
    again = revise_plan(desk, here(desk), made.version.ref, "closed")
    assert again.version.clinic == (2 if kept else None)
    moved = {move.session: move for move in again.plan.moves}
    assert first.sessions[0].id not in moved
    assert moved[second.sessions[0].id].from_ == second.date
    assert {one.kind for one in moved[second.sessions[0].id].because} == {"closed"}
    assert in_the_way(desk, made.plan.today) == answer.hits  # until it is approved
    approve(desk, again)
    assert in_the_way(desk, made.plan.today) == ()


def test_what_was_given_or_stopped_or_opened_again_is_not_in_the_way(desk: Desk) -> None:
    """Only sessions to come of plans that are followed, by the present version."""
    import_clinic(desk, desks.practice().clinic)
    made = followed(desk, here(desk))
    first, second, third, *_ = made.plan.visits
    close_days(desk, [Span(one.date, one.date) for one in (first, second, third)])
    assert len(in_the_way(desk, made.plan.today)) == 3
    session_done(desks.on(desk, first.date), made.version.ref.plan, first.sessions[0].id)
    assert len(in_the_way(desk, made.plan.today)) == 2
    assert len(in_the_way(desk, second.date + timedelta(days=1))) == 1
    close_days(desk, [Span(second.date, second.date)], undo=True)
    assert [one.date.day for one in in_the_way(desk, made.plan.today)] == [third.date]
    stop_plan(desk, made.version.ref, "moves abroad")
    assert in_the_way(desk, made.plan.today) == ()


def test_a_draft_that_the_clinic_has_overtaken_is_not_approved(desk: Desk) -> None:
    """It is built again, around the closure."""
    import_clinic(desk, desks.practice().clinic)
    made = build_plan(desk, here(desk), desks.known(desk, desks.anjali()).id)
    visit = made.plan.visits[0]
    assert close_days(desk, [Span(visit.date, visit.date)]).hits == ()
    with pytest.raises(Hindered) as refused:
        approve(desk, made)
    assert {one: found.why for one, found in refused.value.obstacles.items()} == {
        session.id: Hindrance.CLOSED for session in visit.sessions
    }
    again = build_plan(desk, here(desk), made.version.patient)
    approve(desk, again)
    assert visit.date not in {one.date for one in again.plan.visits}


def test_no_session_slips_through_between_a_change_and_an_approval(where: str) -> None:
    """At one moment: either the closure finds the session, or the approval finds the closure."""
    with Store.open(where) as store:
        desk = desks.desk_at(store)
        import_clinic(desk, desks.practice().clinic)
        made = build_plan(desk, here(desk), desks.known(desk, desks.anjali()).id)
    day, together, refused = made.plan.visits[0].date, Barrier(2), list[Hindered]()

    def approve_it() -> None:
        with Store.open(where) as store:
            together.wait()
            try:
                approve(desks.desk_at(store, "desk 1"), made)
            except Hindered as problem:
                refused.append(problem)

    approving = Thread(target=approve_it)
    approving.start()
    with Store.open(where) as store:
        desk = desks.desk_at(store, "desk 2")
        together.wait()
        close_days(desk, [Span(day, day)])
        approving.join()
        assert bool(refused) != bool(in_the_way(desk, made.plan.today))


@pytest.mark.parametrize(
    ("clinic", "why"),
    [
        ({}, None),
        ({"closures": (Span(date(2026, 12, 1), None),)}, Hindrance.CLOSED),
        ({"opening": (Opening(2, time(9), time(17)),)}, Hindrance.CLOSED),
        ({"opening": (Opening(1, time(9), time(10, 29)),)}, Hindrance.HOURS),
        ({"opening": (Opening(1, time(9), time(10, 30)),)}, None),
        ({"rooms": ()}, Hindrance.GONE),
        ({"rooms": (Resource("r", there=(Span(date(2026, 12, 2), None),)),)}, Hindrance.THERE),
        ({"rooms": (Resource("r", away=(Span(date(2026, 12, 1), date(2026, 12, 1)),)),)}, Hindrance.AWAY),
        ({"rooms": (Resource("r", hours=(Opening(1, time(10, 1), time(12)),)),)}, Hindrance.ITS_HOURS),
        ({"rooms": (Resource("r", hours=(Opening(1, time(10), time(12)),)),)}, None),
    ],
)
def test_what_can_stand_against_a_session(clinic: dict[str, object], why: Hindrance | None) -> None:
    """A session on a Tuesday from ten to half past, in room r: the clinic's day, its hours, and the room's."""
    one = PlanDate(DueKind.SESSION, "a#1.1", date(2026, 12, 1), time(10), 30, ("r",))
    usual = Clinic("C", (Opening(1, time(9), time(17)),), rooms=(Resource("r"),))
    found = obstacle(attrs.evolve(usual, **clinic), one, same_clinic=True)  # type: ignore[arg-type]
    assert (found.why if found else None) == why
    elsewhere = obstacle(attrs.evolve(usual, **clinic), one, same_clinic=False)  # type: ignore[arg-type]
    assert bool(elsewhere) == bool("closures" in clinic)


def test_a_day_in_the_zone_of_the_clinic(desk: Desk) -> None:
    """In Auckland it is tomorrow already when the clock of the records says yesterday."""
    late = attrs.evolve(desk, now=desks.Clock(datetime(2026, 12, 1, 12, 30, tzinfo=UTC)))
    import_clinic(late, with_laser(time_zone="Pacific/Auckland"))
    assert clinic_on(desk, date(2026, 12, 2)).version.change is ClinicChange.IMPORTED
    with pytest.raises(NoClinic):
        clinic_on(desk, date(2026, 12, 1))
