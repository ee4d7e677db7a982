"""The content that ships: core vocabulary, safeguards and the six modalities."""

from __future__ import annotations

import pytest

from turgor.content.load import load_core, load_modality
from turgor.content.merge import merge
from turgor.domain.catalogue import Catalogue
from turgor.domain.skin import Scope
from turgor.domain.treatments import Stance, Treatment

MODALITIES = ("facial_exercise", "laser", "microneedling", "nutrition", "radiofrequency", "topicals")

URGENT = {
    "E-PALSYNEW",
    "G-LIDDROOP",
    "G-COERCED",
    "G-SWELLING",
    "G-SKULLPRESSURE",
    "G-FILLERVESSEL",
    "G-CRISIS",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Core with the six modalities; making it checks every reference, condition and number."""
    return merge(load_core(), {name: load_modality(f"turgor_{name}") for name in MODALITIES})


def test_every_rule_says_why_and_where_from(catalogue: Catalogue) -> None:
    """A rule without a rationale or without a source that is declared convinces nobody."""
    known = catalogue.vocabulary.sources
    unfounded = [
        rule.id
        for rule in catalogue.rules
        if not rule.rationale or not rule.sources or any(source not in known for source in rule.sources)
    ]
    assert unfounded == []


def test_a_deferral_says_what_ends_it(catalogue: Catalogue) -> None:
    """Every rule that defers or refers and blocks names the condition that ends it, or reads a date off an event."""
    dated = ("within(", "before(")
    endless = [
        rule.id
        for rule in catalogue.rules
        if rule.outcome in ("defer", "refer")
        and rule.severity.blocks
        and not rule.until
        and not any(word in rule.when for word in dated)
    ]
    assert endless == []


def test_only_the_urgent_red_flags_stop_the_plan(catalogue: Catalogue) -> None:
    """Signs of an emergency, a crisis and coercion stop everything; they hold for every treatment without exception."""
    stopping = {rule.id: rule for rule in catalogue.rules if rule.stops_plan}
    assert set(stopping) == URGENT
    assert all(not rule.applies_to and not rule.exempt for rule in stopping.values())


def test_states_have_the_scope_of_the_reference() -> None:
    """Drugs on board concern the whole person; the other 26 states live in a zone."""
    states = load_core().vocabulary.states
    systemic = {state.id for state in states.values() if state.scope is Scope.SYSTEMIC}
    assert systemic == {"oral_retinoid", "pdt_drug_active"}
    assert len(states) == 28


def test_treatments_take_a_stance_on_every_core_state(catalogue: Catalogue) -> None:
    """A treatment that ships leaves no interaction unmodelled: it needs a state gone or says that it does not care."""
    silent = {
        treatment.id: sorted(_silent_on(treatment, set(catalogue.core.states)))
        for treatment in catalogue.treatments.values()
        if _silent_on(treatment, set(catalogue.core.states))
    }
    assert silent == {}


def test_tretinoin_starts_with_two_nights_and_settles_at_three(catalogue: Catalogue) -> None:
    """The titration adds a night every two weeks up to every night, and goes back to three after 48 weeks."""
    regimen = catalogue.treatments["topicals.tretinoin"].regimen
    assert regimen is not None
    assert [step.per_week for step in regimen.steps] == [2, 3, 4, 5, 6, 7, 7, 3]
    assert sum(step.weeks or 0 for step in regimen.steps) == 48
    assert all(step.gate for step in regimen.steps[1:-1])


def test_every_treatment_takes_a_stance_on_pregnancy(catalogue: Catalogue) -> None:
    """No device, no retinoid and nothing without data is allowed; nobody is silent."""
    for treatment in catalogue.treatments.values():
        assert treatment.pregnancy is not Stance.UNDECLARED
        assert treatment.lactation is not Stance.UNDECLARED
        if treatment.traits & {"device", "retinoid"}:
            assert treatment.pregnancy is Stance.ABSOLUTE, treatment.id


def test_denying_is_possible_exactly_where_no_is_an_answer() -> None:
    """Yes-or-no facts can be denied, except the one for which no is the risk: daily sunscreen."""
    facts = load_core().vocabulary.facts.values()
    assert [fact.id for fact in facts if fact.type == "bool" and fact.denied is None] == ["spf_daily"]


def _silent_on(treatment: Treatment, states: set[str]) -> set[str]:
    return states - {need.state for need in treatment.terms.needs} - treatment.terms.indifferent


def test_core_knows_which_kinds_of_home_care_act_on_the_skin(catalogue: Catalogue) -> None:
    """Those of which some treatment that ships leaves something: where its modality is absent, that is not forgotten.

    What is `corrective` may be an exercise, too: nobody names a product so.
    """
    leaves = {
        trait
        for treatment in catalogue.treatments.values()
        if treatment.regimen and treatment.terms.effects
        for trait in treatment.traits
    }
    marked = {trait.id for trait in catalogue.vocabulary.traits.values() if trait.acts_on_skin}
    assert marked == leaves - {"corrective"}
