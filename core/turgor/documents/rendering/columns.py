"""Two columns of one height, found in a few steps: WeasyPrint 70 lays them out again for every pixel they might take.

All is laid out in one column first. Each place where that column may end gives a height, and the smallest height
in which both columns fit is looked for by halving.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, NamedTuple

Layout = Callable[..., tuple[Any, ...]]
_STEP = 10  # pixels between heights that are tried besides: breaks may be forbidden or moved for many reasons
_GOOD = 30  # pixels above the half, two lines, that are not worth another try
_STRIDES = 8
_HAIR = 0.01  # pixels, so that rounding never makes a line too high for its own height


def install(block: Any) -> None:
    """Make the module `weasyprint.layout.block` balance columns so."""
    block.columns_layout = balanced(block.columns_layout)


def balanced(layout: Layout) -> Layout:
    """Wrap `weasyprint.layout.column.columns_layout`."""

    @wraps(layout)
    def laid_out(context: Any, box: Any, space: float, *rest: Any) -> tuple[Any, ...]:
        if not _is_simple(box):
            return layout(context, box, space, *rest)
        search = _Search(layout, context, _filled(box), rest)
        return search.as_before(space) or search.smallest(space)

    return laid_out


def _is_simple(box: Any) -> bool:
    style = box.style
    two = style["column_count"] == 2 and style["column_width"] == "auto"
    free = style["column_fill"] == "balance" and style["height"] == "auto" and style["position"] == "static"
    return two and free and all(child.style["column_span"] != "all" for child in box.children)


def _filled(box: Any) -> Any:
    """The same box, its first column filled before its second."""
    filled = box.copy()
    filled.style = box.style.copy()
    filled.style["column_fill"] = "auto"
    return filled


class _Search:
    """Lays out one box in heights that are tried one after the other."""

    def __init__(self, layout: Layout, context: Any, box: Any, rest: tuple[Any, ...]) -> None:
        self._layout, self._context, self._box = layout, context, box
        self._before, self._lists, self._after = rest[:3], rest[3:5], rest[5:]
        self._shapes = len(context.excluded_shapes)
        skip, block = rest[:2]
        self._known: dict[Any, float] = context.__dict__.setdefault("column_heights", {})
        self._key = id(box.element), repr(skip), block.width

    def as_before(self, space: float) -> tuple[Any, ...] | None:
        """The layout in the height that was found when the same was laid out before: on a page it did not fit on, say."""
        height = self._known.get(self._key)
        if height is None:
            return None
        box = self._box.copy()
        box.position_y += _collapsed(self._after[0])
        best, lists = self._tried(self._space(space, box.content_box_y(), height))
        return self._placed(best, lists) if _holds_all(best) else None

    def smallest(self, space: float) -> tuple[Any, ...]:
        """The layout in the smallest height, `space` being free below the box at least."""
        best, lists = self._tried(space)
        if _holds_all(best):
            top = best[0].content_box_y()
            heights = _Heights(best[0].children)
            least = last = space
            while (height := heights.next()) is not None:
                last = self._space(space, top, height)
                found, its = self._tried(last)
                if heights.tell(fits=_holds_all(found)):
                    best, lists, least = found, its, last
                    self._known[self._key] = height
            if (
                last != least
            ):  # boxes that are placed later, as marks of lists, stay where the last layout put them
                best, lists = self._tried(least)
        return self._placed(best, lists)

    def _space(self, least: float, top: float, height: float) -> float:
        """What is free below, if columns from `top` on have a height."""
        return max(least, float(self._context.page_bottom) - top - height - _HAIR)

    def _placed(self, best: tuple[Any, ...], lists: tuple[list[Any], list[Any]]) -> tuple[Any, ...]:
        for whole, own in zip(self._lists, lists, strict=True):
            whole.extend(own)
        return best

    def _tried(self, space: float) -> tuple[tuple[Any, ...], tuple[list[Any], list[Any]]]:
        """A layout, and the boxes in it that are placed later."""
        del self._context.excluded_shapes[self._shapes :]
        lists: tuple[list[Any], list[Any]] = [], []
        found = self._layout(self._context, self._box, space, *self._before, *lists, *self._after)
        return found, lists


def _holds_all(found: tuple[Any, ...]) -> bool:
    return found[0] is not None and found[1] is None


def _collapsed(margins: Sequence[float]) -> float:
    """What is left of margins that meet: the largest, and the most negative."""
    return max(0.0, *margins, 0.0) + min(0.0, *margins, 0.0)


class _Heights:
    """Heights to try, from the likeliest on, then its neighbours, then by halving what is left."""

    def __init__(self, columns: list[Any]) -> None:
        places, total = _measured(columns)
        highest = max(_bottom(column) - column.position_y for column in columns)
        steps = (total / 2 + step for step in range(0, max(0, int(highest - total / 2)), _STEP))
        exact = (height for place in places for height in place.heights(total) if height >= total / 2 - 1)
        self._heights = _apart([*exact, *steps])
        likely = min((place.higher(total) for place in places), default=0.0)
        self._probe = bisect_left(self._heights, likely)
        self._first, self._last = 0, len(self._heights)  # all before are too small, the last is not
        self._stride = 1
        self._good = total / 2 + _GOOD

    def next(self) -> float | None:
        """The next height to try."""
        if self._first >= self._last:
            return None
        self._probe = min(max(self._probe, self._first), self._last - 1)
        return self._heights[self._probe]

    def tell(self, *, fits: bool) -> bool:
        """Note how the height did."""
        if fits:
            self._last = self._first if self._heights[self._probe] <= self._good else self._probe
        else:
            self._first = self._probe + 1
        if self._stride < _STRIDES:
            self._probe += -self._stride if fits else self._stride
            self._stride *= 2
        else:
            self._probe = (self._first + self._last) // 2
        return fits


def _measured(columns: list[Any]) -> tuple[list[_Place], float]:
    """The places where columns that hold all may break, measured from the top of the first, and the whole height."""
    places: list[_Place] = []
    total = 0.0
    for column in columns:
        places += (_Place(total + y - column.position_y, above, below) for y, above, below in _places(column))
        total += (
            max((_bottom(child) for child in column.children), default=column.position_y) - column.position_y
        )
    return places, total


def _apart(heights: list[float]) -> list[float]:
    """The heights in order, without those that are next to the same."""
    kept: list[float] = []
    for height in sorted(heights):
        if not kept or height - kept[-1] > 1:
            kept.append(height)
        else:
            kept[-1] = height
    return kept


class _Place(NamedTuple):
    """Where a column may end: how far down, and how much space is above and below it."""

    y: float
    above: float
    below: float

    def higher(self, total: float) -> float:
        """The height of the higher column, if all space counts."""
        return max(self.y, total - self.y + self.below)

    def heights(self, total: float) -> Iterator[float]:
        """The heights of both, with and without the space between, which is gone at the foot of a column."""
        yield from (self.y, self.y - self.above, total - self.y, total - self.y + self.below)


def _bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height() - box.margin_bottom)


def _places(box: Any) -> Iterator[_Place]:
    """The tops of blocks and lines in a box."""
    before = 0.0
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if type(child).__name__ == "LineBox":
            yield _Place(child.position_y, 0.0, 0.0)
            continue
        yield _Place(child.border_box_y(), max(before, child.margin_top), child.margin_top)
        before = child.margin_bottom
        if hasattr(child, "children") and child.style["break_inside"] not in ("avoid", "avoid-column"):
            yield from _places(child)
