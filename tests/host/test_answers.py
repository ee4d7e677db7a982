"""What a plugin answers counts only if it is sound; one bad answer switches the plugin off, and nothing else."""

from collections.abc import Callable
from datetime import date, timedelta
from math import inf, nan

import attrs
import pytest

from toy_plugins import (
    CLINIC,
    TODAY,
    course_offer,
    device,
    findings,
    found,
    host,
    modality,
    objection,
    regimen_offer,
    said,
    status,
    using,
)
from turgor.api import (
    Days,
    FollowUp,
    Handout,
    HandoutSection,
    Interval,
    Message,
    Picture,
    SchedulingTerms,
    SessionCount,
    Severity,
    Span,
    Step,
    plain,
)
from turgor.domain.money import Money
from turgor.host import Host

HOOKS = ("turgor_eligibility", "turgor_offers", "turgor_schedule", "turgor_handout")
OTHERS = ("other.device", "other.cream")


def ask(of: Host, hook: str) -> object:
    """Ask a hook about a patient with offers of both toy modalities, as planning does."""
    about = findings()
    offers = [course_offer(), regimen_offer(), course_offer("other.device"), regimen_offer("other.cream")]
    match hook:
        case "turgor_eligibility":
            return of.objections(about, CLINIC)
        case "turgor_offers":
            return of.adapt(offers, about, CLINIC)
        case "turgor_schedule":
            return [of.terms(offer, about, CLINIC) for offer in offers]
        case _:
            return of.handouts(offers, about)


def answering(hook: str, answer: object) -> Host:
    """A host of a toy that gives this answer, and of another one that has no opinion."""
    return host(found("toy", **{hook: lambda: answer}), found("other"))


def refusing(hook: str, error: BaseException) -> Host:
    """A host of a toy that raises in this hook, and of another one that has no opinion."""

    def raises() -> None:
        raise error

    return host(found("toy", **{hook: raises}), found("other"))


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    "error", [ValueError("no"), SystemExit(3), RecursionError(), GeneratorExit()], ids=repr
)
def test_a_plugin_that_raises_in_a_hook_is_switched_off_and_named(hook: str, error: BaseException) -> None:
    """The other modality and the program go on."""
    of = refusing(hook, error)
    answer = ask(of, hook)
    state, reason = status(of, "toy")
    assert state == "failed"
    assert reason.startswith(f"{hook} raised an error: {type(error).__name__}")
    assert of.failed == {"toy"}
    assert status(of, "other") == ("loaded", "")
    if hook == "turgor_offers":
        assert [offer.treatment for offer in answer] == list(OTHERS)


@pytest.mark.parametrize("hook", HOOKS)
def test_ctrl_c_in_a_hook_stops_the_program(hook: str) -> None:
    """It is the person at the keyboard who wants to stop, not the plugin."""
    with pytest.raises(KeyboardInterrupt):
        ask(refusing(hook, KeyboardInterrupt()), hook)


@pytest.mark.parametrize("hook", HOOKS)
def test_after_one_failure_nothing_that_a_plugin_says_counts(hook: str) -> None:
    """It is not even asked again."""
    calls: list[str] = []

    def raises() -> None:
        calls.append("raised")
        raise ValueError

    def asked() -> tuple[()]:
        calls.append("asked")
        return ()

    hooks: dict[str, Callable[..., object]] = dict.fromkeys(HOOKS, asked) | {hook: raises}
    of = host(found("toy", **hooks))
    ask(of, hook)
    calls.clear()
    for each in HOOKS:
        ask(of, each)
    assert calls == []


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    "answer", [None, 7, "text", [7], [None], {"a": 1}, object()], ids=lambda answer: type(answer).__name__
)
def test_an_answer_of_the_wrong_kind_is_nonsense(hook: str, answer: object) -> None:
    """None is no answer either: where there is nothing to say, an empty tuple says so."""
    of = answering(hook, answer)
    ask(of, hook)
    state, reason = status(of, "toy")
    assert state == "failed"
    assert hook in reason


def section(**changes: object) -> HandoutSection:
    """A sound section but for the changes."""
    return attrs.evolve(HandoutSection("toy.device", said("Title")), **changes)


def drawing(description: str) -> Picture:
    """An empty drawing."""
    return Picture('<svg xmlns="http://www.w3.org/2000/svg"/>', said(description))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (objection("other.device"), "'other.device' is not a treatment of its own"),
        (objection("toy.nothing"), "'toy.nothing' is not a treatment of its own"),
        (objection(sites=frozenset({"nose_tip"})), "'nose_tip' is not a site"),
        (objection(sites=frozenset({"face"})), "'face' is not a site"),
        (objection(sources=("X-UNKNOWN",)), "'X-UNKNOWN' is not a declared source"),
        (objection(sources=()), "sources: must name at least one"),
        (objection(facts=("no_such_fact",)), "'no_such_fact' is not a fact or a kind of event"),
        (objection(severity="absolute"), "severity: must be a Severity, got str"),
        (objection(text="No."), "text: must be a Message, got str"),
        (objection(text=Message("k", "{missing}")), "the field {missing} has no value"),
        (objection(text=Message("k", "{n:>99999999999}", {"n": 1})), "the field {n} has no value, or more than its name"),
        (objection(text=Message("k", "{n.__class__}", {"n": 1})), "the field {n.__class__} has no value, or more"),
        (objection(text=Message("k", "{n}" * 30_000, {"n": "x" * 90_000})), "must not have more than 20 fields"),
        (objection(text=Message("k", "{")), "the phrase cannot be read"),
        (objection(text=said("  ")), "must say something"),
        (objection(text=said("\ud800")), "characters that no file can hold"),
        (objection(sources=["clinic_default"]), "sources: must be a tuple, got list"),
    ],
)  # fmt: skip
def test_an_objection_must_be_sound(answer: object, why: str) -> None:
    """It is about an own treatment, at sites and on facts and sources that exist, and can be said."""
    of = answering("turgor_eligibility", [answer])
    assert ask(of, "turgor_eligibility") == []
    assert why in status(of, "toy")[1]


def test_sound_objections_of_all_modalities_are_kept_in_name_order() -> None:
    """Whatever the order of loading."""
    plugins = [
        found(name, turgor_eligibility=lambda name=name: [objection(f"{name}.device")])
        for name in ("bb", "aa")
    ]
    said_ = host(*plugins).objections(findings(), CLINIC)
    assert [one.treatment for one in said_] == ["aa.device", "bb.device"]


DEVICE, CREAM = course_offer(), regimen_offer()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (course_offer("other.device"), "'other.device#1' is not one of the offers it was given"),
        (attrs.evolve(DEVICE, id="toy.device#2"), "'toy.device#2' is not one of the offers"),
        (attrs.evolve(DEVICE, treatment="toy.cream"), "treatment must stay as it was"),
        (attrs.evolve(CREAM, id=DEVICE.id), "must stay a course or a regimen"),
        (attrs.evolve(DEVICE, sites=frozenset()), "sites may only lose some"),
        (attrs.evolve(DEVICE, sites=frozenset({"chin", "chest"})), "sites may only lose some"),
        (attrs.evolve(DEVICE, sessions=SessionCount(2, 3, 5)), "sessions may only become fewer"),
        (attrs.evolve(DEVICE, sessions=SessionCount(2, 4, 4)), "sessions may only become fewer"),
        (attrs.evolve(DEVICE, sessions=SessionCount(3, 3, 4)), "sessions may only become fewer"),
        (attrs.evolve(DEVICE, interval=Interval(20, 28, 42)), "interval may only become longer"),
        (attrs.evolve(DEVICE, interval=Interval(21, 28, 43)), "the window no wider"),
        (attrs.evolve(DEVICE, minutes=29), "minutes may only become more"),
        (attrs.evolve(DEVICE, downtime_days=0), "downtime_days may only become more"),
        (attrs.evolve(DEVICE, allowed=Days((Span(date(2020, 1, 1)),))), "allowed may only lose some"),
        (attrs.evolve(DEVICE, benefit=attrs.evolve(DEVICE.benefit, sites=())), "benefit must stay as it was"),
        (attrs.evolve(DEVICE, price=Money(0, "GBP")), "price"),
        (attrs.evolve(DEVICE, mechanism="ablation"), "mechanism must stay as it was"),
        (attrs.evolve(DEVICE, prerequisites=("no_such_thing",)), "'no_such_thing' is not a declared prerequisite"),
        (attrs.evolve(DEVICE, minutes=30.5), "minutes: must be a whole number, got float"),
        (attrs.evolve(DEVICE, minutes=True), "minutes: must be a whole number, got bool"),
        (attrs.evolve(DEVICE, downtime_days=nan), "downtime_days: must be a whole number, got float"),
        (attrs.evolve(DEVICE, interval=None), "interval: must be a Interval, got NoneType"),
        (attrs.evolve(CREAM, always=True), "always must stay as it was"),
        (attrs.evolve(CREAM, minutes_a_day=0), "minutes_a_day may only become more"),
        (attrs.evolve(CREAM, dose=""), "dose must say how much"),
        (attrs.evolve(CREAM, steps=()), "steps must hold at least one"),
        (attrs.evolve(CREAM, steps=CREAM.steps[1:]), "steps may only be slower"),
        (attrs.evolve(CREAM, steps=(Step(1, weeks=2601), *CREAM.steps)), "weeks: must not be more than 2,600 weeks"),
        (attrs.evolve(CREAM, steps=(Step(1, weeks=2600),) * 5000), "steps: must not be more than 100, got 5,000"),
        (attrs.evolve(CREAM, steps=(Step(2, weeks=1), *CREAM.steps[1:])), "steps may only be slower"),
        (attrs.evolve(CREAM, steps=(Step(3, weeks=2), *CREAM.steps[1:])), "steps may only be slower"),
    ],
)  # fmt: skip
def test_an_adapted_offer_may_only_narrow(answer: object, why: str) -> None:
    """No more sessions, no shorter intervals, no new days or sites, nothing that is not the modality's to say."""
    of = answering("turgor_offers", [answer])
    adapted = ask(of, "turgor_offers")
    assert why in status(of, "toy")[1]
    assert [offer.treatment for offer in adapted] == list(OTHERS)


def test_an_offer_given_back_twice_is_nonsense() -> None:
    """Or a course would be planned twice."""
    of = answering("turgor_offers", [DEVICE, DEVICE])
    ask(of, "turgor_offers")
    assert "must not repeat an offer" in status(of, "toy")[1]


@pytest.mark.parametrize(
    "answer",
    [
        DEVICE,
        attrs.evolve(DEVICE, sessions=SessionCount(1, 2, 2)),
        attrs.evolve(DEVICE, interval=Interval(28, 35, 49)),
        attrs.evolve(DEVICE, sites=frozenset({"chin"}), caution=True, minutes=45),
        attrs.evolve(DEVICE, allowed=Days((Span(TODAY + timedelta(days=30)),))),
        attrs.evolve(CREAM, steps=(Step(1, weeks=4), *CREAM.steps)),
        attrs.evolve(CREAM, steps=(Step(2),), dose="half a pea"),
    ],
)
def test_a_narrower_offer_is_taken(answer: object) -> None:
    """Fewer sessions, longer gaps, a slower titration, less skin; what is not given back is not offered."""
    of = answering("turgor_offers", [answer])
    assert ask(of, "turgor_offers")[0] == answer
    assert not of.failed


@pytest.mark.parametrize(("per_week", "first"), [(2, 0), (3, 1), (4, 1), (5, 2), (7, 3)])
def test_a_titration_may_start_where_the_patient_already_is_and_no_further(per_week: int, first: int) -> None:
    """Using it three nights a week means that the step of three nights is reached, and not the next one."""
    about = findings(using=(using("toy.cream", per_week),))
    for start, step in enumerate(CREAM.steps):
        begun = attrs.evolve(CREAM, steps=CREAM.steps[start:])
        of = answering("turgor_offers", [begun])
        of.adapt([CREAM], about, CLINIC)
        assert bool(of.failed) is (start > first), step


def test_use_of_something_else_does_not_shorten_a_titration() -> None:
    """Another clinic's product of the same kind may be weaker."""
    of = answering("turgor_offers", [attrs.evolve(CREAM, steps=CREAM.steps[1:])])
    of.adapt([CREAM], findings(using=(using("retinoid", 7),)), CLINIC)
    assert of.failed


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (SchedulingTerms(earliest=TODAY - timedelta(days=1)), "earliest: must not lie before today"),
        (SchedulingTerms(latest=TODAY - timedelta(days=1)), "latest: must not lie before today"),
        (SchedulingTerms(earliest=date(2027, 2, 1), latest=date(2027, 1, 1)), "must not lie before the earliest day"),
        (SchedulingTerms(earliest=date(2077, 1, 1)), "earliest: must not lie more than 50 years ahead"),
        (SchedulingTerms(avoid_weekdays=frozenset({7})), "7 is not a weekday"),
        (SchedulingTerms(avoid_weekdays=frozenset(range(7))), "must leave a weekday"),
        (SchedulingTerms(avoid_weekdays=frozenset({nan})), "must be a whole number, got float"),
        (SchedulingTerms(avoid_weekdays=[1]), "must be a frozenset, got list"),
        (SchedulingTerms(follow_ups=(FollowUp(5, 3, said("look")),)), "must run from 0 to 366 days in order"),
        (SchedulingTerms(follow_ups=(FollowUp(-1, 3, said("look")),)), "must run from 0 to 366 days in order"),
        (SchedulingTerms(follow_ups=(FollowUp(0, inf, said("look")),)), "must be a whole number, got float"),
        (SchedulingTerms(follow_ups=(FollowUp(0, 1, said("look")),) * 21), "must not be more than 20, got 21"),
    ],
)  # fmt: skip
def test_scheduling_terms_must_leave_days_that_are_to_come(answer: object, why: str) -> None:
    """Bounds in order, not in the past, at least one weekday left; and no terms come of nonsense."""
    of = answering("turgor_schedule", answer)
    assert ask(of, "turgor_schedule")[0] == SchedulingTerms()
    assert why in status(of, "toy")[1]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (section(treatment="other.device"), "'other.device' is not a treatment it was given an offer of"),
        (section(title=said("")), "must say something"),
        (section(picture=drawing("A dot")), "must be at least three words"),
        (section(items=("text",)), "items[0]: must be a Message, got str"),
    ],
)
def test_a_handout_must_be_about_an_offer_and_printable(answer: object, why: str) -> None:
    """So that printing never fails for what a plugin said."""
    of = answering("turgor_handout", [answer])
    assert ask(of, "turgor_handout") == []
    assert why in status(of, "toy")[1]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ([section()] * 201, "sections: must not be more than 200, got 201"),
        ([section(items=(said("o" * 60_000),))] * 2, "must not say more than 100,000 characters"),
    ],
    ids=["many", "long"],
)
def test_a_handout_must_leave_room_for_those_of_others(answer: object, why: str) -> None:
    """A document may only be so long: one that cannot be printed would cost everybody."""
    of = answering("turgor_handout", answer)
    assert ask(of, "turgor_handout") == []
    assert why in status(of, "toy")[1]


def test_a_titration_of_many_long_steps_is_compared_at_once() -> None:
    """Where they change, not week by week."""
    slow = tuple(Step(1 + place % 7, weeks=2600) for place in range(100))
    of = answering("turgor_offers", [attrs.evolve(CREAM, steps=slow)])
    of.adapt([attrs.evolve(CREAM, steps=slow)], findings(), CLINIC)
    assert not of.failed


def test_a_plugin_is_given_copies() -> None:
    """What it does to its arguments, or later to its own answer, changes nothing outside."""
    kept: list[Message] = []

    def vandal(findings: object) -> object:
        findings.answers.by_fact["fitzpatrick"] = {"": 1}
        words = Message("k", "{n}", {"n": 1})
        kept.append(words)
        return [objection(text=words)]

    about = findings()
    of = host(found("toy", turgor_eligibility=vandal))
    (given,) = of.objections(about, CLINIC)
    kept[0].params["n"] = 2
    assert about == findings()
    assert given.text.text == "1"
    assert given.severity is Severity.ABSOLUTE


def test_each_modality_sees_its_own_offers_only() -> None:
    """And an implementation names just the arguments that it needs."""
    seen: list[list[str]] = []

    def looks(offers: object) -> object:
        seen.append([offer.treatment for offer in offers])
        return offers

    of = host(found("toy", turgor_offers=looks), found("other"))
    ask(of, "turgor_offers")
    assert seen == [["toy.device", "toy.cream"]]


def test_offers_stay_in_the_order_in_which_they_were_given() -> None:
    """However the modality turned them round."""
    of = host(found("toy", turgor_offers=lambda offers: list(reversed(offers))))
    assert of.adapt([CREAM, DEVICE], findings(), CLINIC) == [CREAM, DEVICE]


def test_a_failed_modality_keeps_its_treatments_in_the_catalogue() -> None:
    """So that a verdict can say that they were not assessed."""
    of = refusing("turgor_eligibility", ValueError("no"))
    ask(of, "turgor_eligibility")
    assert "toy.device" in of.catalogue.treatments


def test_a_reason_is_the_same_in_every_run() -> None:
    """No memory addresses and no paths of a machine, or equal plans would differ in bytes."""
    of = refusing("turgor_eligibility", ValueError(object()))
    ask(of, "turgor_eligibility")
    assert status(of, "toy")[1].startswith(
        "turgor_eligibility raised an error: ValueError: <object object> (test_answers.py, line"
    )


HOW = Handout("toy_how", "How it is done", paragraphs=("You lie down.",))


def test_declared_sections_come_before_those_of_the_hook() -> None:
    """Both about treatments that were offered, and no others."""

    def turgor_handout(offers):
        return [HandoutSection(offer.treatment, plain("toy.more", "More")) for offer in offers]

    record = modality("toy", device(), device("toy.other"), handouts=(HOW,))
    of = host(found("toy", record, turgor_handout=turgor_handout))
    sections = of.handouts([course_offer()], findings())
    assert [(one.treatment, one.title.text) for one in sections] == [
        ("toy.device", "How it is done"),
        ("toy.device", "More"),
    ]


def test_declared_sections_of_a_modality_that_fails_are_not_told() -> None:
    """It reads not assessed, and so do its pages."""
    of = host(found("toy", modality("toy", device(), handouts=(HOW,)), turgor_handout=lambda: 1 / 0))
    assert of.handouts([course_offer()], findings()) == []
    assert of.failed == {"toy"}
