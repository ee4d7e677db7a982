"""Minutes of a day as the bits of a whole number: bit 540 is 09:00. Sets of thousands of starts cost one operation."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

Minutes = int
ALWAYS: Minutes = -1  # every bit is set
DAY = 24 * 60


def stretch(first: int, last: int) -> Minutes:
    """The minutes from `first` on, up to `last`, which is not among them."""
    return (1 << last) - (1 << first)


def joined(stretches: Iterable[tuple[int, int]]) -> Minutes:
    """The minutes of all stretches."""
    minutes = 0
    for first, last in stretches:
        minutes |= stretch(first, last)
    return minutes


@lru_cache(maxsize=4096)
def starts(free: Minutes, length: int) -> Minutes:
    """The minutes from which `length` minutes in a row are free."""
    covered = 1
    while covered < length:
        step = min(covered, length - covered)
        free &= free >> step
        covered += step
    return free


def at_most_before(minutes: Minutes, most: int) -> Minutes:
    """The minutes after which one of `minutes` comes at once, or at most so much later."""
    covered = 0
    while covered < most:
        step = min(covered + 1, most - covered)
        minutes |= minutes >> step
        covered += step
    return minutes


def earliest(minutes: Minutes) -> int:
    """The first of the minutes; there must be one."""
    return (minutes & -minutes).bit_length() - 1
