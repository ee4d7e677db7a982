"""Every rule that ships, tried on generated pairs of patients and on both sides of every threshold."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rule_cases import fires
from rule_pairs import Reading
from turgor.content import load_core, load_modality, merge
from turgor.domain.catalogue import Catalogue
from turgor.domain.rules import Rule

PLUGINS = Path(__file__).parents[2] / "plugins"
FOR_EVERYBODY = "True"


@cache
def catalogue() -> Catalogue:
    """Core with every modality that ships."""
    names = sorted(path.parent.name for path in PLUGINS.glob("*/content"))
    return merge(
        load_core(),
        {name.removeprefix("turgor_"): load_modality(PLUGINS / name / "content") for name in names},
    )


def rules() -> list[Rule]:
    """The rules that ask something of the patient."""
    return [rule for rule in catalogue().rules if rule.when != FOR_EVERYBODY]


def reading(rule: Rule) -> Reading:
    """The condition as the generator understands it."""
    return Reading(rule.when, catalogue().vocabulary)


def thresholds() -> list[Any]:
    """Every number and every window of days that a rule compares with, by the place of its question."""
    return [
        pytest.param(rule, place, id=f"{rule.id}-{place}")
        for rule in rules()
        for place, leaf in enumerate(reading(rule).leaves)
        if leaf.limit is not None
    ]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_fires_for_one_of_a_pair_that_differs_in_one_thing(rule: Rule) -> None:
    """For each thing that a rule asks about there are two patients who differ in it alone, and it tells them apart."""
    pairs = list(reading(rule).pairs())
    assert {pair.thing for pair in pairs} == set(reading(rule).things)
    for pair in pairs:
        assert {thing for thing in pair.fires if pair.fires[thing] != pair.rests[thing]} == {pair.thing}
        assert fires(rule, pair.fires, catalogue()), pair
        assert not fires(rule, pair.rests, catalogue()), pair


@pytest.mark.parametrize(("rule", "place"), thresholds())
def test_a_threshold_lies_where_it_is_written(rule: Rule, place: int) -> None:
    """Below, at and above it the program says what the comparison says, and it matters on which side one is."""
    read = reading(rule)
    three = next(read.around(read.leaves[place]))
    expected = [read.holds(answers) for answers in three]
    assert len(set(expected)) == 2
    assert [fires(rule, answers, catalogue()) for answers in three] == expected


@pytest.mark.parametrize(
    "rule", [r for r in catalogue().rules if r.when == FOR_EVERYBODY], ids=lambda rule: rule.id
)
def test_a_rule_for_everybody_fires_without_any_answer(rule: Rule) -> None:
    """Such a rule is a note: there is nobody to tell apart."""
    assert fires(rule, {}, catalogue())
    assert not rule.severity.blocks
