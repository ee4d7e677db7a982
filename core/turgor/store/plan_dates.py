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
    return PlanDate(
        DueKind(row.kind),
        row.what,
        date.fromisoformat(row.day),
        time.fromisoformat(row.start) if row.start else None,
        row.minutes or 0,
        tuple(json.loads(row.resources)) if row.resources else (),
    )
