"""Rooms, devices and staff in the scheduler: dates, times, reasons and conflicts, by cases that a reader can check."""

from __future__ import annotations

from datetime import time
from itertools import combinations
from typing import Any

import attrs
import pytest

from hours import booked, weekly
from offers import ALWAYS_OPEN, Toy, course, day, days, findings, offsets, span, toy
from turgor.domain.case import Available, Pins, Preferences
from turgor.domain.clinic import Clinic
from turgor.domain.resources import Resource
from turgor.domain.schedule import Found, Schedule
from turgor.domain.verdicts import Verdicts
from turgor.planning.changing.whatif import what_if
from turgor.planning.explain import why
from turgor.planning.scheduling.passes import feasible
from turgor.verify import verify

TUESDAY, WEDNESDAY = 1, 2
LASER = Resource("laser", "The laser", does=("toy.a",))
MUST_A = Preferences(pins=Pins(must=("toy.a",)))


def clinic(**changes: Any) -> Clinic:
    """A clinic of one room and one laser, which toy.a needs."""
    usual = {"rooms": (Resource("room", "Room 1"),), "devices": (LASER,)}
    return attrs.evolve(ALWAYS_OPEN, **(usual | changes))


def wednesdays(first: time = time(9), last: time = time(17)) -> Resource:
    """The laser, there on Wednesdays only."""
    return attrs.evolve(LASER, hours=weekly(first, last, [WEDNESDAY]))


def times(solved: Schedule) -> list[tuple[str, str, tuple[str, ...]]]:
    """What is given when and with what."""
    return [(one.course, f"{one.start:%H:%M}", one.resources) for one in solved.sessions]


def test_a_session_is_given_when_its_device_is_there():
    """The laser comes on Wednesdays from two o'clock."""
    solved = toy(course(), clinic=clinic(devices=(wednesdays(time(14)),))).solve()
    assert offsets(solved) == [2]
    assert times(solved) == [("toy.a#1", "14:00", ("room", "laser"))]


def test_a_booking_that_leaves_too_little_time_blocks_a_day():
    """On Monday 59 minutes are left, in two parts on Tuesday, on Wednesday an hour."""
    bookings = (
        booked(day(0), time(9), time(16, 1), "laser"),
        booked(day(1), time(9, 59), time(16, 1), "laser"),
        booked(day(2), time(9), time(16), "laser"),
    )
    solved = toy(course(), clinic=clinic(bookings=bookings)).solve()
    assert (offsets(solved), times(solved)[0][1]) == ([2], "16:00")


def test_another_device_that_does_the_same_is_taken():
    """The first by id unless it is booked."""
    lasers = (LASER, attrs.evolve(LASER, id="laser-2"))
    problem = toy(course(count=(2, 2)), clinic=clinic(devices=lasers))
    assert [one.resources[1] for one in problem.solve().sessions] == ["laser", "laser"]
    taken = clinic(devices=lasers, bookings=(booked(day(0), time(9), time(10), "laser"),))
    solved = problem.with_(clinic=taken).solve()
    assert (offsets(solved), [one.resources[1] for one in solved.sessions]) == ([0, 7], ["laser-2", "laser"])


def test_a_device_that_is_hired_is_there_on_its_days_only():
    """And a room that is away is not."""
    hired = attrs.evolve(LASER, there=(span(20, 22),))
    rooms = (Resource("room", away=(span(0, 20),)),)
    assert offsets(toy(course(), clinic=clinic(devices=(hired,), rooms=rooms)).solve()) == [21]


def test_what_no_device_is_said_to_do_needs_none_and_a_clinic_can_ask_for_more():
    """A stranger's treatment is given in a room; a doctor only where the clinic says so."""
    staff = (Resource("amy", kind="nurse"), Resource("ben", kind="doctor", hours=weekly(time(12), time(17))))
    equipped = clinic(staff=staff, requires={"toy.b": ("doctor",)})
    assert times(toy(course("toy.c"), clinic=equipped).solve()) == [("toy.c#1", "09:00", ("room", "amy"))]
    assert times(toy(course("toy.b"), clinic=equipped).solve()) == [("toy.b#1", "12:00", ("room", "ben"))]


def test_what_nothing_at_the_clinic_can_do_is_left_out_and_said():
    """No room is for toy.a; pinned, the missing room is named."""
    rooms = (Resource("room", does=("toy.b",)),)
    problem = toy(course(), clinic=clinic(rooms=rooms))
    assert problem.solve().visits == ()
    (must, none) = problem.with_(preferences=MUST_A).solve().conflict
    assert must.id == "must:toy.a"
    assert none.text.text == "There is no room at the clinic for toy.a."


ONLY_TUESDAYS = Preferences(available=(Available(TUESDAY),), pins=Pins(must=("toy.a",)))


def test_a_device_whose_weekday_is_never_the_patients_is_a_conflict_that_names_both():
    """The laser is there on Wednesdays, the patient can come on Tuesdays."""
    problem = toy(course(), clinic=clinic(devices=(wednesdays(),)), preferences=ONLY_TUESDAYS)
    solved = problem.solve()
    assert solved.found is Found.CONFLICT
    assert {entry.id for entry in solved.conflict} == {"must:toy.a", "available", "resource:laser:hours"}
    assert all(entry.proven for entry in solved.conflict)
    told = next(entry.text.text for entry in solved.conflict if entry.kind == "resource")
    assert told.startswith("The laser is not there for 60 minutes on such a day")
    steps = [step.text for relaxation in solved.relaxations for step in relaxation.steps]
    assert steps[0] == "Come at other times of the week too."
    assert any(step.startswith("Free it, or have another that does the same: The laser") for step in steps)


CONFLICTS = {
    "resource:laser:booked": {"bookings": (booked(day(5), time(9), time(17), "laser"),)},
    "resource:laser:there": {"devices": (attrs.evolve(LASER, there=(span(6, 9),)),)},
    f"resource:laser:away:{day(5)}": {"devices": (attrs.evolve(LASER, away=(span(5, 9), span(20, 30))),)},
    "resource:laser:hours": {"devices": (wednesdays(),)},
    f"resource:room:away:{day(1)}": {"rooms": (Resource("room", away=(span(1, 5),)),)},
}


@pytest.mark.parametrize("limit", CONFLICTS)
def test_what_keeps_a_resource_from_a_fixed_day_is_named_and_cannot_be_spared(limit: str):
    """A date on a Saturday on which the laser or the room cannot be had; without that one limit it can."""
    pins = Preferences(pins=Pins(dates={"toy.a#1.1": day(5)}))
    problem = toy(course(), clinic=clinic(**CONFLICTS[limit]), preferences=pins)
    solved = problem.solve()
    assert {entry.id for entry in solved.conflict} == {"date:toy.a#1.1", limit}
    for entry in solved.conflict:
        assert feasible(problem.problem(dropped=frozenset({entry.id})), seed=0)


def test_three_courses_that_fit_in_pairs_and_not_together_need_two_visits():
    """The room is there for ten minutes less than all of them take; one of them comes a week later."""
    names = ("toy.a", "toy.b", "toy.c")
    rooms = (Resource("room", hours=weekly(time(9), time(10, 20))),)
    courses = [
        course(name, minutes=30, allowed=days(0, 7), sites=(site,), mechanism="heat")
        for name, site in zip(names, ("chin", "brow", "neck"), strict=True)
    ]
    problem = toy(*courses, clinic=clinic(rooms=rooms), findings=findings(goals=("chin", "brow", "neck")))
    asked = problem.problem()
    together = [frozenset(f"{name}#1" for name in some) for some in combinations(names, 2)]
    assert all(not asked.full_days(pair) for pair in together)
    assert asked.full_days(frozenset().union(*together))
    solved = problem.solve()
    assert len(solved.courses) == 3
    assert all(stage.proven for stage in solved.stages)
    assert [len(visit.sessions) for visit in solved.visits] == [2, 1]
    assert feasible(problem.with_(preferences=Preferences(most_visits=2)).problem(), seed=0)
    pinned = Preferences(most_visits=1, pins=Pins(must=names))
    assert not feasible(problem.with_(preferences=pinned).problem(), seed=0)


def test_an_earlier_day_without_the_device_is_explained_by_it():
    """Why not on Monday: the laser is not there before Wednesday."""
    problem = toy(course(), clinic=clinic(devices=(wednesdays(),)))
    (reason,) = why(problem.solve(), problem.problem(), Verdicts(()))
    (binding,) = reason.binding
    assert (binding.kind, binding.ids) == ("resource", ("laser", "clinic.hours"))
    assert "The laser" in binding.text.text


def test_a_visit_that_is_full_for_its_resources_is_explained_by_them():
    """On the day of toy.b the room has no time for toy.a too."""
    rooms = (Resource("room", "Room 1", hours=weekly(time(9), time(10))),)
    problem = toy(
        course("toy.b", minutes=30),
        course("toy.a", minutes=45, sites=("brow",)),
        clinic=clinic(rooms=rooms),
        findings=findings(goals=("chin", "brow")),
    )
    solved = problem.solve()
    assert sorted(offsets(solved)) == [0, 1]
    texts = [
        one.text.text for reason in why(solved, problem.problem(), Verdicts(())) for one in reason.binding
    ]
    assert "Room 1: not free for all of the visit on such a day." in texts


def test_what_if_names_the_booking_in_the_way():
    """The day asked for is taken; the next one is possible."""
    taken = clinic(bookings=(booked(day(4), time(9), time(17), "laser"),))
    problem = toy(course(), clinic=taken, preferences=MUST_A)
    made = {one.id: one.date for one in problem.solve().sessions}
    refused = what_if(problem.problem(), made, "toy.a#1.1", day(4), seed=0)
    assert "resource:laser:booked" in {entry.id for entry in refused.conflict}
    assert what_if(problem.problem(), made, "toy.a#1.1", day(5), seed=0).possible


def test_a_plan_says_when_each_session_begins_and_with_what():
    """In the record of the session, and each resource once for the visit; the verifier finds nothing to say."""
    problem: Toy = toy(
        course("toy.a", minutes=30),
        course("toy.b", minutes=45, sites=("brow",)),
        clinic=clinic(turnaround_minutes=10),
        findings=findings(goals=("chin", "brow")),
    )
    plan = problem.plan()
    (visit,) = plan.visits
    assert [(one.course, one.start, one.resources) for one in visit.sessions] == [
        ("toy.a#1", time(9), ("room", "laser")),
        ("toy.b#1", time(9, 40), ("room",)),
    ]
    assert (visit.end, visit.resources) == (time(10, 25), ("room", "laser"))
    assert verify(plan) == ()


def test_a_clinic_that_names_no_resources_says_nothing_of_them():
    """Its plans are as they were."""
    (visit,) = toy(course()).plan().visits
    assert (visit.sessions[0].start, visit.sessions[0].resources, visit.resources) == (None, (), ())
