"""Firmness over time, from all assessments of a patient."""

from __future__ import annotations

from datetime import date

import attrs

import desks
from turgor.domain.case import Case, Measurement
from turgor.practice.records import Desk, add_assessment, build_plan, correct_assessment, progress

LATER = date(2027, 5, 20)


def measured(case: Case, day: date, *readings: Measurement) -> Case:
    """The case on another day, with these readings alone."""
    return attrs.evolve(case, assessment=attrs.evolve(case.assessment, date=day, measurements=readings))


def reading(
    day: date, *values: float, site: str = "neck", instrument: str = "alexiades_laxity"
) -> Measurement:
    """One visit's values."""
    return Measurement(instrument, site, day, values)


def springs_back(day: date, *values: float) -> Measurement:
    """Of the left cheek, so often at one visit that its scatter is known."""
    return reading(day, *values, site="lower_cheek.left", instrument="cutometer_r7")


def test_readings_of_all_assessments_are_compared_with_the_first(desk: Desk) -> None:
    """The version that counts of each; a correction takes the place of what was wrong."""
    case, first = desks.healthy(), desks.healthy().assessment.date
    wrong, before, after = (0.9, 0.91, 0.9), (0.44, 0.43, 0.45), (0.6, 0.61, 0.59)
    record = desks.known(desk, measured(case, first, springs_back(first, *wrong)))
    correct_assessment(desk, 1, 1, measured(case, first, springs_back(first, *before)), "typing mistake")
    add_assessment(desk, record.id, measured(case, LATER, springs_back(LATER, *after)))
    found = progress(desk, desks.practice_on(LATER), record.id)
    (series,) = found.series
    assert [(one.date, one.values) for one in series.readings] == [(first, before), (LATER, after)]
    (change,) = found.changes
    assert (change.difference, change.movement.value, change.real) == (0.16, "firmer", True)


def test_a_plan_shows_the_change_and_takes_no_old_grade_for_one_of_today(desk: Desk) -> None:
    """Only what was measured again brings its earlier readings along."""
    case, first = desks.healthy(), desks.healthy().assessment.date
    before = (reading(first, 2.0), reading(first, 2.0, site="chest"))
    record = desks.known(desk, measured(case, first, *before))
    add_assessment(desk, record.id, measured(case, LATER, reading(LATER, 1.0)))
    plan = build_plan(desk, desks.practice_on(LATER), record.id).plan
    assert [(one.site, one.baseline) for one in plan.findings.changes] == [("neck", first)]
    assert "chest" not in plan.findings.laxity
