"""The tutorial does what it says, step by step."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from frozen_clock import stop_the_clock
from shown_text import matches
from turgor.cli import turgor

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial" / "first-plan.md").read_text("utf-8")
BLOCK = re.compile(r"^```(toml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BROKEN = PAGE.split("```toml\n")[1].split("```")[0].replace("1.5", "9").replace('"jowl"', '"jowll"')
YEAR = (ROOT / "docs" / "tutorial" / "a-year.md").read_text("utf-8")
DATED = re.compile(r"^<!-- (\S+) -->$|^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED = re.compile(r"Save this as `(\S+)`:\n\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXITS = {"maria.toml": 5, "broken.toml": 3}


def typed(case: str, snippet: str) -> str:
    """The case file after the reader typed a snippet: the first is the file, `extends` goes on top, the rest below."""
    if snippet.startswith("[patient]"):
        return snippet
    return f"{snippet}\n{case}" if snippet.startswith("extends") else f"{case}\n{snippet}"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A reader's folder, with a terminal of a hundred columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    shutil.copy(ROOT / "tests" / "cases" / "answered.toml", tmp_path)
    (tmp_path / "broken.toml").write_text(BROKEN)
    return tmp_path


def test_every_command_shows_what_the_page_says(desk):
    """From the first file to the last command, in the order of the page."""
    case, run = "", 0
    for kind, text in BLOCK.findall(PAGE):
        if kind == "toml":
            case = typed(case, text)
            (desk / "maria.toml").write_text(case)
            continue
        for entry in text.split("$ turgor ")[1:]:
            command, _, expected = entry.partition("\n")
            result = CliRunner().invoke(turgor, shlex.split(command))
            shown = result.stdout if result.exit_code != 3 else result.stderr
            assert matches(expected, shown), f"$ turgor {command}\n{shown}\n{result.stderr}"
            run += 1
    assert run == PAGE.count("$ turgor ")


def test_the_year_goes_as_the_page_says(desk, monkeypatch):
    """Each command on the day of its part of the page; one that is refused shows nothing on stdout."""
    shutil.copy(ROOT / "tests" / "cases" / "pacemaker-warfarin.toml", desk)
    monkeypatch.setenv("TURGOR_DB", str(desk / "records.db"))
    monkeypatch.setenv("TURGOR_USER", "dr.lee")
    for name, text in SAVED.findall(YEAR):
        (desk / name).write_text(text, encoding="utf-8")
    run = 0
    for day, block in DATED.findall(YEAR):
        if day:
            stop_the_clock(monkeypatch, date.fromisoformat(day))
            continue
        for entry in block.split("$ turgor ")[1:]:
            command, _, expected = entry.partition("\n")
            result = CliRunner().invoke(turgor, shlex.split(command))
            assert result.exit_code in (0, 1), f"$ turgor {command}\n{result.output}"
            assert matches(expected, plain(result.stdout)), f"$ turgor {command}\n{result.output}"
            run += 1
    assert run == YEAR.count("$ turgor ")


def plain(shown: str) -> str:
    """Without the blanks at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def test_the_tutorial_tells_of_the_exit_code(desk):
    """Without answers there is no plan; with a mistake no input."""
    (desk / "maria.toml").write_text(BLOCK.findall(PAGE)[0][1])
    for name, code in EXITS.items():
        assert CliRunner().invoke(turgor, ["plan", name, "--today", "2026-11-24"]).exit_code == code
