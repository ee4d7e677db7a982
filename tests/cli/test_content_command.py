"""`turgor content check` on screen, as data and by its exit code."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import content_texts as texts
from turgor.cli.group import turgor
from turgor.content import load_core


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and stdout of a content check."""
    result = CliRunner().invoke(turgor, ["content", "check", *arguments])
    return result.exit_code, result.stdout


SOUND = """
[modality]
name = "rf"
title = "Radiofrequency"
purpose = "Firms the skin."
content_version = "2026.1"
"""
SLIP = """
[[trait]]
id = "rf_warm"
meaning = "warms"
[[treatment]]
id = "rf.series"
name = "Series"
plain_name = "Warm treatment"
mechanism = "collagen_heating"
role = "primary"
evidence = "low"
treats = ["jawline"]
sources = ["clinic_default"]
terms = {}
course = {sessions = {minimum = 1, typical = 3, maximum = 6}, interval = {min_days = 21, ideal_days = 28, max_days = 56}, minutes = 40, downtime_days = 1, downtime_days_max = 3, peak_weeks = 12}
[[rule]]
id = "RF-1"
title = "A pacemaker and none"
when = "pacemaker and not pacemaker"
severity = "relative"
outcome = "block"
rationale = "because"
sources = ["clinic_default"]
applies_to = ["rf.series"]
"""


def test_shipped_content_passes():
    """No error, and what is meant is shown with its reason."""
    code, out = run()
    assert code == 0
    assert "No error." in out
    assert "explained" in out


def test_an_error_is_shown_and_makes_the_exit_code_1(tmp_path):
    """Content that is being written is checked by its path, in the company of what is installed."""
    mechanism = _a_mechanism()
    folder = texts.write(tmp_path / "rf", rf=SOUND + SLIP.replace("collagen_heating", mechanism))
    code, out = run(str(folder))
    assert code == 1
    assert "rf: rule RF-1 (never-fires)" in out
    assert "core: " not in out


def test_content_that_does_not_load_is_found_too(tmp_path):
    """All its problems, each with its place."""
    code, out = run(
        str(texts.write(tmp_path / "rf", rf=SOUND + SLIP.replace("pacemaker and", "pacemakr and")))
    )
    assert code == 1
    assert "pacemakr" in out
    assert "Did you mean 'pacemaker'?" in out


def test_data_holds_every_finding_with_its_severity(tmp_path):
    """The same as on screen, under a versioned name."""
    folder = texts.write(tmp_path / "rf", rf=SOUND + SLIP.replace("collagen_heating", _a_mechanism()))
    code, out = run(str(folder), "--json", "-")
    data = json.loads(out)
    assert code == 1
    assert data["schema"] == "turgor-content-check/1"
    assert data["passed"] is False
    assert {
        "severity": "error",
        "kind": "never-fires",
        "place": "rf: rule RF-1",
        "text": "the condition can never hold: pacemaker and not pacemaker",
        "suggestion": "Mend the condition, or take the statement out.",
    } in data["findings"]


@pytest.mark.parametrize("name", ["core", "laser"])
def test_one_owner_may_be_looked_at_alone(name):
    """Its findings only."""
    code, out = run(name, "--json", "-")
    found = json.loads(out)
    assert code == 0
    assert {one["place"].split(":")[0] for one in [*found["findings"], *found["explained"]]} <= {name}


def test_a_name_that_nobody_has_is_a_misuse():
    """The names that may be given are listed."""
    result = CliRunner().invoke(turgor, ["content", "check", "lasr"])
    assert result.exit_code == 2
    assert "neither one of core, facial_exercise, laser" in result.stderr


def _a_mechanism() -> str:
    return min(load_core().vocabulary.mechanisms)


def test_the_folder_of_a_project_is_checked_by_its_content(tmp_path):
    """Its other TOML files are no content; what is found is told under the name of the folder."""
    content = tmp_path / "src" / "turgor_rf" / "content"
    content.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (content / "rf.toml").write_text(SOUND + "[[rule]]\n")
    code, out = run(str(tmp_path), "--no-plugins")
    assert code == 1
    assert "content/rf.toml: rule[0].title" in out
    assert "pyproject" not in out
