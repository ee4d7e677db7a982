"""Which values a number may have, to find comparisons that can never hold or always hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from turgor.rules.answering.questions import COMPARISONS

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

Limit = tuple[str, float]  # a sign and the number to its right


@attrs.frozen
class Bounds:
    """The values a number may have.

    Attributes:
        low, high: both included; None is no limit.
        whole: only whole numbers.
        values: only these, where it is a scale with steps.

    """

    low: float | None = None
    high: float | None = None
    whole: bool = False
    values: tuple[float, ...] = ()

    def __str__(self) -> str:
        if self.values:
            return f"one of {', '.join(f'{value:g}' for value in self.values)}"
        low = "" if self.low is None else f" from {self.low:g}"
        high = "" if self.high is None else f" up to {self.high:g}"
        return f"a {'whole ' if self.whole else ''}number{low}{high}"

    def allow(self, limits: Sequence[Limit]) -> bool:
        """Whether some value satisfies all limits."""
        if self.values:
            return any(_within(value, limits) for value in self.values)
        edges = [edge for edge in (self.low, self.high) if edge is not None]
        return any(self._has(value) and _within(value, limits) for value in self._telling(edges, limits))

    def telling(self, points: Iterable[float]) -> tuple[float, ...]:
        """Values of which one lies on each side of every point, and on it, as far as they may be had."""
        if self.values:
            return self.values
        return tuple(sorted({value for value in self._telling(sorted(points), ()) if self._has(value)}))

    def always(self, limit: Limit) -> bool:
        """Whether every value satisfies a limit."""
        sign, value = limit
        return not self.allow([(_OPPOSITE[sign], value)])

    def _has(self, value: float) -> bool:
        return (
            (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
            and (not self.whole or float(value).is_integer())
        )

    def _telling(self, edges: Sequence[float], limits: Sequence[Limit]) -> Iterable[float]:
        """Values of which one satisfies the limits if any does: every edge, both its sides, and between two."""
        points = sorted({*edges, *(value for _, value in limits)})
        if self.whole:
            return [n for point in points for n in (math.floor(point) - 1, *_around(point))]
        between = [(one + other) / 2 for one, other in pairwise(points)]
        return [*points, *between, *([points[0] - 1, points[-1] + 1] if points else [])]


def _around(point: float) -> tuple[int, int, int]:
    return math.floor(point), math.ceil(point), math.ceil(point) + 1


def _within(value: float, limits: Sequence[Limit]) -> bool:
    return all(COMPARISONS[sign](value, limit) for sign, limit in limits)
