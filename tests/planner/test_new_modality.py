"""A modality that core has never heard of: one file of data and three lines of Python, installed beside the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copy

import attrs
import pytest
from pypdfium2 import PdfDocument

from sample_patients import CASES, TODAY
from turgor.domain.case import Pins
from turgor.domain.courses import Visit
from turgor.domain.plan import Outcome, Plan
from turgor.domain.verdicts import Status
from turgor.host import end_all
from turgor.practice import (
    check_plan,
    judge_case,
    make_plan,
    open_case,
    open_plan,
    open_practice,
    patient_plan_pdf,
    plan_json,
)
from turgor.verify import verify

DATA = Path(__file__).parents[1] / "new_modality" / "suction.toml"
CASE = CASES / "healthy-45.toml"
CODE = """
from turgor.api import hookimpl, load_modality

@hookimpl
def turgor_modality():
    return load_modality(__name__)
"""
HANDOUT = """
[[handout]]
id = "suction_how"
about = ["suction.glass"]
title = "How suction is done"
paragraphs = ["A glass glides over your face."]
picture = "handouts/glass.svg"
description = "A glass that glides over a cheek"
"""
GLASS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
BOTH = ("suction.glass", "radiofrequency.multipolar")


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package as an installer would leave it."""
    package, info = tmp_path / "turgor_suction", tmp_path / "turgor_suction-1.0.dist-info"
    (package / "content").mkdir(parents=True)
    (package / "__init__.py").write_text(CODE, encoding="utf-8")
    copy(DATA, package / "content")
    (package / "content" / "handouts.toml").write_text(HANDOUT, encoding="utf-8")
    (package / "handouts").mkdir()
    (package / "handouts" / "glass.svg").write_text(GLASS, encoding="utf-8")
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: turgor-suction\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[turgor.modalities]\nsuction = turgor_suction\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield
    end_all()


@pytest.fixture
def plan(installed: None) -> Plan:
    """A plan in which the stranger must go together with a device of ours."""
    practice = open_practice(today=TODAY)
    case = open_case(CASE, practice)
    history = attrs.evolve(case.history, never=case.history.never | {"suction_past"})
    pinned = attrs.evolve(case.preferences, pins=Pins(must=(*BOTH, "suction.balm"), only=BOTH))
    return make_plan(practice, attrs.evolve(case, preferences=pinned, history=history))


def test_it_is_planned_together_with_the_others(plan: Plan):
    """Its course, its home care and a course of ours stand in one plan that the verifier passes."""
    assert plan.outcome is Outcome.PLAN
    assert {course.treatment for course in plan.courses} == set(BOTH)
    assert "suction.balm" in {regimen.treatment for regimen in plan.regimens}
    assert verify(plan) == ()


def test_its_section_and_picture_stand_in_the_plan(plan: Plan):
    """Data says them, too: about the one treatment that they are about."""
    sections = [one for one in plan.handouts if one.treatment.startswith("suction.")]
    assert [(one.treatment, one.title.text) for one in sections] == [("suction.glass", "How suction is done")]
    assert sections[0].picture is not None
    assert sections[0].picture.svg == GLASS


def test_its_gap_to_a_treatment_of_another_modality_is_derived(plan: Plan):
    """Neither knows the other: deep heat for 6 days after suction is what keeps our device away."""
    moved = _with_ours_after_theirs(plan, days=3)
    assert "deep_heat" in " ".join(breach.limit + breach.text.text for breach in verify(moved))


def test_its_home_care_rests_while_its_own_state_lasts(plan: Plan):
    """The balm is left out for ten days after each session: a state that no other modality has."""
    (balm,) = [regimen for regimen in plan.regimens if regimen.treatment == "suction.balm"]
    sessions = [
        visit.date
        for visit in plan.visits
        for session in visit.sessions
        if session.treatment == "suction.glass"
    ]
    used = [day for day in sessions if not any(pause.from_ <= day <= pause.to for pause in balm.pauses)]
    assert sessions
    assert [day for day in used if day >= balm.segments[0].from_] == []


def test_its_own_rule_and_its_own_question_count():
    """Melasma puts it off and nothing else; nobody asked about earlier suction, so it alone is undecided."""
    practice = open_practice(today=TODAY)
    case = open_case(CASE, practice)
    verdicts = judge_case(practice, case).verdicts
    unasked = {v.treatment for v in verdicts.verdicts if "suction_past" in v.ask}
    assert unasked == {"suction.glass", "suction.balm"}
    today = {v.today.status for v in verdicts.verdicts if v.treatment == "suction.glass"}
    assert today == {Status.UNDECIDED}


def test_its_plan_is_read_checked_and_printed_without_it(plan: Plan, tmp_path: Path):
    """A plan holds its words and its effects: no modality is asked again."""
    path = tmp_path / "plan.json"
    path.write_text(plan_json(plan), encoding="utf-8")
    sys.path.remove(str(tmp_path))
    assert "turgor_suction" not in sys.modules
    opened = open_plan(path)
    assert opened == plan
    assert check_plan(opened) == ()
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(patient_plan_pdf(opened)))
    assert "Suction by glass" in text


def test_core_knows_nothing_of_it():
    """No file of core names the modality, one of its treatments or its state."""
    core = Path(__file__).parents[2] / "core"
    named = [
        path
        for path in core.rglob("*")
        if path.suffix in (".py", ".toml") and "suction." in path.read_text("utf-8")
    ]
    assert named == []


def _with_ours_after_theirs(plan: Plan, days: int) -> Plan:
    """The plan with the first session of ours so many days after the first of theirs."""
    theirs = next(v for v in plan.visits if any(s.treatment == "suction.glass" for s in v.sessions))
    ours = next(
        v for v in plan.visits if any(s.treatment != "suction.glass" for s in v.sessions) and v is not theirs
    )
    moved = attrs.evolve(ours, date=theirs.date + timedelta(days=days))
    visits: list[Visit] = [moved if visit is ours else visit for visit in plan.visits]
    return attrs.evolve(plan, visits=tuple(sorted(visits, key=lambda visit: visit.date)))
