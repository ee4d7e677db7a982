"""The practitioner's record: all that a plan rests on, each thing once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import attrs
import page
import pypdfium2
import pytest

import plans
from printing import pages_of, patient_plan_html, pdfs_of, said
from sample_patients import NAMES, sample_plan
from sound_plan import OTHER, WITH_OTHER
from turgor.documents import Kind
from turgor.documents.charts.profile import profile_chart
from turgor.documents.practitioner.citations import numbered
from turgor.documents.sheet import Block, Sheet
from turgor.domain.alternatives import Choice, Unbeaten
from turgor.domain.case import OrderedAim, Priority, Using
from turgor.domain.catalogue import PluginState, PluginStatus
from turgor.domain.dates import Span
from turgor.domain.evidence import Disagreement, Evidence, Position, Source, SourceStatus
from turgor.domain.explanations import Conflict, Objective, Stage
from turgor.domain.messages import Phrase, plain
from turgor.domain.plan import Engine, Outcome, Plan, Question, ZoneVerdict
from turgor.domain.skin import Severity
from turgor.domain.verdicts import FactUse, Period, Reason, Status

MOST_PAGES = 9
TODAY = plans.TODAY


def record(plan: Plan) -> Sheet:
    """The record of a plan."""
    (sheet,) = pages_of(plan, Kind.RECORD)
    return sheet


def block(sheet: Sheet, title: str) -> Block:
    """The block under a heading."""
    return next(one for one in sheet.blocks if one.title == title)


def reason(rule: str, status: Status, **changes: object) -> Reason:
    """A reason that rests on one source."""
    usual = Reason(
        rule, Severity.RELATIVE, status, plain(rule, f"What {rule} says"), Evidence.LOW, (f"S-{rule}",)
    )
    return attrs.evolve(usual, **changes)


def verdict(
    name: str, zone: str, *periods: tuple[int, Status, tuple[Reason, ...]], **changes: object
) -> ZoneVerdict:
    """A verdict whose periods begin so many days from today."""
    timeline = tuple(
        Period(Span(TODAY + timedelta(days=days)), status, held) for days, status, held in periods
    )
    return attrs.evolve(ZoneVerdict(f"m.{name}", name, name, zone, timeline), **changes)


def judged(*verdicts: ZoneVerdict, **changes: object) -> Plan:
    """A plan with these verdicts and a source for each of their reasons."""
    rules = sorted({r.rule for v in verdicts for p in v.timeline for r in p.reasons})
    sources = tuple(Source(f"S-{rule}", f"Study of {rule}", SourceStatus.MEMORY) for rule in rules)
    return plans.plan(verdicts=verdicts, sources=sources, **changes)


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_has_an_accessible_record(name):
    """Each sample patient's record passes PDF/UA-1 and stays short."""
    (pdf,) = pdfs_of(sample_plan(name), Kind.RECORD)
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    assert len(pypdfium2.PdfDocument(pdf)) <= MOST_PAGES


@pytest.mark.parametrize("name", NAMES)
def test_every_reason_that_decides_is_told_once_with_its_sources(name):
    """Each rule that shapes a verdict has one entry; every number it cites stands in the list of sources."""
    plan = sample_plan(name)
    sheet = record(plan)
    marks = [entry.mark for entry in block(sheet, "The reasons").entries]
    assert len(marks) == len(set(marks))
    deciding = {
        reason.rule
        for one in plan.verdicts
        for period in one.timeline
        for reason in period.reasons
        if reason.status is period.status and not re.search("zone|laxity|policy|course|:", reason.rule)
    }
    assert deciding <= set(marks)
    listed = [one for one in sheet.blocks if one.title == "Sources"]
    sources = {entry.mark for one in listed for entry in one.entries}
    cited = {number for found in re.findall(r"\[([\d, ]+)\]", said(sheet)) for number in found.split(", ")}
    assert {f"[{number}]" for number in cited} <= sources


@pytest.mark.parametrize("name", NAMES)
def test_every_treatment_stands_under_each_standing_it_has(name):
    """Every treatment is listed under the standing that its zones have today."""
    plan = sample_plan(name)
    sheet = record(plan)
    titles = {
        Status.CONTRAINDICATED: "Contraindicated",
        Status.DEFERRED: "Deferred",
        Status.UNDECIDED: "Undecided until questions are answered",
        Status.NOT_INDICATED: "Not indicated",
        Status.CAUTION: "Possible with caution",
        Status.ELIGIBLE: "Eligible",
    }
    for one in plan.verdicts:
        told = block(sheet, titles[one.timeline[0].status])
        assert any(f"; {one.name};" in f"; {cells[0].text};" for cells in told.table.rows), one.name


def test_treatments_and_zones_that_stand_alike_share_a_row():
    """Two treatments with one standing are one row; a zone is named only where zones differ."""
    tan = reason("TAN-1", Status.DEFERRED)
    held = ((0, Status.DEFERRED, (tan,)), (30, Status.ELIGIBLE, ()))
    free = ((0, Status.ELIGIBLE, ()),)
    sheet = record(
        judged(
            verdict("Laser A", "jawline", *held),
            verdict("Laser A", "neck", *held),
            verdict("Laser B", "jawline", *held),
            verdict("Cream", "jawline", *free),
            verdict("Cream", "neck", *held),
        )
    )
    rows = block(sheet, "Deferred").table.rows
    assert [(cells[0].text, cells[0].small) for cells in rows] == [
        ("Laser A; Laser B", ()),
        ("Cream", ("neck",)),
    ]
    assert rows[0][1].text == "Deferred now: TAN-1"
    assert rows[0][1].small == ("Eligible from 24 December 2026",)


def test_undecided_treatments_name_the_questions_that_decide():
    """Neighbouring numbers are a run, and the reason says which answer it waits for."""
    waits = reason("SUN-1", Status.UNDECIDED, facts=(FactUse("q2", None),))
    questions = tuple(Question(f"q{n}", plain("q", f"Question {n}?"), ("m.Laser",)) for n in range(1, 6))
    laser = verdict("Laser", "jawline", (0, Status.UNDECIDED, (waits,)), ask=("q1", "q2", "q3", "q5"))
    sheet = record(judged(laser, questions=questions))
    (cells,) = block(sheet, "Undecided until questions are answered").table.rows
    assert cells[1].text == "Questions 1\N{EN DASH}3, 5 (1 rule)"
    (entry,) = block(sheet, "The reasons").entries
    assert entry.text.endswith("Waits for 2.")
    numbers = [one.mark for one in block(sheet, "Questions still open, and how many treatments wait").entries]
    assert numbers == ["1.", "2.", "3.", "4.", "5."]


def test_a_reason_tells_facts_advice_and_where_authorities_differ():
    """Severity, evidence, the patient's answer, advice, what ends it, both sides and the sources stand together."""
    sides = (
        Position("a", "One says wait", ("S-ISO-1",), applies=True),
        Position("b", "Another does not", (), applies=False),
    )
    held = reason(
        "ISO-1", Status.DEFERRED,
        facts=(FactUse("isotretinoin_mg", 20.0),), advice=plain("a", "Wait six months"),
        until=plain("u", "six months after the last capsule"), disagreement=Disagreement("How long", sides),
    )  # fmt: skip
    (entry,) = block(
        record(judged(verdict("Laser", "neck", (0, Status.DEFERRED, (held,))))), "The reasons"
    ).entries
    assert entry.mark == "ISO-1"
    assert entry.text == (
        "(relative, evidence low) What ISO-1 says. Because of isotretinoin mg 20. Wait six months. "
        "Until six months after the last capsule. Authorities differ: How long. One says wait. [1] Another does not. [1]"
    )


def test_overrides_stand_in_front_with_who_and_why():
    """What was set aside is an alert that names rule, treatment, person and reason."""
    set_aside = reason("KEL-1", Status.CAUTION, overridden="Dr Q, 2026-11-24: small test area was calm")
    sheet = record(judged(verdict("Laser", "neck", (0, Status.CAUTION, (set_aside,)))))
    alert = block(sheet, "Set aside by the practitioner")
    assert alert.kind == "alert"
    assert [cell.text for cell in alert.table.rows[0]] == [
        "KEL-1: What KEL-1 says", "Laser", "Dr Q, 2026-11-24: small test area was calm",
    ]  # fmt: skip
    assert sheet.blocks.index(alert) < sheet.blocks.index(block(sheet, "Findings"))


def test_notes_for_what_was_chosen_are_told_although_a_caution_decides():
    """A note on a chosen treatment is named beside it and told in full."""
    caution = reason("PIH-2", Status.CAUTION)
    note = reason("FDA-1", Status.ELIGIBLE, severity=Severity.NOTE)
    chosen = verdict(
        "RF", "jawline", (0, Status.CAUTION, (caution, note)), treatment="radiofrequency.microneedling"
    )
    other = verdict("Laser", "jawline", (0, Status.CAUTION, (caution, reason("EYE-1", Status.ELIGIBLE))))
    sheet = record(judged(chosen, other))
    assert "Rules: FDA-1, PIH-2" in said(block(sheet, "Courses"))
    assert [entry.mark for entry in block(sheet, "The reasons").entries] == ["FDA-1", "PIH-2"]


def test_proof_says_what_was_reached_and_what_is_possible():
    """Each stage stands with its value, its bound, and whether it is proven or how wide the gap is."""
    stages = (Stage("goals", 2, 2, True, "larger"), Stage("finish", 90, 84, False, "smaller"))  # noqa: FBT003
    objective = Objective(Priority.BALANCED, stages)
    sheet = record(plans.plan(objective=objective))
    rows = [[cell.text for cell in cells] for cells in block(sheet, "Proof").table.rows]
    assert rows == [
        ["Goals, the more the better", "2", "2", "yes"],
        ["Finish, the less the better", "90", "84", "not proven, within 6 of the best possible"],
    ]
    assert "Not every stage is proven" in sheet.lead
    assert ("1", "of 2 stages proven best") in [(one.value, one.label) for one in sheet.figures]


def test_why_the_dates_are_told_in_their_order_with_names():
    """Each session stands with its day and its name, in the order of days."""
    sheet = record(plans.plan())
    rows = block(sheet, "Why these dates, and not earlier").table.rows
    assert [cells[0].text for cells in rows] == ["Mon 18 Jan 2027", "Mon 22 Feb 2027"]
    assert rows[0][0].small == ("RF microneedling 2",)
    assert rows[1][1].small == ("away",)


def test_no_plan_says_what_stands_in_the_way():
    """The conflict, what would help and the referral stand in front; no course, no proof."""
    sheet = record(plans.no_plan())
    titles = [one.title for one in sheet.blocks if one.title]
    assert titles[0] == "Refer now: nothing is planned"
    assert {"What stands in the way", "What would help, the easiest first"} <= set(titles)
    assert not {"Visits", "Courses", "Home care", "Proof"} & set(titles)
    assert sheet.lead == "There is no plan, for the reasons below."


def test_conflicts_of_one_rule_are_told_once():
    """Forty treatments that one red flag stops are one line."""
    conflict = tuple(Conflict("E-1", "rule", plain("c", "Seen by a doctor first.")) for _ in range(40))
    sheet = record(plans.no_plan(conflict=conflict))
    assert len(block(sheet, "What stands in the way").items) == 1


def test_a_red_flag_that_stops_every_treatment_counts_them():
    """One reason with the treatments it stops, however many."""
    phrase = Phrase("plan.nothing_allowed", "{treatment}: {reason}")
    conflict = tuple(
        Conflict("E-1", "verdict", phrase(treatment=f"m.t{n}", reason="New weakness"), ()) for n in range(40)
    )
    sheet = record(plans.no_plan(conflict=conflict))
    assert block(sheet, "What stands in the way").items == ("E-1: New weakness (stops 40 treatments)",)


def test_a_search_that_struck_its_limit_says_so():
    """No conflict is claimed where nothing was found in time."""
    sheet = record(plans.no_plan(outcome=Outcome.NOT_FOUND, conflict=(), referrals=(), relaxations=()))
    assert sheet.lead == "The search hit its limit before a first plan."


def test_alternatives_are_compared_and_say_what_one_gives_up():
    """Each criterion is a row, each plan a column; below stands what one gives up for what, and where none is better."""
    none = Unbeaten(OrderedAim.DOWNTIME, 8, 8, True, plain("n", "Less downtime: no plan is better."))  # noqa: FBT003
    plan = attrs.evolve(WITH_OTHER, unbeaten=(none,))
    shown = block(record(plan), "Other plans")
    assert shown.table.head == ("What is compared", "This plan", "B")
    assert [tuple(cell.text for cell in cells) for cells in shown.table.rows] == [
        ("Benefit, in points", "150", "120"),
        ("Last session", "8 February 2027", "18 January 2027"),
        ("Visits", "3", "2"),
        ("Days of downtime", "8", "8"),
        ("Known price of the sessions", "£500", "£400"),
        ("Days off the ideal intervals", "1", "0"),
    ]
    (told,) = shown.items
    assert told.startswith("B: toy.heat, jawline: 21 December 2026 and 18 January 2027.")
    assert "Better: 1 visit fewer; given up: 20 % less benefit." in told
    assert shown.small == ("Less downtime: no plan is better.",)
    assert "Other plans" not in [one.title for one in record(plans.plan()).blocks]


def test_a_choice_stands_with_its_reason_and_what_was_declined():
    """The plan that was replaced is one of those declined; an open proof is said."""
    former = attrs.evolve(OTHER, letter="A", proven=False)
    other = attrs.evolve(OTHER, letter="C", proven=False)
    plan = attrs.evolve(
        WITH_OTHER, replaces="P-1", choice=Choice("B", "She travels."), alternatives=(former, other)
    )
    shown = block(record(plan), "Plans that were declined")
    assert shown.paragraphs == ("Chosen instead of plan P-1, as its alternative B: She travels.",)
    assert "the plan that was replaced" in shown.items[0]
    assert "not proven" in shown.items[1]


def test_the_patient_s_plan_says_nothing_of_other_plans():
    """A patient reads one plan."""
    plan = plans.plan(alternatives=(OTHER,), choice=Choice("B", "She travels."))
    assert patient_plan_html(plan) == patient_plan_html(plans.plan())


def test_what_was_left_out_by_choice_is_told_and_what_verdicts_forbid_is_not():
    """A treatment whose verdict says why is not told twice."""
    text = plain("rule.X.title", "What X says")
    forbidden = verdict(
        "Laser", "neck", (0, Status.CONTRAINDICATED, (reason("X", Status.CONTRAINDICATED, text=text),))
    )
    left_out = (("m.Laser", text), ("m.Cream", plain("home.minutes", "It does not fit.")))
    sheet = record(judged(forbidden, verdict("Cream", "neck", (0, Status.ELIGIBLE, ())), left_out=left_out))
    rows = block(sheet, "Possible, and left out").table.rows
    assert [[cell.text for cell in cells] for cells in rows] == [["It does not fit.", "Cream"]]


def test_what_made_it_stands_at_the_end():
    """Engine, seed, every plugin with its state, and the fingerprint of the plan."""
    plugins = (
        PluginStatus("laser", "turgor", "0.1.0", PluginState.LOADED, "1"),
        PluginStatus("odd", "odd-lab", "2", PluginState.REJECTED, "", "its content does not fit"),
    )
    made = block(record(plans.plan(engine=Engine("0.9", plugins), seed=7)), "What made it")
    assert made.paragraphs == (
        "Turgor 0.9, seed 7, on 24 November 2026.",
        f"Fingerprint of the plan (SHA-256): {'ab12' * 16}",
    )
    assert [cell.text for cell in made.table.rows[1]] == [
        "odd of odd-lab",
        "2",
        "",
        "rejected: its content does not fit",
    ]


def test_findings_tell_goals_habits_and_what_is_used():
    """What is known of the patient stands in front of the plan."""
    found = attrs.evolve(plans.plan().findings, habits=("smoking",), using=(Using("retinoid", 3),))
    rows = block(record(plans.plan(findings=found)), "Findings").table.rows
    assert [(cells[0].text, cells[1].text) for cells in rows] == [
        ("Goals", "Jawline and neck"),
        ("Habits to be answered", "Smoking"),
        ("In use at home", "Retinoid, 3 days a week"),
    ]


def test_the_profile_shows_the_loosest_first_and_says_it_in_words():
    """Goals stand first, both sides are one bar, zones without laxity are listed; the words say what bars show."""
    laxity = {"chin": 1.0, "jawline.left": 2.0, "jawline.right": 2.0, "brow.left": 0.0, "neck": 3.0}
    found = attrs.evolve(plans.plan().findings, laxity=laxity, goal_sites=frozenset({"jawline.left"}))
    chart = profile_chart(plans.plan(findings=found))
    assert [(bar.name, bar.grade, bar.word, bar.goal) for bar in chart.bars] == [
        ("Jawline", "2", "moderate", True), ("Neck", "3", "severe", False), ("Chin", "1", "mild", False),
    ]  # fmt: skip
    assert chart.firm == ("left brow",)
    assert chart.description == ("Laxity by zone, from 0 (firm) to 4: Jawline 2, a goal, Neck 3 and Chin 1.")
    assert chart.bars[1].length == pytest.approx(chart.bars[2].length * 3, abs=0.2)
    assert profile_chart(plans.plan()) is None


def test_numbers_of_neighbours_are_runs():
    """What is not in the list has no number."""
    assert numbered(["c", "a", "b", "x", "e"], ["a", "b", "c", "d", "e"]) == "1\N{EN DASH}3, 5"
    assert numbered([], ["a"]) == ""


def test_a_record_of_today_is_dated_by_the_plan():
    """The clock is not read."""
    assert record(plans.plan(today=date(2026, 11, 24))).stamp.created == date(2026, 11, 24)
