"""A drawing of a plugin holds shapes and words, and nothing that reaches out of the page or runs."""

import pytest

from turgor.domain.drawings import forbidden_in
from turgor.domain.handouts import Picture
from turgor.domain.messages import plain

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'


def svg(inside: str) -> str:
    """A drawing that holds this."""
    return f"<svg {XMLNS}>{inside}</svg>"


@pytest.mark.parametrize(
    "drawing",
    [
        svg(""),
        svg('<g fill="none" stroke="#444444"><circle cx="1" cy="2" r="3"/><path d="M 0 0 L 1,1"/></g>'),
        svg('<title>A dot</title><text x="1" y="2" font-size="11">cream</text>'),
    ],
)
def test_shapes_and_words_may_be_drawn(drawing: str) -> None:
    """Lines, colours and sizes as they are."""
    assert list(forbidden_in(drawing)) == []


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "not a drawing",
        "<svg/>",
        svg("<script>1</script>"),
        svg("<style>*{}</style>"),
        svg("<foreignObject/>"),
        svg('<image href="http://127.0.0.1/x.png"/>'),
        svg('<use href="#a"/>'),
        svg('<circle r="1" onclick="x"/>'),
        svg('<circle r="1" style="fill:red"/>'),
        svg('<circle r="1" fill="url(#a)"/>'),
        svg('<circle r="1" fill="url(http://127.0.0.1)"/>'),
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{svg("&a;")}',
        f'<?xml-stylesheet href="x"?>{svg("")}',
        svg('<path d="' + "M 0 0 " * 50_000 + '"/>'),
        svg("<g>" * 50 + "</g>" * 50),
        "<html/>",
    ],
    ids=str.__len__,
)
def test_everything_else_is_refused_where_the_picture_is_made(drawing: str) -> None:
    """So that neither a plan file nor a plugin can hold such a picture."""
    assert list(forbidden_in(drawing))
    with pytest.raises(ValueError, match="must"):
        Picture(drawing, plain("toy", "A small drawing"))
