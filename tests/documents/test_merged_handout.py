"""The merged handout: short, whole, of one mind with the plan, and accessible."""

from __future__ import annotations

import attrs
import page
import pypdfium2
import pytest

import plans
from printed_text import alternative_texts, page_texts, squeezed, texts_of
from sample_patients import NAMES, sample_plan
from turgor.documents import STANDARD, Ink, Job, Kind, PrintSize, Style, documents, pdf
from turgor.documents.handout.merged import handout
from turgor.documents.handout.model import Handout

MOST_PAGES = 4
BLACK = Style(size=PrintSize.EXTRA_LARGE, ink=Ink.BLACK)
_PRINTED: dict[tuple[str, Style], bytes] = {}


PLANS = (*(name for name in plans.ALL if name != "no_plan"), *NAMES)


def printed(name: str, style: Style = STANDARD) -> bytes:
    """The handout of one of the plans, printed once."""
    if (name, style) not in _PRINTED:
        plan = plans.ALL[name] if name in plans.ALL else sample_plan(name)
        (document,) = documents(Job(plan, "0" * 64, style), [Kind.HANDOUT])
        _PRINTED[name, style] = pdf(document, style)
    return _PRINTED[name, style]


def said(name: str) -> Handout:
    """What it says."""
    return handout(plans.ALL[name] if name in plans.ALL else sample_plan(name), STANDARD)


@pytest.mark.parametrize("style", [STANDARD, BLACK], ids=["standard", "extra-large, black"])
@pytest.mark.parametrize("name", PLANS)
def test_passes_pdf_ua_1(name, style):
    """No handout has a failure under PDF/UA-1, in standard or in extra-large print."""
    report = page.validate_pdf_bytes(printed(name, style), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.parametrize("name", NAMES)
def test_short(name):
    """The handout of a sample patient has four pages at most."""
    assert len(pypdfium2.PdfDocument(printed(name))) <= MOST_PAGES


@pytest.mark.parametrize("name", PLANS)
def test_says_all_it_was_told(name):
    """Every word of the model is in the text layer, and every month in the alternative texts."""
    model = said(name)
    text = squeezed("".join(page_texts(printed(name))))
    months = model.months.months if model.months else ()
    words = texts_of(attrs.evolve(model, months=None))
    assert [one for one in words if one and squeezed(one) not in text] == []
    assert {month.description for month in months} <= alternative_texts(printed(name))


@pytest.mark.parametrize("name", PLANS)
def test_every_visit_is_marked_in_its_month(name):
    """The small calendars mark each visit of the months they show, and call nothing else one."""
    plan = plans.ALL[name] if name in plans.ALL else sample_plan(name)
    months = said(name).months
    if months is None:
        assert not plan.visits
        return
    marked = [
        f"{day.number} {month.name}" for month in months.months for day in month.days if day.sign == "visit"
    ]
    shown = {month.name for month in months.months}
    days = dict.fromkeys(visit.date for visit in plan.visits)
    visits = [f"{day.day} {day:%B %Y}" for day in days if f"{day:%B %Y}" in shown]
    assert marked == visits


@pytest.mark.parametrize("name", NAMES)
def test_days_of_rest_stand_once(name):
    """The table of visits does not repeat what the list of days says."""
    model = said(name)
    rows = " ".join(text for row in model.visits for text in row.before)
    assert not any(what.removeprefix("No ") in rows for row in model.rows for what in row.whats)


def test_things_with_the_same_days_share_a_row():
    """No days are printed twice in the list."""
    for name in PLANS:
        days = [row.days for row in said(name).rows]
        assert len(days) == len(set(days))


def test_without_a_plan_there_is_no_handout():
    """Who cannot be treated gets no list of what to do."""
    assert list(documents(Job(plans.no_plan(), "0" * 64), [Kind.HANDOUT])) == []


def test_a_draft_says_so():
    """A handout of an unapproved plan carries the mark on each page."""
    assert all("Draft, not yet approved" in text for text in page_texts(printed("draft")))
