"""Written patients: the verdicts are those that the clinical reference expects, for the reasons it gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

from turgor.domain.clinic import Clinic
from turgor.files import read_case, read_clinic
from turgor.host import Host
from turgor.planner import assess
from written_patients import (
    PATIENTS,
    Expectation,
    Outlook,
    Place,
    differences,
    expectation_files,
    name_of,
    read_expectation,
    unexpected,
)

FILES = expectation_files()
ALL_SIX = {"laser", "microneedling", "radiofrequency", "topicals", "facial_exercise", "nutrition"}


@pytest.fixture(scope="module")
def host() -> Host:
    """All installed modalities."""
    return Host.load()


@pytest.fixture(scope="module")
def expectations() -> Mapping[str, Expectation]:
    """All expectations, by name."""
    return {name_of(file): read_expectation(file) for file in FILES}


def _clinic(expected: Expectation) -> Clinic:
    return attrs.evolve(read_clinic(None), positions=expected.positions)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_verdicts_are_those_that_the_reference_expects(file: Path, host: Host) -> None:
    """For every installed treatment: the status at each zone and day, and the rules and needs that decide it."""
    expected = read_expectation(file)
    case = read_case(expected.case, host.catalogue, expected.today)
    judged = assess(case, _clinic(expected), host, expected.today)
    zones, installed = host.catalogue.vocabulary.zones, host.catalogue.treatments
    wrong = differences(expected, judged.verdicts.verdicts, zones, installed)
    assert not wrong, "\n".join([expected.why, *wrong])


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_no_treatment_is_left_out(file: Path, host: Host) -> None:
    """Every installed treatment of the patient's modalities is expected something, at each zone and day, and no more."""
    expected = read_expectation(file)
    assert unexpected(expected, host.catalogue.treatments) == []
    assert {(place.zone, place.on) for place in expected.verdicts} == set(expected.judged)


def test_a_wrong_expectation_is_told_in_words(expectations: Mapping[str, Expectation], host: Host) -> None:
    """The place, what is expected and what the planner says: the status alone or the reason alone is enough."""
    right = expectations["keloid-history"]
    place = Place("laser.co2_fractional", "jawline", right.today)
    case = read_case(right.case, host.catalogue, right.today)
    judged = assess(case, _clinic(right), host, right.today)
    for other in (
        Outlook("deferred", frozenset({"KEL-1"})),
        Outlook("contraindicated", frozenset({"KEL-2"})),
    ):
        wrong = attrs.evolve(right, verdicts={**right.verdicts, place: other})
        told = differences(
            wrong, judged.verdicts.verdicts, host.catalogue.vocabulary.zones, {place.treatment}
        )
        assert told == [f"{place}: expected {other}; the planner says contraindicated by KEL-1"]


def test_every_written_patient_is_expected_something(expectations: Mapping[str, Expectation]) -> None:
    """At least forty patients, none without expectations, and all six modalities among them."""
    cases = {path for path in PATIENTS.glob("*.toml") if not path.stem.endswith(".expected")}
    assert {expected.case for expected in expectations.values()} == cases
    assert len(cases) >= 40
    assert {name for expected in expectations.values() for name in expected.modalities} == ALL_SIX
    assert all(expected.why.endswith(".") for expected in expectations.values())


def test_every_disagreement_is_tried_on_each_side(
    expectations: Mapping[str, Expectation], host: Host
) -> None:
    """Wherever content carries positions, some written patient is judged under each of them."""
    tried = {side for expected in expectations.values() for side in expected.positions.items()}
    carried = {
        (rule.id, position.id)
        for rule in host.catalogue.rules
        if rule.disagreement
        for position in rule.disagreement.positions
    }
    assert carried - tried == set()


def test_some_expectations_are_checked(expectations: Mapping[str, Expectation], host: Host) -> None:
    """What is expected of a treatment that is not installed waits for it, and is counted here (shown by -rP)."""
    installed = set(host.catalogue.treatments)
    places = [place for expected in expectations.values() for place in expected.verdicts]
    pending = sorted({place.treatment for place in places} - installed)
    waiting = sum(place.treatment in pending for place in places)
    told = f"pending: {waiting} of {len(places)} expected verdicts, of {len(pending)} treatments: {pending}"
    print(told)  # noqa: T201 -- the test's own report
    assert waiting == 0, told
