"""What the checks of laid-out pages find."""

from __future__ import annotations

import pytest

from turgor.documents.rendering.page_check import overflows, small_print
from turgor.documents.rendering.renderer import renderer
from turgor.documents.style import STANDARD, PrintSize, Style

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" viewBox="0 0 100 20"><title>A box with words</title><g font-size="9"><text x="5" y="10">word</text></g></svg>'


def laid_out(body: str, style: Style = STANDARD) -> object:
    """A page that holds just this."""
    return renderer().layout(
        f'<html lang="en"><title>t</title><body class="{style.size}">{body}</body></html>', style
    )


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Words in their place.</p>", []),
        ('<p style="white-space: nowrap; max-width: none">' + "word " * 40 + "</p>", ["leaves the page"]),
        ('<p style="margin-left: -20pt">Too far out.</p>', ["leaves the page"]),
        (DRAWING.format(width=600), ["leaves the page"]),
        (
            '<table><tr><td style="width: 20pt; white-space: nowrap">Words that want more room.</td><td>x</td></tr></table>',
            ["leaves its cell"],
        ),
    ],
    ids=["fine", "long line", "margin", "drawing", "cell"],
)
def test_what_leaves_its_place_is_found(body, found):
    """Text, drawings and cells beyond the margins are told, and words beyond their cell."""
    assert [
        text.partition("leaves")[1] + text.partition("leaves")[2] for text in overflows(laid_out(body))
    ] == found


@pytest.mark.parametrize("size", PrintSize)
def test_words_below_the_smallest_size_are_found(size):
    """The least size is that of labels, in the text and in drawings, as large as these are printed."""
    style = Style(size=size)
    least = style.type_scale.label
    fine = f'<p style="font-size: {least}pt">Fine.</p>{DRAWING.format(width=100 * least / 9)}'
    assert list(small_print(laid_out(fine, style), style)) == []
    small = f'<p style="font-size: {least - 1}pt">Small.</p>{DRAWING.format(width=80 * least / 9)}'
    assert list(small_print(laid_out(small, style), style)) == [
        f"page 1: 'Small.' has {least - 1:.1f} pt",
        f"page 1: 'word' has {least * 0.8:.1f} pt",
    ]
