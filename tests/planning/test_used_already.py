"""What the patient uses or takes already is looked at, too: rules about own products, pairs that must not meet."""

from __future__ import annotations

import attrs
import pytest

from rule_cases import patient
from rule_pairs import Reading
from sample_patients import CASES, TODAY
from turgor.content.load import load_core
from turgor.domain.case import SYSTEMIC, Answers, Chosen, Using
from turgor.domain.messages import Message
from turgor.host import Host
from turgor.planning.examine import examine
from turgor.practice import make_plan, open_case, open_practice

CATALOGUE = Host.load().catalogue
OWN = sorted(
    (rule.id, product)
    for rule in load_core().rules
    for product in rule.applies_to
    if product in CATALOGUE.vocabulary.traits
    and not any(product in treatment.traits for treatment in CATALOGUE.treatments.values())
)
RULES = {rule.id: rule for rule in CATALOGUE.rules}
HEALTHY = CASES / "healthy-45.toml"


def about(rule: str, notices: tuple[Message, ...]) -> set[str]:
    """The keys of the notices that name a rule."""
    return {notice.key for notice in notices if notice.params.get("rule") == rule}


@pytest.mark.parametrize(("rule", "product"), OWN)
def test_a_rule_about_an_own_product_speaks_where_it_holds_and_is_silent_where_not(rule: str, product: str):
    """Two patients who differ in one answer, both using the product; a third does not use it."""
    pair = next(Reading(RULES[rule].when, CATALOGUE.vocabulary).pairs())
    using = (Using(product, 7),)
    found = [
        examine(attrs.evolve(patient(answers, CATALOGUE), using=used), CATALOGUE, TODAY).notices
        for answers, used in ((pair.fires, using), (pair.rests, using), (pair.fires, ()))
    ]
    assert [about(rule, notices) for notices in found] == [{"plan.in_use_against"}, set(), set()]


def test_what_is_not_known_is_said_to_be_not_known():
    """Fish allergy was not asked about."""
    practice = open_practice(today=TODAY)
    case = open_case(HEALTHY, practice)
    answers = case.assessment.answers.without("allergies")
    case = attrs.evolve(
        case, using=(Using("cod_liver_oil", 7),), assessment=attrs.evolve(case.assessment, answers=answers)
    )
    found = examine(case, practice.host.catalogue, TODAY).notices
    assert about("N-FISH-OIL", found) == {"plan.in_use_open"}


@pytest.mark.parametrize(
    ("rule", "medicines", "product"),
    [
        ("I-TCN-RET", ("minocycline", "oral_isotretinoin"), ""),
        ("I-VITA-TCN", ("tetracycline",), "cod_liver_oil"),
    ],
)
def test_two_things_that_must_not_meet_are_named_and_the_patient_is_told_to_ask(rule, medicines, product):
    """The practitioner reads the rule and its advice; the patient reads to ask a doctor today."""
    practice = open_practice(today=TODAY)
    case = open_case(HEALTHY, practice)
    before = case.assessment.answers
    known = before.by_fact["medicines"][SYSTEMIC]
    assert isinstance(known, Chosen)
    taking = {SYSTEMIC: Chosen(known.yes | set(medicines), known.no - set(medicines))}
    answers = Answers({**before.by_fact, "medicines": taking})
    using = (Using(product, 7),) if product else ()
    case = attrs.evolve(case, using=using, assessment=attrs.evolve(case.assessment, answers=answers))
    assert about(rule, make_plan(practice, case).notices) == {"plan.taken_together"}
    assert about(rule, make_plan(practice, open_case(HEALTHY, practice)).notices) == set()
