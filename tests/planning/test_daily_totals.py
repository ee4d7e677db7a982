"""What a day adds up to: over all home care and what the patient takes, against every limit that may hold."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offers import MONDAY, Toy, course, findings, regimen, toy, treatment
from turgor.domain.case import Answers, Pins, Preferences
from turgor.domain.doses import DailyLimit, Dose, Substance
from turgor.domain.rules import Outcome
from turgor.domain.schedule import Found
from turgor.domain.skin import Severity
from turgor.domain.treatments import Treatment
from turgor.domain.vocabulary import Fact, FactType
from turgor.verify import verify

ZINC = Substance("zinc", "Zinc", "mg", "zinc_mg_day")
UNPINNED = Preferences()
FACTS = tuple(
    Fact(id_, kind, "?", "food")
    for id_, kind in (
        ("zinc_mg_day", FactType.NUMBER),
        ("weight_kg", FactType.NUMBER),
        ("stones", FactType.BOOL),
    )
)


def limit(most: float, severity: Severity = Severity.ABSOLUTE, **changes) -> DailyLimit:
    """So much zinc a day for everybody."""
    usual = DailyLimit(
        "N-ZINC", "zinc", most, "True", severity, Outcome.BLOCK, "Lower the total.", "Toy.", ("toy_source",)
    )
    return attrs.evolve(usual, **changes)


def pill(name: str, most: float, **changes) -> Treatment:
    """Home care whose day brings at most so much zinc."""
    usual = treatment(name, home=True)
    doses = (Dose("zinc", 0, most, **changes),)
    return attrs.evolve(usual, regimen=attrs.evolve(usual.regimen, daily_dose=doses))


def world(kept: DailyLimit, *, preferences: Preferences = UNPINNED, **answers) -> Toy:
    """Two pills of 10 and 5 mg, the first more useful."""
    return toy(
        regimen("toy.big", benefit=50),
        regimen("toy.small", benefit=20),
        treatments=(pill("toy.big", 10), pill("toy.small", 5)),
        facts=FACTS,
        substances=(ZINC,),
        daily_limits=(kept,),
        preferences=preferences,
        findings=findings(answers=Answers({fact: {"": value} for fact, value in answers.items()})),
    )


def chosen(found: Toy) -> list[str]:
    """The names of the chosen home care; the whole plan is verified."""
    plan = found.plan()
    assert verify(plan) == ()
    return [item.treatment.removeprefix("toy.") for item in plan.regimens]


def why_not(found: Toy) -> dict[str, str]:
    """The reasons of what was left out."""
    return {left.treatment.removeprefix("toy."): left.why.key for left in found.solve().left_out}


@pytest.mark.parametrize(
    ("most", "excludes", "both"),
    [(35, False, True), (34.9, False, False), (35, True, False), (35.1, True, True)],
)
def test_the_less_useful_yields_where_the_total_passes_the_limit(most, excludes, both):
    """20 mg of one's own, 10 and 5 mg of the plan: the limit itself is allowed unless it says otherwise."""
    found = world(limit(most, excludes_limit=excludes), zinc_mg_day=20)
    assert chosen(found) == (["big", "small"] if both else ["big"])
    assert why_not(found) == ({} if both else {"small": "home.daily_total"})


def test_the_limit_is_named_with_its_sources():
    """The practitioner sees which number stands in the way and where it comes from."""
    (left,) = world(limit(30), zinc_mg_day=20).solve().left_out
    assert left.why.text == "N-ZINC: Zinc would pass 30 mg a day in all. Lower the total."
    assert left.sources == ("toy_source",)


def test_an_unknown_intake_is_asked_about_where_the_limit_blocks():
    """Not known is never none; where the limit only asks for care, what is known decides."""
    found = world(limit(100))
    assert (chosen(found), set(why_not(found).values())) == ([], {"home.daily_total_open"})
    assert {left.ask for left in found.solve().left_out} == {("zinc_mg_day",)}
    assert chosen(world(limit(100, Severity.CAUTION))) == ["big", "small"]
    assert chosen(world(limit(12, Severity.CAUTION))) == ["big"]


def test_an_intake_that_nobody_asks_about_counts_as_none():
    """A substance without a question is counted from the plan alone."""
    unasked = attrs.evolve(world(limit(15)), substances=(attrs.evolve(ZINC, intake=""),))
    assert chosen(unasked) == ["big", "small"]


def test_a_limit_holds_for_those_it_is_about_and_for_those_of_whom_that_is_not_known():
    """An unanswered condition is asked about; a denied one sets the limit aside."""
    kept = limit(0, when="stones")
    for stones, left in ((True, True), (False, False)):
        assert chosen(world(kept, zinc_mg_day=0, stones=stones)) == ([] if left else ["big", "small"])
    open_ = world(kept, zinc_mg_day=0)
    assert chosen(open_) == []
    assert {one.ask for one in open_.solve().left_out} == {("stones",)}


def test_a_limit_by_age_holds_from_the_birthday_inside_the_plan():
    """The patient of 46 turns 47 neither today nor in the plan; a limit from 46 on holds, one from 48 on does not."""
    for age, left in ((46, True), (48, False)):
        found = world(limit(0, when=f"age >= {age}"), zinc_mg_day=0)
        assert chosen(found) == ([] if left else ["big", "small"])
    assert MONDAY.year - 1980 == 47


def test_doses_by_weight_need_the_weight_only_where_units_differ():
    """A dose and a limit by the kilogram compare as they are; milligrams beside them need the weight."""
    each_kg = (pill("toy.big", 0.5, per_kg=True), pill("toy.small", 5))
    kept = limit(0.6, per_kg=True)
    for answers, found in (
        ({"weight_kg": 50}, ["big", "small"]),
        ({"weight_kg": 49}, ["big"]),
        ({}, ["big"]),
    ):
        some = attrs.evolve(world(kept, zinc_mg_day=0, **answers), treatments=each_kg)
        assert chosen(some) == found
    above = attrs.evolve(world(limit(0.4, per_kg=True), zinc_mg_day=0), treatments=each_kg)
    assert why_not(above)["big"] == "home.daily_total"
    by_day = attrs.evolve(world(limit(30), zinc_mg_day=0, weight_kg=50), treatments=each_kg)
    assert chosen(by_day) == ["big", "small"]
    assert "big" not in chosen(attrs.evolve(world(limit(30), zinc_mg_day=0), treatments=each_kg))


def test_a_form_without_the_substance_brings_none():
    """Only the form that is used is counted."""
    formed = (pill("toy.big", 10, forms=("tablet",)), pill("toy.small", 5))
    found = attrs.evolve(world(limit(5), zinc_mg_day=0), treatments=formed)
    assert chosen(found) == ["big", "small"]
    tablet = (attrs.evolve(found.offers[0], form="tablet"), found.offers[1])
    assert chosen(attrs.evolve(found, offers=tablet)) == ["small"]


def test_a_pin_does_not_pass_a_daily_limit():
    """There is no plan, and the limit is named."""
    pins = Preferences(pins=Pins(must=("toy.big",)))
    solved = world(limit(5), zinc_mg_day=0, preferences=pins).solve()
    assert solved.found is Found.CONFLICT
    assert "daily_limit:N-ZINC" in {one.id for one in solved.conflict}


@settings(max_examples=settings().max_examples // 3)
@given(
    doses=st.lists(st.integers(0, 20), min_size=1, max_size=5),
    most=st.integers(0, 40),
    own=st.integers(0, 20) | st.none(),
    severity=st.sampled_from([*Severity]),
)
def test_no_day_of_a_plan_passes_a_limit(doses, most, own, severity):
    """Whatever the doses are, the chosen ones fit below the limit with what is taken already."""
    names = [f"toy.p{n}" for n in range(len(doses))]
    found = attrs.evolve(
        world(limit(most, severity), **({} if own is None else {"zinc_mg_day": own})),
        offers=tuple(regimen(name, minutes_a_day=1) for name in names),
        treatments=tuple(pill(name, dose) for name, dose in zip(names, doses, strict=True)),
    )
    taken = [doses[int(name[1:])] for name in chosen(found)]
    assert not any(taken) or sum(taken) + (own or 0) <= most
    assert not (severity.blocks and own is None and any(taken))


SITES = ("cheek.left", "chin", "neck")


def helped(helpers: int, each: int, kept: DailyLimit, home: tuple[str, ...] = ()) -> Toy:
    """A course for each site, each with home care of its own that brings so much zinc; and pinned home care."""
    names = SITES[:helpers]
    courses = [course(f"toy.{n}", sites=[site]) for n, site in enumerate(names)]
    care = [regimen(f"toy.care{n}", benefit=0, minutes_a_day=1) for n in range(helpers)]
    known = [
        *(treatment(f"toy.{n}", goes_with=(f"care{n}",)) for n in range(helpers)),
        *(attrs.evolve(pill(f"toy.care{n}", each), traits=frozenset({f"care{n}"})) for n in range(helpers)),
        *(pill(name, each) for name in home),
    ]
    return toy(
        *courses,
        *care,
        *(regimen(name, minutes_a_day=1) for name in home),
        treatments=tuple(known),
        facts=FACTS,
        substances=(ZINC,),
        daily_limits=(kept,),
        preferences=Preferences(pins=Pins(must=home)),
        findings=findings(goals=names, answers=Answers({"zinc_mg_day": {"": 0}})),
    )


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (helped(3, 10, limit(30)), 3),
        (helped(3, 10, limit(29)), 2),
        (helped(2, 10, limit(19)), 1),
        (helped(2, 10, limit(29), home=("toy.own",)), 1),
    ],
    ids=["all fit", "two of three fit", "one of two fits", "one fits beside what is pinned"],
)
def test_courses_are_chosen_only_with_home_care_whose_total_fits(found, held):
    """Each course alone could have its home care; together they would bring too much a day."""
    plan = found.plan()
    assert verify(plan) == ()
    assert len(plan.courses) == held
    assert sum(item.treatment.startswith("toy.care") for item in plan.regimens) == held
