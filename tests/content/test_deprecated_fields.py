"""A field of content that goes away is still read, and said at the file and line that has it."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from turgor.api import Deprecated, TurgorDeprecationWarning, load_modality
from turgor.content import InvalidContent, deprecation
from turgor.host import found_at
from turgor.testing.checking import check_plugin

NOW = """
[modality]
name = "warmth"
title = "Warmth"
purpose = "To firm"
content_version = "1"
requires_turgor = ">=0.1"

[[treatment]]
id = "warmth.blanket"
name = "Warm blanket"
plain_name = "warm blanket"
mechanism = "dermal_heating"
role = "secondary"
evidence = "very_low"
treats = ["face"]
terms = {}
sources = ["clinic_default"]
course = { sessions = { minimum = 2, typical = 3, maximum = 4 }, interval = { min_days = 14, ideal_days = 21, max_days = 35 }, minutes = 30, downtime_days = 0, downtime_days_max = 1, peak_weeks = 12 }
"""


@pytest.fixture(autouse=True)
def once_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """`minutes` of a course was `length`; a treatment had a `colour`, and treatments were in `therapy`."""
    old = {
        "treatment.course.length": Deprecated("minutes", since="0.4", until="0.6"),
        "treatment.name": Deprecated("", since="0.5", until="0.7"),
        "therapy": Deprecated("treatment", since="0.4", until="0.6"),
    }
    monkeypatch.setattr(deprecation, "FIELDS", old)


def file_of(folder: Path, text: str) -> Path:
    """A content file."""
    path = folder / "warmth.toml"
    path.write_text(text, encoding="utf-8")
    return path


def heard(path: Path) -> list[tuple[str, int, str]]:
    """File, line and text of each warning that loading gives."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        assert load_modality(path).treatments[0].course.minutes == 30
    assert {one.category for one in found} <= {TurgorDeprecationWarning}
    return [(Path(one.filename).name, one.lineno, str(one.message)) for one in found]


def test_a_field_under_its_old_name_is_read_and_told_with_its_line(tmp_path: Path) -> None:
    """With the new name, and when the old one is gone."""
    path = file_of(tmp_path, NOW.replace(" minutes = 30", " length = 30"))
    text = "treatment.course.length goes away in Turgor 0.6 (deprecated since 0.4): use minutes"
    assert ("warmth.toml", 19, text) in heard(path)


def test_a_field_that_will_have_no_successor_is_told_to_be_left_out(tmp_path: Path) -> None:
    """It is read as before until then."""
    path = file_of(tmp_path, NOW)
    assert heard(path) == [
        ("warmth.toml", 11, "treatment.name goes away in Turgor 0.7 (deprecated since 0.5): leave it out")
    ]


def test_a_table_may_be_renamed_too(tmp_path: Path) -> None:
    """All of them, where it is written several times."""
    path = file_of(tmp_path, NOW.replace("[[treatment]]", "[[therapy]]"))
    assert (
        "warmth.toml",
        9,
        "therapy goes away in Turgor 0.6 (deprecated since 0.4): use treatment",
    ) in heard(path)


def test_both_names_at_once_are_a_mistake(tmp_path: Path) -> None:
    """Nobody can say which is meant."""
    path = file_of(tmp_path, NOW.replace(" minutes = 30", " minutes = 30, length = 40"))
    with (
        pytest.warns(TurgorDeprecationWarning),
        pytest.raises(InvalidContent, match=r"length is the old name of minutes, which stands there, too"),
    ):
        load_modality(path)


def test_plugins_check_lists_it(tmp_path: Path) -> None:
    """At its file and line."""
    path = file_of(tmp_path, NOW.replace(" minutes = 30", " length = 30"))
    remarks = check_plugin(*found_at(path), examples=0).remarks
    assert [one.about for one in remarks if one.part == "deprecation" and "length" in one.text] == [
        "warmth.toml, line 19"
    ]
