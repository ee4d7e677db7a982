"""What exercise sheets say. Templates only lay it out."""

from __future__ import annotations

import attrs

from turgor.documents.parts import CallBox, Picture, Stamp
from turgor.documents.patient.model import Habit, PauseRow


@attrs.frozen
class Card:
    """One move.

    Attributes:
        amount: how often, how many sets and how long it is held, side by side.
        leave_out: who does not do it.

    """

    name: str
    picture: Picture | None
    amount: tuple[str, ...]
    steps: tuple[str, ...]
    leave_out: tuple[str, ...]


@attrs.frozen
class Exercises:
    """All moves of a plan.

    Attributes:
        programmes: how each is done, and its weeks.
        rules: what holds for all moves.
        weekdays: short names, for the boxes to tick.

    """

    language: str
    title: str
    lead: str
    stamp: Stamp
    programmes: tuple[Habit, ...]
    rests: tuple[PauseRow, ...]
    rules: tuple[str, ...]
    cards: tuple[Card, ...]
    weekdays: tuple[str, ...]
    call: CallBox | None
