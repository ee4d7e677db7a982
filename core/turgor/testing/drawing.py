"""Small words for strategies that draw by hand: now and then, maybe, some of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

T = TypeVar("T")
PERCENT = st.integers(1, 100)


def chance(draw: DrawFn, percent: int) -> bool:
    """True so often; false where hypothesis looks for something simpler."""
    return draw(PERCENT) > 100 - percent


def maybe(draw: DrawFn, percent: int, strategy: st.SearchStrategy[T]) -> T | None:
    """Something now and then, else nothing."""
    return draw(strategy) if chance(draw, percent) else None


def pick(draw: DrawFn, pool: Sequence[T], least: int, most: int) -> tuple[T, ...]:
    """Some of a pool, in its order, none twice."""
    left = list(range(len(pool)))
    count = draw(st.integers(least, min(most, len(pool))))
    chosen = [left.pop(draw(st.integers(0, len(left) - 1))) for _ in range(count)]
    return tuple(pool[index] for index in sorted(chosen))
