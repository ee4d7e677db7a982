"""Lists as two halves side by side, cut where that is lowest: read down one side, then down the other.

A long list is a few pairs of halves, one below the other, because a pair stands whole on its page. Heights are
reckoned from letters, so that nothing is laid out twice to find them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple, TypeVar

from turgor.documents.parts import Advice

_LETTERS = 38  # of a line in a half of a page
_LINE = 17  # points, as all heights here, of standard print; only how they compare matters
_GAP, _HEAD = 3, 12  # between two items, and around a heading
MOST = 160  # of a half: what is higher is hard to place on a page
_PAIR = 20  # what one more pair must save
_WHOLE = 3  # items under one heading that are not parted

Item = TypeVar("Item")


class _Piece(NamedTuple):
    """One item of a list.

    Attributes:
        height: of its lines.
        head: of the heading above it, if a half begins with it, or its group does.
        first: of its group.
        may_part: whether a half may end before it.
    """

    height: int
    head: int = 0
    first: bool = True
    may_part: bool = True


def halves(items: Sequence[Item], most: int = MOST) -> Iterator[tuple[Sequence[Item], Sequence[Item]]]:
    """A list of single items in pairs of halves, each at most so high."""
    for start, middle, end in _pairs([_Piece(_height_of(str(item))) for item in items], most):
        yield items[start:middle], items[middle:end]


def sides(groups: Sequence[Advice]) -> Iterator[tuple[Sequence[Advice], Sequence[Advice]]]:
    """Groups in pairs of halves. What goes on in another half has its heading there too, or would seem to be another's."""
    items = [(number, text) for number, group in enumerate(groups) for text in group.items]
    pieces = [piece for group in groups for piece in _pieces(group)]
    for start, middle, end in _pairs(pieces, MOST):
        yield tuple(_groups(groups, items[start:middle])), tuple(_groups(groups, items[middle:end]))


def _pieces(group: Advice) -> Iterator[_Piece]:
    head = _height_of(group.about) + _HEAD if group.about else 0
    for index, text in enumerate(group.items):
        yield _Piece(_height_of(text), head, not index, not index or len(group.items) > _WHOLE)


def _groups(groups: Sequence[Advice], items: Sequence[tuple[int, str]]) -> Iterator[Advice]:
    """Items with the number of their group, as groups."""
    for number, same in groupby(items, lambda item: item[0]):
        yield Advice(groups[number].about, tuple(text for _, text in same))


def _pairs(pieces: Sequence[_Piece], most: int) -> Iterator[tuple[int, int, int]]:
    """Where each pair begins, where its second half, and where it ends: all together as low as can be, and in few pairs."""
    places = [index for index, piece in enumerate(pieces) if not index or piece.may_part]
    best: dict[int, tuple[int, tuple[tuple[int, int, int], ...]]] = {len(pieces): (0, ())}
    for start in reversed(places):
        ways = [
            (_PAIR + height + best[end][0], ((start, middle, end), *best[end][1]))
            for height, middle, end in _ways(pieces, start, places, most)
        ]
        best[start] = min(ways)
    yield from best[0][1]


def _ways(
    pieces: Sequence[_Piece], start: int, places: Sequence[int], most: int
) -> Iterator[tuple[int, int, int]]:
    """Height, middle and end of the pairs that may begin at a place; the smallest of them may be higher than `most`."""
    ends = [*(place for place in places if place > start), len(pieces)]
    for number, end in enumerate(ends):
        height, middle = min(
            (
                (max(_height(pieces[start:middle]), _height(pieces[middle:end])), middle)
                for middle in reversed(ends[: number + 1])
            ),
            key=lambda way: way[0],
        )
        if number > 1 and height > most:
            return
        yield height, middle, end


def _height(half: Sequence[_Piece]) -> int:
    return sum(piece.height + piece.head * (piece.first or not index) for index, piece in enumerate(half))


def _height_of(text: str) -> int:
    return ceil(len(text) / _LETTERS) * _LINE + _GAP
