"""Visits as a calendar reads them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from icalendar import Calendar

import plans
from turgor.documents import STANDARD, Job, Kind, made, printouts
from turgor.documents.desk.visits_file import visits_file
from turgor.domain.plan import Plan, PlanStatus
from turgor.domain.resources import Resource

LONDON = ZoneInfo("Europe/London")


def events(plan: Plan) -> list[object]:
    """The events of its file."""
    return Calendar.from_ical(visits_file(plan)).walk("VEVENT")


def test_one_event_a_visit_in_the_time_of_the_clinic():
    """Start and end carry the clinic's time zone, whose rules are in the file."""
    plan = plans.plan()
    found = events(plan)
    assert [one["DTSTART"].dt for one in found] == [datetime(2026, 12, 14, 10, tzinfo=LONDON), datetime(2027, 1, 18, 10, tzinfo=LONDON), datetime(2027, 2, 22, 10, tzinfo=LONDON)]  # fmt: skip
    assert {one["DTEND"].dt - one["DTSTART"].dt for one in found} == {timedelta(minutes=90)}
    (zone,) = Calendar.from_ical(visits_file(plan)).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"


def test_what_where_and_what_to_do_before():
    """Clinic and treatment, address, tasks with their day, creams that rest, and whom to call."""
    clinic = attrs.evolve(plans.CLINIC, address="12 Sample Street, London")
    first = events(plans.plan(policy=clinic))[0]
    assert first["SUMMARY"] == "Sample Clinic: RF microneedling"
    assert first["LOCATION"] == "12 Sample Street, London"
    told = first["DESCRIPTION"].split("\n")
    assert told[0] == "By 13 December 2026: start the cold-sore tablets"
    assert any(line.endswith("from 9 December 2026 to 19 December 2026.") for line in told)
    assert "Come without make-up or hair spray. Take off jewels." in told
    assert told[-1] == "Late, or cannot come? Call 020 5550 0147."


def test_the_room_stands_before_the_address():
    """What a patient must find; devices and staff are the clinic's own matter."""
    clinic = attrs.evolve(
        plans.CLINIC, address="12 Sample Street", rooms=(Resource("r", "Room 2"),), staff=(Resource("amy"),)
    )
    visits = tuple(attrs.evolve(visit, resources=("r", "amy")) for visit in plans.plan().visits)
    assert {one["LOCATION"] for one in events(plans.plan(policy=clinic, visits=visits))} == {
        "Room 2, 12 Sample Street"
    }


def test_a_reminder_the_day_before():
    """Each event has one alarm."""
    for one in events(plans.plan()):
        (alarm,) = one.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(days=-1)


@pytest.mark.parametrize(
    ("status", "told"),
    [(PlanStatus.DRAFT, "TENTATIVE"), (PlanStatus.APPROVED, "CONFIRMED"), (PlanStatus.STOPPED, "CANCELLED")],
)
def test_a_draft_is_tentative_and_a_stopped_plan_cancels(status, told):
    """The status of the plan is that of its visits, and a draft says so in words."""
    found = events(plans.plan(status=status))
    assert {one["STATUS"] for one in found} == {told}
    drafts = {"Not yet fixed" in one["DESCRIPTION"] for one in found}
    assert drafts == {status is PlanStatus.DRAFT}


def test_nothing_says_who_the_patient_is():
    """Calendars are shared."""
    data = visits_file(plans.plan()).decode()
    assert "Sample Patient" not in data
    assert "1979" not in data


def test_ids_stay_from_print_to_print():
    """An event is named by the plan's number and its place, so that a second import replaces the first."""
    names = [one["UID"] for one in events(plans.plan(number="P-9"))]
    assert names == ["P-9-1@turgor", "P-9-2@turgor", "P-9-3@turgor"]


def test_dated_by_the_plan_and_the_same_bytes_in_every_process(tmp_path):
    """No clock is read, and no setting of the machine shows."""
    here = visits_file(plans.plan())
    assert b"DTSTAMP:20261124T000000Z" in here
    code = "import sys, plans; from turgor.documents.desk.visits_file import visits_file; sys.stdout.buffer.write(visits_file(plans.plan()))"
    odd = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Kathmandu",
        "HOME": str(tmp_path),
        "PYTHONPATH": ":".join(sys.path),
    }
    there = subprocess.run([sys.executable, "-c", code], env=odd, capture_output=True, check=True)
    assert there.stdout == here


def test_words_that_could_break_the_file_stay_words():
    """Line breaks and semicolons of a clinic's name are escaped."""
    clinic = attrs.evolve(plans.CLINIC, name="A; B\r\nEND:VEVENT\r\nX-EVIL:1")
    found = events(plans.plan(policy=clinic))
    assert len(found) == 3
    assert all("X-EVIL" not in one for one in found)


def test_among_the_files_of_a_plan():
    """The door for files gives it a name; a plan without visits has none."""
    (file,) = printouts(Job(plans.plan(), "0" * 64), [Kind.VISITS])
    assert file.name == "visits.ics"
    assert made(file, STANDARD) == visits_file(plans.plan())
    assert list(printouts(Job(plans.home_only(), "0" * 64), [Kind.VISITS])) == []


def test_years_with_an_end_of_february():
    """A leap day is a day like others."""
    course = plans.course(sessions=1)
    plan = plans.plan(courses=(course,), visits=plans.visits(course, date(2028, 2, 29)))
    assert [one["DTSTART"].dt.date() for one in events(plan)] == [date(2028, 2, 29)]
