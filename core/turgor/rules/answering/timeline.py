"""The days on which an answer can change, and the answer from each of them on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from turgor.rules.answering.kleene import Truth

Timeline = tuple[tuple[date, Truth], ...]


def timeline(today: date, turns: Iterable[date], at: Callable[[date], Truth]) -> Timeline:
    """The answer from today on. Each entry holds until the next; neighbours differ.

    `turns` must hold every later day on which the answer may differ from the day before; more do no harm.
    """
    entries: list[tuple[date, Truth]] = []
    for day in [today, *sorted({turn for turn in turns if turn > today})]:
        truth = at(day)
        if not entries or entries[-1][1] != truth:
            entries.append((day, truth))
    return tuple(entries)
