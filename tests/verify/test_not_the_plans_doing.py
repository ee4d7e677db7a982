"""What the verifier leaves alone: a share of the benefit that the policy allows, and what events do to each other."""

from __future__ import annotations

import attrs

import sound_plan as s
from sound_plan import REPLAY, SOUND, on
from turgor.domain.clinic import BenefitShares
from turgor.domain.offers import ResolvedEffect
from turgor.domain.plan import Plan
from turgor.domain.replay import PastEvent
from turgor.domain.skin import Need, Severity
from turgor.verify import verify


def best_possible(points: int, *, share: int) -> Plan:
    """The sound plan, of 150 points, where so many are possible and the clinic keeps a share."""
    stages = (s.STAGES[0], attrs.evolve(s.STAGES[1], bound=points), *s.STAGES[2:])
    policy = attrs.evolve(SOUND.policy, benefit_shares=BenefitShares(balanced=share))
    return attrs.evolve(SOUND, policy=policy, objective=attrs.evolve(SOUND.objective, stages=stages))


def test_a_plan_may_keep_a_share_of_the_best_benefit():
    """At 90 percent 150 of 166 points are enough and 150 of 167 are not."""
    assert verify(best_possible(166, share=90)) == ()
    assert [(b.limit, b.where) for b in verify(best_possible(167, share=90))] == [("bound", "benefit")]


def test_no_benefit_is_better_than_the_best_possible():
    """A value beyond its bound is refused, proven or not."""
    assert [(b.limit, b.where) for b in verify(best_possible(149, share=90))] == [("bound", "benefit")]


def planned(day: int, state: str) -> Plan:
    """The sound plan with a planned peel that needs a state gone."""
    peel = attrs.evolve(s.ACTIONS["filler"], id="peel", effects=(), needs=(s.need(state),))
    events = (*REPLAY.events, PastEvent("peel", on(day), on(day), ongoing=False, sites=s.SITES))
    actions = {**s.ACTIONS, "peel": peel}
    return attrs.evolve(SOUND, replay=attrs.evolve(REPLAY, actions=actions, events=events))


def test_events_that_spoil_each_other_do_not_refuse_the_plan():
    """A peel planned too soon after a filler is not the plan's doing; one too soon after a session is."""
    assert verify(planned(20, "filled")) == ()
    assert {(b.limit, b.where) for b in verify(planned(57, "open"))} == {("skin_state", "peel")}


def test_two_courses_of_one_treatment_break_no_caution_of_each_other():
    """What a treatment leaves never asks for caution with the same treatment, on other zones either."""
    blood = attrs.evolve(
        s.ACTIONS["toy.heat"],
        effects=(*s.ACTIONS["toy.heat"].effects, ResolvedEffect("blood", 60)),
        needs=(*s.ACTIONS["toy.heat"].needs, Need("blood", 0, Severity.CAUTION)),
    )
    other = attrs.evolve(
        s.HEAT, id="toy.heat#2", sites=("neck_front",), benefit=s.worth(0), prerequisites=(), follow_ups=()
    )
    session = attrs.evolve(s.session("toy.heat", 1), id="toy.heat#2.1", course="toy.heat#2")
    visits = (
        SOUND.visits[0],
        SOUND.visits[1],
        attrs.evolve(SOUND.visits[2], sessions=(*SOUND.visits[2].sessions, session)),
    )
    plan = attrs.evolve(
        SOUND,
        courses=(*SOUND.courses, attrs.evolve(other, sessions=1)),
        visits=visits,
        replay=attrs.evolve(
            REPLAY, actions={**s.ACTIONS, "toy.heat": blood}, systemic_states=frozenset({"blood"})
        ),
        objective=attrs.evolve(SOUND.objective, stages=(s.STAGES[3],)),
    )
    assert "soft-needs" not in {breach.where for breach in verify(_without_the_rest(plan))}


def _without_the_rest(plan: Plan) -> Plan:
    """The plan with records of the second course that nothing is asked about here."""
    allowed = {**plan.replay.allowed, "toy.heat#2": plan.replay.allowed["toy.light#1"]}
    sessions = {**plan.replay.sessions, "toy.heat#2": (1, 3)}
    return attrs.evolve(plan, replay=attrs.evolve(plan.replay, allowed=allowed, sessions=sessions))
