"""Every kind of document on every paper, in every size of print: whole, readable, and the same in black."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations, cycle, product
from pathlib import Path

import pytest

import plans
from measured_again import measured_again
from sample_patients import NAMES, sample_plan
from turgor.documents import BUILDERS, Ink, Job, Kind, Paper, PrintSize, Style, documents, html
from turgor.documents.rendering.page_check import overflows, small_print
from turgor.documents.rendering.renderer import renderer
from turgor.documents.style import COLOURS, TYPE_SCALES
from turgor.domain.plan import Plan
from turgor_templates import ROOT

COMBINATIONS = tuple(zip(product(Paper, PrintSize), cycle(NAMES), strict=False))
HEADINGS = {"h1", "h2", "h3", "h4"}
LEAST = {PrintSize.STANDARD: 9, PrintSize.LARGE: 16, PrintSize.EXTRA_LARGE: 18}


def check(plan: Plan, style: Style, kinds: Iterable[Kind] = tuple(BUILDERS)) -> None:
    """Nothing leaves its page or cell, nothing is too small, and no page ends with a heading."""
    for document in documents(Job(plan, "0" * 64, style), kinds):
        laid_out = renderer().layout(html(document, style), style)
        assert list(overflows(laid_out)) == [], document.name
        assert list(small_print(laid_out, style)) == [], document.name
        assert list(_headings_at_the_foot(laid_out)) == [], document.name


@pytest.mark.parametrize(
    ("combination", "name"),
    COMBINATIONS,
    ids=[f"{paper}-{size}-{name}" for (paper, size), name in COMBINATIONS],
)
def test_everything_is_whole_and_readable(combination, name):
    """Every document of a sample patient; `make soak` takes every patient in every combination."""
    check(sample_plan(name), Style(*combination))


@pytest.mark.parametrize("combination", tuple(product(Paper, PrintSize)), ids="-".join)
def test_progress_is_whole_and_readable(combination):
    """The words in its drawings stay beside them."""
    check(measured_again(), Style(*combination), (Kind.PROGRESS,))


@pytest.mark.soak
@pytest.mark.parametrize("combination", tuple(product(Paper, PrintSize)), ids="-".join)
@pytest.mark.parametrize("name", [*NAMES, "large"])
def test_every_patient_in_every_combination(combination, name):
    """The full product, and a plan that is larger than any patient's."""
    check(plans.large() if name == "large" else sample_plan(name), Style(*combination))


def _headings_at_the_foot(laid_out: object) -> list[str]:
    """The last line of a page where that belongs to a heading."""
    found = []
    for page in laid_out.pages:
        body = next(iter(page._page_box.children))
        leaves = [box for box in body.descendants() if not getattr(box, "children", ())]
        lowest = max(leaves, key=lambda box: box.position_y)
        if lowest.element_tag in HEADINGS or lowest.element.get("scope") == "col":
            found.append(lowest.text)
    return found


def test_every_kind_is_among_them():
    """The plans of the combinations have something of every kind that is printed."""
    made = {
        document.kind
        for plan in (*map(sample_plan, NAMES), plans.large(), measured_again())
        for document in documents(Job(plan, "0" * 64))
    }
    assert made | {Kind.VISITS} >= set(BUILDERS)


@pytest.mark.parametrize("size", PrintSize)
def test_no_size_is_below_the_least(size):
    """Print is at least 9, large print 16 and extra-large print 18 points, with lines that stand apart."""
    scale = TYPE_SCALES[size]
    sizes = (scale.text, scale.small, scale.label, scale.title, scale.part, scale.heading)
    assert min(sizes) == scale.label >= LEAST[size]
    assert scale.text >= max(12, scale.label)
    assert scale.leading / scale.text >= 1.3
    assert scale.small_leading / scale.small >= 1.3


def luminance(colour: str) -> float:
    """The relative luminance that contrast is reckoned from (WCAG 2)."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 for the same colour to 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", Ink)
def test_words_stand_out(ink):
    """Text has a contrast of at least 7 to 1 on white, 4.5 to 1 on every wash, and white words on the accent too."""
    colours = COLOURS[ink]
    for text in (colours.ink, colours.soft, colours.accent):
        assert contrast(text, "#ffffff") >= 7
    assert contrast(colours.amber, "#ffffff") >= 4.5
    for text, wash in product(
        (colours.ink, colours.soft, colours.accent), (colours.wash, colours.amber_wash)
    ):
        assert contrast(text, wash) >= 4.5
    assert contrast("#ffffff", colours.accent) >= 7


@pytest.mark.parametrize("ink", Ink)
def test_fills_are_told_apart_in_grey(ink):
    """The bars of use, of healing and of what never changes differ in grey too, and from paper."""
    colours = COLOURS[ink]
    for one, other in combinations(("#ffffff", colours.pale, colours.tint, colours.accent), 2):
        assert contrast(one, other) >= 1.25
    assert contrast(colours.accent, colours.tint) >= 3


@pytest.mark.parametrize("name", ["type-v-melasma", "healthy-45"])
def test_black_print_has_no_colour(name):
    """Printed in black, red, green and blue of every colour are the same, in drawings of modalities too."""
    style = Style(ink=Ink.BLACK)
    for document in documents(Job(sample_plan(name), "0" * 64, style)):
        used = set(re.findall(r"#[0-9a-fA-F]{6}\b", html(document, style)))
        assert {colour for colour in used if len({colour[1:3], colour[3:5], colour[5:7]}) > 1} == set()


@pytest.mark.parametrize(
    "path", sorted(ROOT.rglob("*.css")) + sorted(ROOT.rglob("*.j2")), ids=lambda path: path.name
)
def test_sizes_and_colours_are_said_once(path: Path):
    """No style sheet or template has sizes of letters or colours of its own: they belong to the theme."""
    if path.name == "theme.css.j2":
        return
    text = path.read_text("utf-8")
    assert re.findall(r"font(?:-size)?:[^;}]*\d+pt", text) == []
    assert [
        colour for colour in re.findall(r"#[0-9a-fA-F]{3,6}\b(?=[^{]*[;\"}])", text) if colour != "#ffffff"
    ] == []
