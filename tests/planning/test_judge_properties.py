"""Properties of verdicts over random worlds: safety is monotone, and unknown is never eligible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogues import (
    World,
    effects,
    events,
    features,
    needs,
    objections,
    rules,
    worlds,
)
from toys import TODAY, catalogue
from turgor.domain.case import SYSTEMIC, History
from turgor.domain.catalogue import Catalogue
from turgor.domain.dates import Days
from turgor.domain.skin import Severity, SkinTerms
from turgor.domain.verdicts import Status, Verdicts
from turgor.planning.examine import examine
from turgor.planning.judge import judge
from turgor.planning.judging.statuses import STRICTEST_LAST
from turgor.planning.skin.actions import traits_of
from turgor.rules import Subject, compile_condition, concerns

BLOCKING = st.sampled_from((Severity.ABSOLUTE, Severity.RELATIVE))
Tightening = Callable[[World, st.DataObject], World]


def judged(world: World) -> Verdicts:
    """The verdicts of a world."""
    findings = examine(world.case, world.catalogue, TODAY)
    return judge(
        findings, world.catalogue, world.clinic, world.case.overrides, world.objections, world.failed
    )


def allowed(verdicts: Verdicts) -> Mapping[tuple[str, str], Days]:
    """The allowed days of each treatment at each site."""
    return {(v.treatment, site): v.allowed for v in verdicts.verdicts for site in v.sites}


def test_the_random_worlds_are_rich_enough_to_mean_anything():
    """Each feature and each status is seen in a good share of the worlds that the properties draw."""
    seen: Counter[str] = Counter()

    @given(worlds())
    def count(world):
        verdicts = judged(world)
        seen.update(features(world))
        seen.update({p.status.value for v in verdicts.verdicts for p in v.timeline})
        seen["worlds"] += 1
        seen["an allowed day"] += any(days.spans for days in allowed(verdicts).values())
        seen["a timeline that changes"] += any(len(v.timeline) > 1 for v in verdicts.verdicts)

    count()
    least = {
        "an unknown kind of event": 30, "an unknown fact": 30, "a planned event": 20, "a rough date": 5,
        "several treatments": 35, "a rule": 35, "an allowed day": 30, "a timeline that changes": 30,
        "eligible": 12, "caution": 5, "undecided": 15, "deferred": 8, "not_indicated": 10, "contraindicated": 15,
    }  # fmt: skip
    shares = {name: 100 * seen[name] // seen["worlds"] for name in least}
    assert {name: share for name, share in shares.items() if share < least[name]} == {}


def forget_a_fact(world: World, data: st.DataObject) -> World:
    """Make a whole fact unknown."""
    fact = data.draw(st.sampled_from(sorted(world.catalogue.vocabulary.facts)))
    answers = world.case.assessment.answers.without(fact)
    return _with_assessment(world, answers=answers)


def forget_the_grades(world: World, data: st.DataObject) -> World:
    """Make the laxity of every site unknown."""
    return _with_assessment(world, measurements=())


def forget_a_kind(world: World, data: st.DataObject) -> World:
    """Make a whole kind of event unknown."""
    kind = data.draw(st.sampled_from(sorted(world.catalogue.vocabulary.event_kinds)))
    history = world.case.history
    left = tuple(event for event in history.events if event.kind != kind)
    return _with_history(world, History(left, history.never - {kind}))


def add_an_event(world: World, data: st.DataObject) -> World:
    """Add an event of a kind that was asked about: an answer where there was none may well help.

    So may one that decides a rule which was open and is set aside: nobody could have set aside what was not known.
    """
    world, history = _without_overrides_of_what_is_open(world), world.case.history
    if asked := sorted(k for k in world.catalogue.vocabulary.event_kinds if history.past_known(k, TODAY)):
        event = data.draw(st.sampled_from(asked).flatmap(events))
        denied = history.never - {event.kind} if event.may_have_begun(TODAY) else history.never
        return _with_history(world, History((*history.events, event), denied))
    return world


def _without_overrides_of_what_is_open(world: World) -> World:
    periods = [period for verdict in judged(world).verdicts for period in verdict.timeline]
    undecided = {r.rule for p in periods for r in p.reasons if r.status is Status.UNDECIDED}
    kept = tuple(one for one in world.case.overrides if one.rule not in undecided)
    return attrs.evolve(world, case=attrs.evolve(world.case, overrides=kept))


def add_a_rule(world: World, data: st.DataObject) -> World:
    """Add a rule that blocks."""
    rule = data.draw(rules("Z1", BLOCKING))
    return attrs.evolve(world, catalogue=attrs.evolve(world.catalogue, rules=(*world.catalogue.rules, rule)))


def add_a_need(world: World, data: st.DataObject) -> World:
    """Let a treatment or a kind of event need one more thing."""
    need = data.draw(needs)
    return _with_terms(world, data, lambda terms: attrs.evolve(terms, needs=(*terms.needs, need)))


def add_an_effect(world: World, data: st.DataObject) -> World:
    """Let a treatment or a kind of event leave one more state."""
    effect = data.draw(effects())
    return _with_terms(world, data, lambda terms: attrs.evolve(terms, effects=(*terms.effects, effect)))


def lengthen_an_effect(world: World, data: st.DataObject) -> World:
    """Let all that an action leaves last longer."""

    def longer(terms: SkinTerms) -> SkinTerms:
        kept = tuple(attrs.evolve(e, upper_days=e.upper_days and e.upper_days + 3) for e in terms.effects)
        return attrs.evolve(terms, effects=kept)

    return _with_terms(world, data, longer)


def switch_off(world: World, data: st.DataObject) -> World:
    """Let the clinic not offer a treatment."""
    treatment = data.draw(st.sampled_from(sorted(world.catalogue.treatments)))
    off = world.clinic.switched_off | {treatment}
    return attrs.evolve(world, clinic=attrs.evolve(world.clinic, switched_off=off))


def raise_severities(world: World, data: st.DataObject) -> World:
    """Let the clinic take each rule one step more seriously."""
    stricter = {
        rule.id: STRICTEST_LAST[min(3, STRICTEST_LAST.index(_severity(rule, world)) + 1)].value
        for rule in world.catalogue.rules
    }
    return attrs.evolve(world, clinic=attrs.evolve(world.clinic, rule_severity=stricter))


def follow_the_cautious(world: World, data: st.DataObject) -> World:
    """Let the clinic follow the cautious side of every disagreement."""
    return attrs.evolve(world, clinic=attrs.evolve(world.clinic, positions={}))


def withdraw_overrides(world: World, data: st.DataObject) -> World:
    """Take back what was set aside."""
    return attrs.evolve(world, case=attrs.evolve(world.case, overrides=()))


def object_to_it(world: World, data: st.DataObject) -> World:
    """Let a modality object."""
    return attrs.evolve(world, objections=(*world.objections, data.draw(objections(world.catalogue))))


def fail_a_modality(world: World, data: st.DataObject) -> World:
    """Let a modality fail."""
    names = sorted({t.modality for t in world.catalogue.treatments.values()})
    return attrs.evolve(world, failed=frozenset({data.draw(st.sampled_from(names))}))


TIGHTENINGS: tuple[Tightening, ...] = (
    forget_a_fact, forget_the_grades, forget_a_kind, add_an_event, add_a_rule, add_a_need, add_an_effect,
    lengthen_an_effect, switch_off, raise_severities, follow_the_cautious, withdraw_overrides, object_to_it, fail_a_modality,
)  # fmt: skip


def test_safety_is_monotone():
    """Knowing less, or forbidding more, never allows a treatment at a site on a day on which it was not.

    A few thousand changes in `make test` and more than 10^5 in `make soak`; those that change nothing do not count.
    """
    examples, real = settings().max_examples, Counter[str]()

    @settings(max_examples=examples)
    @given(worlds() | worlds((2, 4), skin=False), st.data())
    def check(world, data):
        before = allowed(judged(world))
        for tighten in TIGHTENINGS:
            tightened = tighten(world, data)
            if tightened == world:
                continue
            real[tighten.__name__] += 1
            for place, days in allowed(judged(tightened)).items():
                assert days & before[place] == days, f"{tighten.__name__} allows {place} on more days"

    check()
    assert real.keys() == {tighten.__name__ for tighten in TIGHTENINGS}
    assert real.total() >= 10 * examples


@given(worlds((4, 8), skin=False))
def test_a_day_is_allowed_only_if_every_rule_that_could_forbid_it_is_known_not_to(world):
    """On an allowed day no absolute or relative rule without forms is unknown: unknown never reads as no."""
    findings = examine(world.case, world.catalogue, TODAY)
    for verdict in judged(world).verdicts:
        treatment = world.catalogue.treatments[verdict.treatment]
        subject = Subject(findings, world.catalogue.vocabulary, treatment, traits_of(world.catalogue))
        open_rules = [
            (compile_condition(rule.when, world.catalogue.vocabulary), site, first)
            for rule in world.catalogue.rules
            if concerns(rule, treatment) and rule.severity.blocks and not rule.forms and not rule.disagreement
            for site in sorted(verdict.sites)
            for first in _firsts(verdict.allowed)
        ]
        for condition, site, first in open_rules:
            where = site if condition.by_site else SYSTEMIC
            assert condition.at(subject, where, first).value is not None


@given(worlds())
def test_timelines_cover_all_days_from_today_and_name_what_is_missing(world):
    """Periods follow each other without a gap, neighbours differ, and an undecided verdict asks something."""
    for verdict in judged(world).verdicts:
        firsts = [period.span.first for period in verdict.timeline]
        ends = [period.span.last for period in verdict.timeline]
        assert firsts[0] == TODAY
        assert ends[-1] is None
        assert all((first - last).days == 1 for first, last in zip(firsts[1:], ends[:-1], strict=True))
        pairs = zip(verdict.timeline, verdict.timeline[1:], strict=False)
        assert all((a.status, a.reasons) != (b.status, b.reasons) for a, b in pairs)
        if any(period.status is Status.UNDECIDED for period in verdict.timeline):
            assert verdict.ask


@given(worlds())
def test_what_other_modalities_are_told_does_not_depend_on_one_of_them(world):
    """Taking a modality's treatments and kinds out of the catalogue leaves the other verdicts as they are."""
    names = sorted({t.modality for t in world.catalogue.treatments.values()})
    left = _without(names[0], world.catalogue)
    full = [v for v in judged(world).verdicts if not v.treatment.startswith(names[0])]
    known = tuple(o for o in world.objections if o.treatment in left.treatments)
    assert list(judged(attrs.evolve(world, catalogue=left, objections=known)).verdicts) == full


def _without(modality: str, whole: Catalogue) -> Catalogue:
    treatments = [t for t in whole.treatments.values() if t.modality != modality]
    own = {k for k in whole.vocabulary.event_kinds if k.startswith(f"{modality}.")}
    kinds = [k for k in whole.core.event_kinds.values() if k.id != "tan"]
    plugin_kinds = [k for k in whole.vocabulary.event_kinds.values() if "." in k.id and k.id not in own]
    return catalogue(treatments, kinds, whole.rules, plugin_kinds)


def _firsts(days: Days) -> list[date]:
    return [span.first for span in days.spans]


def _severity(rule, world: World) -> Severity:
    own = world.clinic.rule_severity.get(rule.id, rule.severity)
    return max(rule.severity, Severity(own), key=STRICTEST_LAST.index)


def _with_assessment(world: World, **changes) -> World:
    assessment = attrs.evolve(world.case.assessment, **changes)
    return attrs.evolve(world, case=attrs.evolve(world.case, assessment=assessment))


def _with_history(world: World, history: History) -> World:
    return attrs.evolve(world, case=attrs.evolve(world.case, history=history))


def _with_terms(world: World, data: st.DataObject, change: Callable[[SkinTerms], SkinTerms]) -> World:
    """The same world with the skin terms of one treatment or one kind of event changed."""
    whole = world.catalogue
    ids = [*whole.treatments, *(kind for kind in whole.core.event_kinds if kind != "tan")]
    chosen = data.draw(st.sampled_from(ids))

    def changed(record):
        return attrs.evolve(record, terms=change(record.terms)) if record.id == chosen else record

    return attrs.evolve(
        world,
        catalogue=catalogue(
            [changed(t) for t in whole.treatments.values()],
            [changed(k) for k in whole.core.event_kinds.values() if k.id != "tan"],
            whole.rules,
            [k for k in whole.vocabulary.event_kinds.values() if k.id not in whole.core.event_kinds],
        ),
    )
