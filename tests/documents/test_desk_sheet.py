"""The desk sheet: what to book, how far a visit may move, what is due before and after, whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import attrs
import page
import pypdfium2
import pytest

import plans
from printing import pages_of, pdfs_of, said
from sample_patients import NAMES, sample_plan
from turgor.documents import Kind
from turgor.documents.desk.leeway import leeway
from turgor.documents.sheet import Block, Sheet
from turgor.domain.courses import PlannedContact, PlannedPrerequisite, Visit
from turgor.domain.dates import DAY, Span, days_from
from turgor.domain.messages import plain
from turgor.domain.opening import Opening
from turgor.domain.plan import Plan
from turgor.domain.resources import Booking, Resource
from turgor.verify.sessions import check_sessions
from turgor.verify.skin import check_skin

WITH_VISITS = tuple(name for name in NAMES if name != "half-unanswered")


def desk(plan: Plan) -> Sheet:
    """The desk sheet of a plan."""
    (sheet,) = pages_of(plan, Kind.DESK)
    return sheet


def block(sheet: Sheet, title: str) -> Block:
    """The block under a heading."""
    return next(one for one in sheet.blocks if one.title == title)


@pytest.mark.parametrize("name", WITH_VISITS)
def test_every_sample_has_a_sheet_of_one_accessible_page(name):
    """Each sample patient's desk sheet is one page and passes PDF/UA-1."""
    (pdf,) = pdfs_of(sample_plan(name), Kind.DESK)
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    assert len(pypdfium2.PdfDocument(pdf)) == 1


def test_nothing_to_book_no_sheet():
    """Home care without anything to prepare needs no desk."""
    assert pages_of(plans.home_only(), Kind.DESK) == []
    assert pages_of(plans.no_plan(), Kind.DESK) == []


def test_a_visit_stands_with_time_length_sessions_in_order_and_resources():
    """Sessions that share a visit are numbered in the order in which they are given."""
    needling = plans.course()
    peel = plans.course("laser.peel", "Laser", sessions=1)
    (first, *others) = plans.visits(needling, date(2026, 12, 14), date(2027, 1, 18), date(2027, 2, 22))
    (second,) = plans.visits(peel, date(2026, 12, 14))
    both = attrs.evolve(
        first, sessions=(*second.sessions, *first.sessions), end=time(13, 5), resources=("room 2", "laser")
    )
    sheet = desk(plans.plan(courses=(needling, peel), visits=(both, *others)))
    day, _, done = block(sheet, "Visits").table.rows[0]
    assert (day.text, day.small) == ("Mon 14 Dec 2026", ("10:00 to 13:05, 3 h 5 min",))
    assert (done.text, *done.small) == (
        "1. Laser, 1 of 1", "2. RF microneedling, 1 of 3", "Needs room 2 and laser",
    )  # fmt: skip
    assert block(sheet, "Visits").table.ticked


def test_each_session_of_a_visit_stands_with_its_time_and_the_names_of_what_it_is_given_with():
    """Where the clinic names its rooms, devices and staff."""
    needling = plans.course(sessions=1)
    peel = plans.course("laser.peel", "Laser", sessions=1)
    (first,) = plans.visits(needling, date(2026, 12, 14))
    (second,) = plans.visits(peel, date(2026, 12, 14))
    early = attrs.evolve(second.sessions[0], start=time(10), resources=("r", "laser"))
    late = attrs.evolve(first.sessions[0], start=time(10, 45), resources=("r",))
    both = attrs.evolve(first, sessions=(early, late), resources=("r", "laser"))
    clinic = attrs.evolve(
        plans.CLINIC, rooms=(Resource("r", "Room 2"),), devices=(Resource("laser", does=("laser.peel",)),)
    )
    sheet = desk(plans.plan(courses=(needling, peel), visits=(both,), policy=clinic))
    done = block(sheet, "Visits").table.rows[0][2]
    assert (done.text, *done.small) == (
        "1. 10:00 Laser, 1 of 1, with Room 2 and laser",
        "2. 10:45 RF microneedling, 1 of 1, with Room 2",
    )
    alone = attrs.evolve(first, sessions=(late,), resources=("r",))
    done = block(desk(plans.plan(courses=(needling,), visits=(alone,), policy=clinic)), "Visits").table.rows[
        0
    ][2]
    assert done.small == ("Needs Room 2",)


def test_what_is_due_before_stands_in_the_order_of_days_with_who_does_it():
    """Prerequisites of courses and of home care are one list."""
    plan = plans.plan()
    spot = PlannedPrerequisite(
        "spot", "Test spot", "radiofrequency.microneedling#1.2", date(2026, 12, 1), date(2026, 12, 2),
        date(2026, 12, 1), at_clinic=True,
    )  # fmt: skip
    order = attrs.evolve(
        spot, name="Prescriber's order", session=plan.regimens[0].id, date=date(2026, 12, 20)
    )
    courses = (attrs.evolve(plan.courses[0], prerequisites=(*plan.courses[0].prerequisites, spot)),)
    regimens = (attrs.evolve(plan.regimens[0], prerequisites=(order,)), *plan.regimens[1:])
    rows = block(desk(attrs.evolve(plan, courses=courses, regimens=regimens)), "To be done before").table.rows
    assert [tuple(cell.text for cell in cells) for cells in rows] == [
        ("Tue 1 Dec 2026", "Test spot (clinic)", "RF microneedling 2"),
        ("Sun 13 Dec 2026", "Antiviral cover (patient)", "RF microneedling 1"),
        ("Sun 20 Dec 2026", "Prescriber's order (clinic)", plan.regimens[0].name),
    ]


def test_calls_and_measurements_stand_in_the_order_of_days():
    """Follow-up calls and the day of measuring again are one list."""
    plan = plans.plan()
    call = PlannedContact(
        "radiofrequency.microneedling#1.1", date(2026, 12, 16), plain("c", "Call: how is the skin?")
    )
    course = attrs.evolve(plan.courses[0], follow_ups=(call,), review=date(2027, 6, 14))
    rows = block(desk(attrs.evolve(plan, courses=(course,))), "Calls and checks after").table.rows
    assert [tuple(cell.text for cell in cells) for cells in rows] == [
        ("Wed 16 Dec 2026", "Call: how is the skin?", "RF microneedling 1"),
        ("Mon 14 Jun 2027", "Measure again", "RF microneedling"),
    ]


def test_phones_stand_first():
    """Whom to call is never left alone on a second page."""
    assert desk(plans.plan()).blocks[0].title == "Whom to call"


def test_phones_of_clinic_night_and_patient():
    """Only numbers that are known are listed."""
    told = said(
        block(desk(plans.plan(patient=attrs.evolve(plans.PATIENT, contact="020 5550 0111"))), "Whom to call")
    )
    assert "Clinic 020 5550 0147 · At night 020 5550 0199 · Sample Patient 020 5550 0111" in told
    clinic = attrs.evolve(plans.CLINIC, phone="", emergency_phone="")
    assert "Whom to call" not in [one.title for one in desk(plans.plan(policy=clinic)).blocks]


def without_home_care(plan: Plan, visit: Visit, day: date) -> Plan:
    """The plan with one visit moved; home care would rest around its new day."""
    moved = tuple(attrs.evolve(one, date=day) if one is visit else one for one in plan.visits)
    return attrs.evolve(plan, visits=moved, regimens=())


def breaches(plan: Plan) -> Iterator[str]:
    """What the independent check says of sessions and skin."""
    assert plan.replay
    for breach in (*check_sessions(plan, plan.replay), *check_skin(plan, plan.replay)):
        yield f"{breach.limit} {breach.where}"


@pytest.mark.parametrize("name", WITH_VISITS)
def test_the_independent_check_allows_every_day_of_the_leeway_and_not_the_next(name):
    """Between the two days no interval, verdict or skin state forbids the visit; beyond them something does."""
    plan = sample_plan(name)
    for visit in plan.visits:
        days = leeway(visit, plan)
        assert days.first <= visit.date <= days.last
        for day in days_from(days.first, days.last):
            assert list(breaches(without_home_care(plan, visit, day))) == [], (visit.date, day)
        for day, step in ((days.first, -DAY), (days.last, DAY)):
            beyond = next(
                (
                    day + step * n
                    for n in range(1, 15)
                    if plan.policy.hours(day + step * n)
                    and any(
                        window.weekday == (day + step * n).weekday()
                        for window in plan.replay.limits.available or [None]
                        if window
                    )
                ),
                day + step,
            )
            assert list(breaches(without_home_care(plan, visit, beyond))), (visit.date, beyond)


def test_a_day_on_which_clinic_or_patient_cannot_is_no_end_of_the_leeway():
    """Both ends are days on which the clinic is open and the patient can come."""
    plan = sample_plan("type-v-melasma")
    weekdays = {window.weekday for window in plan.replay.limits.available}
    for visit in plan.visits:
        days = leeway(visit, plan)
        assert {days.first.weekday(), days.last.weekday()} <= weekdays
        assert plan.policy.hours(days.first)
        assert plan.policy.hours(days.last)


def test_a_visit_moves_only_to_days_on_which_all_it_is_given_with_can_be_had():
    """A laser of one weekday, hired until some day, and booked on the last of them."""
    plan = sample_plan("healthy-45")
    (visit,) = plan.visits
    day = visit.date
    hours = (Opening(day.weekday(), time(9), time(18)),)
    laser = Resource("laser", does=("any",), hours=hours, there=(Span(day - DAY, day + DAY * 30),))
    session = attrs.evolve(visit.sessions[0], start=visit.start, resources=("laser",))
    moved = attrs.evolve(visit, sessions=(session,), resources=("laser",))
    booked = Booking(day + DAY * 28, time(9), time(18), ("laser",))
    policy = attrs.evolve(plan.policy, devices=(laser,), bookings=(booked,))
    equipped = attrs.evolve(plan, visits=(moved,), policy=policy)
    before, after = leeway(visit, plan), leeway(moved, equipped)
    assert before.last > day + DAY * 28
    assert (after.first, after.last) == (day, day + DAY * 21)


def test_a_pinned_visit_may_not_move():
    """Where the practitioner fixed the day, the sheet says so."""
    plan = sample_plan("healthy-45")
    (visit,) = plan.visits
    limits = attrs.evolve(plan.replay.limits, dates={visit.sessions[0].id: visit.date})
    pinned = attrs.evolve(plan, replay=attrs.evolve(plan.replay, limits=limits))
    assert leeway(visit, pinned).last == visit.date
    assert block(desk(pinned), "Visits").table.rows[0][1].text == "only on this day"


def test_without_what_is_needed_to_check_no_leeway_is_claimed():
    """A plan that cannot be replayed gives its own days only."""
    plan = plans.plan()
    assert {leeway(visit, plan).last - visit.date for visit in plan.visits} == {timedelta(0)}
