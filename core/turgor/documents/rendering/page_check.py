"""What can be wrong with a laid-out page: something reaches beyond its place, or is too small to read.

A document has been laid out by the `Renderer`; lengths of WeasyPrint are CSS pixels, ours are points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from turgor.documents.style import Style

_POINT = 96 / 72
_SLACK = 0.5 * _POINT  # of rounding, and of letters that reach a hair beyond their place
_SOLID = ("TextBox", "InlineReplacedBox", "BlockReplacedBox", "InlineBlockBox", "TableCellBox")


def overflows(document: Any) -> Iterator[str]:
    """Say what reaches beyond the margins of its page, the edge of the paper or the cell of its table."""
    for number, page in enumerate(document.pages, start=1):
        paper = page._page_box  # noqa: SLF001 -- there is no public door; the version is pinned
        for part in paper.children:
            frame = _Frame(paper, of_paper=type(part).__name__ == "MarginBox")
            for box in _solid(part):
                if not frame.holds(box):
                    yield f"page {number}: {_said(box)} leaves the page"
        for cell in paper.descendants():
            if type(cell).__name__ == "TableCellBox":
                yield from (
                    f"page {number}: {_said(box)} leaves its cell"
                    for box in _solid(cell)
                    if box.position_x + box.width > cell.position_x + cell.border_width() + _SLACK
                )


def small_print(document: Any, style: Style) -> Iterator[str]:
    """Say what is smaller than the smallest words of the style, also in drawings."""
    least = style.type_scale.label
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants():  # noqa: SLF001 -- as above
            for size, text in _sizes(box):
                if size < least - 0.05:
                    yield f"page {number}: {text!r} has {size:.1f} pt"


class _Frame:
    """Where things may stand: between the margins, or for the running lines on the paper."""

    def __init__(self, paper: Any, *, of_paper: bool) -> None:
        if of_paper:
            self.left, self.top = 0.0, 0.0
            self.right, self.bottom = paper.margin_width(), paper.margin_height()
        else:
            self.left, self.top = paper.content_box_x(), paper.content_box_y()
            self.right, self.bottom = self.left + paper.width, self.top + paper.height

    def holds(self, box: Any) -> bool:
        return bool(
            box.position_x >= self.left - _SLACK
            and box.position_y >= self.top - _SLACK
            and box.position_x + box.width <= self.right + _SLACK
            and box.position_y + box.height <= self.bottom + _SLACK
        )


def _solid(part: Any) -> Iterator[Any]:
    """The boxes that hold ink, but no line of spaces."""
    for box in part.descendants():
        if type(box).__name__ in _SOLID and getattr(box, "text", "x").strip():
            yield box


def _said(box: Any) -> str:
    return repr(getattr(box, "text", "") or f"<{box.element_tag}>")


def _sizes(box: Any) -> Iterator[tuple[float, str]]:
    """Sizes in points of the words of a box."""
    kind = type(box).__name__
    if kind == "TextBox" and box.text.strip():
        yield box.style["font_size"] / _POINT, box.text
    elif kind.endswith("ReplacedBox") and box.element is not None and _name(box.element) == "svg":
        yield from _sizes_in_drawing(box.element, box.width / _POINT / _width(box.element), None)


def _sizes_in_drawing(element: Any, scale: float, inherited: float | None) -> Iterator[tuple[float, str]]:
    size = float(element.get("font-size", inherited or 16))
    if _name(element) in ("text", "tspan") and (element.text or "").strip():
        yield size * scale, element.text
    for child in element:
        yield from _sizes_in_drawing(child, scale, size)


def _width(svg: Any) -> float:
    return float(svg.get("viewBox").replace(",", " ").split()[2])


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
