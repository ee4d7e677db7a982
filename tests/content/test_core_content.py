"""The content that ships: core vocabulary, safeguards and the three first modalities."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from turgor.content.load import load_core, load_modality
from turgor.content.merge import merge
from turgor.domain.catalogue import Catalogue
from turgor.domain.skin import Scope
from turgor.domain.treatments import Stance, Treatment

MODALITIES = ("laser", "radiofrequency", "topicals")

# The rules of the clinical reference that concern the treatments of these three modalities, and that no skin state gives.
# A merged rule is listed under the id that was kept.
CARRIED_BY_CORE = """
    AGE-1 AGE-3 PREG-1 LACT-1 BDD-1 ILL-1 ISO-1 ISO-2 ISO-7
    CIED-1 CIED-3 EIMP-1 EIMP-2 EIMP-3 COCH-1 COCH-2 METAL-1 METAL-2 METAL-4 METAL-5 METAL-6 METAL-7
    KEL-1 KEL-2 KEL-3 KEL-4 HEAL-1 HEAL-2 HSV-2 HSV-3 HSV-4 HSV-5 HSV-6 FIL-4 FIL-6 FIL-7 TOX-3 SUN-6 SUN-7 SUN-8
    FST-1 FST-2 FST-10 FST-11 MEL-1 MEL-2 MEL-3 MEL-4 PIH-1 PIH-2 KOEB-1 KOEB-2 KOEB-3 KOEB-4 PATH-1 PATH-2
    ACNE-2 ACNE-3 ACNE-4 ACNE-5 CANC-1 CANC-2 CANC-3 TATT-1 FRAG-1 CTD-1 CTD-2 CTD-3 CTD-4 CTD-5
    PHOTO-0 PHOTO-2 PHOTO-3 PHOTO-4 PHOTO-5 IMM-1 IMM-2 IMM-3 DM-1 DM-2 DM-3 THY-1 SYS-1 SENS-1 SMOK-1
    RT-1 RT-2 RT-3 ONC-1 BLD-1 BLD-1b BLD-2 BLD-3 BLD-4 BLD-5 GOLD-3 SILV-1 MED-1 COLD-1 ALL-1 ALL-2 ALL-3
    NUMB-1 NUMB-2 NUMB-3 TOP-0 EYE-1 EYE-2 EYE-3 REG-1 REG-2 REG-4 REG-5 FIRE-1 FIRE-2 FIRE-3 PLUME-1
    SURG-2 LID-1 LID-2 FAT-1 FDA-1 SAFE-1 LAX-1 EVT-4 EVT-5 EVT-8 EVT-9
    G-NOLAX G-SKINCAHX G-LIDDROOP G-RAPIDLAX G-CTDSIGN G-WTLOSS G-BDD G-COERCED G-EXPECT E-PALSYNEW L-SMK
    N-EDCUR N-EDHX
    T-PREG T-RETCONTRA T-LACT T-ECZ T-ECZHX T-NOSPF T-SUNWORK T-PHOTODRUG T-PHOTODIS T-POC T-EDS
    T-INGR-RETINOID T-INGR-SUN-PROTECTION T-INGR-MOISTURISER T-INGR-VITAMIN-C-SERUM T-INGR-ACID
    T-IRR3 T-IRR-COOL T-IRR2 T-IRR2-ACID
""".split()  # noqa: SIM905 -- a table of ids is easier to compare with the reference
CARRIED_BY_MODALITY = {
    "laser": ["EVT-1", "FST-3", "FST-3-VI"],
    "radiofrequency": [],
    "topicals": ["T-OLD", "T-SPFALL", "T-TRETFISH"],
}
URGENT = {"E-PALSYNEW", "G-LIDDROOP", "G-COERCED"}
COURSES = {  # sessions: least, usual, most; days from one to the next: least, ideal, most; minutes with numbing
    "laser.nonablative_1550": ((3, 4, 6), (21, 28, 56), 100),
    "laser.co2_fractional": ((1, 1, 3), (42, 84, 180), 120),
    "radiofrequency.microneedling": ((1, 3, 6), (21, 28, 56), 105),
    "radiofrequency.monopolar_series": ((4, 6, 6), (7, 14, 21), 40),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Core with the three modalities; making it checks every reference, condition and number."""
    return merge(load_core(), {name: load_modality(f"turgor_{name}") for name in MODALITIES})


@pytest.mark.parametrize("rule", CARRIED_BY_CORE)
def test_core_carries_the_rules_of_the_reference(rule: str) -> None:
    """A rule of the reference that concerns a kind of treatment stands in core, so that no plugin takes it away."""
    assert rule in {carried.id for carried in load_core().rules}


@pytest.mark.parametrize("name", MODALITIES)
def test_a_modality_holds_only_rules_of_its_own_treatments(name: str) -> None:
    """What concerns one treatment alone stands with it, and nothing else does."""
    assert sorted(rule.id for rule in load_modality(f"turgor_{name}").rules) == CARRIED_BY_MODALITY[name]


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
    """New facial weakness, a drooping lid and coercion stop everything; they hold for every treatment without exception."""
    stopping = {rule.id: rule for rule in catalogue.rules if rule.stops_plan}
    assert set(stopping) == URGENT
    assert all(not rule.applies_to and not rule.exempt for rule in stopping.values())


def test_the_first_position_of_a_disagreement_keeps_the_rule(catalogue: Catalogue) -> None:
    """A clinic that chooses nothing follows the cautious side, under which the rule holds."""
    disputed = [rule for rule in catalogue.rules if rule.disagreement is not None]
    assert len(disputed) == 25
    for rule in disputed:
        assert rule.disagreement is not None
        assert rule.disagreement.positions[0].applies, rule.id
        assert len(rule.disagreement.positions) == 2, rule.id


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


@pytest.mark.parametrize("treatment_id", COURSES)
def test_courses_have_the_numbers_of_the_reference(catalogue: Catalogue, treatment_id: str) -> None:
    """Sessions, intervals and minutes are those of the reference; a session's minutes include the numbing."""
    course = catalogue.treatments[treatment_id].course
    assert course is not None
    sessions, interval = course.sessions, course.interval
    assert (
        (sessions.minimum, sessions.typical, sessions.maximum),
        (interval.min_days, interval.ideal_days, interval.max_days),
        course.minutes,
    ) == COURSES[treatment_id]


def test_tretinoin_starts_with_two_nights_and_settles_at_three(catalogue: Catalogue) -> None:
    """The titration adds a night every two weeks up to every night, and goes back to three after 48 weeks."""
    regimen = catalogue.treatments["topicals.tretinoin"].regimen
    assert regimen is not None
    assert [step.per_week for step in regimen.steps] == [2, 3, 4, 5, 6, 7, 7, 3]
    assert sum(step.weeks or 0 for step in regimen.steps) == 48
    assert all(step.gate for step in regimen.steps[1:-1])


def test_pregnancy_leaves_sunscreen_moisturiser_and_vitamin_c(catalogue: Catalogue) -> None:
    """Only these three declare that they are allowed in pregnancy; everything else excludes it."""
    by_stance: Mapping[Stance, set[str]] = {
        stance: {t.id for t in catalogue.treatments.values() if t.pregnancy is stance} for stance in Stance
    }
    assert by_stance[Stance.ALLOWED] == {
        "topicals.sunscreen",
        "topicals.moisturiser",
        "topicals.vitamin_c",
    }
    assert not by_stance[Stance.UNDECLARED]


def test_denying_is_possible_exactly_where_no_is_an_answer() -> None:
    """Yes-or-no facts can be denied, except the one for which no is the risk: daily sunscreen."""
    facts = load_core().vocabulary.facts.values()
    assert [fact.id for fact in facts if fact.type == "bool" and fact.denied is None] == ["spf_daily"]


def _silent_on(treatment: Treatment, states: set[str]) -> set[str]:
    return states - {need.state for need in treatment.terms.needs} - treatment.terms.indifferent
