"""The tick calendar: every day says what the plan says, boxes can be ticked, a month has its page."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import attrs
import page
import pypdfium2
import pytest

import plans
from printed_text import page_texts, squeezed, texts_of
from sample_patients import NAMES, sample_plan
from turgor.documents import STANDARD, Ink, Job, Kind, PrintSize, Style, documents, html, pdf
from turgor.documents.calendar.letters import lettered
from turgor.documents.calendar.model import Day, TickCalendar
from turgor.documents.calendar.tick_calendar import last_day, tick_calendar
from turgor.documents.rendering.renderer import renderer
from turgor.domain.dates import DAY
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen
from turgor.domain.terms import Slot

BLACK = Style(size=PrintSize.EXTRA_LARGE, ink=Ink.BLACK)
LEAST_BOX = 8 / 25.4 * 96  # pixels in eight millimetres
PLANS = (*(name for name in plans.ALL if name != "no_plan"), *NAMES)


def plan_of(name: str) -> Plan:
    """One of the plans of the tests or of a sample patient."""
    return plans.ALL[name] if name in plans.ALL else sample_plan(name)


@cache
def printed(name: str, style: Style = STANDARD) -> bytes:
    """Its calendar on paper."""
    (document,) = documents(Job(plan_of(name), "0" * 64, style), [Kind.CALENDAR])
    return pdf(document, style)


def days_of(calendar: TickCalendar, plan: Plan) -> dict[date, Day]:
    """The cells by their date: weeks follow each other without a gap."""
    cells = [day for month in calendar.months for week in month.weeks for day in week]
    monday = plan.today - DAY * plan.today.weekday()
    return {monday + DAY * index: day for index, day in enumerate(cells)}


@pytest.mark.parametrize(("name", "style"), [*((name, STANDARD) for name in PLANS), ("pacemaker-warfarin", BLACK), ("large", BLACK)], ids=str)  # fmt: skip
def test_passes_pdf_ua_1(name, style):
    """No calendar has a failure under PDF/UA-1."""
    report = page.validate_pdf_bytes(printed(name, style), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.parametrize("size", [PrintSize.LARGE, PrintSize.EXTRA_LARGE])
def test_large_print_has_at_most_five_weeks_on_a_page(size):
    """Six weeks in large print would run over onto a second page: there, a month of few weeks has its own."""
    plan = sample_plan("type-v-melasma")
    assert max(len(month.weeks) for month in tick_calendar(plan).months) == 6
    assert max(len(month.weeks) for month in tick_calendar(plan, Style(size=size)).months) == 5
    assert days_of(tick_calendar(plan, Style(size=size)), plan) == days_of(tick_calendar(plan), plan)


@pytest.mark.parametrize("name", NAMES)
def test_a_month_has_its_page(name):
    """In standard print each page of the calendar is one page of paper."""
    assert len(pypdfium2.PdfDocument(printed(name))) == len(tick_calendar(plan_of(name)).months)


@pytest.mark.parametrize("name", PLANS)
def test_says_all_it_was_told(name):
    """Every word of the model is on paper."""
    text = squeezed("".join(page_texts(printed(name))))
    words = texts_of(tick_calendar(plan_of(name)))
    assert [one for one in words if one and squeezed(one) not in text] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_day_has_its_own_cell(name):
    """The calendar runs from the week of planning over twelve weeks at least and all visits, each day once, in order."""
    plan = plan_of(name)
    days = days_of(tick_calendar(plan), plan)
    last = last_day(plan)
    assert last >= plan.today + timedelta(weeks=12) - DAY
    assert all(visit.date <= last for visit in plan.visits)
    assert max(days) == last
    assert all(
        cell.label.split()[0] in (str(day.day), f"{day.day}\u00a0{day:%b}") for day, cell in days.items()
    )


def used(regimen: Regimen, day: date, slots: set[Slot]) -> bool:
    """Whether the plan has home care used then, read from it the long way."""
    for pause in regimen.pauses:
        if pause.from_ <= day <= pause.to:
            return False
    for segment in regimen.segments:
        if segment.from_ <= day <= (segment.to or date.max):
            return day.weekday() in segment.weekdays and segment.slot in slots
    return False


@pytest.mark.parametrize("name", PLANS)
def test_letters_are_those_of_the_plan(name):
    """A letter stands where and only where the plan has that home care used, and a rest where it pauses."""
    plan = plan_of(name)
    letters = lettered(plan.regimens)
    for day, cell in days_of(tick_calendar(plan), plan).items():
        if not plan.today <= day <= last_day(plan):
            continue
        for regimen in (one for one in plan.regimens if one.id in letters):
            letter = letters[regimen.id]
            assert (letter in (cell.morning or "")) == used(regimen, day, {Slot.MORNING, Slot.BOTH, Slot.ANY})
            assert (letter in (cell.evening or "")) == used(regimen, day, {Slot.EVENING, Slot.BOTH})
            begun = any(s.from_ <= day <= (s.to or date.max) for s in regimen.segments)
            resting = begun and any(pause.from_ <= day <= pause.to for pause in regimen.pauses)
            assert (letter in cell.rests.removeprefix("no ")) == resting


@pytest.mark.parametrize("name", PLANS)
def test_visits_are_numbered_and_listed(name):
    """Each visit has a number in its cell and the same number in the list of its page; checks have a ring."""
    plan = plan_of(name)
    calendar = tick_calendar(plan)
    visits = {visit.date for visit in plan.visits}
    marked = {day for day, cell in days_of(calendar, plan).items() if cell.visit and not cell.ring}
    assert marked == visits
    for month in calendar.months:
        in_cells = {day.visit for week in month.weeks for day in week} - {""}
        assert in_cells == {one.sign for one in month.visits}


@pytest.mark.parametrize("name", PLANS)
def test_letters_are_told_apart(name):
    """No two products share a letter."""
    letters = list(lettered(plan_of(name).regimens).values())
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize("style", [STANDARD, BLACK], ids=str)
def test_boxes_are_eight_millimetres_high(style):
    """Each box to tick is large enough for a shaky hand."""
    (document,) = documents(Job(plans.plan(), "0" * 64, style), [Kind.CALENDAR])
    pages = renderer().layout(html(document, style), style).pages
    boxes = [
        box
        for one in pages
        for box in one._page_box.descendants()
        if getattr(box, "element", None) is not None
        and box.element.get("class") == "box"
        and hasattr(box, "border_height")
    ]
    assert len(boxes) > 2 * 7 * 11
    assert all(min(box.border_height(), box.border_width()) >= LEAST_BOX for box in boxes)


def test_before_the_plan_there_is_nothing_to_tick():
    """Days of the first week that are over are empty."""
    plan = attrs.evolve(plans.plan(), today=date(2026, 11, 26))
    days = days_of(tick_calendar(plan), plan)
    assert days[date(2026, 11, 23)] == Day("23")
    assert days[date(2026, 11, 26)].morning is not None


def test_without_a_plan_there_is_no_calendar():
    """Who cannot be treated has nothing to tick."""
    assert list(documents(Job(plans.no_plan(), "0" * 64), [Kind.CALENDAR])) == []
