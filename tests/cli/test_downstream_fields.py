"""A modality by somebody else says what is recorded of its sessions: the page that shows how, followed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frozen_clock import stop_the_clock
from sample_patients import CASES, TODAY
from turgor.cli import turgor

PAGE = (Path(__file__).parents[2] / "docs" / "plugins" / "recording.md").read_text("utf-8")
COMMAND, _, REFUSAL = PAGE.split("```console\n$ turgor ")[1].split("```")[0].partition("\n")
CASE = (
    f'extends = "{CASES.as_posix()}/healthy-45.toml"\n[preferences]\npins = {{ only = ["warmth.blanket"] }}\n'
)


def run(*arguments: str, code: int = 0) -> Result:
    """Run the command line in this process; it must end with this code."""
    result = CliRunner().invoke(turgor, arguments)
    assert result.exit_code == code, result.output
    return result


def test_the_page_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its modality is planned with, refuses what is wrong as it says, and is noted without being there any more."""
    stop_the_clock(monkeypatch, TODAY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TURGOR_DB", str(tmp_path / "turgor.db"))
    (tmp_path / "warmth.toml").write_text(PAGE.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    (tmp_path / "case.toml").write_text(CASE, encoding="utf-8")
    run("patient", "add", "case.toml", "--plugin", "warmth.toml")
    run("plans", "build", "#1", "--plugin", "warmth.toml")
    run("plans", "approve", "1")
    assert run(*shlex.split(COMMAND), code=3).stderr == REFUSAL
    session = ("session", "done", "1", "warmth.blanket#1.1")
    given = run(*session, "--setting", "heat=41.5", "--setting", "wool=goat", "--no-revise")
    assert "Heat of the blanket: 41.5 °C, Wool: of goats" in given.stdout
    assert "Heat of the blanket: 41.5 °C" in run("plans", "show", "1").stdout
