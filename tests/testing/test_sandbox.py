"""A whole host in one line, and assertions that say what they found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from turgor import testing
from turgor.api import (
    DateRange,
    Effect,
    FollowUp,
    Need,
    Objection,
    SchedulingTerms,
    Severity,
    SkinTerms,
    Stance,
    plain,
)
from turgor.testing import (
    TODAY,
    Conformance,
    NotUsable,
    Sandbox,
    cream,
    device,
    found,
    happened,
    modality,
)
from turgor.testing.builders import SOURCE

HURT = Effect("deep_heat", 10, sources=(SOURCE,))
CALM = Need("deep_heat", 0, Severity.RELATIVE, sources=(SOURCE,))
TOY = modality(
    "toy",
    device(terms=SkinTerms((HURT,)), pregnancy=Stance.ABSOLUTE),
    cream(terms=SkinTerms(needs=(CALM,))),
)


@pytest.fixture
def sandbox() -> Sandbox:
    """The toy alone."""
    return Sandbox.of(TOY)


def test_only_the_plugin_under_test_is_loaded(sandbox: Sandbox) -> None:
    """No other installed modality has a say, or a status."""
    assert {treatment.partition(".")[0] for treatment in sandbox.catalogue.treatments} == {"toy"}
    assert [status.name for status in sandbox.statuses] == ["toy"]


def test_an_installed_modality_is_loaded_where_it_is_asked_for() -> None:
    """By name, beside the plugin under test or alone."""
    beside = Sandbox.of(TOY, beside=("laser",)).catalogue.treatments
    assert {treatment.partition(".")[0] for treatment in beside} == {"laser", "toy"}
    alone = Sandbox.of("nutrition").catalogue.treatments
    assert {treatment.partition(".")[0] for treatment in alone} == {"nutrition"}


def test_a_plugin_that_is_not_installed_is_named_with_those_that_are() -> None:
    """And the author is told how to install it."""
    with pytest.raises(NotUsable, match=r"no modality 'ledd'.*laser.*pip install"):
        Sandbox.of("ledd")


def test_a_plugin_that_cannot_be_loaded_says_why() -> None:
    """`demand` raises what `turgor plugins list` would show."""
    with pytest.raises(NotUsable, match="calls itself 'toy', but"):
        Sandbox.of(found("other", TOY)).demand()


def test_a_healthy_person_may_have_what_says_so(sandbox: Sandbox) -> None:
    """Everything was asked, so nothing is undecided."""
    sandbox.judge().nothing_failed().verdict("toy.device").is_eligible()


def test_what_is_different_about_a_patient_is_said_in_words_of_the_assessment(sandbox: Sandbox) -> None:
    """Answers, gaps and events."""
    pregnant = sandbox.judge(sandbox.patient(pregnancy="pregnant"))
    pregnant.verdict("toy.device").is_contraindicated()
    unasked = sandbox.judge(sandbox.patient(unknown=["pregnancy"]))
    unasked.verdict("toy.device").is_undecided(asking="pregnancy")
    none_lax = sandbox.judge(sandbox.patient(laxity=0, goals=("neck",)))
    none_lax.verdict("toy.device", "neck").is_not_indicated().is_never_allowed()


def test_a_deferral_is_read_off_to_the_day() -> None:
    """Nine days after a fierce treatment elsewhere, whose heat lasts ten, one day is left."""
    sandbox = Sandbox.of(attrs.evolve(TOY, event_kinds=()))
    kind = next(
        one
        for one in sandbox.catalogue.vocabulary.event_kinds.values()
        if any(effect.state == "deep_heat" for effect in one.terms.effects)
    )
    longest = max(e.upper_days for e in kind.terms.effects if e.state == "deep_heat")
    case = sandbox.patient(events=[happened(kind.id, 1)])
    verdict = sandbox.judge(case).verdict("toy.cream")
    free = TODAY + timedelta(days=longest - 1)
    verdict.is_deferred().is_deferred_until(free).because_of("need:deep_heat")
    with pytest.raises(AssertionError, match=f"until {free + timedelta(days=1)}\nfound .* deferred"):
        verdict.is_deferred_until(free + timedelta(days=1))


def test_a_word_that_does_not_exist_is_refused(sandbox: Sandbox) -> None:
    """A test that asks for a misspelt fact would otherwise test nothing."""
    with pytest.raises(LookupError, match="'melsma'; the closest is 'melasma'"):
        sandbox.patient(melsma="active")
    with pytest.raises(LookupError, match="melasma has no option 'lots'"):
        sandbox.patient(melasma="lots")


def test_a_plan_can_be_asked_about_its_courses_and_home_care(sandbox: Sandbox) -> None:
    """Sessions, intervals, and pauses that follow from states."""
    plan = sandbox.plan(sandbox.patient(must=["toy.cream"])).is_found().nothing_failed()
    course = plan.course("toy.device").has_sessions(3).keeps_its_intervals(21, 42)
    plan.regimen("toy.cream").is_paused_on(*course.days)
    assert json.loads(plan.json)["outcome"] == "plan"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda p: p.course("toy.device").has_sessions(9), "expected 9 sessions.*\nfound .*2026"),
        (lambda p: p.course("toy.device").keeps_its_intervals(1, 2), "expected 1 to 2 days"),
        (
            lambda p: p.course("toy.device").keeps_away_from(p.course("toy.device"), 1),
            "expected 1 days between",
        ),
        (lambda p: p.course("toy.wand"), "expected a course of toy.wand\nfound    a plan with toy.device"),
        (lambda p: p.regimen("toy.wand"), "expected home care with toy.wand"),
        (lambda p: p.regimen("toy.cream").is_paused_on(date(2020, 1, 1)), "to be paused on 2020-01-01"),
        (lambda p: p.leaves_out("toy.device"), "a plan without toy.device"),
    ],
)
def test_a_failing_assertion_says_what_was_found(sandbox: Sandbox, ask: object, said: str) -> None:
    """Both sides stand in its text."""
    plan = sandbox.plan(sandbox.patient(must=["toy.cream"]))
    with pytest.raises(AssertionError, match=said):
        ask(plan)


def test_a_plugin_that_fails_is_not_assessed_and_named() -> None:
    """In verdicts and in plans."""

    def broken() -> list[Objection]:
        raise RuntimeError("toy is broken")

    sandbox = Sandbox.of(found("toy", TOY, turgor_eligibility=broken))
    judged = sandbox.judge()
    judged.verdict("toy.device").is_not_assessed()
    with pytest.raises(AssertionError, match=r"toy is broken"):
        judged.nothing_failed()
    with pytest.raises(AssertionError, match=r"toy is broken"):
        sandbox.plan().leaves_out("toy.device").nothing_failed()


def test_two_questions_do_not_disturb_each_other() -> None:
    """Each is asked of a host of its own: a modality that failed once is asked again."""
    answers = iter([[], [7], []])
    sandbox = Sandbox.of(found("toy", TOY, turgor_eligibility=lambda: next(answers)))
    sandbox.judge().nothing_failed()
    with pytest.raises(AssertionError):
        sandbox.judge().nothing_failed()
    sandbox.judge().nothing_failed()


def test_a_frozen_clock_stands_still_for_everybody(turgor_clock: None) -> None:
    """Also for code that should not ask it."""
    assert datetime.now(UTC).date() == TODAY


def test_the_fixture_writes_to_a_temporary_place(turgor_sandbox, tmp_path: Path) -> None:
    """Caches and settings of the person who tests are left alone, and a broken plugin stops the test at once."""
    turgor_sandbox(TOY).judge().verdict("toy.device").is_eligible()
    assert Path.cwd() == tmp_path
    assert Path(os.environ["XDG_CACHE_HOME"]).is_relative_to(tmp_path)
    with pytest.raises(NotUsable):
        turgor_sandbox(found("other", TOY))


def test_loading_the_kit_into_pytest_costs_nothing() -> None:
    """Neither planning nor hypothesis is imported before a test asks for it."""
    asked = "import sys, turgor.testing.fixtures; print(sorted({'hypothesis', 'ortools', 'turgor.planner'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "[]"


def test_every_public_name_of_the_kit_exists() -> None:
    """The lazy table and the list of names agree."""
    assert all(getattr(testing, name) is not None for name in testing.__all__)
    with pytest.raises(AttributeError, match="no attribute 'sandbax'"):
        _ = testing.sandbax


class TestConformance(Conformance):
    """The suite as an author uses it: one class, one line."""

    modality = modality("toy", device(terms=SkinTerms((HURT,), (CALM,))))
    examples = 6


def test_events_of_a_patient_lie_on_the_day_they_are_given() -> None:
    """Days ago, days ahead, or on a day nobody knows."""
    assert happened("tan", 3).start == DateRange.on(TODAY - timedelta(days=3))
    assert happened("tan", -3).start == DateRange.on(TODAY + timedelta(days=3))
    assert happened("tan").start is None


def test_what_a_plugin_adds_to_its_dates_is_in_the_plan() -> None:
    """A contact after each session."""
    terms = SchedulingTerms(follow_ups=(FollowUp(1, 3, plain("toy.call", "We call you.")),))
    sandbox = Sandbox.of(found("toy", TOY, turgor_schedule=lambda: terms))
    assert len(sandbox.plan().course("toy.device").course.follow_ups) == 3
