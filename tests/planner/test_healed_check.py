"""An illness that should be over by a day holds nothing up for ever, and is looked at before the first session."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from sample_patients import CASES, TODAY
from turgor.files import read_case, read_clinic
from turgor.host import Host
from turgor.planner import plan

BURNT = """
extends = "healthy-45.toml"

[[history]]
kind = "sunburn"
start = 2026-11-20
"""


@pytest.fixture
def planned(tmp_path):
    """A function that plans for the healthy patient with a sunburn."""
    for name in ("answered.toml", "healthy-45.toml"):
        shutil.copy(CASES / name, tmp_path)

    def run(expected: str):
        (tmp_path / "burnt.toml").write_text(BURNT + expected)
        host = Host.load()
        case = read_case(tmp_path / "burnt.toml", host.catalogue, TODAY)
        return plan(case, read_clinic(None), host, TODAY)

    return run


def test_a_sunburn_with_an_expected_end_is_checked_before_the_first_session(planned):
    """Fourteen days after the expected end sessions may begin, each course with a look at the skin that day."""
    made = planned("expected_end = 2026-11-30")
    first = made.visits[0].date
    assert first >= date(2026, 12, 14)
    checks = [p for course in made.courses for p in course.prerequisites if p.id == "healed_check"]
    assert [(check.date, check.session[-2:]) for check in checks] == [(first, ".1")]


def test_a_sunburn_without_an_end_leaves_no_course(planned):
    """Still burnt, with no day in sight: nothing in the clinic is planned."""
    assert planned("").courses == ()
