"""Sessions of one day become a visit: in a legal order, in the first free time that is long enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from turgor.domain.schedule import PlacedSession, PlacedVisit
from turgor.planning.scheduling.calendar import clock
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Held, Selection
from turgor.planning.skin.skin_state import visit_order


def visits(selection: Selection) -> tuple[PlacedVisit, ...]:
    """The visits of a selection, in date order."""
    held = sorted(selection.held, key=lambda one: one.day)
    days = groupby(held, key=lambda one: one.day)
    return tuple(_visit(selection.problem, day, list(sessions)) for day, sessions in days)


def _visit(problem: Problem, day: int, held: Sequence[Held]) -> PlacedVisit:
    """Turnaround is kept free after every session, the last one too; the patient leaves before that."""
    date = problem.day(day)
    room = sum(problem.needs_minutes(one.course) for one in held)
    start = next(first for first, last in problem.windows(date) if last - first >= room)
    end = start + room - problem.clinic.turnaround_minutes
    ordered = tuple(_ordered(problem, held))
    sessions = tuple(
        PlacedSession(date, place, one.course.id, one.number) for place, one in enumerate(ordered)
    )
    return PlacedVisit(date, clock(start), clock(end), sessions)


def _ordered(problem: Problem, held: Sequence[Held]) -> Iterator[Held]:
    """The order follows from what each session leaves and needs; ties by id."""
    order = visit_order([problem.delivery(one.course) for one in held], problem.systemic)
    if order is None:
        raise ValueError("a visit without a legal order: the model forgot to forbid it")
    by_course = {one.course.id: one for one in held}
    return (by_course[delivery.id] for delivery in order)
