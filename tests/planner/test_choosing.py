"""An alternative becomes the plan: its own courses and days, home care around them, checked; the others are declined."""

from __future__ import annotations

from collections import Counter

import attrs
import pytest
from hypothesis import given, settings

from scripted import Script
from toys import SITES, clinic, device, effect, need, vocabulary
from toys import case as patient
from turgor import planner
from turgor.content import Core
from turgor.domain.clinic import Noticeable
from turgor.domain.plan import Plan
from turgor.domain.terms import CourseTerms, Interval, SessionCount
from turgor.domain.treatments import Modality
from turgor.files import read_plan, write_plan
from turgor.planning.changing.choosing import NotPossible
from turgor.verify import verify
from whole_worlds import World, worlds

KEEN = Noticeable(visits=1, finish_days=3, downtime_days=1, benefit_percent=5, cost_percent=5)
GENTLE = CourseTerms(SessionCount(4, 4, 4), Interval(7, 10, 20), 30, 0, 0, peak_weeks=12)
FIERCE = CourseTerms(SessionCount(1, 2, 2), Interval(14, 21, 40), 30, 5, 6, peak_weeks=12)
BECAUSE = "She travels in spring."


def world() -> World:
    """A gentle course of many visits and a fierce one of few."""
    treatments = (
        device("aa.gentle", [effect("open", 1)], [need("red", 2)], course=GENTLE, mechanism="heat"),
        device("aa.fierce", [effect("red", 3)], [need("open", 1)], course=FIERCE, mechanism="needles"),
    )
    record = Modality("aa", "AA", "To test.", "1", treatments)
    case = patient(goals=SITES, laxity=1.5)
    policy = clinic(horizon_days=80, noticeable=KEEN)
    return World(Core(vocabulary(), ()), (Script(record),), case, policy)


@pytest.fixture(scope="module")
def made() -> Plan:
    """The plan of that world with its alternatives."""
    return world().plan(alternatives=True)


def choose(made: Plan, letter: str = "B") -> Plan:
    """An alternative of it, chosen with the same modalities."""
    return planner.choose(made, letter, BECAUSE, world().modalities())


def test_the_alternative_becomes_a_plan_of_its_own(made):
    """New number, its courses on its days, its order as priority, home care around it; it names what it replaces."""
    other = made.alternatives[0]
    new = choose(made)
    assert (new.number, new.replaces) == (f"{made.number}-B", made.number)
    assert (new.courses, new.visits, new.objective) == (other.courses, other.visits, other.objective)
    assert tuple(regimen.id for regimen in new.regimens) == other.home_care
    assert {why.session for why in new.why} == {s.id for visit in new.visits for s in visit.sessions}
    assert verify(new) == ()


def test_the_declined_plans_are_kept_with_the_reason(made):
    """The plan that it replaces and every other alternative, compared with the one that was chosen."""
    new = choose(made)
    assert (new.choice.letter, new.choice.because) == ("B", BECAUSE)
    assert [other.letter for other in new.alternatives] == ["A", *(o.letter for o in made.alternatives[1:])]
    former = new.alternatives[0]
    assert (former.courses, former.visits, former.objective) == (made.courses, made.visits, made.objective)
    there, back = made.alternatives[0].criteria, former.criteria
    assert [one.gain for one in there] == [-one.gain for one in back]
    assert not former.proven


def test_a_chosen_plan_is_read_back_equal_and_can_be_chosen_from_again(made, tmp_path):
    """It is a plan as any other: also the declined one can still be chosen."""
    file = tmp_path / "plan.json"
    file.write_text(write_plan(choose(made)), encoding="utf-8")
    new = read_plan(file)
    assert new == choose(made)
    back = planner.choose(new, "A", "She changed her mind.", world().modalities())
    assert back.visits == made.visits


def test_an_alternative_that_does_not_hold_any_more_is_refused(made):
    """Where its treatment is not offered any more, and where its days are not: with the limits that forbid them."""
    other = made.alternatives[0]
    treatment = other.courses[0].treatment
    without = attrs.evolve(made, policy=attrs.evolve(made.policy, switched_off=frozenset({treatment})))
    with pytest.raises(NotPossible) as gone:
        choose(without)
    assert gone.value.conflict == ()
    late = attrs.evolve(made, policy=attrs.evolve(made.policy, notice_days=40))
    with pytest.raises(NotPossible) as shut:
        choose(late)
    assert shut.value.conflict


def test_there_must_be_such_an_alternative(made):
    """Another letter is no answer, and neither is a plan without the case it was made from."""
    with pytest.raises(LookupError):
        choose(made, "Z")
    with pytest.raises(planner.Unchangeable):
        choose(attrs.evolve(made, case=None))


def test_any_alternative_of_any_world_can_be_chosen():
    """Planning with alternatives, and choosing the last of them, raises nothing: the verifier accepts both."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 4)
    @given(worlds())
    def choose_one(drawn: World) -> None:
        keen = attrs.evolve(drawn, clinic=attrs.evolve(drawn.clinic, noticeable=KEEN))
        plan = keen.plan(alternatives=True)
        assert attrs.evolve(plan, alternatives=(), unbeaten=(), replay=None) == attrs.evolve(
            keen.plan(), replay=None
        )
        seen.update({"worlds": 1, "with another": bool(plan.alternatives)})
        if plan.alternatives:
            last = plan.alternatives[-1]
            new = planner.choose(plan, last.letter, BECAUSE, keen.modalities())
            assert new.visits == last.visits

    choose_one()
    assert seen["with another"] >= 0.1 * seen["worlds"]
