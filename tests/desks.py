"""A desk with a clock of its own, for tests of what a practice does with its records."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

import attrs

from sample_patients import CASES, TODAY
from turgor.domain.case import Case
from turgor.domain.records import PatientRecord
from turgor.practice import Practice, open_case, open_practice
from turgor.practice.records import Desk, add_assessment, add_patient
from turgor.store import Store

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Clock:
    """Every look at it is a second later."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def desk_at(store: Store, who: str = "dr.lee") -> Desk:
    """A desk before these records."""
    return Desk(store, who, Clock())


@cache
def practice(today: date = TODAY) -> Practice:
    """The default clinic on a day."""
    return open_practice(today=today)


@cache
def healthy() -> Case:
    """The healthy sample patient."""
    return open_case(CASES / "healthy-45.toml", practice())


def quick() -> Case:
    """A patient whose plan is found quickly: facial exercise and home care alone come into question."""
    case = healthy()
    wishes = attrs.evolve(case.preferences, aversions=("needle", "energy"))
    return attrs.evolve(case, preferences=wishes)


def known(desk: Desk, case: Case) -> PatientRecord:
    """The patient of a case with the case as first assessment."""
    record = add_patient(desk, case.patient)
    add_assessment(desk, record.id, case)
    return record
