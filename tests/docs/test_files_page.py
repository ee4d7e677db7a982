"""The examples on the page about files are files that can be read."""

import re
from datetime import date
from pathlib import Path

import pytest

from sample_patients import sample_plan
from turgor.content import load_core, merge
from turgor.files import read_case, read_clinic, read_happened

ROOT = Path(__file__).parents[2]
CASE, HAPPENED, CLINIC, ROOMS = re.findall(
    r"```toml\n(.*?)```", (ROOT / "docs/reference/files.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.fixture
def example(tmp_path):
    """Writes an example beside the answers that it builds on."""

    def write(text):
        base = (ROOT / "tests/cases/answered.toml").read_text(encoding="utf-8")
        (tmp_path / "answered.toml").write_text(base, encoding="utf-8")
        file = tmp_path / "example.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_the_case_on_the_page_can_be_read(example):
    """The example case is valid with the words of core alone, and means what its comments say."""
    case = read_case(example(CASE), merge(load_core(), {}), date(2026, 11, 24))
    answers = case.assessment.answers
    assert answers.value("tattoo", "jawline.left") is True
    assert answers.value("tattoo", "jawline.right") is False
    assert [m.site for m in case.assessment.measurements] == ["jowl.left", "jowl.right"]


def test_the_clinic_on_the_page_can_be_read(example):
    """The example clinic is valid, and closed on the days that it does not name."""
    clinic = read_clinic(example(CLINIC), merge(load_core(), {}))
    assert {opening.weekday for opening in clinic.opening} == {0, 3}


def test_the_rooms_on_the_page_can_be_read(example):
    """The example of rooms, devices, staff and bookings goes on where the example clinic ends."""
    clinic = read_clinic(example(CLINIC + ROOMS), merge(load_core(), {}))
    assert list(clinic.resources) == ["room-1", "ndyag", "noor"]
    assert [booking.resources for booking in clinic.bookings] == [("room-1", "ndyag")]


def test_what_happened_on_the_page_can_be_read(example):
    """The example is about sessions of a sample patient's plan."""
    happened = read_happened(example(HAPPENED), sample_plan("pacemaker-warfarin"), merge(load_core(), {}))
    assert [one.why for one in happened.missed] == ["ill"]
    assert [event.kind for event in happened.events] == ["sunburn"]
    assert list(happened.dates.values()) == [date(2027, 2, 10)]
