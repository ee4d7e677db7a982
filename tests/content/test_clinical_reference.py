"""The content that ships against the clinical reference: every rule, every treatment, every number."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from turgor.content.load import load_core, load_modality
from turgor.content.merge import merge
from turgor.domain.catalogue import Catalogue
from turgor.domain.terms import RegimenTerms, Slot
from turgor.domain.treatments import Stance

HERE = Path(__file__).parent
MODALITIES = ("facial_exercise", "laser", "microneedling", "nutrition", "radiofrequency", "topicals")
RULES = tomllib.loads((HERE / "reference_rules.toml").read_text(encoding="utf-8"))
NUMBERS = tomllib.loads((HERE / "reference_numbers.toml").read_text(encoding="utf-8"))

# Steps that the reference writes in another way than one step after the other.
RETOLD = {
    "topicals.tretinoin": [
        [2, 2],
        [3, 2],
        [4, 2],
        [5, 2],
        [6, 2],
        [7, 2],
        [7, 36],
        [3, 0],
    ],  # with the upkeep
    "nutrition.collagen": [[7, 12]],  # 0 days a week from week 13: it ends
}
STANCES: Mapping[str, Stance] = {
    "allowed": Stance.ALLOWED,
    "caution": Stance.ALLOWED,  # a rule says what to take care of
    "relative": Stance.RELATIVE,
    "absolute": Stance.ABSOLUTE,
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Core with the six modalities; making it checks every reference, condition and number."""
    return merge(load_core(), {name: load_modality(f"turgor_{name}") for name in MODALITIES})


def _holders(table: str) -> list[tuple[str, str]]:
    return [(holder, rule) for holder, rules in RULES[table].items() for rule in rules]


def test_the_table_holds_every_rule_of_the_reference_once() -> None:
    """194 rules on devices, 117 on home care and 22 incompatibilities, each in one place."""
    rules = [rule for _, rule in _holders("rules")] + [row["id"] for row in RULES["given_by"]]
    assert len(rules) == len(set(rules)) == 194 + 117
    pairs = [pair for _, pair in _holders("incompatible")]
    assert len(pairs) == len(set(pairs)) == 22


@pytest.mark.parametrize(("holder", "rule"), _holders("rules"))
def test_a_rule_stands_where_the_table_says(holder: str, rule: str) -> None:
    """Rules of a kind of treatment stand in core, rules of single treatments with their modality."""
    content = load_core() if holder == "core" else load_modality(f"turgor_{holder}")
    assert rule in {carried.id for carried in content.rules}


@pytest.mark.parametrize(("holder", "pair"), _holders("incompatible"))
def test_an_incompatibility_stands_where_the_table_says(holder: str, pair: str) -> None:
    """Kinds that must not meet stand in core, single products with their modality."""
    content = load_core() if holder == "core" else load_modality(f"turgor_{holder}")
    assert pair in {carried.id for carried in content.incompatible}


@pytest.mark.parametrize("row", RULES["given_by"], ids=lambda row: row["id"])
def test_a_rule_that_is_not_carried_is_given_by_something(
    row: Mapping[str, str], catalogue: Catalogue
) -> None:
    """What gives it exists, and the table says why."""
    by_kind: Mapping[str, set[str]] = {
        "state": {
            need.state for treatment in catalogue.treatments.values() for need in treatment.terms.needs
        },
        "rule": {rule.id for rule in catalogue.rules},
        "move": set(catalogue.vocabulary.exercises),
    }
    assert row["why"]
    for kind in row.keys() & by_kind.keys():
        assert row[kind] in by_kind[kind]


def test_no_rule_of_a_modality_speaks_of_a_stranger() -> None:
    """Whoever removes one modality changes nothing about the others."""
    for name in MODALITIES:
        for rule in load_modality(f"turgor_{name}").rules:
            assert all(treatment.startswith(f"{name}.") for treatment in rule.applies_to), rule.id


def test_every_treatment_of_the_reference_exists(catalogue: Catalogue) -> None:
    """12 devices and 36 regimens, and nothing beside them."""
    expected = {row["id"] for row in (*NUMBERS["course"], *NUMBERS["regimen"])}
    assert len(expected) == 48
    assert set(catalogue.treatments) == expected


@pytest.mark.parametrize("row", NUMBERS["course"], ids=lambda row: row["id"])
def test_a_course_has_the_numbers_of_the_reference(row: Mapping[str, Any], catalogue: Catalogue) -> None:
    """Sessions, intervals, minutes, downtime, and when the result comes, peaks and goes."""
    course = catalogue.treatments[row["id"]].course
    assert course is not None
    sessions, interval = course.sessions, course.interval
    assert [sessions.minimum, sessions.typical, sessions.maximum] == row["sessions"]
    assert [interval.min_days, interval.ideal_days, interval.max_days] == row["interval"]
    assert course.minutes == sum(row["minutes"])
    assert [course.downtime_days, course.downtime_days_max] == row["downtime"]
    assert (course.maintenance_days, course.onset_weeks) == (row["maintenance"], row["onset"])
    assert (course.peak_weeks, course.durability_months) == (row["peak"], row["durability"])


@pytest.mark.parametrize("row", NUMBERS["regimen"], ids=lambda row: row["id"])
def test_a_regimen_has_the_numbers_of_the_reference(row: Mapping[str, Any], catalogue: Catalogue) -> None:
    """Each step of the titration with its weeks, and the weeks until an effect."""
    regimen = catalogue.treatments[row["id"]].regimen
    assert regimen is not None
    assert _titration(regimen) == RETOLD.get(row["id"], row["titration"])
    assert [regimen.effect_weeks, regimen.full_effect_weeks] == row["effect_weeks"]


def _titration(regimen: RegimenTerms) -> list[list[int]]:
    doubled = {Slot.BOTH: 2}
    return [
        [step.per_week * doubled.get(step.slot or regimen.slot, 1), step.weeks or 0] for step in regimen.steps
    ]


@pytest.mark.parametrize("row", NUMBERS["regimen"], ids=lambda row: row["id"])
def test_a_regimen_is_as_honest_as_the_reference(row: Mapping[str, Any], catalogue: Catalogue) -> None:
    """Evidence for firmness and overall, and the stance on pregnancy and nursing, are those of the reference."""
    treatment = catalogue.treatments[row["id"]]
    assert [treatment.evidence, treatment.overall_evidence] == row["evidence"]
    assert treatment.pregnancy is STANCES[row["pregnancy"]]
    assert treatment.lactation is STANCES[row["lactation"]]


def test_what_calls_for_care_in_pregnancy_has_a_rule(catalogue: Catalogue) -> None:
    """A `caution` of the reference became `allowed` and a rule on pregnancy that speaks of the treatment."""
    cautious = {row["id"] for row in NUMBERS["regimen"] if row["pregnancy"] == "caution"}
    assert len(cautious) == 5
    for name in cautious:
        told = catalogue.treatments[name].traits | {name}
        assert any("pregnancy in" in rule.when and told & set(rule.applies_to) for rule in catalogue.rules), (
            name
        )


def test_every_effect_size_names_where_it_stands(catalogue: Catalogue) -> None:
    """No number on an effect without a source that is declared."""
    known = catalogue.vocabulary.sources
    for treatment in catalogue.treatments.values():
        assert treatment.effect_sizes, treatment.id
        for size in treatment.effect_sizes:
            assert size.sources, size.text
            assert known.keys() >= set(size.sources)


def test_nano_carriers_are_shown_for_what_they_are(catalogue: Catalogue) -> None:
    """Emerging, and without any proof of firmness."""
    carriers = [
        catalogue.treatments[f"topicals.{name}"] for name in ("retinol_nanocarrier", "tretinoin_liposomal")
    ]
    assert {(carrier.standing.value, carrier.evidence.value) for carrier in carriers} == {
        ("emerging", "none")
    }


def test_both_sides_of_every_disagreement_are_kept(catalogue: Catalogue) -> None:
    """38 of the reference: 27 with the rule, 11 with the gap that a skin state gives; the first side is the cautious one."""
    ruled = [rule for rule in catalogue.rules if rule.disagreement is not None]
    assert (len(ruled), len(catalogue.disputed_needs)) == (27, 11)
    for rule in ruled:
        assert rule.disagreement is not None
        assert rule.disagreement.positions[0].applies, rule.id


def test_the_first_side_of_a_disputed_gap_is_what_the_treatments_declare(catalogue: Catalogue) -> None:
    """The days that a clinic follows without choosing are those of the need itself."""
    for dispute in catalogue.disputed_needs:
        concerned = [t for t in catalogue.treatments.values() if t.traits & set(dispute.applies_to)]
        declared = {
            need.clear_days
            for treatment in concerned
            for need in treatment.terms.needs
            if need.state == dispute.state and need.severity != "absolute"
        }
        assert declared == {dispute.positions[0].clear_days}, dispute.id


def test_states_join_actions_and_the_lonely_ones_are_listed(catalogue: Catalogue) -> None:
    """At least two leave or two need each state; those with one on the other side stand on the page."""
    lonely = {}
    for state in catalogue.core.states:
        actions = (*catalogue.treatments.values(), *catalogue.core.event_kinds.values())
        leave = [a.id for a in actions if state in {effect.state for effect in a.terms.effects}]
        need = [a.id for a in actions if state in {need.state for need in a.terms.needs}]
        assert max(len(leave), len(need)) > 1, state
        if min(len(leave), len(need)) == 1:
            lonely[state] = (leave if len(leave) == 1 else need)[0]
    page = (HERE.parents[1] / "docs" / "reference" / "lonely-states.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    listed = {row[1].strip(" `"): (row[2] + row[3]).strip(" `") for row in rows}
    assert listed == lonely
