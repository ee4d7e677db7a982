"""What stands on the first page of a patient's plan."""

from __future__ import annotations

import attrs
import pytest

import plans
from printing import patient_plan_html
from sample_patients import NAMES, sample_plan
from turgor.documents.patient.patient_plan import patient_plan
from turgor.documents.rendering.renderer import renderer
from turgor.documents.style import Paper, PrintSize, Style
from turgor.domain.messages import plain
from turgor.domain.plan import Question
from turgor.domain.vocabulary import AskedOf


def test_a_short_plan_says_at_once_when_to_call():
    """With few visits the signs to call for stand on the first page, and the last page has all of them."""
    usual = plans.plan()
    page = patient_plan(attrs.evolve(usual, visits=usual.visits[:1]))
    assert page.first_call is not None
    assert page.first_call.signs == (
        "you see a burn, pus, blisters, a cold sore, grid marks or a dent",
        "pain grows after the first day",
    )
    assert page.first_call.note == "The last page has the signs to watch for at home too."
    assert page.call is not None
    assert set(page.first_call.signs) < set(page.call.signs)
    assert page.contact == ""


def test_a_long_plan_says_whom_to_call():
    """Where visits fill the page it has one line with the phones, and says where to read on."""
    page = patient_plan(plans.large())
    assert page.first_call is None
    assert page.contact == "Not sure? Call 020 5550 0147, at night 020 5550 0199. The last page says when."


def test_without_a_phone_there_is_no_line():
    """A clinic that gives no phone gets no half sentence."""
    large = plans.large()
    page = patient_plan(attrs.evolve(large, policy=attrs.evolve(large.policy, phone="")))
    assert page.contact == ""


def test_a_plan_for_home_asks_its_questions_first():
    """Without visits the answers are what changes most, so the open questions come before the home care."""
    question = Question("pregnant", plain("q", "Are you pregnant?"), (), AskedOf.PATIENT)
    asking = patient_plan(plans.home_only(questions=(question,)))
    assert asking.ask_first
    assert asking.home_apart
    assert not patient_plan(plans.home_only()).ask_first
    assert not patient_plan(plans.home_only()).home_apart


MOST_PAGES = {Paper.A4: 6, Paper.LETTER: 7}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", NAMES)
def test_the_first_page_is_a_page(name, paper):
    """The summary of every sample patient is one page, well filled, and where home care begins apart, just one."""
    style = Style(paper)
    plan = sample_plan(name)
    pages = renderer().layout(patient_plan_html(plan, style), style).pages
    filled = [_filled(page) for page in pages]
    assert filled[0] >= 0.7
    if patient_plan(plan, style).home_apart:
        assert _texts(pages[1])[0] == "At home"
    assert min(filled) >= 0.15
    assert len(pages) <= MOST_PAGES[paper]


def test_large_print_wastes_no_page():
    """In large print home care follows straight on where the first page is full."""
    assert not patient_plan(plans.plan(), Style(size=PrintSize.EXTRA_LARGE)).home_apart


def _body(page: object) -> list[object]:
    body = next(iter(page._page_box.children))
    return [box for box in body.descendants() if type(box).__name__ == "TextBox"]


def _texts(page: object) -> list[str]:
    return [box.text for box in _body(page)]


def _filled(page: object) -> float:
    """How much of the height between the margins holds words."""
    frame = page._page_box
    lowest = max(box.position_y + box.height for box in _body(page))
    return (lowest - frame.content_box_y()) / frame.height
