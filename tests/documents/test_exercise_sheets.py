"""Exercise sheets: every move with its numbers and its drawing, at most four on a page, boxes large enough to tick."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
import page
import pytest

from printed_text import alternative_texts, page_texts, squeezed, texts_of
from sample_patients import sample_plan
from shipped_plans import catalogue_treatments, plan_of
from toy_plugins import findings, regimen_offer
from turgor.documents import STANDARD, Ink, Job, Kind, Paper, PrintSize, Style, documents, html, pdf
from turgor.documents.exercises.sheets import sheets
from turgor.documents.rendering.renderer import renderer
from turgor.domain.plan import Plan
from turgor.domain.regimens import HomeKind
from turgor.host import Host

PROGRAMMES = ("full_programme", "short_programme", "resistance_bar")
STYLES = (
    STANDARD,
    Style(paper=Paper.LETTER),
    Style(size=PrintSize.LARGE),
    Style(size=PrintSize.EXTRA_LARGE, ink=Ink.BLACK),
)
MOST_ON_A_PAGE = 4
LEAST_BOX = 14 * 96 / 72  # pixels: 5 mm


@cache
def plan_with(programme: str) -> Plan:
    """A plan for one programme alone, with what its modality adds."""
    id_ = f"facial_exercise.{programme}"
    (treatment,) = (one for one in catalogue_treatments() if one.id == id_)
    sections = tuple(Host.load().handouts([regimen_offer(id_)], findings()))
    return attrs.evolve(plan_of(treatment), handouts=sections)


@cache
def printed(programme: str, style: Style) -> bytes:
    """Its sheets on paper."""
    (document,) = documents(Job(plan_with(programme), "0" * 64, style), [Kind.EXERCISES])
    return pdf(document, style)


def boxes(programme: str, style: Style) -> list[list[Any]]:
    """What is laid out on each page."""
    (document,) = documents(Job(plan_with(programme), "0" * 64, style), [Kind.EXERCISES])
    pages = renderer().layout(html(document, style), style).pages
    return [[box for box in one._page_box.descendants() if hasattr(box, "element")] for one in pages]


def of_class(found: list[Any], name: str) -> list[Any]:
    """The boxes of elements of a class."""
    return [
        box
        for box in found
        if box.element is not None
        and name in (box.element.get("class") or "").split()
        and hasattr(box, "border_height")
    ]


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_passes_pdf_ua_1(programme, style):
    """No sheet has a failure under PDF/UA-1."""
    report = page.validate_pdf_bytes(printed(programme, style), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_at_most_four_moves_on_a_page(programme, style):
    """A page shows four moves at most, and all moves are shown."""
    cards = [{id(box.element) for box in of_class(found, "card")} for found in boxes(programme, style)]
    assert max(map(len, cards)) <= MOST_ON_A_PAGE
    assert len(set.union(*cards)) == len(plan_with(programme).handouts)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_move_has_seven_boxes_to_tick(programme):
    """One box for each day of a week, five millimetres high at least."""
    ticks = [box for found in boxes(programme, STANDARD) for box in of_class(found, "box")]
    assert len(ticks) == 7 * len(plan_with(programme).handouts)
    assert all(box.border_height() >= LEAST_BOX and box.border_width() >= LEAST_BOX for box in ticks)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_says_all_it_was_told(programme):
    """Every word of the model is on paper, every drawing in words in the alternative texts."""
    model = sheets(plan_with(programme), STANDARD)
    text = squeezed("".join(page_texts(printed(programme, STANDARD))))
    assert [one for one in texts_of(model) if squeezed(one) not in text] == []
    assert {card.picture.description for card in model.cards} <= alternative_texts(
        printed(programme, STANDARD)
    )


def test_says_how_much():
    """Repeats, sets and hold stand beside the name; sets that grow over the weeks stand with the weeks only."""
    first, second, *_ = sheets(plan_with("full_programme"), STANDARD).cards
    assert first.amount == ("10 times", "3 sets", "hold the last one 20 seconds")
    assert second.amount == ("3 sets", "hold 20 seconds")
    short = sheets(plan_with("short_programme"), STANDARD)
    assert short.cards[0].amount[1] == "sets as in your weeks"
    assert any("Two sets" in step for step in short.programmes[0].steps)


def test_says_who_leaves_a_move_out():
    """All reasons that the modality gives stand with the move."""
    for card, section in zip(
        sheets(plan_with("full_programme"), STANDARD).cards,
        plan_with("full_programme").handouts,
        strict=True,
    ):
        assert card.leave_out == tuple(paragraph.text for paragraph in section.paragraphs)


def test_exercise_without_moves_is_one_card():
    """Where a modality shows no moves, the line of the routine is the step."""
    (card,) = sheets(attrs.evolve(plan_with("resistance_bar"), handouts=()), STANDARD).cards
    assert (card.picture, card.steps) == (None, ("Hold the bar with your lips and nod so that it swings.",))


def test_no_exercise_no_sheet():
    """A plan whose handouts hold no move has no sheets."""
    still = attrs.evolve(sample_plan("type-v-melasma"), handouts=())
    still = attrs.evolve(
        still, regimens=tuple(one for one in still.regimens if one.kind is not HomeKind.EXERCISE)
    )
    assert list(documents(Job(still, "0" * 64), [Kind.EXERCISES])) == []
