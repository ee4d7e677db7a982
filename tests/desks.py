"""A desk with a clock of its own, for tests of what a practice does with its records."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import attrs

from sample_patients import CASES, TODAY
from turgor.domain.case import SYSTEMIC, Answers, Case, Override
from turgor.domain.records import PatientRecord
from turgor.practice import Practice, open_case, open_practice
from turgor.practice.records import (
    Built,
    Desk,
    add_assessment,
    add_patient,
    approve_plan,
    build_plan,
    open_kept,
)
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


def known(desk: Desk, case: Case) -> PatientRecord:
    """The patient of a case with the case as first assessment."""
    record = add_patient(desk, case.patient)
    add_assessment(desk, record.id, case)
    return record


@cache
def anjali() -> Case:
    """The sample patient whose plan has four visits and several cautions."""
    return open_case(CASES / "type-v-melasma.toml", practice())


def set_aside(fitzpatrick: int = 5) -> Case:
    """Her again: a laser is wanted, and the rule on her skin type was set aside by Dr Lee."""
    case = anjali()
    override = Override(
        "FST-1", "test spot healed well", "Dr Lee", date(2026, 11, 20), "laser.co2_fractional"
    )
    pins = attrs.evolve(case.preferences.pins, only=("laser.co2_fractional",))
    answers = Answers({**case.assessment.answers.by_fact, "fitzpatrick": {SYSTEMIC: fitzpatrick}})
    return attrs.evolve(
        case,
        overrides=(override,),
        preferences=attrs.evolve(case.preferences, pins=pins),
        assessment=attrs.evolve(case.assessment, answers=answers),
    )


def followed(desk: Desk) -> Built:
    """A patient with an approved plan of four visits."""
    made = build_plan(desk, practice(), known(desk, anjali()).id)
    cautions = [caution.id for caution in open_kept(desk, made.version.ref).cautions]
    return attrs.evolve(made, version=approve_plan(desk, made.version.ref, cautions))


def on(desk: Desk, day: date) -> Desk:
    """The same desk on another day."""
    return attrs.evolve(desk, now=Clock(datetime.combine(day, time(12), UTC)))


def practice_on(day: date) -> Practice:
    """The clinic on another day."""
    return attrs.evolve(practice(), today=day)
