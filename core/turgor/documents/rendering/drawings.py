"""Words in drawings whose letters join: WeasyPrint 70 draws letter by letter, which takes Arabic words apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

Draw = Callable[[Any, Any, float], None]


class Whole(str):
    """A text that is drawn in one piece: it has one letter, itself."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        """Just the text."""
        yield str(self)


def install(svg: Any) -> None:
    """Make the module `weasyprint.svg` draw right-to-left texts in one piece."""
    letter_by_letter, svg.text = svg.text, joined(svg.text)
    for tag, draw in svg.TAGS.items():
        if draw is letter_by_letter:
            svg.TAGS[tag] = svg.text


def joined(draw: Draw) -> Draw:
    """Wrap the function that draws a text node."""

    @wraps(draw)
    def drawn(svg: Any, node: Any, font_size: float) -> None:
        if is_right_to_left(node.text or ""):
            node._etree_node.text = Whole(node.text)  # noqa: SLF001 -- the node only reads it; the version is pinned
        draw(svg, node, font_size)

    return drawn


def is_right_to_left(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
