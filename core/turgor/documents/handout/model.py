"""What the merged handout says. Templates only lay it out."""

from __future__ import annotations

import attrs

from turgor.documents.parts import Advice, CallBox, Stamp
from turgor.documents.patient.model import Habit, RoutineStep, VisitRow


@attrs.frozen
class DayMark:
    """One day of a month as it is drawn, its middle at `x` and `y` in the drawing's own unit.

    Attributes:
        sign: ``visit``, ``other`` for a check or a call, ``rest``, or empty.
        starts: something starts or changes.

    """

    number: str
    x: float
    y: float
    sign: str = ""
    starts: bool = False


@attrs.frozen
class Month:
    """One month as a small calendar; `description` says the same in words."""

    name: str
    description: str
    height: float
    days: tuple[DayMark, ...]


@attrs.frozen
class Months:
    """The months to come.

    Attributes:
        unit: points of the drawings' own unit; `width` and `cell` in it.
        across: how many months stand side by side.
        weekdays: their first letters, each with its place.
        signs: those that occur, each with its meaning.

    """

    unit: float
    width: float
    cell: float
    across: int
    weekdays: tuple[tuple[float, str], ...]
    months: tuple[Month, ...]
    signs: tuple[tuple[str, str], ...]


@attrs.frozen
class Row:
    """All that is left out or done on the same days."""

    whats: tuple[str, ...]
    days: str


@attrs.frozen
class Handout:
    """Everything to do and not to do, all modalities on one sheet.

    Attributes:
        often: home care that is not used every day: its name and its weeks.
        habits: food, exercise and habits, with when.
        rows: what is left out and done around visits, with days; `before` and `after` what else holds.
        using: what to mind while using home care.

    """

    language: str
    title: str
    lead: str
    stamp: Stamp
    months: Months | None
    visits: tuple[VisitRow, ...]
    routine: tuple[RoutineStep, ...]
    routine_notes: tuple[str, ...]
    often: tuple[Advice, ...]
    habits: tuple[Habit, ...]
    rows: tuple[Row, ...]
    before: tuple[Advice, ...]
    after: tuple[Advice, ...]
    using: tuple[Advice, ...]
    missed: tuple[str, ...]
    call: CallBox | None
