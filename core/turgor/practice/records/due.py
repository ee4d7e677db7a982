"""What is due and overdue: sessions, measuring again, maintenance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from turgor.domain.plan import Plan
from turgor.domain.records import Action, Due, DueKind, PlanDate
from turgor.practice.records.desk import Desk
from turgor.store import due


def dates_of(plan: Plan) -> Iterator[PlanDate]:
    """The days of a plan that somebody has to think of."""
    for visit in plan.visits:
        for one in visit.sessions:
            start = one.start or visit.start
            yield PlanDate(DueKind.SESSION, one.id, visit.date, start, one.minutes, tuple(one.resources))
    for course in plan.courses:
        if course.review:
            yield PlanDate(DueKind.REVIEW, course.id, course.review)
        if course.maintenance:
            yield PlanDate(DueKind.MAINTENANCE, course.id, course.maintenance)


def due_list(desk: Desk, until: date, patient: int | None = None) -> tuple[Due, ...]:
    """Everything up to a day that was not done yet, in order of days, from the plans that are followed."""
    with desk.store.reading() as session:
        found = due.due(session, until, patient)
    desk.note(Action.READ, "due", f"listed {len(found)} until {until}")
    return found
