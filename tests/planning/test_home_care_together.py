"""Home care that must not meet is not chosen together, or is kept apart by slots and by days of the week."""

from __future__ import annotations

from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers import ALWAYS_OPEN, Toy, action, course, day, event, findings, regimen, toy, treatment
from turgor.domain.case import Answers, Chosen, History, Pins, Preferences, Using
from turgor.domain.evidence import Evidence
from turgor.domain.home_care import weekdays
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.rules import Outcome
from turgor.domain.schedule import Found
from turgor.domain.skin import Severity
from turgor.domain.terms import Slot, Step
from turgor.domain.treatments import Standing
from turgor.domain.vocabulary import Fact, FactType, Option
from turgor.verify import verify

MEDICINES = Fact(
    "medicines", FactType.CHOICES, "Which medicines?", "medicines", options=(Option("warfarin", "Warfarin"),)
)


def rule(meeting: str, severity: Severity = Severity.RELATIVE, **changes) -> Incompatible:
    """What keeps the toy acid (`one`) and the toy balm (`other`) apart."""
    usual = Incompatible(
        id="I-TOY",
        one=("toy.acid",),
        other=("toy.balm",),
        meeting=Meeting(meeting),
        severity=severity,
        outcome=Outcome.ADAPT,
        advice="Use on different nights; start slowly.",
        rationale="Toy.",
        sources=("toy_source",),
    )
    return attrs.evolve(usual, **changes)


def acid(*per_week: int, **changes):
    """The more useful of the two, with one titration step of two weeks for each number but the last."""
    return regimen("toy.acid", benefit=50, steps=_steps(per_week), **changes)


def balm(*per_week: int, **changes):
    """The less useful of the two."""
    return regimen("toy.balm", benefit=20, steps=_steps(per_week), **changes)


def _steps(per_week: tuple[int, ...]) -> tuple[Step, ...]:
    return tuple(
        Step(n, weeks=2 if place < len(per_week) - 1 else None) for place, n in enumerate(per_week or (7,))
    )


def chosen(world: Toy) -> list[str]:
    """The names of the chosen home care."""
    return sorted(placed.offer.treatment.removeprefix("toy.") for placed in world.solve().regimens)


def why_not(world: Toy) -> dict[str, str]:
    """The reasons of what was left out."""
    return {left.treatment.removeprefix("toy."): left.why.key for left in world.solve().left_out}


def days(world: Toy) -> dict[str, list[tuple[int, ...]]]:
    """The days of the week of each segment of the chosen home care."""
    return {
        placed.offer.treatment.removeprefix("toy."): [segment.weekdays for segment in placed.segments]
        for placed in world.solve().regimens
    }


def test_what_must_not_be_in_use_at_one_time_is_left_out_naming_the_rule():
    """The less useful of the two yields, and the plan says by which rule."""
    world = toy(acid(), balm(), incompatible=(rule("same_period"),))
    assert (chosen(world), why_not(world)) == (["acid"], {"balm": "home.incompatible"})
    (left,) = world.solve().left_out
    assert left.why.params["rule"] == "I-TOY"
    assert left.sources == ("toy_source",)


@pytest.mark.parametrize("severity", [Severity.CAUTION, Severity.NOTE])
def test_a_caution_over_a_period_keeps_both_with_its_advice_and_a_note_says_nothing(severity):
    """What only asks for care is listed as an adaptation that the plan does not carry out by itself."""
    solved = toy(acid(), balm(), incompatible=(rule("same_period", severity),)).solve()
    listed = [[one.rule for one in placed.offer.adaptations] for placed in solved.regimens]
    assert listed == ([["I-TOY"]] * 2 if severity is Severity.CAUTION else [[], []])


def test_nights_are_kept_apart_where_the_week_is_long_enough():
    """Three and four evenings fit into a week and never share one, whatever step each has reached."""
    world = toy(acid(2, 3), balm(1, 2, 4), incompatible=(rule("same_night"),))
    assert days(world) == {"acid": [(0, 4), (0, 2, 4)], "balm": [(1,), (3, 6), (1, 3, 5, 6)]}


def test_one_night_too_many_leaves_the_less_useful_out():
    """Four and four evenings do not fit into seven."""
    world = toy(acid(4), balm(4), incompatible=(rule("same_night"),))
    assert (chosen(world), why_not(world)) == (["acid"], {"balm": "home.incompatible"})


def test_the_reason_for_alternate_nights_is_listed_as_carried_out():
    """Each of the two says why it is used on just those nights."""
    solved = toy(acid(3), balm(4), incompatible=(rule("same_night"),)).solve()
    for placed in solved.regimens:
        (said,) = placed.offer.adaptations
        assert (said.rule, said.enforced, said.text.text) == ("I-TOY", True, rule("same_night").advice)


def test_three_that_need_different_nights_share_one_week():
    """Two each find a night; the third would fit beside either, but not beside both."""
    every = ("toy.acid", "toy.balm", "toy.cream")
    apart = rule("same_night", one=every, other=every)
    fits = toy(acid(3), balm(2), regimen(steps=(Step(2),), benefit=10), incompatible=(apart,))
    assert sorted(day for found in days(fits).values() for day in found[0]) == [*range(7)]
    late = toy(acid(3), balm(3), regimen(steps=(Step(3),), benefit=10), incompatible=(apart,))
    assert why_not(late) == {"cream": "home.no_night_left"}


def test_morning_and_evening_keep_a_night_and_a_step_apart_but_no_day():
    """Only a rule about the day counts what is used in the morning against the evening."""
    for meeting, both in (("same_night", True), ("same_step", True), ("same_day", False)):
        world = toy(acid(), balm(slot=Slot.MORNING), incompatible=(rule(meeting),))
        assert len(chosen(world)) == (2 if both else 1)


def test_one_step_may_only_be_shared_with_care():
    """What blocks in one step is left out where both are used in the evening; what asks for care is kept."""
    assert chosen(toy(acid(), balm(), incompatible=(rule("same_step"),))) == ["acid"]
    kept = toy(acid(), balm(), incompatible=(rule("same_step", Severity.CAUTION),))
    assert chosen(kept) == ["acid", "balm"]
    assert [one.enforced for placed in kept.solve().regimens for one in placed.offer.adaptations] == [
        False
    ] * 2


def test_a_step_that_changes_the_slot_counts_in_every_slot():
    """What begins in the evening and goes on twice a day shares the evening."""
    growing = acid(slot=Slot.MORNING)
    growing = attrs.evolve(growing, steps=(Step(7, weeks=1), Step(7, slot=Slot.BOTH)))
    assert chosen(toy(growing, balm(), incompatible=(rule("same_step"),))) == ["acid"]


@pytest.mark.parametrize(
    ("changes", "both"),
    [
        ({"other_most_per_week": 2}, True),
        ({"other_most_per_week": 1}, False),
        ({"together_most_per_week": 5}, True),
        ({"together_most_per_week": 4}, False),
    ],
)
def test_days_a_week_beside_each_other_keep_to_the_numbers_of_the_rule(changes, both):
    """The second may be used so often beside the first, and both together so often."""
    world = toy(acid(3), balm(2), incompatible=(rule("same_night", **changes),))
    assert chosen(world) == (["acid", "balm"] if both else ["acid"])


@pytest.mark.parametrize(("since", "both"), [(-84, True), (-83, False), (None, False)])
def test_the_second_begins_when_the_first_has_been_used_long_enough(since, both):
    """After 12 weeks of the first, not a day earlier, and not where nobody knows since when."""
    running = findings(using=(Using("toy.acid", 3, since=None if since is None else day(since)),))
    apart = rule("same_night", other_after_weeks=12)
    assert chosen(toy(acid(3), balm(2), incompatible=(apart,), findings=running)) == (
        ["acid", "balm"] if both else ["acid"]
    )


@pytest.mark.parametrize(("per_week", "kept"), [(3, True), (4, False)])
def test_what_the_patient_goes_on_using_counts_as_chosen(per_week, kept):
    """A scrub of one's own on three days leaves four for the plan; the advice says how to part them."""
    apart = rule("same_day", Severity.CAUTION, other=("scrub",))
    world = toy(acid(4), incompatible=(apart,), findings=findings(using=(Using("scrub", per_week),)))
    assert chosen(world) == (["acid"] if kept else [])
    assert why_not(world) == ({} if kept else {"acid": "home.incompatible"})


def test_what_the_plan_stops_does_not_count():
    """A treatment in use that leaves something and is not chosen is told to stop."""
    leaving = action("toy.balm", {"thin": 1}, fills_its_day=False)
    world = toy(
        acid(),
        treatments=(treatment("toy.balm", home=True),),
        actions=(leaving,),
        incompatible=(rule("same_period"),),
        findings=findings(using=(Using("toy.balm", 7),)),
    )
    assert chosen(world) == ["acid"]
    assert [notice.key for notice in world.plan().notices] == ["plan.stop_using"]
    harmless = attrs.evolve(world, actions=(action("toy.balm", fills_its_day=False),))
    assert chosen(harmless) == []


def test_home_care_is_not_used_on_the_days_of_an_event_that_it_must_not_meet():
    """An event ahead leaves it out; one that is over, and one before which it already rests, do not."""
    apart = rule("same_period", other=("course",))
    for happened, kept in ((event("course", 10), False), (event("course", -10), True)):
        world = toy(acid(), incompatible=(apart,), findings=findings(history=History((happened,))))
        assert chosen(world) == (["acid"] if kept else [])
    resting = (action("toy.acid", {"thin": 3}, fills_its_day=False), action("course", {}, {"thin": 1}))
    ahead = findings(history=History((event("course", 10),)))
    assert chosen(toy(acid(), actions=resting, incompatible=(apart,), findings=ahead)) == ["acid"]


def test_an_event_of_which_nothing_is_known_is_asked_about():
    """What blocks while it lasts is not chosen until it was asked about."""
    apart = rule("same_period", other=("course",))
    world = toy(acid(), incompatible=(apart,), kinds=("course",))
    assert (chosen(world), why_not(world)) == ([], {"acid": "home.incompatible_open"})
    assert world.solve().left_out[0].ask == ("course",)
    denied = attrs.evolve(world, findings=findings(history=History((), frozenset({"course"}))))
    assert chosen(denied) == ["acid"]


def test_medicines_keep_home_care_out_if_taken_or_not_known():
    """A medicine that was denied does not; one that was not answered is asked about."""
    apart = rule("same_period", other=("warfarin",))
    world = toy(acid(), incompatible=(apart,), facts=(MEDICINES,))
    answers = {
        "home.incompatible_has": Chosen(yes=frozenset({"warfarin"})),
        "": Chosen(no=frozenset({"warfarin"})),
        "home.incompatible_open": Chosen(),
    }
    for key, answer in answers.items():
        known = findings(answers=Answers({"medicines": {"": answer}}))
        found = why_not(attrs.evolve(world, findings=known))
        assert found == ({"acid": key} if key else {})
    assert [
        question.id
        for question in toy(acid(), course(), incompatible=(apart,), facts=(MEDICINES,)).plan().questions
    ] == ["medicines"]


def test_two_pinned_that_must_not_meet_are_a_conflict_that_names_the_rule():
    """Nobody drops a pin silently: there is no plan, and the rule stands among the limits."""
    pins = Preferences(pins=Pins(must=("toy.acid", "toy.balm")))
    solved = toy(acid(), balm(), incompatible=(rule("same_period"),), preferences=pins).solve()
    assert solved.found is Found.CONFLICT
    assert "incompatible:I-TOY" in {limit.id for limit in solved.conflict}


def test_of_equals_the_best_studied_then_the_established_then_the_gentlest_is_chosen():
    """Names decide only where nothing else does."""
    worlds = {
        "overall": {"overall_evidence": Evidence.MODERATE},
        "standing": {"standing": Standing.ESTABLISHED},
    }
    for changes in worlds.values():
        plain = treatment("toy.a", home=True, overall_evidence=Evidence.LOW, standing=Standing.EMERGING)
        better = attrs.evolve(plain, id="toy.b", **changes)
        offers = (regimen("toy.a", mechanism="m"), regimen("toy.b", mechanism="m"))
        assert chosen(toy(*offers, treatments=(plain, better))) == ["b"]
    gentle = (
        action("toy.a", {"thin": 9}, fills_its_day=False),
        action("toy.b", {"thin": 2}, fills_its_day=False),
    )
    assert chosen(toy(*offers, actions=gentle)) == ["b"]
    assert chosen(toy(*offers)) == ["a"]
    assert chosen(toy(*offers, findings=findings(using=(Using("toy.b", 7),)))) == ["b"]


def test_what_is_not_shown_to_firm_skin_needs_a_reason():
    """It is chosen where it answers a habit, where something needs it or where the practitioner pins it."""
    kind = treatment("toy.cream", home=True, evidence=Evidence.NONE)
    assert why_not(toy(regimen(), treatments=(kind,))) == {"cream": "home.unproven"}
    assert chosen(toy(regimen(always=True), treatments=(kind,))) == ["cream"]
    pinned = Preferences(pins=Pins(must=("toy.cream",)))
    assert chosen(toy(regimen(), treatments=(kind,), preferences=pinned)) == ["cream"]


def test_a_routine_holds_one_irritant_a_slot_and_as_many_actives_as_the_clinic_wants():
    """A second irritant needs the other slot; a third active needs a policy or a pin."""
    traits = {"a": {"irritant", "active"}, "b": {"irritant", "active"}, "c": {"active"}, "d": {"active"}}
    known = tuple(treatment(f"toy.{key}", home=True, traits=frozenset(some)) for key, some in traits.items())
    offers = tuple(regimen(f"toy.{key}", minutes_a_day=1) for key in traits)
    world = toy(*offers, treatments=known)
    assert why_not(world) == {"b": "home.irritant", "d": "home.actives"}
    morning = (offers[0], attrs.evolve(offers[1], slot=Slot.MORNING), *offers[2:])
    assert why_not(attrs.evolve(world, offers=morning)) == {"c": "home.actives", "d": "home.actives"}
    generous = attrs.evolve(ALWAYS_OPEN, actives_at_once=3)
    assert why_not(attrs.evolve(world, clinic=generous)) == {"b": "home.irritant"}
    pinned = Preferences(pins=Pins(must=("toy.b", "toy.d")))
    assert why_not(attrs.evolve(world, preferences=pinned)) == {"a": "home.irritant", "c": "home.actives"}


@given(per_week=st.integers(1, 7), free=st.sets(st.integers(0, 6)))
def test_days_of_the_week_are_free_ones_and_as_many_as_asked_for_and_possible(per_week, free):
    """No day is used that is taken."""
    found = weekdays(per_week, free)
    assert set(found) <= free
    assert len(set(found)) == len(found) == min(per_week, len(free))


NAMES = tuple(f"toy.{letter}" for letter in "abcde")
SIDES = st.lists(st.sampled_from((*NAMES, "scrub", "course")), min_size=1, max_size=3, unique=True).map(tuple)
RULES = st.builds(
    rule,
    st.sampled_from([*Meeting]),
    st.sampled_from([*Severity]),
    one=SIDES,
    other=SIDES,
    other_after_weeks=st.sampled_from((0, 0, 0, 4)),
    other_most_per_week=st.sampled_from((None, None, 3)),
    together_most_per_week=st.sampled_from((None, None, 5)),
)
REGIMENS = st.fixed_dictionaries(
    {
        "benefit": st.integers(1, 3),
        "minutes_a_day": st.just(1),
        "slot": st.sampled_from([*Slot]),
        "steps": st.lists(st.integers(1, 5), min_size=1, max_size=3).map(lambda n: _steps(tuple(n))),
    }
)


@st.composite
def worlds(draw) -> Toy:
    """A few pieces of home care, rules between them, and what the patient uses and has."""
    offers = tuple(regimen(name, **draw(REGIMENS)) for name in NAMES)
    rules = tuple(
        attrs.evolve(one, id=f"I-{n}") for n, one in enumerate(draw(st.lists(RULES, min_size=1, max_size=5)))
    )
    using = tuple(
        Using(name, draw(st.integers(1, 7))) for name in draw(st.sets(st.sampled_from(("scrub", "toy.a"))))
    )
    happened = draw(st.sampled_from(((), (event("course", 10, 12),), (event("course", -9, -7),))))
    never = frozenset({"course"}) if draw(st.booleans()) and not happened else frozenset()
    known = findings(
        using=tuple(sorted(using, key=lambda one: one.treatment)), history=History(happened, never)
    )
    return toy(*offers, incompatible=rules, findings=known, kinds=("course",))


@given(world=worlds())
def test_chosen_home_care_never_meets_and_the_verifier_agrees(world):
    """Whatever the rules are, what is chosen together can be used together."""
    plan = world.plan()
    if plan.replay is not None:
        assert verify(plan) == ()
    blocking = [
        one for one in world.incompatible if one.severity.blocks and one.meeting is Meeting.SAME_PERIOD
    ]
    for one, other in combinations([item.treatment for item in plan.regimens], 2):
        for kept in blocking:
            sides = (kept.one, kept.other)
            assert not any(one in a and other in b for a, b in (sides, sides[::-1]))


@pytest.mark.parametrize(("nights", "held"), [(2, 3), (3, 2), (4, 1)])
def test_courses_are_chosen_only_with_home_care_that_finds_nights_enough(nights, held):
    """Each two may find room in a week of which three need more: then one of the courses is left out."""
    sites = ("cheek.left", "chin", "neck")
    care = [f"toy.care{n}" for n in range(3)]
    found = toy(
        *(course(f"toy.{n}", sites=[site]) for n, site in enumerate(sites)),
        *(regimen(name, benefit=0, minutes_a_day=1, steps=_steps((nights,))) for name in care),
        treatments=(
            *(treatment(f"toy.{n}", goes_with=(f"care{n}",)) for n in range(3)),
            *(treatment(f"toy.care{n}", home=True, traits=frozenset({f"care{n}"})) for n in range(3)),
        ),
        incompatible=(rule("same_night", one=tuple(care), other=tuple(care)),),
        findings=findings(goals=sites),
    )
    plan = found.plan()
    assert verify(plan) == ()
    assert len(plan.courses) == len(plan.regimens) == held
