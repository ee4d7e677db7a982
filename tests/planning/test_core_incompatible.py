"""Each rule of the core on home care that must not meet, on a tiny case: toy products of the kinds it names."""

from __future__ import annotations

import attrs
import pytest

from offers import Toy, day, event, findings, regimen, toy, treatment
from turgor.content.load import load_core
from turgor.domain.case import Answers, Chosen, History, Using
from turgor.domain.incompatible import Incompatible
from turgor.domain.offers import RegimenOffer
from turgor.domain.terms import Slot, Step

CORE = load_core()
RULES = {rule.id: rule for rule in CORE.incompatible}
MEDICINES = CORE.vocabulary.facts["medicines"]
KINDS = ("oral_isotretinoin", "waxing")


def product(trait: str, per_week: int = 7, slot: Slot = Slot.EVENING, name: str = "") -> RegimenOffer:
    """Home care named after its only trait."""
    return regimen(f"toy.{name or trait}", steps=(Step(per_week),), slot=slot, minutes_a_day=1)


def world(rule: str, *offers: RegimenOffer, **facts) -> Toy:
    """A patient who takes nothing and to whom nothing happened, unless told otherwise."""
    names = {offer.treatment: offer.treatment.removeprefix("toy.").partition("_no_")[0] for offer in offers}
    using, events, takes = facts.get("using", ()), facts.get("events", ()), facts.get("takes", ())
    denied = frozenset(MEDICINES.option_ids) - frozenset(takes)
    answers = Answers({"medicines": {"": Chosen(frozenset(takes), denied)}})
    never = frozenset(KINDS) - {one.kind for one in events} - facts.get("unknown", frozenset())
    return toy(
        *offers,
        treatments=tuple(treatment(id_, home=True, traits=frozenset({t})) for id_, t in names.items()),
        facts=(MEDICINES,),
        kinds=KINDS,
        incompatible=(RULES[rule],),
        findings=findings(
            using=tuple(using), history=History(tuple(events), never), answers=facts.get("answers", answers)
        ),
    )


RETINOID, ACID, SERUM = "retinoid", "acid", "vitamin_c_serum"
MORNING = Slot.MORNING
LONG = Using("toy.retinoid", 3, since=day(-84))
ON_ISOTRETINOIN = event("oral_isotretinoin", -10, 30)
CASES: dict[str, list[tuple[Toy, dict[str, tuple[str, ...]]]]] = {
    # what is chosen, each with the rules whose advice stands with it
    "I-RET-ACID": [
        (world("I-RET-ACID", product(RETINOID, 3), product(ACID, 2)), {ACID: ()}),
        (
            world("I-RET-ACID", product(RETINOID, 3), product(ACID, 2), using=[LONG]),
            {RETINOID: ("I-RET-ACID",), ACID: ("I-RET-ACID",)},
        ),
        (world("I-RET-ACID", product(RETINOID, 3), product(ACID, 3), using=[LONG]), {RETINOID: ()}),
        (world("I-RET-ACID", product(RETINOID, 6), product(ACID, 2), using=[LONG]), {RETINOID: ()}),
    ],
    "I-TWO-RET": [
        (world("I-TWO-RET", product(RETINOID), product(RETINOID, name="retinoid_no_2")), {RETINOID: ()})
    ],
    "I-ORAL-TOP-RET": [
        (world("I-ORAL-TOP-RET", product(RETINOID)), {RETINOID: ()}),
        (world("I-ORAL-TOP-RET", product(RETINOID), events=[ON_ISOTRETINOIN]), {}),
        (world("I-ORAL-TOP-RET", product(RETINOID), takes=["oral_isotretinoin"]), {}),
        (world("I-ORAL-TOP-RET", product(RETINOID), unknown=frozenset({"oral_isotretinoin"})), {}),
    ],
    "I-RET-VITC": [
        (world("I-RET-VITC", product(RETINOID), product(SERUM, slot=MORNING)), {RETINOID: (), SERUM: ()}),
        (
            world("I-RET-VITC", product(RETINOID), product(SERUM)),
            {RETINOID: ("I-RET-VITC",), SERUM: ("I-RET-VITC",)},
        ),
    ],
    "I-VITC-BPO": [
        (
            world("I-VITC-BPO", product(SERUM, slot=MORNING), using=[Using("benzoyl_peroxide", 7)]),
            {SERUM: ("I-VITC-BPO",)},
        )
    ],
    "I-ACID-SCRUB": [
        (
            world("I-ACID-SCRUB", product(ACID, 3), using=[Using("physical_exfoliation", 4)]),
            {ACID: ("I-ACID-SCRUB",)},
        ),
        (world("I-ACID-SCRUB", product(ACID, 3), using=[Using("physical_exfoliation", 5)]), {}),
    ],
    "I-RET-SCRUB": [
        (
            world("I-RET-SCRUB", product(RETINOID, 6), using=[Using("physical_exfoliation", 1)]),
            {RETINOID: ("I-RET-SCRUB",)},
        ),
        (world("I-RET-SCRUB", product(RETINOID, 7), using=[Using("physical_exfoliation", 1)]), {}),
    ],
    "I-RET-DRY": [
        (
            world("I-RET-DRY", product(RETINOID), using=[Using("drying_products", 7)]),
            {RETINOID: ("I-RET-DRY",)},
        )
    ],
    "I-ACID-ACID": [
        (
            world("I-ACID-ACID", product(ACID, 2), product(ACID, 1, name="acid_no_2")),
            {ACID: ("I-ACID-ACID",), "acid_no_2": ("I-ACID-ACID",)},
        ),
        (world("I-ACID-ACID", product(ACID, 2), product(ACID, 2, name="acid_no_2")), {ACID: ()}),
    ],
    "I-VITC-ACID": [
        (world("I-VITC-ACID", product(SERUM, slot=MORNING), product(ACID, 2)), {SERUM: (), ACID: ()}),
        (
            world("I-VITC-ACID", product(SERUM), product(ACID, 2)),
            {SERUM: ("I-VITC-ACID",), ACID: ("I-VITC-ACID",)},
        ),
    ],
    "I-HQ-BPO": [
        (
            world("I-HQ-BPO", product("hydroquinone"), using=[Using("benzoyl_peroxide", 7)]),
            {"hydroquinone": ("I-HQ-BPO",)},
        )
    ],
    "I-HQ-RET": [(world("I-HQ-RET", product(RETINOID), using=[Using("hydroquinone", 7)]), {RETINOID: ()})],
    "I-RET-WAX": [
        (world("I-RET-WAX", product(RETINOID), events=[event("waxing", 20)]), {}),
        (world("I-RET-WAX", product(RETINOID), events=[event("waxing", -20)]), {RETINOID: ()}),
    ],
    "I-VITA-RET": [
        (world("I-VITA-RET", product("cod_liver_oil"), events=[ON_ISOTRETINOIN]), {}),
        (world("I-VITA-RET", product("vitamin_a_supplement"), takes=["oral_isotretinoin"]), {}),
        (world("I-VITA-RET", product("vitamin_a_supplement")), {"vitamin_a_supplement": ()}),
    ],
    "I-VITA-TCN": [
        (world("I-VITA-TCN", product("vitamin_a_supplement"), takes=["minocycline"]), {}),
        (world("I-VITA-TCN", product("cod_liver_oil"), takes=["tetracycline"]), {}),
        (world("I-VITA-TCN", product("cod_liver_oil"), answers=Answers()), {}),
        (world("I-VITA-TCN", product("cod_liver_oil")), {"cod_liver_oil": ()}),
    ],
}
NO_HOME_CARE = {"I-TCN-RET", "I-ISO-WAX"}  # of a medicine and something that no home care is


@pytest.mark.parametrize(
    ("case", "expected"),
    [case for cases in CASES.values() for case in cases],
    ids=[f"{rule}-{n}" for rule, cases in CASES.items() for n, _ in enumerate(cases)],
)
def test_a_rule_leaves_out_or_advises_just_what_it_says(
    case: Toy, expected: dict[str, tuple[str, ...]]
) -> None:
    """What may not meet is left out by this rule alone; what may with care is kept with its advice."""
    solved = case.solve()
    found = {
        placed.offer.treatment.removeprefix("toy."): tuple(one.rule for one in placed.offer.adaptations)
        for placed in solved.regimens
    }
    assert found == expected
    assert {left.why.params["rule"] for left in solved.left_out} <= {case.incompatible[0].id}


def test_every_rule_of_the_core_has_its_case() -> None:
    """A new rule cannot be added without one, unless it is about no home care at all."""
    assert set(RULES) == set(CASES) | NO_HOME_CARE


@pytest.mark.parametrize("rule", sorted(NO_HOME_CARE))
def test_rules_about_no_home_care_name_medicines_and_events_alone(rule: str) -> None:
    """They speak to the practitioner; no product of the plan can break them."""
    kept: Incompatible = RULES[rule]
    known = {*MEDICINES.option_ids, *CORE.vocabulary.event_kinds}
    assert known >= {*kept.one, *kept.other}


def test_a_retinoid_beside_an_acid_never_shares_its_night() -> None:
    """The days of the week of the two are different."""
    (case, _) = CASES["I-RET-ACID"][1]
    one, other = ({day for s in placed.segments for day in s.weekdays} for placed in case.solve().regimens)
    assert not one & other
    assert attrs.evolve(case).plan().regimens[0].adaptations[0].enforced
