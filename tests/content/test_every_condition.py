"""Every condition outside rules that ships (effects, risk habits, exercises, daily limits), tried as rules are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs
import pytest

from rule_cases import TODAY, patient
from rule_pairs import Answers, Reading
from turgor.content.references import CONDITIONS, records_in
from turgor.domain.catalogue import Catalogue
from turgor.domain.doses import DailyLimit
from turgor.domain.exercises import AvoidIf
from turgor.domain.rules import Rule
from turgor.domain.skin import Effect
from turgor.domain.vocabulary import RiskHabit
from turgor.host import Host
from turgor.planning.examine import examine
from turgor.planning.skin.actions import traits_of
from turgor.rules import Subject, compile_condition


@cache
def catalogue() -> Catalogue:
    """Core with every modality that ships."""
    return Host.load().catalogue


def _records(value: Any) -> Iterator[Any]:
    """All records of the catalogue, those in mappings included."""
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        entries = tuple(held.values()) if isinstance(held, Mapping) else held
        for _, record in records_in(entries, ()):
            yield record
            yield from _records(record)


@cache
def conditions() -> dict[str, frozenset[type]]:
    """Condition -> the kinds of record that have it."""
    found: dict[str, frozenset[type]] = {}
    for record in (*_records(catalogue()), *_records(catalogue().vocabulary)):
        kind = type(record)
        if kind is not Rule and kind in CONDITIONS and (text := getattr(record, CONDITIONS[kind])):
            found[text] = found.get(text, frozenset()) | {kind}
    return dict(sorted(found.items()))


def reading(condition: str) -> Reading:
    """The condition as the generator understands it."""
    return Reading(condition, catalogue().vocabulary)


def holds(condition: str, answers: Answers) -> bool | None:
    """What the program says of a patient."""
    case, vocabulary = patient(answers, catalogue()), catalogue().vocabulary
    subject = Subject(examine(case, catalogue(), TODAY), vocabulary, traits_of=traits_of(catalogue()))
    (site,) = case.goals.sites
    return compile_condition(condition, vocabulary).at(subject, site, TODAY).value


def thresholds() -> list[Any]:
    """Every number and every window of days that a condition compares with, by the place of its question."""
    return [
        pytest.param(text, place, id=f"{text}-{place}")
        for text in conditions()
        for place, leaf in enumerate(reading(text).leaves)
        if leaf.limit is not None
    ]


def test_every_kind_of_condition_is_among_them() -> None:
    """Or the tests below would prove less than they say."""
    assert frozenset().union(*conditions().values()) == {Effect, RiskHabit, AvoidIf, DailyLimit}


@pytest.mark.parametrize("condition", conditions())
def test_a_condition_tells_a_pair_apart_that_differs_in_one_thing(condition: str) -> None:
    """For each thing that it asks about there are two patients who differ in it alone."""
    pairs = list(reading(condition).pairs())
    assert {pair.thing for pair in pairs} == set(reading(condition).things)
    for pair in pairs:
        assert (holds(condition, pair.fires), holds(condition, pair.rests)) == (True, False), pair


@pytest.mark.parametrize(("condition", "place"), thresholds())
def test_a_threshold_of_a_condition_lies_where_it_is_written(condition: str, place: int) -> None:
    """Below, at and above it the program says what the comparison says, and it matters on which side one is."""
    read = reading(condition)
    three = next(read.around(read.leaves[place]))
    expected = [read.holds(answers) for answers in three]
    assert len(set(expected)) == 2
    assert [holds(condition, answers) for answers in three] == expected
