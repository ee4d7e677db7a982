"""Noting what happened on the command line: what is asked, what is refused, and planning anew in the same step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import desks
from frozen_clock import stop_the_clock
from sample_patients import TODAY
from turgor.cli import turgor
from turgor.practice.records import open_kept, which_plan
from turgor.store import Store

NEEDLING = "radiofrequency.microneedling#1.1"
DAY = ("--today", "2026-11-24")


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records with one plan that is followed, on the day on which it was made."""
    stop_the_clock(monkeypatch, TODAY)
    path = tmp_path / "turgor.db"
    monkeypatch.setenv("TURGOR_DB", str(path))
    monkeypatch.setenv("TURGOR_USER", "dr.lee")
    with Store.open(path) as store:
        desks.followed(desks.desk_at(store))
    return path


def run(*arguments: str, code: int = 0, typed: Sequence[str] = ()) -> Result:
    """Run the command line in this process; it must end with this code."""
    result = CliRunner().invoke(turgor, arguments, "".join(f"{line}\n" for line in typed))
    assert result.exit_code == code, result.output
    return result


def test_all_that_is_wrong_with_settings_is_one_error(followed: Path) -> None:
    """With where it stands and what was probably meant."""
    refused = run(
        "session", "done", "1", NEEDLING, "--setting", "depht=1.5", "--setting", "energy=much", code=3
    )
    assert refused.stderr.splitlines() == [
        "Error: The input cannot be used (3 problems):",
        "  the session: settings.depht: is not recorded; there are depth, energy, passes, needles; did you mean 'depth'?",
        "  the session: settings.depth: is missing: Depth of the needles",
        '  the session: settings.energy: must be a number (mJ), got the text "much"',
    ]


def test_settings_are_shown_with_names_and_units(followed: Path) -> None:
    """When they are noted, and with the plan."""
    given = ("session", "done", "1", NEEDLING, "--setting", "depth=1.5", "--setting", "needles=bare")
    assert "Depth of the needles: 1.5 mm, Needles: not insulated" in run(*given, "--no-revise").stdout
    assert "1.5 mm" in run("plans", "show", "1").stdout


def test_on_a_terminal_whatever_is_not_said_is_asked(followed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Again where the answer is wrong; then whether to plan anew, which the other day calls for."""
    monkeypatch.setattr("turgor.cli.recording.on_a_terminal", lambda: True)
    monkeypatch.setattr("turgor.cli.revising.on_a_terminal", lambda: True)
    answers = ("deep", "1.5", "", "2", "insulated", "n")
    asked = run("session", "done", "1", NEEDLING, typed=answers)
    assert "must be a number (mm)" in asked.stderr
    assert "Depth of the needles: 1.5 mm, Passes: 2, Needles: insulated" in asked.stdout
    assert "Plan anew now" in asked.stderr
    assert "What moved" not in asked.stdout


def test_a_missed_session_is_planned_anew_in_one_step(
    followed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What moves and why is shown, and the draft is kept; without the option it is said how."""
    session = "radiofrequency.monopolar_single#1.1"
    with Store.open(followed) as store:
        desk = desks.desk_at(store)
        made = open_kept(desk, which_plan(desk, "1")).plan
    day = next(visit.date for visit in made.visits if session in [one.id for one in visit.sessions])
    after = day + timedelta(days=1)
    stop_the_clock(monkeypatch, after)
    missed = run("session", "missed", "1", session, "--why", "ill", "--revise", "--today", after.isoformat())
    assert "What moved since plan" in missed.stdout
    assert "It was not given" in " ".join(missed.stdout.split())
    assert "Kept as plan 1/2, draft." in missed.stderr
    assert "was not given" in " ".join(run("plans", "list", "#1").stdout.split())


def test_an_event_is_planned_for_in_one_step(followed: Path) -> None:
    """A new medicine moves what it forbids, and says which rule does."""
    told = run("event", "add", "#1", "oral_isotretinoin", "--start", "2026-11-23", "--revise", *DAY)
    assert told.stdout.startswith("Event 1 of patient #1: oral_isotretinoin\n")
    assert "What moved since plan" in told.stdout
    assert "Kept as plan 1/2, draft." in told.stderr


def test_irritation_is_planned_for_in_one_step(followed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The retinoid is left out, and the rule says why; quiet where nothing calls for it."""
    stop_the_clock(monkeypatch, TODAY.replace(day=26))
    told = ("homecare", "add", "1", "topicals.tretinoin#1", "--from", "2026-11-24", "--used", "1")
    calm = run(*told, "--to", "2026-11-24", "--irritation", "1")
    assert "used on 1 days of" in calm.stdout
    assert "Plan anew" not in calm.stderr
    sore = run(*told[:4], "--from", "2026-11-25", "--to", "2026-11-25", "--used", "1", "--irritation", "3",
               "--revise", "--today", "2026-11-26")  # fmt: skip
    shown = " ".join(sore.stdout.split())
    assert "Home care that changed" in shown
    assert "left out A score of 3 or more" in shown
    beyond = run(
        *told[:4], "--from", "2026-11-26", "--to", "2026-11-26", "--used", "1", "--irritation", "9", code=3
    )
    assert "irritation: must be from 0 to 4, got 9" in beyond.stderr


def test_a_prerequisite_is_noted(followed: Path) -> None:
    """By name; what is waited for is named where it is another."""
    done = run("session", "prepared", "1", NEEDLING, "test_spot")
    assert done.stdout == f"test_spot for {NEEDLING} of plan 1/1: done on 2026-11-24\n"
    assert "test_spot" in run("session", "prepared", "1", NEEDLING, "tst_spot", code=3).stderr
    assert "test spot" in run("plans", "show", "1").stdout


def test_noting_a_session_loads_no_modality(followed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recorded stands in the plan; the practice is opened only to plan anew."""

    def opened(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("turgor.cli.options.open_with", opened)
    run("session", "missed", "1", NEEDLING)
    run("session", "prepared", "1", NEEDLING, "test_spot")
