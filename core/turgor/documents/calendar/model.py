"""What the tick calendar says. Templates only lay it out."""

from __future__ import annotations

import attrs

from turgor.documents.parts import Stamp


@attrs.frozen
class Day:
    """One cell.

    Attributes:
        visit: the number of the visit in the list below; `ring` for a check or a call, which is no visit.
        morning, evening: letters of what is used then besides the routine; None where there is nothing to tick.
        rests: what is left out that day, in letters.

    """

    label: str
    visit: str = ""
    ring: bool = False
    morning: str | None = None
    evening: str | None = None
    rests: str = ""


@attrs.frozen
class Marked:
    """A number in a circle or a ring, or a letter, and what it means."""

    sign: str
    text: str
    ring: bool = False


@attrs.frozen
class Month:
    """One page: whole weeks, and the visits in them."""

    title: str
    weeks: tuple[tuple[Day, ...], ...]
    visits: tuple[Marked, ...]


@attrs.frozen
class TickCalendar:
    """All pages.

    Attributes:
        letters: home care that is not used alike every day.
        routine: what the boxes stand for: always the same.
        contact: whom to call.

    """

    language: str
    title: str
    stamp: Stamp
    weekdays: tuple[str, ...]
    months: tuple[Month, ...]
    letters: tuple[Marked, ...]
    routine: tuple[str, ...]
    contact: str
