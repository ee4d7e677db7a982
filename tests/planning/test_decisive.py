"""Only questions that decide something are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import composite

from catalogues import KINDS, World, worlds
from toys import TODAY, case, catalogue, clinic, cream, device, effect, event, kind, need, rule
from turgor.domain.case import SYSTEMIC, Answers, Case, Event, History, Measurement, Pins, Preferences
from turgor.domain.dates import DateRange
from turgor.domain.findings import Findings
from turgor.domain.money import Money
from turgor.domain.skin import Severity
from turgor.domain.treatments import Stance
from turgor.domain.verdicts import Status, Verdicts
from turgor.domain.vocabulary import FactType
from turgor.planning.examine import examine
from turgor.planning.judge import judge
from turgor.planning.judging.decisive import Decided, decisive
from turgor.planning.judging.in_play import out_of_play

LASER = device("aa.laser")


def decided(rules=(), *, treatments=(LASER,), kinds=(), **changes) -> Decided:
    """What is open for a patient of whom nothing but the grade and the birth date is known."""
    made = case(**({"answers": {"brown": {"": False}}} | changes))
    return of_world(World(catalogue(treatments, kinds, rules), made, clinic()))


def of_world(world: World) -> Decided:
    """What is open in a world."""
    findings = examine(world.case, world.catalogue, TODAY)

    def again(other: Findings) -> Verdicts:
        return judge(other, world.catalogue, world.clinic, world.case.overrides, world.objections)

    away = out_of_play(world.catalogue, world.clinic, world.case.preferences)
    return decisive(findings, again(findings), world.catalogue, world.clinic, away, again)


def test_a_question_that_may_forbid_a_treatment_decides_it():
    """Nothing else is known against it."""
    found = decided([rule("R", "bold")])
    assert found.by_question == {"bold": ("aa.laser",)}
    assert found.needless == found.settled == ()


def test_a_question_decides_although_another_is_open():
    """The other may turn out well."""
    assert set(decided([rule("R", "bold"), rule("S", "spotty")]).by_question) == {"bold", "spotty"}


def test_questions_that_decide_only_together_are_both_asked():
    """Each alone leaves it open."""
    assert set(decided([rule("R", "bold and spotty or not bold and not spotty")]).by_question) == {
        "bold",
        "spotty",
    }


def test_nothing_is_asked_of_a_treatment_that_is_contraindicated_anyway():
    """Whatever the answer, it stays so."""
    found = decided([rule("R", "bold"), rule("S", "age >= 18")])
    assert found == Decided({}, (), ("aa.laser",))


def test_a_deferral_that_ends_leaves_the_question_open():
    """On the days after it the answer decides."""
    burn = kind("burn", [effect("open", 10)])
    pale = device("aa.laser", needs=[need("open")])
    found = decided([rule("R", "bold")], treatments=[pale], kinds=[burn], events=[event("burn", -2)])
    assert "bold" in found.by_question


def test_a_caution_decides_only_where_no_caution_is_known():
    """A second caution changes no standing."""
    rules = [rule("R", "bold", Severity.CAUTION), rule("S", "age >= 18", Severity.CAUTION)]
    assert decided(rules[:1]).by_question == {"bold": ("aa.laser",)}
    assert decided(rules).needless == ("bold",)


CONSTANT = "fitzpatrick >= 4 or fitzpatrick < 4 and bold"


def test_a_caution_that_no_answer_takes_back_is_not_asked_about():
    """With the one part known the other changes nothing: the caution is carried out anyway."""
    rules = [rule("R", CONSTANT, Severity.CAUTION)]
    found = decided(rules, answers={"brown": {"": False}, "bold": {"": True}})
    assert found.needless == ("fitzpatrick",)


def test_what_is_undecided_is_asked_even_if_every_answer_says_the_same():
    """Without any answer nothing may be planned."""
    found = decided([rule("R", CONSTANT)], answers={"brown": {"": False}, "bold": {"": True}})
    assert found.by_question == {"fitzpatrick": ("aa.laser",)}


def test_an_unknown_event_decides_what_meets_it():
    """It may have left a state that the treatment needs gone."""
    burn = kind("burn", [effect("open", 10)])
    pale = device("aa.laser", needs=[need("open")])
    found = decided(treatments=[pale, device("bb.heat")], kinds=[burn])
    assert found.by_question == {"burn": ("aa.laser",)}
    assert found.settled == ("bb.heat",)


def test_a_fact_on_which_a_past_effect_depends_decides():
    """How long the skin still needs hangs on the skin type."""
    burn = kind("burn", [effect("open", 40, when="fitzpatrick >= 4")])
    pale = device("aa.laser", needs=[need("open")])
    found = decided(treatments=[pale], kinds=[burn], events=[event("burn", -20)])
    assert found.by_question == {"fitzpatrick": ("aa.laser",)}


def test_a_modality_that_asks_about_its_own_kind_of_event_is_told_all_that_it_decides():
    """Its own treatment has a caution anyway, which one more would not change; the other would be put off."""
    own = kind("aa_own", [effect("open", 10)])
    pale = device("aa.laser", needs=[need("open", severity=Severity.CAUTION)], pregnancy=Stance.ABSOLUTE)
    known = rule("R", "age >= 18 and pregnancy_stance == 'absolute'", Severity.CAUTION)
    world = catalogue([pale, device("bb.heat", needs=[need("open")])], rules=[known], plugin_kinds=[own])
    made = case(answers={"brown": {"": False}})
    assert of_world(World(world, made, clinic())).by_question == {"aa_own": ("bb.heat",)}


@pytest.mark.parametrize(
    "wishes",
    [
        Preferences(pins=Pins(must_not=("aa.laser",))),
        Preferences(pins=Pins(only=("bb.heat",))),
        Preferences(aversions=("device",)),
        Preferences(budget=Money(100, "GBP")),
    ],
    ids=["excluded", "not among the only ones", "not wanted", "no price"],
)
def test_nothing_is_asked_of_a_treatment_that_cannot_be_chosen(wishes):
    """Excluded, not wanted, or beyond the budget."""
    found = decided([rule("R", "bold")], preferences=wishes)
    assert found.needless == ("bold",)


def test_a_course_is_priced_out_by_its_fewest_sessions():
    """Two sessions of 60 do not fit into 100; one does, and home care is looked at later."""
    world = catalogue([LASER, cream("cc.cream")], rules=[rule("R", "bold")])
    wishes = Preferences(budget=Money(100, "GBP"))
    one = attrs.evolve(LASER.course.sessions, minimum=1)
    two = attrs.evolve(LASER.course.sessions, minimum=2)
    for sessions, away in ((one, frozenset()), (two, frozenset({"aa.laser"}))):
        laser = attrs.evolve(LASER, course=attrs.evolve(LASER.course, sessions=sessions))
        priced = attrs.evolve(world, treatments={**world.treatments, "aa.laser": laser})
        assert out_of_play(priced, clinic(prices={"aa.laser": 60}), wishes) == away


def standings(world: World) -> Mapping[tuple[str, str], tuple[object, ...]]:
    """Treatment that may be chosen, and site -> its status, and from when."""
    away = out_of_play(world.catalogue, world.clinic, world.case.preferences)
    findings = examine(world.case, world.catalogue, TODAY)
    verdicts = judge(findings, world.catalogue, world.clinic, world.case.overrides, world.objections).verdicts
    return {
        (v.treatment, site): tuple(_merged(v.timeline))
        for v in verdicts
        if v.treatment not in away
        for site in v.sites
    }


def _merged(timeline) -> Iterator[tuple[object, Status]]:
    last = None
    for period in timeline:
        if period.status is not last:
            yield period.span.first, period.status
        last = period.status


def answered(world: World, asked: str, data: st.DataObject) -> World:
    """The world with one open question answered somehow."""
    made, vocabulary = world.case, world.catalogue.vocabulary
    if asked in vocabulary.facts:
        return attrs.evolve(world, case=_with_fact(made, asked, vocabulary.facts[asked].type, data))
    if asked == "laxity":
        grade = data.draw(st.sampled_from((0.0, 1.0, 2.0, 3.0, 4.0)))
        missing = {m.site for m in made.assessment.measurements}
        added = [Measurement("grade", s, TODAY, (grade,)) for s in sorted(vocabulary.zones.sites - missing)]
        measured = (*made.assessment.measurements, *added)
        return attrs.evolve(
            world, case=attrs.evolve(made, assessment=attrs.evolve(made.assessment, measurements=measured))
        )
    history = History(made.history.events, made.history.never | {asked})
    if data.draw(st.booleans()):
        day = TODAY - timedelta(days=data.draw(st.integers(0, 70)))
        history = attrs.evolve(history, events=(*history.events, Event(asked, DateRange.on(day))))
    return attrs.evolve(world, case=attrs.evolve(made, history=history))


@composite
def settled_worlds(draw: st.DrawFn) -> World:
    """Worlds in which part is settled whatever is answered: forbidden, under a caution anyway, or not wanted."""
    severity, open_kind = (
        draw(st.sampled_from((Severity.ABSOLUTE, Severity.CAUTION))),
        draw(st.sampled_from(KINDS)),
    )
    part = draw(st.sampled_from(("all", "first", "last")))
    world = draw(worlds())
    ids = sorted(world.catalogue.treatments)
    sure = rule(
        "SURE", "age >= 18", severity, applies_to={"all": (), "first": ids[:1], "last": ids[-1:]}[part]
    )
    unwanted = Preferences(pins=Pins(must_not=tuple(draw(st.lists(st.sampled_from(ids), max_size=1)))))
    history = History(world.case.history.events, world.case.history.never - {open_kind})
    return attrs.evolve(
        world,
        catalogue=attrs.evolve(world.catalogue, rules=(*world.catalogue.rules, sure)),
        case=attrs.evolve(world.case, preferences=unwanted, history=history),
    )


def _with_fact(made: Case, fact: str, type_: FactType, data: st.DataObject) -> Case:
    value = data.draw(st.booleans() if type_ is FactType.BOOL else st.integers(1, 6))
    by_fact = made.assessment.answers.by_fact
    answers = Answers({**by_fact, fact: {SYSTEMIC: value, **by_fact.get(fact, {})}})
    return attrs.evolve(made, assessment=attrs.evolve(made.assessment, answers=answers))


@given(settled_worlds(), st.data())
def test_no_answer_to_a_question_that_is_not_asked_changes_a_standing(world, data):
    """Asking least loses nothing: what is left out may be answered in any way."""
    found = of_world(world)
    if found.needless:
        asked = data.draw(st.sampled_from(found.needless))
        assert standings(answered(world, asked, data)) == standings(world)


def test_the_random_worlds_hold_questions_of_both_sorts():
    """In some of them something is asked, and in some something is spared: neither property is idle."""
    seen: Counter[str] = Counter()

    @given(settled_worlds())
    def count(world):
        found = of_world(world)
        seen["worlds"] += 1
        seen["asked"] += bool(found.by_question)
        seen["spared"] += bool(found.needless)

    count()
    assert 100 * seen["asked"] > 3 * seen["worlds"]
    assert 100 * seen["spared"] > 2 * seen["worlds"]


def test_a_stance_that_settles_it_leaves_the_pregnancy_question_unasked():
    """What the treatment declares is known before anybody is asked."""
    rules = [rule("R", "bold and pregnancy_stance == 'absolute'")]
    allowed = device("aa.laser", pregnancy=Stance.ALLOWED)
    refused = device("bb.heat", pregnancy=Stance.ABSOLUTE)
    assert decided(rules, treatments=[allowed, refused]).by_question == {"bold": ("bb.heat",)}
