"""Sessions of one day become a visit: in a legal order, as early as their time and resources allow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from turgor.domain.schedule import PlacedSession, PlacedVisit
from turgor.planning.scheduling.calendar import clock
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Held, Selection


def visits(selection: Selection) -> tuple[PlacedVisit, ...]:
    """The visits of a selection, in date order."""
    held = sorted(selection.held, key=lambda one: one.day)
    days = groupby(held, key=lambda one: one.day)
    return tuple(_visit(selection.problem, day, list(sessions)) for day, sessions in days)


def _visit(problem: Problem, day: int, held: Sequence[Held]) -> PlacedVisit:
    """Turnaround is kept free after every session, the last one too; the patient leaves before that."""
    date = problem.day(day)
    numbers = {one.course.id: one.number for one in held}
    placed = problem.appointments(day, numbers)
    if placed is None:
        raise ValueError("a visit that does not fit: the model forgot to forbid it")
    sessions = tuple(
        PlacedSession(date, place, one.id, numbers[one.id], clock(one.start), one.resources)
        for place, one in enumerate(placed)
    )
    minutes = {one.course.id: one.course.minutes for one in held}
    return PlacedVisit(date, sessions[0].start, clock(placed[-1].start + minutes[placed[-1].id]), sessions)
