"""A modality that is gone, or fails while a plan is changed, never takes away what is known of the skin."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from scripted import Script, Scripted
from toys import TODAY, case, clinic, cream, days, device, effect, need, vocabulary
from turgor import planner
from turgor.content import Core
from turgor.domain.case import Case, Override, Using
from turgor.domain.happened import Done, Happened
from turgor.domain.plan import Outcome, Plan
from turgor.domain.treatments import Modality, Treatment
from turgor.domain.verdicts import Status
from turgor.domain.vocabulary import Trait
from turgor.files import parse_plan, write_plan
from turgor.verify import verify

POLISH = device("bb.polish", needs=[need("red", 5)], mechanism="needles")
WARMTH = device("aa.warmth", [effect("red", 30)])
BALM = cream("aa.balm", [effect("red", 6)], traits=frozenset({"home", "sharp"}))
SHARP = Trait("sharp", "Stings", acts_on_skin=True)
POLICY = clinic(horizon_days=200)


def script(name: str, *treatments: Treatment, fails_in: str = "") -> Script:
    """A modality of these treatments."""
    return Script(Modality(name, name, "To test.", "1", treatments), fails_in=fails_in)


def modalities(*scripts: Script) -> Scripted:
    """Just these, in a world that knows a sharp kind of home care."""
    words = vocabulary()
    return Scripted(Core(attrs.evolve(words, traits={**words.traits, "sharp": SHARP}), ()), scripts)


def both(fails_in: str = "") -> Scripted:
    """The one whose modality will be gone, and the one that stays."""
    return modalities(script("aa", WARMTH, BALM, fails_in=fails_in), script("bb", POLISH))


def plan(case_: Case, host: Scripted) -> Plan:
    """The plan of the toy person."""
    return planner.plan(case_, POLICY, host, TODAY)


def first_day(made: Plan, treatment: str) -> date:
    """The first session of a treatment."""
    return min(v.date for v in made.visits for s in v.sessions if s.treatment == treatment)


@pytest.fixture(scope="module")
def begun() -> tuple[Plan, Happened]:
    """A plan of both, and that the first session of the one was given."""
    made = plan(case(), both())
    day = first_day(made, "aa.warmth")
    assert made.regimens
    happened = Happened(day + timedelta(days=1), (Done("aa.warmth#1.1", day),))
    return made, happened


def test_a_session_given_keeps_its_effects_when_its_modality_is_gone(begun: tuple[Plan, Happened]) -> None:
    """Thirty days of redness and five days clear of it, as the plan says which it was given under."""
    made, happened = begun
    given = happened.done[0].date
    anew = planner.replan(made, happened, modalities(script("bb", POLISH)))
    assert first_day(anew, "bb.polish") >= given + timedelta(days=35)
    assert not [one for one in anew.courses if one.treatment == "aa.warmth"]
    assert verify(anew) == ()
    assert parse_plan(write_plan(anew), "the plan") == anew


def test_a_plan_made_anew_remembers_what_the_plan_before_it_did(begun: tuple[Plan, Happened]) -> None:
    """However often it is made anew, and when it is asked what another day would come to."""
    made, happened = begun
    rest = modalities(script("bb", POLISH))
    anew = planner.replan(made, happened, rest)
    later = Happened(happened.today + timedelta(days=1))
    again = planner.replan(anew, later, rest)
    assert first_day(again, "bb.polish") >= happened.done[0].date + timedelta(days=35)
    soon = planner.what_if(again, "bb.polish#1.1", later.today + timedelta(days=2), rest)
    assert not soon.possible


def test_home_care_that_was_begun_keeps_its_effects_when_its_modality_is_gone() -> None:
    """Its last use leaves what it left before."""
    made = plan(case(), modalities(script("aa", BALM), script("bb", POLISH)))
    (balm,) = made.regimens
    today = balm.segments[0].from_ + timedelta(days=8)
    anew = planner.replan(made, Happened(today), modalities(script("bb", POLISH)))
    assert first_day(anew, "bb.polish") >= today + timedelta(days=6)


@pytest.mark.parametrize("hook", ["turgor_eligibility", "turgor_offers", "turgor_schedule", "turgor_handout"])
def test_a_modality_that_fails_while_a_plan_is_made_anew_is_not_assessed(
    begun: tuple[Plan, Happened], hook: str
) -> None:
    """Nothing of it is in the new plan, and what was given of it keeps its effects."""
    made, happened = begun
    anew = planner.replan(made, happened, both(hook))
    of_failed = [one for one in anew.verdicts if one.treatment.startswith("aa.")]
    assert {period.status for one in of_failed for period in one.timeline} == {Status.NOT_ASSESSED}
    assert {one.treatment for one in (*anew.courses, *anew.regimens)} == {"bb.polish"}
    assert first_day(anew, "bb.polish") >= happened.done[0].date + timedelta(days=35)


def test_a_modality_that_fails_while_another_day_is_asked_for_has_no_say() -> None:
    """The answer is that of the others."""
    made = plan(case(), modalities(script("bb", POLISH)))
    day = first_day(made, "bb.polish")
    asked = planner.what_if(made, "bb.polish#1.1", day, both("turgor_schedule"))
    assert asked == planner.what_if(made, "bb.polish#1.1", day, modalities(script("bb", POLISH)))


GENTLE = device("bb.gentle", mechanism="cream")  # needs nothing of the skin


@pytest.mark.parametrize("used", ["aa.balm", "sharp"])
def test_home_care_of_which_nobody_knows_what_it_leaves_makes_undecided(used: str) -> None:
    """Whatever needs something of the skin; what needs nothing is as it was. It must stop, as the plan says."""
    rest = modalities(script("bb", POLISH, GENTLE))
    made = plan(case(using=(Using(used, 5),)), rest)
    status = {one.treatment: one.timeline[0].status for one in made.verdicts}
    assert status == {"bb.polish": Status.UNDECIDED, "bb.gentle": Status.ELIGIBLE}
    assert made.outcome is Outcome.PLAN
    assert [course.treatment for course in made.courses] == ["bb.gentle"]
    assert [notice.params["treatment"] for notice in made.notices if notice.key == "plan.stop_using"] == [
        used
    ]


@pytest.mark.parametrize("used", ["home", "fierce"])
def test_home_care_of_a_kind_that_leaves_nothing_holds_nothing_up(used: str) -> None:
    """A moisturiser is one, whoever can be asked about it."""
    made = plan(case(using=(Using(used, 5),)), modalities(script("bb", POLISH)))
    assert {one.timeline[0].status for one in made.verdicts} == {Status.ELIGIBLE}


def test_where_a_modality_knows_the_kind_its_gaps_hold_as_ever() -> None:
    """What a product of a kind leaves is what the treatments of the kind leave."""
    made = plan(case(using=(Using("sharp", 5),)), both())
    assert first_day(made, "bb.polish") >= days(6)


def test_unheard_of_on_one_site_is_unheard_of_there_only() -> None:
    """A cream for the neck says nothing of the chin."""
    rest = modalities(script("bb", POLISH))
    entered = case(goals=("chin", "neck"), using=(Using("aa.balm", 5, sites=frozenset({"neck"})),))
    status = {one.zone: one.timeline[0].status for one in plan(entered, rest).verdicts}
    assert status == {"chin": Status.ELIGIBLE, "neck": Status.UNDECIDED}


def test_a_practitioner_who_knows_sets_it_aside() -> None:
    """With a written reason, as everything that is relative."""
    said = Override("unheard_of:aa.balm", "Plain vaseline.", "Dr. Toy", TODAY)
    made = plan(case(using=(Using("aa.balm", 5),), overrides=(said,)), modalities(script("bb", POLISH)))
    assert {one.timeline[0].status for one in made.verdicts} == {Status.CAUTION}
    assert [course.treatment for course in made.courses] == ["bb.polish"]
