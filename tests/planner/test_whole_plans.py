"""Properties of whole plans over random worlds: patients, clinics and modalities that nobody has heard of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripted import HOOKS, Script
from toys import SOURCE, TODAY
from turgor import planner
from turgor.domain.case import History
from turgor.domain.dates import Days
from turgor.domain.messages import plain
from turgor.domain.modalities import Objection
from turgor.domain.plan import Plan, ZoneVerdict
from turgor.domain.regimens import Regimen
from turgor.domain.skin import Severity
from turgor.domain.verdicts import Status
from turgor.files import write_plan
from whole_worlds import World, features, worlds

AT_LEAST_PERCENT = {
    "plan": 50, "no-plan": 5, "a session": 40, "two courses on overlapping zones": 20, "a shared visit": 8,
    "a pause": 3, "an unknown": 30, "a planned event": 15, "a prerequisite": 10, "a follow-up": 3,
    "a room or a device": 8,
}  # fmt: skip


def too_rare(seen: Counter[str], least: Mapping[str, int]) -> Mapping[str, int]:
    """The shares, in percent, of what was seen too seldom to mean anything."""
    shares = {name: 100 * seen[name] // seen["worlds"] for name in least}
    return {name: share for name, share in shares.items() if share < least[name]}


def test_the_verifier_accepts_every_plan_that_the_planner_returns():
    """Planning any random world raises nothing, and the worlds hold enough of everything to mean something."""
    seen: Counter[str] = Counter()

    @given(worlds())
    def plan_it(world: World) -> None:
        seen.update({"worlds", *features(world, world.plan())})

    plan_it()
    assert too_rare(seen, AT_LEAST_PERCENT) == {}


@pytest.mark.soak
def test_the_verifier_accepts_every_large_plan():
    """The same with up to four devices of up to five sessions each."""
    seen: Counter[str] = Counter()

    @given(worlds(most_sessions=5, devices=(3, 4)))
    def plan_it(world: World) -> None:
        seen.update({"worlds", *features(world, world.plan())})

    plan_it()
    assert too_rare(seen, {"plan": 60, "two courses on overlapping zones": 30}) == {}


@given(worlds())
def test_equal_input_gives_equal_bytes_in_whatever_order_modalities_were_loaded(world):
    """A plan made again from the same input, with the modalities loaded the other way round, is the same text."""
    turned = attrs.evolve(world, scripts=world.scripts[::-1])
    assert write_plan(turned.plan()) == write_plan(world.plan())


Tightening = Callable[[World], World]


def forget_a_fact(world: World) -> World:
    """Make the first answered fact unknown."""
    answers = world.case.assessment.answers
    without = answers.without(min(answers.by_fact, default=""))
    return _with_case(world, assessment=attrs.evolve(world.case.assessment, answers=without))


def forget_a_kind(world: World) -> World:
    """Make a kind of event unknown that was denied."""
    never = world.case.history.never
    left = never - {min(never, default="")}
    return _with_case(world, history=History(world.case.history.events, left))


def need_more(world: World) -> World:
    """Let all that every treatment leaves last three days longer, and every need two days more."""
    return attrs.evolve(world, scripts=tuple(map(_stricter, world.scripts)))


def be_closed(world: World) -> World:
    """Close the clinic on Wednesdays."""
    left = tuple(hours for hours in world.clinic.opening if hours.weekday != 2)
    return attrs.evolve(world, clinic=attrs.evolve(world.clinic, opening=left))


def lose_a_modality(world: World) -> World:
    """Let the first modality fail while it is asked for its objections."""
    first = attrs.evolve(world.scripts[0], fails_in="turgor_eligibility")
    return attrs.evolve(world, scripts=(first, *world.scripts[1:]))


def withdraw_overrides(world: World) -> World:
    """Take back what was set aside."""
    return _with_case(world, overrides=())


TIGHTENINGS = (forget_a_fact, forget_a_kind, need_more, be_closed, lose_a_modality, withdraw_overrides)


@given(worlds(), st.sampled_from(TIGHTENINGS))
def test_a_plan_made_knowing_less_does_nothing_that_knowing_more_forbids(world, tighten):
    """Every session and every day of home care in the tighter plan is a day that the looser verdicts allow."""
    loose = _allowed(world)
    plan = tighten(world).plan()
    for course in plan.courses:
        days = {visit.date for visit in plan.visits if course.id in {s.course for s in visit.sessions}}
        for site in course.sites:
            assert all(day in loose[course.treatment, site] for day in days)
    for regimen in plan.regimens:
        for site in regimen.sites:
            assert all(day in loose[regimen.treatment, site] for day in _in_use(regimen, plan))


@given(worlds(), st.data())
def test_what_others_are_told_does_not_depend_on_which_modalities_are_installed(world, data):
    """With one modality uninstalled, the verdicts on the treatments of all the others stay the same bytes."""
    gone = data.draw(st.sampled_from([script.name for script in world.scripts]))
    left = _without(world, gone)
    assert _told(left, others_than=gone) == _told(_forgetting(world, gone), others_than=gone)


FAILED_PERCENT = dict(zip(HOOKS, (90, 90, 40, 35, 30), strict=True))  # a later hook is called in fewer worlds


def test_a_modality_that_fails_in_any_hook_costs_only_its_own_treatments():
    """The others are told the same, its own read *not assessed*, and the plan does without it and is accepted."""
    seen: Counter[str] = Counter()

    @settings(
        max_examples=settings().max_examples // 3
    )  # each is planned again for every hook that is called
    @given(worlds(), st.data())
    def let_one_fail(world: World, data: st.DataObject) -> None:
        failing = data.draw(st.sampled_from([script.name for script in world.scripts]))
        known = _forgetting(world, failing)
        modalities = known.modalities()
        sound = planner.plan(known.case, known.clinic, modalities, TODAY)
        without = _without_offers(known, failing).plan()
        called = [hook for hook in HOOKS if (hook, failing) in modalities.called]
        seen.update({"worlds", *called})
        for hook in called:
            plan = _with_script(known, failing, fails_in=hook).plan()
            assert _others(plan.verdicts, failing) == _others(sound.verdicts, failing)
            assert _chosen(plan) == _chosen(without)
            _says_that_it_failed(plan, failing, _treatments(world, failing))

    let_one_fail()
    assert too_rare(seen, FAILED_PERCENT) == {}


def _says_that_it_failed(plan: Plan, failing: str, treatments: Iterable[str]) -> None:
    """A plan names the modality that failed, judges none of its treatments and holds none of them."""
    assert {p.status for v in _own(plan, failing) for p in v.timeline} == {Status.NOT_ASSESSED}
    assert {v.treatment for v in _own(plan, failing)} in ({f"{failing}.*"}, set(treatments))
    assert not any(one.treatment.startswith(f"{failing}.") for one in (*plan.courses, *plan.regimens))
    assert [status.name for status in plan.engine.plugins if status.reason] == [failing]


def _without_offers(world: World, name: str) -> World:
    """The same world where a modality forbids all of its own treatments."""
    never = [
        Objection(id_, plain("toy.never", "Never."), Severity.ABSOLUTE, (SOURCE,))
        for id_ in _treatments(world, name)
    ]
    return _with_script(world, name, objections=tuple(never))


def _with_script(world: World, name: str, **changes) -> World:
    changed = (attrs.evolve(s, **changes) if s.name == name else s for s in world.scripts)
    return attrs.evolve(world, scripts=tuple(changed))


def _treatments(world: World, name: str) -> list[str]:
    return [t.id for s in world.scripts if s.name == name for t in s.record.treatments]


def _chosen(plan: Plan) -> tuple[object, ...]:
    return plan.outcome, plan.courses, plan.visits, plan.regimens, plan.cost, plan.objective


def _own(plan: Plan, name: str) -> list[ZoneVerdict]:
    return [verdict for verdict in plan.verdicts if verdict.treatment.startswith(f"{name}.")]


def _others(verdicts: Iterable[ZoneVerdict], name: str) -> list[ZoneVerdict]:
    return [verdict for verdict in verdicts if not verdict.treatment.startswith(f"{name}.")]


def _told(world: World, others_than: str) -> str:
    """What the treatments of other modalities are told, as text."""
    verdicts = world.assess().verdicts.verdicts
    return repr([v for v in verdicts if not v.treatment.startswith(f"{others_than}.")])


def _without(world: World, name: str) -> World:
    left = tuple(script for script in world.scripts if script.name != name)
    return attrs.evolve(_forgetting(world, name), scripts=left)


def _forgetting(world: World, name: str) -> World:
    """The same world with a case that mentions nothing of a modality, so that it can be read without it.

    Neither does it use a kind of care that is known through the modality's treatments.
    """
    kinds = {
        trait for s in world.scripts if s.name == name for t in s.record.treatments for trait in t.traits
    }
    case = world.case
    events = tuple(event for event in case.history.events if not _of(event.kind, name))
    never = frozenset(kind for kind in case.history.never if not _of(kind, name))
    using = tuple(use for use in case.using if not _of(use.treatment, name) and use.treatment not in kinds)
    return _with_case(world, history=History(events, never), using=using)


def _of(id_: str, name: str) -> bool:
    return id_.startswith((f"{name}.", f"{name}_"))


def _with_case(world: World, **changes) -> World:
    return attrs.evolve(world, case=attrs.evolve(world.case, **changes))


def _stricter(script: Script) -> Script:
    treatments = tuple(
        attrs.evolve(
            treatment,
            terms=attrs.evolve(
                treatment.terms,
                effects=tuple(
                    attrs.evolve(e, upper_days=e.upper_days and e.upper_days + 3)
                    for e in treatment.terms.effects
                ),
                needs=tuple(attrs.evolve(n, clear_days=n.clear_days + 2) for n in treatment.terms.needs),
            ),
        )
        for treatment in script.record.treatments
    )
    return attrs.evolve(script, record=attrs.evolve(script.record, treatments=treatments))


def _allowed(world: World) -> Mapping[tuple[str, str], Days]:
    """The days on which the verdicts allow each treatment at each site."""
    verdicts = world.assess().verdicts.verdicts
    return {(verdict.treatment, site): verdict.allowed for verdict in verdicts for site in verdict.sites}


def _in_use(regimen: Regimen, plan: Plan) -> Iterable[date]:
    """The days of home care until the plan ends."""
    for segment in regimen.segments:
        end = min(segment.to or plan.replay.limits.horizon, plan.replay.limits.horizon)
        days = (segment.from_ + timedelta(days=n) for n in range((end - segment.from_).days + 1))
        yield from (day for day in days if not any(p.from_ <= day <= p.to for p in regimen.pauses))
