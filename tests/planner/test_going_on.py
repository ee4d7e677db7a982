"""Courses that go on keep their ids and zones, however the zones would be grouped today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sample_patients import sample_plan
from turgor import planner
from turgor.domain.case import Event
from turgor.domain.dates import DateRange
from turgor.domain.happened import Done, Happened
from turgor.host import Host
from turgor.verify import verify

LASER = "laser.ndyag_long_pulse#1"
FIRST = date(2026, 11, 25)


@pytest.fixture(scope="module")
def host() -> Host:
    """The modalities that ship."""
    return Host.load()


def test_a_course_goes_on_where_it_still_may(host: Host):
    """A burn of the neck that lasts until September: the laser goes on at the lower face, and the plan says so."""
    made = sample_plan("pacemaker-warfarin")
    neck = frozenset(site for course in made.courses for site in course.sites if site.startswith("neck"))
    burn = Event("sunburn", DateRange.on(date(2026, 12, 1)), expected_end=date(2027, 9, 1), sites=neck)
    happened = Happened(date(2026, 12, 2), (Done(f"{LASER}.1", FIRST),), events=(burn,))
    anew = planner.replan(made, happened, host)
    (course,) = anew.courses
    assert course.id == LASER
    assert frozenset(made.courses[0].sites) - frozenset(course.sites) == neck
    assert [notice.key for notice in anew.notices if notice.key == "replan.zones_left"]
    assert verify(anew) == ()


def test_what_if_can_be_asked_of_a_plan_made_anew(host: Host):
    """The numbers of its sessions go on, and what was given counts."""
    made = sample_plan("pacemaker-warfarin")
    anew = planner.replan(made, Happened(date(2026, 11, 26), (Done(f"{LASER}.1", FIRST),)), host)
    days = {session.id: visit.date for visit in anew.visits for session in visit.sessions}
    assert f"{LASER}.1" not in days
    second = days[f"{LASER}.2"]
    same = planner.what_if(anew, f"{LASER}.2", second, host)
    assert same.possible
    assert same.moves == ()
    soon = planner.what_if(anew, f"{LASER}.2", FIRST + timedelta(days=7), host)
    assert not soon.possible
    assert {one.kind for one in soon.conflict} <= {"date", "interval", "verdict"}
