"""QuickXplain: the preferred irreducible part of a set that cannot hold together.

Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems, AAAI 2004.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def irreducible(conflicting: Sequence[T], together: Callable[[frozenset[T]], bool]) -> tuple[T, ...]:
    """Members that cannot hold together while any of them dropped lets the rest hold.

    What stands first is named rather than what stands later. `together` says whether some members can hold
    together; the whole sequence must not.
    """

    def part(background: frozenset[T], *, grown: bool, rest: Sequence[T]) -> tuple[T, ...]:
        if grown and not together(background):
            return ()
        if len(rest) == 1:
            return tuple(rest)
        half = len(rest) // 2
        first, later = rest[:half], rest[half:]
        of_later = part(background.union(first), grown=bool(first), rest=later)
        of_first = part(background.union(of_later), grown=bool(of_later), rest=first)
        return (*of_first, *of_later)

    if not together(frozenset()):
        return ()  # what is no member forbids it already
    return part(frozenset(), grown=False, rest=conflicting)
