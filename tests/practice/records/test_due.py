"""What is due: sessions, measuring again, maintenance; done with what was done."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

import desks
from turgor.domain.records import DueKind
from turgor.practice.records import (
    Desk,
    PatientRecord,
    add_assessment,
    build_plan,
    complete_plan,
    due_list,
    session_done,
    start_plan,
    stop_plan,
)


def test_sessions_are_due_until_they_were_given(desk: Desk) -> None:
    """Only those of a plan that is followed; overdue ones come first."""
    made = desks.followed(desk)
    other = PatientRecord(0, 0, desks.healthy().patient)
    build_plan(
        desk, desks.practice(), desks.known(desk, attrs.evolve(desks.healthy(), patient=other.patient)).id
    )
    visit = made.plan.visits[0]
    listed = due_list(desk, visit.date)
    assert [(one.date.kind.value, one.date.what, one.name) for one in listed] == [
        ("session", session.id, "Anjali Rao") for session in visit.sessions
    ]
    assert due_list(desk, visit.date - timedelta(days=1)) == ()
    for session in visit.sessions:
        session_done(desks.on(desk, visit.date), 1, session.id)
    assert due_list(desk, visit.date) == ()


def test_measuring_again_is_due_until_the_patient_is_assessed(desk: Desk) -> None:
    """Of a completed plan, too; a stopped one asks for nothing."""
    made = desks.followed(desk)
    reviews = {course.review for course in made.plan.courses if course.review}
    last = max(reviews)
    start_plan(desk, made.version.ref)
    complete_plan(desk, made.version.ref)
    kinds = {one.date.kind.value for one in due_list(desk, last)}
    assert "review" in kinds
    assert "session" not in kinds
    case = desks.anjali()
    add_assessment(
        desk, made.version.patient, attrs.evolve(case, assessment=attrs.evolve(case.assessment, date=last))
    )
    assert "review" not in {one.date.kind.value for one in due_list(desk, last)}


def test_maintenance_is_due_until_somebody_plans_it(desk: Desk) -> None:
    """A plan that was made ahead of its day counts; one that was given up does not."""
    made = desks.followed(desk)
    last = max(one.maintenance for one in made.plan.courses if one.maintenance)
    start_plan(desk, made.version.ref)
    complete_plan(desk, made.version.ref)
    assert maintenance(desk, last)
    ahead = max(visit.date for visit in made.plan.visits) + timedelta(days=30)
    later = build_plan(desks.on(desk, ahead), desks.practice_on(ahead), made.version.patient)
    assert not maintenance(desk, last)
    stop_plan(desk, later.version.ref, "not wanted")
    assert maintenance(desk, last)


def maintenance(desk: Desk, until: date) -> list[str]:
    """The courses that ought to be maintained by a day."""
    return [one.date.what for one in due_list(desk, until) if one.date.kind is DueKind.MAINTENANCE]


def test_a_stopped_plan_asks_for_nothing(desk: Desk) -> None:
    """Neither sessions nor anything afterwards."""
    made = desks.followed(desk)
    assert due_list(desk, made.plan.today + timedelta(days=700))
    stop_plan(desk, made.version.ref, "moves abroad")
    assert due_list(desk, made.plan.today + timedelta(days=700)) == ()
