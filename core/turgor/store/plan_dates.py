"""Days of a plan that somebody has to think of: rows and records."""

from __future__ import annotations

import json
from datetime import date, time

from turgor.domain.records import DueKind, PlanDate, PlanRef
from turgor.store.rows import PlanDateRow


def row(ref: PlanRef, one: PlanDate) -> PlanDateRow:
    """As it is kept."""
    return PlanDateRow(
        plan_id=ref.plan,
        number=ref.number,
        kind=one.kind.value,
        what=one.what,
        day=one.day.isoformat(),
        start=one.start.isoformat("minutes") if one.start else None,
        minutes=one.minutes or None,
        resources=json.dumps(one.resources) if one.resources else None,
    )


def record(row: PlanDateRow) -> PlanDate:
    """What was kept."""
    kind = DueKind(row.kind)
    if kind is DueKind.SESSION:
        return session_date(row.what, row.day, row.start, row.minutes, row.resources)
    return PlanDate(kind, row.what, date.fromisoformat(row.day))


def session_date(
    what: str, day: str, start: str | None, minutes: int | None, resources: str | None
) -> PlanDate:
    """The day of a session, from what is kept of it."""
    return PlanDate(
        DueKind.SESSION,
        what,
        date.fromisoformat(day),
        time.fromisoformat(start) if start else None,
        minutes or 0,
        tuple(json.loads(resources)) if resources else (),
    )
