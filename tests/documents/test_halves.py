"""Lists stand side by side in two halves of about one height, in their order, and what is about a treatment says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turgor.documents.halves import MOST, halves, sides
from turgor.documents.parts import Advice
from turgor.documents.rendering.renderer import renderer
from turgor.documents.style import PrintSize, Style

TEXTS = st.lists(st.integers(1, 200).map("x".__mul__), min_size=1, max_size=30)
GROUPS = st.lists(
    st.builds(Advice, st.sampled_from(["", "Sunscreen"]), TEXTS.map(lambda texts: tuple(texts[:7]))),
    min_size=1,
    max_size=9,
)


@given(TEXTS, st.sampled_from([MOST, 1000]))
def test_nothing_is_lost_and_order_stays(texts, most):
    """Read down the first half and then down the second, pair after pair, the list is what it was."""
    assert [text for pair in halves(texts, most) for half in pair for text in half] == texts


@given(GROUPS)
def test_every_item_keeps_its_heading(groups):
    """What goes on in another half has its heading there again."""
    before = [(group.about, text) for group in groups for text in group.items]
    after = [
        (group.about, text)
        for pair in sides(groups)
        for half in pair
        for group in half
        for text in group.items
    ]
    assert after == before


@given(st.lists(st.just("word " * 9), min_size=2, max_size=30))
def test_halves_are_of_one_height(texts):
    """Items of one length are shared out, to the one that is left over."""
    for first, second in halves(texts):
        assert len(first) - len(second) in (0, 1)


def test_few_items_under_a_heading_are_not_parted():
    """Three items stay with their heading; of more, some may go on in the second half."""
    few = [Advice("Cream", ("one", "two", "three")), Advice("Wash", ("four",))]
    assert list(sides(few)) == [((few[0],), (few[1],))]
    ((first, second),) = sides([Advice("Cream", ("word " * 14,) * 5)])
    assert [group.about for group in (*first, *second)] == ["Cream", "Cream"]
    assert (len(first[0].items), len(second[0].items)) == (3, 2)


def test_a_list_that_stays_whole_is_one_pair():
    """A box that is never broken has one pair, however long; elsewhere a long list has several."""
    texts = ["word " * 20] * 20
    assert len(list(halves(texts, 1000))) == 1
    assert len(list(halves(texts))) > 2


@pytest.mark.parametrize("size", PrintSize)
def test_large_print_has_one_below_the_other(size):
    """Halves stand side by side in standard print only."""
    style = Style(size=size)
    html = (
        '<html lang="en"><title>t</title><body class="{size}"><div class="halves">'
        '<div class="half"><p>one</p></div><div class="half"><p>two</p></div></div></body></html>'
    )
    (page,) = renderer().layout(html.format(size=size), style).pages
    one, two = (box for box in page._page_box.descendants() if getattr(box, "text", "") in ("one", "two"))
    assert (one.position_y == two.position_y) == (size is PrintSize.STANDARD)
    assert (one.position_x == two.position_x) == (size is not PrintSize.STANDARD)
