"""Verdicts by hand: each row of the status table and each thing that bears on a verdict."""

import attrs
import pytest

from toys import (
    HEALTHY,
    SITES,
    SOURCE,
    TODAY,
    case,
    catalogue,
    clinic,
    cream,
    days,
    device,
    effect,
    event,
    kind,
    need,
    rule,
)
from turgor.domain.case import Override
from turgor.domain.evidence import Disagreement, Position
from turgor.domain.messages import plain
from turgor.domain.modalities import Objection
from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity
from turgor.domain.treatments import Laxity, Standing
from turgor.domain.verdicts import Status
from turgor.domain.vocabulary import Family
from turgor.planning.examine import examine
from turgor.planning.judge import judge
from turgor.planning.judging.timelines import forms_left

BOLD = HEALTHY | {"bold": {"": True}}
LASER = device("x.laser", [effect("warm", 10)], [need("red", 7)])
FILLER = kind("filler", [effect("red", 14)])
DENIED = ("tan", "filler")


def verdicts(treatment=LASER, kinds=(), rules=(), of=None, at=None, **options):
    """The verdicts on one treatment."""
    whole = catalogue([treatment], kinds, rules)
    findings = examine(case(never=DENIED) if of is None else of, whole, TODAY)
    return judge(findings, whole, at or clinic(), **options)


def only(*given, **options):
    """The one verdict of one treatment at one site."""
    (verdict,) = verdicts(*given, **options).verdicts
    return verdict


def steps(verdict):
    """A timeline as (days from today, status)."""
    return [((period.span.first - TODAY).days, period.status.value) for period in verdict.timeline]


def test_nothing_against_it_is_eligible_for_ever():
    """Without rules, events and open questions a treatment is eligible from today on."""
    assert steps(only(kinds=[FILLER])) == [(0, "eligible")]


@pytest.mark.parametrize(
    ("severity", "outcome", "status"),
    [
        (Severity.ABSOLUTE, Outcome.BLOCK, Status.CONTRAINDICATED),
        (Severity.RELATIVE, Outcome.DEFER, Status.DEFERRED),
        (Severity.RELATIVE, Outcome.ADAPT, Status.CONTRAINDICATED),
        (Severity.CAUTION, Outcome.ADAPT, Status.CAUTION),
        (Severity.NOTE, Outcome.INFORM, Status.ELIGIBLE),
    ],
)
def test_a_rule_that_fires_gives_its_status_and_names_the_facts(severity, outcome, status):
    """The reason carries the rule, its sources and the patient's own fact."""
    verdict = only(rules=[rule("R", "bold", severity, outcome)], of=case(answers=BOLD))
    (reason,) = verdict.today.reasons
    assert verdict.today.status is status
    assert (reason.rule, reason.sources, [(use.id, use.value) for use in reason.facts]) == (
        "R",
        (SOURCE,),
        [("bold", True)],
    )


def test_a_number_that_the_plan_enforces_makes_an_adaptation_a_caution():
    """Relative and adapt blocks, unless the rule says in numbers what the plan must do."""
    adapting = rule("R", "bold", outcome=Outcome.ADAPT, numbers={"interval_min_days": 28})
    assert steps(only(rules=[adapting], of=case(answers=BOLD))) == [(0, "caution")]


def test_an_unknown_fact_leaves_a_blocking_rule_undecided_and_asks():
    """Missing data reads neither as yes nor as no."""
    verdict = only(rules=[rule("R", "bold")], of=case(answers=HEALTHY | {"bold": {}}))
    assert (steps(verdict)[0], verdict.ask) == ((0, "undecided"), ("bold",))
    assert not verdict.allowed.spans


def test_an_unknown_fact_leaves_a_caution_in_force_and_asks():
    """The adaptation applies, and the question is asked."""
    verdict = only(rules=[rule("R", "bold", Severity.CAUTION)], of=case(answers=HEALTHY | {"bold": {}}))
    assert (steps(verdict), verdict.ask) == ([(0, "caution")], ("bold",))


def test_nothing_is_asked_that_could_not_change_the_verdict():
    """Where something else forbids a treatment for good, open questions are not asked."""
    rules = [rule("A", "bold"), rule("B", "spotty")]
    answers = {fact: sites for fact, sites in BOLD.items() if fact != "spotty"}
    assert only(rules=rules, of=case(answers=answers)).ask == ()


def test_the_worst_reason_wins_and_comes_first():
    """Contraindicated before deferred before caution; all reasons are kept."""
    rules = [rule("A", "bold", Severity.CAUTION), rule("B", "bold"), rule("C", "bold", outcome=Outcome.DEFER)]
    today = only(rules=rules, of=case(answers=BOLD)).today
    assert today.status is Status.CONTRAINDICATED
    assert [reason.rule for reason in today.reasons] == ["B", "C", "A"]


def test_a_recent_event_defers_until_the_skin_is_ready():
    """Filler five days ago, red for 14 days, 7 clear days asked: sixteen days from today."""
    verdict = only(kinds=[FILLER], of=case(events=[event("filler", -5)]))
    assert steps(verdict) == [(0, "deferred"), (16, "eligible")]
    (reason,) = verdict.today.reasons
    assert (reason.rule, [use.id for use in reason.facts], reason.overridable) == (
        "need:red",
        ["filler"],
        True,
    )


def test_several_deferrals_end_with_the_latest():
    """Each stretch names the reasons that are left."""
    rules = [rule("R", "within('filler', days=10)", outcome=Outcome.DEFER)]
    verdict = only(kinds=[FILLER], rules=rules, of=case(events=[event("filler", -5)]))
    assert steps(verdict) == [(0, "deferred"), (5, "deferred"), (16, "eligible")]


def test_a_planned_event_defers_the_days_before_it():
    """A feast in 40 days wants the warmth of a laser gone for 2 days: the last session is 12 days before."""
    feast = kind("feast", needs=[need("warm", 2)], family=Family.OCCASION)
    verdict = only(kinds=[feast], of=case(events=[event("feast", 40)], never=["tan", "feast"]))
    assert steps(verdict) == [(0, "eligible"), (29, "deferred"), (41, "eligible")]


def test_a_planned_event_does_not_tell_of_the_past():
    """A filler is booked; whether there was one last week is still asked."""
    verdict = only(kinds=[FILLER], of=case(events=[event("filler", 40)], never=["tan"]))
    assert (steps(verdict)[0], verdict.ask) == ((0, "undecided"), ("filler",))


def test_an_event_that_goes_on_defers_until_it_is_over():
    """Without an end there is no date, only the condition that ends it."""
    illness = kind("illness", [effect("red", 0)], family=Family.ILLNESS, counts_from_end=True)
    verdict = only(kinds=[illness], of=case(events=[event("illness", -3)]))
    assert steps(verdict) == [(0, "deferred")]
    assert verdict.today.reasons[0].until.text == "Until this is over, and for 7 days more: Illness."


def test_what_never_ends_contraindicates():
    """A state that stays for ever is no deferral."""
    verdict = only(kinds=[kind("filler", [effect("red", None)])], of=case(events=[event("filler", -3)]))
    assert steps(verdict) == [(0, "contraindicated")]


def test_a_soft_need_is_a_caution():
    """A need that only asks for caution does not take days away."""
    gentle = device("x.laser", needs=[need("red", 7, Severity.CAUTION)])
    verdict = only(gentle, kinds=[FILLER], of=case(events=[event("filler", -5)]))
    assert steps(verdict) == [(0, "caution"), (16, "eligible")]


def test_an_unknown_kind_of_event_leaves_undecided_whom_it_could_concern():
    """The kind is asked of the treatment that needs its state gone, and of no other."""
    never_asked = case(never=["tan"])
    verdict = only(kinds=[FILLER], of=never_asked)
    assert (steps(verdict), verdict.ask) == ([(0, "undecided")], ("filler",))
    assert steps(only(device("x.lamp"), kinds=[FILLER], of=never_asked)) == [(0, "eligible")]


def test_an_unknown_kind_whose_own_need_the_treatment_would_break_is_asked_too():
    """It might be planned."""
    feast = kind("feast", needs=[need("warm", 2)])
    assert only(device("x.laser", [effect("warm", 10)]), kinds=[feast]).ask == ("feast",)


def test_a_plugins_own_kind_holds_up_its_own_treatments_only():
    """A stranger's event that nobody asked about does not make other modalities undecided."""
    own, other = device("x.laser", needs=[need("red")]), device("y.laser", needs=[need("red")])
    whole = catalogue([own, other], plugin_kinds=[kind("x_mask", [effect("red", 3)])])
    found = judge(examine(case(), whole, TODAY), whole, clinic()).verdicts
    assert [(v.treatment, v.today.status.value) for v in found] == [
        ("x.laser", "undecided"),
        ("y.laser", "eligible"),
    ]


def test_a_fact_that_may_stand_for_an_event_holds_up_as_the_event_would():
    """A tan of last year is known, a tan of today is not: the fact is asked."""
    unseen = case(answers=HEALTHY | {"brown": {}}, events=[event("tan", -400)], never=["filler"])
    verdict = only(of=unseen)
    assert (steps(verdict), verdict.ask) == ([(0, "undecided")], ("brown",))


def test_a_zone_it_does_not_treat_is_not_indicated():
    """Sites with different timelines come as verdicts of their own, in the order of their sites."""
    face_only = device("x.laser", treats=("face",))
    found = verdicts(face_only, of=case(goals=SITES)).verdicts
    assert [(sorted(v.sites), v.today.status.value) for v in found] == [
        (["cheek.left", "cheek.right", "chin"], "eligible"),
        (["neck"], "not_indicated"),
    ]


@pytest.mark.parametrize(
    ("laxity", "status"), [(0.0, "not_indicated"), (None, "undecided"), (3.5, "eligible")]
)
def test_a_course_asks_for_laxity_but_does_not_block_on_its_degree(laxity, status):
    """No laxity means nothing to treat; an ungraded site asks; how well the degree fits is the offer's business."""
    lifting = device("x.laser", laxity=(Laxity.MILD,))
    verdict = only(lifting, of=case(laxity=laxity))
    assert verdict.today.status.value == status
    assert verdict.ask == (("laxity",) if laxity is None else ())


def test_what_the_clinic_switched_off_is_not_indicated():
    """The reason is the policy."""
    verdict = only(at=clinic(switched_off=frozenset({"x.laser"})))
    assert [(r.rule, r.status.value) for r in verdict.today.reasons] == [("policy", "not_indicated")]


def test_a_position_against_a_rule_turns_it_into_a_note_that_shows_both():
    """A clinic may follow the authority that does not share a rule; the disagreement stays visible."""
    positions = tuple(Position(id_, f"Says {id_}.", (SOURCE,), applies=id_ == "yes") for id_ in ("yes", "no"))
    disputed = rule("R", "bold", outcome=Outcome.REFER, disagreement=Disagreement("They differ.", positions))
    bold = case(answers=BOLD)
    assert steps(only(rules=[disputed], of=bold)) == [(0, "deferred")]
    found = verdicts(rules=[disputed], of=bold, at=clinic(positions={"R": "no"}))
    (reason,) = found.verdicts[0].today.reasons
    assert (found.verdicts[0].today.status, found.referrals) == (Status.ELIGIBLE, ())
    assert reason.disagreement.positions == positions
    assert "Says no." in reason.text.text


def overriding(**changes):
    """A practitioner sets rule R aside today."""
    return Override(**({"rule": "R", "reason": "seen it", "by": "Dr Toy", "date": TODAY} | changes))


def test_a_relative_reason_may_be_set_aside_where_the_practitioner_says():
    """It becomes a caution that carries who and why, at the named sites only."""
    found = verdicts(
        rules=[rule("R", "bold")],
        of=case(goals=("chin", "neck"), answers=BOLD),
        overrides=[overriding(sites=frozenset({"chin"}))],
    ).verdicts
    assert [(sorted(v.sites), v.today.status.value) for v in found] == [
        (["chin"], "caution"),
        (["neck"], "contraindicated"),
    ]
    assert found[0].today.reasons[0].overridden == f"Dr Toy, {TODAY}: seen it"


@pytest.mark.parametrize(
    ("severity", "override"),
    [
        (Severity.ABSOLUTE, overriding()),
        (Severity.RELATIVE, overriding(treatment="x.other")),
        (Severity.RELATIVE, overriding(rule="S")),
        (Severity.RELATIVE, overriding(date=days(1))),
    ],
)
def test_an_override_does_nothing_else(severity, override):
    """Not against an absolute rule, another treatment, another rule, or before its date."""
    assert not only(
        rules=[rule("R", "bold", severity)], of=case(answers=BOLD), overrides=[override]
    ).allowed.spans


def test_an_override_does_not_answer_an_open_question():
    """What is unknown stays undecided: there is nothing yet to set aside."""
    unknown = case(answers={fact: sites for fact, sites in HEALTHY.items() if fact != "bold"})
    assert steps(only(rules=[rule("R", "bold")], of=unknown, overrides=[overriding()])) == [(0, "undecided")]


def test_a_rule_on_forms_leaves_the_treatment_through_another_form():
    """Fish protein is blocked, the other form is used; with every form blocked the rule blocks."""
    gel = cream("x.gel", forms=("fish", "plain"))
    fish = rule("R", "bold", Severity.ABSOLUTE, forms=("fish",))
    rest = rule("S", "bold", Severity.ABSOLUTE, forms=("plain",))
    bold = case(answers=BOLD)
    some = only(gel, rules=[fish], of=bold)
    assert steps(some) == [(0, "caution")]
    assert forms_left(gel, some.today.reasons) == ("plain",)
    assert steps(only(gel, rules=[fish, rest], of=bold)) == [(0, "contraindicated")]


def test_a_rule_on_forms_that_a_treatment_does_not_come_in_is_not_about_it():
    """A treatment that says nothing of its forms is blocked; one that has others is not concerned."""
    fish = rule("R", "bold", forms=("fish",))
    bold = case(answers=BOLD)
    assert steps(only(cream("x.gel", forms=("plain",)), rules=[fish], of=bold)) == [(0, "eligible")]
    assert steps(only(cream("x.gel"), rules=[fish], of=bold)) == [(0, "contraindicated")]


def test_a_modalitys_objection_counts_at_its_sites():
    """Python of a plugin may only make a verdict stricter."""
    objection = Objection(
        "x.laser", plain("o", "Not here."), Severity.RELATIVE, (SOURCE,), frozenset({"chin"})
    )
    found = verdicts(of=case(goals=("chin", "neck")), objections=[objection]).verdicts
    assert [(sorted(v.sites), v.today.status.value) for v in found] == [
        (["chin"], "contraindicated"),
        (["neck"], "eligible"),
    ]
    assert found[0].today.reasons[0].rule == "plugin:x"


def test_a_failed_modality_is_not_assessed():
    """Its known treatments, and a modality that did not even say what it offers, are named as not assessed."""
    found = verdicts(failed=frozenset({"x", "zz"})).verdicts
    assert [(v.treatment, v.today.status.value) for v in found] == [
        ("x.laser", "not_assessed"),
        ("zz.*", "not_assessed"),
    ]


def test_an_investigational_treatment_needs_a_recorded_trial_consent():
    """A no shuts it out, a yes lets it in; where nobody said it waits for the answer."""
    trial = device("x.gene", standing=Standing.INVESTIGATIONAL, trial_consent="bold")
    said = {answer: case(answers=HEALTHY | {"bold": {"": answer}}) for answer in (True, False)}
    assert steps(only(trial, of=said[True])) == [(0, "eligible")]
    assert steps(only(trial, of=said[False])) == [(0, "contraindicated")]
    unknown = only(trial, of=case(answers={name: at for name, at in HEALTHY.items() if name != "bold"}))
    assert steps(unknown) == [(0, "undecided")]
    assert (unknown.today.reasons[0].rule, unknown.ask) == ("standing", ("bold",))


def test_a_trial_without_a_fact_for_its_consent_is_never_joined():
    """Nothing can say that there is one."""
    trial = device("x.gene", standing=Standing.INVESTIGATIONAL)
    assert steps(only(trial)) == [(0, "contraindicated")]


def test_a_referral_names_the_treatments_that_wait_for_it():
    """Referrals come once a rule, with all treatments concerned."""
    both = catalogue(
        [LASER, cream("y.gel")],
        rules=[
            rule("R", "bold", outcome=Outcome.REFER, exempt=("home",)),
            rule("S", "bold", Severity.CAUTION, Outcome.REFER),
        ],
    )
    found = judge(examine(case(answers=BOLD), both, TODAY), both, clinic())
    assert [(r.reason.rule, r.treatments, r.urgent) for r in found.referrals] == [
        ("R", ("x.laser",), False),
        ("S", ("x.laser", "y.gel"), False),
    ]


def test_a_red_flag_anywhere_stops_everything():
    """A urgent sign at a site that is no goal, with no treatment installed at all, still stops the plan."""
    flag = rule("G", "spotty", Severity.ABSOLUTE, Outcome.REFER, stops_plan=True)
    spotted = case(answers=HEALTHY | {"spotty": dict.fromkeys(SITES, False) | {"neck": True}})
    bare = catalogue(rules=[flag])
    found = judge(examine(spotted, bare, TODAY), bare, clinic())
    assert (found.stopped, [r.urgent for r in found.referrals]) == (True, [True])
    assert steps(only(rules=[flag], of=spotted)) == [(0, "deferred")]
    assert not verdicts(rules=[flag]).stopped


def test_a_past_session_of_the_same_treatment_is_spaced_by_its_course():
    """A treatment may need its own effect gone for long; its course says how soon it may be repeated."""
    self_waiting = device("x.laser", [effect("red", 90)], [need("red", 30)])
    other = attrs.evolve(self_waiting, id="y.laser")
    whole = catalogue([self_waiting, other])
    findings = examine(case(events=[event("x.laser", -4)]), whole, TODAY)
    mine, others = judge(findings, whole, clinic()).verdicts
    assert (steps(mine), steps(others)) == (
        [(0, "deferred"), (10, "eligible")],
        [(0, "deferred"), (116, "eligible")],
    )


def test_per_zone_rules_judge_site_by_site():
    """A finding in one zone leaves the others alone."""
    spotted = case(
        goals=("chin", "neck"), answers=HEALTHY | {"spotty": dict.fromkeys(SITES, False) | {"neck": True}}
    )
    found = verdicts(rules=[rule("R", "spotty")], of=spotted).verdicts
    assert [(sorted(v.sites), v.today.status.value) for v in found] == [
        (["chin"], "eligible"),
        (["neck"], "contraindicated"),
    ]


def test_what_a_treatment_declares_is_judged_for_each_treatment():
    """One rule on the least age decides differently for two treatments; what declares none is blocked."""
    grown, undeclared = device("x.a", least_age=18), device("x.b", least_age=None)
    whole = catalogue([grown, undeclared], rules=[rule("AGE", "age < least_age")])
    found = judge(examine(case(), whole, TODAY), whole, clinic()).verdicts
    assert [v.today.status.value for v in found] == ["eligible", "contraindicated"]
