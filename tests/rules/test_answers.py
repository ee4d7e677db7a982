"""Answers from facts, age, laxity, sites and declarations, with what they rest on."""

from datetime import date

import pytest

from turgor.domain.case import Chosen, Using
from turgor.domain.treatments import Stance
from turgor.domain.verdicts import FactUse
from turgor.rules import Subject, Truth, compile_condition
from vocabularies import TODAY, VOCABULARY, findings, treatment


def ask(text, *, site="jawline.left", day=TODAY, considered=None, traits_of=None, **known):
    """The answer to a condition for somebody of whom this much is known."""
    subject = Subject(findings(**known), VOCABULARY, considered, traits_of or {})
    return compile_condition(text, VOCABULARY).at(subject, site, day)


def true(*uses):
    """True because of these facts."""
    return Truth(value=True, because=uses)


def false(*uses):
    """False because of these facts."""
    return Truth(value=False, because=uses)


def open_for(*missing):
    """Unknown for want of these facts."""
    return Truth(None, missing=missing)


@pytest.mark.parametrize(
    ("text", "facts", "answer"),
    [
        ("True", {}, true()),
        ("pacemaker", {"pacemaker": True}, true(FactUse("pacemaker", value=True))),
        ("pacemaker", {"pacemaker": False}, false(FactUse("pacemaker", value=False))),
        ("pacemaker", {}, open_for("pacemaker")),
        ("not pacemaker", {"pacemaker": False}, true(FactUse("pacemaker", value=False))),
        ("14 <= bmi < 18", {"bmi": 14}, true(FactUse("bmi", 14))),
        ("14 <= bmi < 18", {"bmi": 18}, false(FactUse("bmi", 18))),
        ("14 <= bmi < 18", {}, open_for("bmi")),
        ("melasma in ('stable', 'active')", {"melasma": "stable"}, true(FactUse("melasma", "stable"))),
        ("melasma != 'none'", {"melasma": "none"}, false(FactUse("melasma", "none"))),
        ("melasma != 'none'", {}, open_for("melasma")),
        (
            "'warfarin' in medicines",
            {"medicines": Chosen(frozenset({"warfarin"}))},
            true(FactUse("medicines", "warfarin")),
        ),
        (
            "'warfarin' in medicines",
            {"medicines": Chosen(no=frozenset({"warfarin"}))},
            false(FactUse("medicines", "not warfarin")),
        ),
        ("'warfarin' in medicines", {"medicines": Chosen(frozenset({"doac"}))}, open_for("medicines")),
    ],
)
def test_facts(text, facts, answer):
    """A fact is true, false or unknown, and the answer says which fact made it so."""
    assert ask(text, facts=facts) == answer


def test_one_false_part_decides_though_others_are_unknown():
    """Only the facts that decide are named."""
    assert ask("pacemaker and smoker and bmi > 30", facts={"smoker": False}) == false(
        FactUse("smoker", value=False)
    )


def test_an_open_answer_names_only_what_is_missing():
    """What is known and does not decide is no question."""
    assert ask("pacemaker and smoker and bmi > 30", facts={"smoker": True}) == open_for("bmi", "pacemaker")


def test_an_answer_per_zone_is_looked_up_at_the_site():
    """A tattoo on one side says nothing about the other; an answer for the whole person holds everywhere."""
    one_side = {"tattoo": {"jawline.left": True}}
    assert ask("tattoo", facts=one_side).value is True
    assert ask("tattoo", facts=one_side, site="jawline.right") == open_for("tattoo")
    assert ask("tattoo", facts={"tattoo": {"": False, "neck": True}}).value is False
    assert ask("tattoo", facts={"tattoo": {"": False, "neck": True}}, site="neck").value is True


@pytest.mark.parametrize(
    ("born", "day", "value"),
    [
        (date(1951, 3, 3), date(2026, 3, 2), False),
        (date(1951, 3, 2), date(2026, 3, 2), True),
        (date(1952, 2, 29), date(2027, 2, 28), False),
        (date(1952, 2, 29), date(2027, 3, 1), True),
    ],
)
def test_age_is_that_on_the_day_judged(born, day, value):
    """Years are completed on the birthday; 29 February is kept on 1 March."""
    answer = ask("age >= 75", birth_date=born, day=day)
    assert answer == Truth(value, because=(FactUse("birth_date", born.isoformat()),))


def test_unknown_birth_date_and_laxity():
    """Age lacks the birth date; laxity lacks the grade of just this site."""
    assert ask("age >= 75") == open_for("birth_date")
    assert ask("laxity >= 3", laxity={"neck": 3.5}) == open_for("laxity")
    assert ask("laxity >= 3", laxity={"neck": 3.5}, site="neck") == true(FactUse("laxity", 3.5))


def test_zones():
    """A site lies in its zone, its side and what holds it; for the whole person there is no zone."""
    assert ask("zone in face") == true()
    assert ask("zone in (neck, jawline.right)") == false()
    assert ask("zone not in neck") == true()
    assert ask("zone in face", site="") == open_for("zone")


def test_what_the_treatment_declares():
    """An undeclared least age is out of everybody's reach; undeclared stances have a name."""
    born = date(1990, 1, 1)
    adult = ask("age < least_age", birth_date=born, considered=treatment(least_age=18))
    assert adult == false(FactUse("birth_date", "1990-01-01"), FactUse("least_age", 18))
    assert ask("age < least_age", birth_date=born, considered=treatment()).value is True
    assert ask("pregnancy_stance == 'undeclared'", considered=treatment()).value is True
    careful = treatment(lactation=Stance.RELATIVE)
    assert ask("lactation_stance in ('relative', 'absolute')", considered=careful).value is True
    assert ask("least_age > 18") == open_for("least_age")


def test_home_care_in_use():
    """Home care is known by its id, by its trait, or is another clinic's and known by trait alone."""
    traits = {"topicals.tretinoin": frozenset({"retinoid"}), "topicals.spf": frozenset()}
    cream = Using("topicals.tretinoin", 3, sites=frozenset({"jawline.left"}))
    foreign = Using("retinoid", 3)
    assert ask("uses('retinoid')", using=(cream,), traits_of=traits) == true(
        FactUse("using", "topicals.tretinoin")
    )
    assert ask("uses('topicals.tretinoin')", using=(cream,)).value is True
    assert ask("uses('retinoid')", using=(foreign,)).value is True
    assert ask("uses('energy')", using=(foreign,)).value is False
    assert ask("uses('retinoid')", using=(cream,), traits_of=traits, site="neck").value is False
    assert ask("uses('topicals.spf')", using=(cream,)).value is False
    assert ask("uses('retinoid')") == false(FactUse("using", value=False))


def test_home_care_that_nobody_knows_any_more():
    """The traits of a treatment whose plugin is gone are unknown, not absent."""
    assert ask("uses('retinoid')", using=(Using("gone.cream", 3),)) == open_for("gone.cream")
