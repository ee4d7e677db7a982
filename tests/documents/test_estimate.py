"""The estimate: what is known, until when it holds, and never a zero for what is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import page
import pytest

import plans
from printing import pages_of, pdfs_of, said
from sample_patients import NAMES, sample_plan
from turgor.documents import Ink, Kind, Paper, PrintSize, Style
from turgor.documents.sheet import Sheet
from turgor.domain.money import Money
from turgor.domain.plan import Cost, Plan
from turgor.domain.regimens import HomeKind


def estimate(plan: Plan) -> Sheet:
    """The estimate of a plan."""
    (sheet,) = pages_of(plan, Kind.ESTIMATE)
    return sheet


def prices(sheet: Sheet) -> dict[str, str]:
    """What each thing costs."""
    tables = [block.table for block in sheet.blocks if block.table]
    return {cells[0].text: cells[2].text for table in tables for cells in table.rows}


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_has_an_accessible_estimate(name):
    """Each passes PDF/UA-1."""
    (pdf,) = pdfs_of(sample_plan(name), Kind.ESTIMATE)
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []


def test_passes_in_the_largest_print_on_letter_in_black():
    """No style makes it less accessible."""
    (pdf,) = pdfs_of(plans.plan(), Kind.ESTIMATE, Style(Paper.LETTER, PrintSize.EXTRA_LARGE, Ink.BLACK))
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []


def test_courses_and_home_care_stand_with_their_prices():
    """A course with all its sessions, and what one costs; home care for a year; the total above."""
    sheet = estimate(plans.plan())
    assert prices(sheet)["RF microneedling"] == "£1,140"
    assert sheet.blocks[0].table.rows[0][1].small == ("£380 each",)
    assert prices(sheet)["Sunscreen"] == "£60"
    assert [(one.value, one.label) for one in sheet.figures] == [("£1,380", "in all")]


def test_what_has_no_price_is_on_request_and_never_zero():
    """Neither a line nor the total says 0, and the reader is told to ask."""
    plan = plans.plan()
    plan = attrs.evolve(
        plan,
        courses=tuple(attrs.evolve(one, cost=None) for one in plan.courses),
        regimens=tuple(attrs.evolve(one, cost=None) for one in plan.regimens),
        cost=Cost(Money(Decimal(0), "GBP"), ("radiofrequency.microneedling#1",)),
    )
    sheet = estimate(plan)
    assert set(prices(sheet).values()) == {"price on request"}
    assert sheet.figures == ()
    assert "£0" not in said(sheet)
    assert "Some things have no price here yet. Ask us before you decide." in said(sheet)


def test_a_total_of_some_says_that_it_is_not_all():
    """Where one price is missing the figure counts what is known, and says so."""
    plan = plans.plan()
    regimens = (attrs.evolve(plan.regimens[0], cost=None), *plan.regimens[1:])
    sheet = estimate(attrs.evolve(plan, regimens=regimens))
    assert [one.label for one in sheet.figures] == ["for all that has a price so far"]


def test_habits_cost_nothing_by_themselves():
    """What nobody buys has no line."""
    plan = plans.plan()
    habit = attrs.evolve(plan.regimens[0], kind=HomeKind.HABIT, cost=None, plain_name="sleep")
    sheet = estimate(attrs.evolve(plan, regimens=(habit, *plan.regimens[1:])))
    assert "Sleep" not in prices(sheet)


def test_holds_as_long_as_the_clinic_says():
    """The last day is the clinic's number of days after planning."""
    clinic = attrs.evolve(plans.CLINIC, estimate_valid_days=10)
    sheet = estimate(plans.plan(policy=clinic, today=date(2026, 11, 24)))
    assert "These prices hold until 4 December 2026." in said(sheet)


def test_other_currencies_are_written_as_they_are():
    """Cents are shown where there are some."""
    plan = plans.plan()
    course = attrs.evolve(plan.courses[0], cost=Money(Decimal("899.50"), "EUR"), sessions=1)
    assert prices(estimate(attrs.evolve(plan, courses=(course,))))["RF microneedling"] == "€899.50"


def test_nothing_to_pay_no_estimate():
    """A referral has no estimate."""
    assert pages_of(plans.no_plan(), Kind.ESTIMATE) == []
