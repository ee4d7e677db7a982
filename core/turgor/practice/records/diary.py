"""What was noted of one plan, whichever of its versions was followed then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from turgor.domain.diary import Diary, HomeCareEntry, HomeCareReport, MissedEntry, SessionEntry
from turgor.domain.offers import Prepared
from turgor.domain.plan import Plan
from turgor.domain.recorded import RecordedField
from turgor.domain.records import PlanVersion
from turgor.practice.records.inputs import read_plan
from turgor.store import happened, home_care, plans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def diary_of(db: Session, version: PlanVersion, made: Plan) -> Diary | None:
    """All that was noted, with what the versions of then recorded; None where nothing was."""
    plan, patient = version.ref.plan, version.patient
    done = [one for one in happened.done_of(db, patient) if one.plan == plan]
    missed = [one for one in happened.missed_of(db, patient) if one.plan == plan]
    prepared = [one for one in happened.prepared_of(db, patient) if one.plan == plan]
    reports = [one for one in home_care.of_patient(db, patient) if one.plan == plan]
    diary = Diary(
        tuple(SessionEntry(one.session, one.day, one.given) for one in done),
        tuple(MissedEntry(one.session, one.day, one.made_at.date(), one.why) for one in missed),
        tuple(Prepared(one.session, one.prerequisite, one.day) for one in prepared),
        tuple(map(_entry, reports)),
        _fields(db, version, made, sorted({one.number for one in done} | {one.number for one in reports})),
    )
    return diary if diary.anything else None


def _entry(report: HomeCareReport) -> HomeCareEntry:
    return HomeCareEntry(
        report.id,
        report.regimen,
        report.first,
        report.last,
        report.days_planned,
        report.days_used,
        report.irritation,
        report.recorded,
        report.note,
    )


def _fields(
    db: Session, version: PlanVersion, made: Plan, numbers: Iterable[int]
) -> Mapping[str, tuple[RecordedField, ...]]:
    """Of the courses and regimens of these versions; a course that is over is in none of the later ones."""
    fields: dict[str, tuple[RecordedField, ...]] = {}
    for number in numbers:
        of_then = (
            made if number == version.ref.number else read_plan(db, plans.get(db, version.ref.plan, number))
        )
        fields |= {course.id: course.recorded for course in of_then.courses if course.recorded}
        fields |= {regimen.id: regimen.recorded for regimen in of_then.regimens if regimen.recorded}
    return fields
