"""Home care as it went: how often it was used, how the skin bore it, and what that changes in the plan."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import desks
from turgor.domain.case import SYSTEMIC, Answers, Assessment, Value
from turgor.domain.diary import HomeCareReport
from turgor.files import InvalidFile
from turgor.practice.records import (
    Built,
    Desk,
    HowItWent,
    Impossible,
    NotApprovable,
    NotThere,
    Reported,
    WrongStatus,
    add_home_care,
    approve_plan,
    build_plan,
    open_kept,
    open_patient,
    revise_plan,
    which_plan,
)
from turgor.practice.records.skin_scores import calls_for_a_new_plan, with_scores

HOST = desks.practice().host
WORDS = HOST.catalogue.vocabulary
SCORE = WORDS.skin_scores["irritation"]
RETINOID = "topicals.tretinoin#1"
START = date(2026, 11, 24)


def reported(
    desk: Desk, first: int, last: int, used: int = 1, *, replaces: int | None = None, **told: Any
) -> Reported:
    """A report on the retinoid of plan 1, from one day of the plan to another, on the day after."""
    went = HowItWent(START + timedelta(days=first), START + timedelta(days=last), used, **told)
    after = desks.on(desk, went.last + timedelta(days=1))
    return add_home_care(after, HOST, 1, RETINOID, went, replaces=replaces)


def revised(desk: Desk, made: Built, after: int) -> Built:
    """The plan made anew so many days after it was made."""
    day = START + timedelta(days=after)
    return revise_plan(desks.on(desk, day), desks.practice_on(day), made.version.ref, "reported")


def test_a_report_is_kept_and_shown(desk: Desk) -> None:
    """With how many days the plan had for it: two evenings a week, of which pauses take none here."""
    made = desks.followed(desk)
    told = reported(desk, 0, 13, used=4, irritation=1, recorded={"product": "cream 0.025%"}, note="dry nose")
    regimen = next(one for one in made.plan.regimens if one.id == RETINOID)
    planned = sum(regimen.is_used_on(START + timedelta(days=day)) for day in range(14))
    assert (told.report.days_planned, told.report.days_used) == (planned, 4)
    assert 0 < planned < 5
    diary = open_kept(desk, which_plan(desk, "1")).plan.diary
    assert diary is not None
    (entry,) = diary.home_care
    assert (entry.irritation, entry.note, diary.said(entry)) == (1, "dry nose", ("Product: cream 0.025%",))
    assert open_patient(desk, f"#{made.version.patient}").home_care == (told.report,)
    assert not told.calls_for_a_new_plan


@pytest.mark.parametrize("irritation", [3, 0])
def test_a_draft_that_does_not_know_of_irritation_is_not_approved(desk: Desk, irritation: int) -> None:
    """The draft may ask for more of what irritates; a calm skin stands against nothing."""
    draft = revised(desk, desks.followed(desk), 0).version
    cautions = [one.id for one in open_kept(desk, draft.ref).cautions]
    reported(desk, 0, 0, irritation=irritation)
    refusal = pytest.raises(NotApprovable, match="irritate since: revise plan 1")
    with refusal if irritation else nullcontext():
        approve_plan(desks.on(desk, START + timedelta(days=1)), draft.ref, cautions)


def test_a_report_can_be_told_anew_and_the_old_one_stays(desk: Desk) -> None:
    """It counts no more; it cannot be replaced twice."""
    desks.followed(desk)
    first = reported(desk, 0, 6, irritation=4)
    with pytest.raises(Impossible, match="report 1 tells of"):
        reported(desk, 6, 9)
    second = reported(desk, 0, 6, irritation=0, replaces=first.report.id)
    assert [one.id for one in open_patient(desk, "#1").home_care] == [second.report.id]
    with pytest.raises(NotThere, match="told anew"):
        reported(desk, 20, 22, replaces=first.report.id)


@pytest.mark.parametrize(
    ("first", "last", "told", "error"),
    [
        (3, 1, {}, Impossible),
        (-2, 1, {}, Impossible),
        (0, 6, {"used": 8}, Impossible),
        (0, 6, {"irritation": 5}, InvalidFile),
        (0, 6, {"recorded": {"produkt": "x"}}, InvalidFile),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Desk, first: int, last: int, told: dict[str, Any], error: type[Exception]
) -> None:
    """Days in the wrong order or before the plan, more days of use than days, a score beyond the scale, another field."""
    desks.followed(desk)
    with pytest.raises(error):
        reported(desk, first, last, **told)
    assert open_patient(desk, "#1").home_care == ()


def test_only_home_care_of_a_plan_that_is_followed_is_reported(desk: Desk) -> None:
    """What there is, is named; a draft is not followed; nothing is told of days to come."""
    made = build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)
    went = HowItWent(made.plan.today, made.plan.today, 1)
    with pytest.raises(WrongStatus):
        add_home_care(desk, HOST, 1, RETINOID, went)


def test_what_is_not_there_or_still_to_come_is_refused(desk: Desk) -> None:
    """With what home care there is."""
    made = desks.followed(desk)
    with pytest.raises(NotThere, match=RETINOID):
        add_home_care(desk, HOST, 1, "topicals.retinol#1", HowItWent(made.plan.today, made.plan.today, 1))
    with pytest.raises(Impossible, match="still to come"):
        add_home_care(desk, HOST, 1, RETINOID, HowItWent(made.plan.today, date(2099, 1, 1), 1))


def test_strong_irritation_takes_the_retinoid_out_until_the_skin_was_calm(desk: Desk) -> None:
    """By the rules that core has: nothing else of the plan moves. After seven days at nothing it comes back."""
    made = desks.followed(desk)
    assert reported(desk, 0, 2, irritation=3).calls_for_a_new_plan
    without = revised(desk, made, 3)
    assert RETINOID not in [one.id for one in without.plan.regimens]
    why = dict(without.plan.left_out)[RETINOID.partition("#")[0]]
    assert why.key in ("rule.T-IRR-COOL.title", "rule.T-IRR3.title")
    assert reported(desk, 3, 8, irritation=0).calls_for_a_new_plan
    still = revised(desk, attrs.evolve(made, version=without.version), 9)
    assert RETINOID not in [one.id for one in still.plan.regimens]
    assert reported(desk, 9, 9, irritation=0).calls_for_a_new_plan
    again = revised(desk, attrs.evolve(made, version=still.version), 10)
    assert RETINOID in [one.id for one in again.plan.regimens]


def report(first: int, last: int, irritation: int | None) -> HomeCareReport:
    """A report on some days of 2027 by their number."""
    begin = date(2027, 1, 1)
    days = begin + timedelta(days=first), begin + timedelta(days=last)
    at = desks.START
    return HomeCareReport(first, 1, 1, 1, "a#1", "a", *days, 1, 1, irritation, {}, "", None, at, "lee")


def answers(*reports: HomeCareReport, before: dict[str, Value] | None = None) -> tuple[Value | None, ...]:
    """Score and pause as a plan knows them after an assessment on the first day of 2027."""
    told = {fact: {SYSTEMIC: value} for fact, value in (before or {}).items()}
    assessment = Assessment(date(2027, 1, 1), Answers(told))
    found = with_scores(assessment, reports, WORDS)
    return found.value(SCORE.fact), found.value(SCORE.pause)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], (None, None)),
        ([(0, 6, None)], (None, None)),
        ([(0, 6, 1)], (1, None)),
        ([(0, 6, 2), (0, 6, 1)], (2, None)),  # of two pieces of home care: the worst of the latest day
        ([(0, 6, 3)], (3, True)),
        ([(0, 6, 3), (7, 12, 0)], (0, True)),  # six days
        ([(0, 6, 3), (7, 13, 0)], (0, False)),
        ([(0, 6, 3), (7, 9, 0), (10, 13, 0)], (0, False)),
        ([(0, 6, 3), (7, 9, 0), (11, 14, 0)], (0, True)),  # of one day nobody told
        ([(0, 6, 3), (7, 13, 0), (10, 10, 1)], (0, True)),
        ([(0, 6, 3), (7, 13, 0), (14, 14, 1)], (1, False)),
        ([(0, 6, 3), (7, 13, 0), (14, 14, 4)], (4, True)),
    ],
)
def test_the_latest_score_counts_and_a_pause_lasts_until_seven_calm_days(
    reports: list[tuple[int, int, int | None]], expected: tuple[Value | None, Value | None]
) -> None:
    """A day of which nobody told is no calm day."""
    assert answers(*(report(*one) for one in reports)) == expected


def test_what_was_assessed_later_is_newer() -> None:
    """A report from before the assessment changes no answer of it."""
    known: dict[str, Value] = {SCORE.fact: 0, SCORE.pause: False}
    assert answers(report(-9, -1, 4), before=known) == (0, False)
    assert answers(report(-9, 0, 4), before=known) == (4, True)


@pytest.mark.parametrize(
    ("before", "after", "called"),
    [(None, 1, False), (0, 1, False), (1, 2, True), (2, 2, False), (2, 0, True), (None, 3, True)],
)
def test_a_plan_is_looked_at_where_the_score_is_watched(
    before: int | None,
    after: int,
    called: bool,  # noqa: FBT001 -- what is expected
) -> None:
    """From the score on from which the ladder steps back, in both directions."""
    known, now = (
        Answers({} if value is None else {SCORE.fact: {SYSTEMIC: value}}) for value in (before, after)
    )
    assert calls_for_a_new_plan(known, now, SCORE) is called
