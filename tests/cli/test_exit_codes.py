"""Bad input, bad places and bad luck: one clear message on stderr, the documented exit code, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sound_plan
from sample_patients import CASES
from turgor import planner, practice
from turgor.cli import turgor
from turgor.cli.exits import Code
from turgor.domain.messages import plain
from turgor.verify import Breach

HEALTHY = str(CASES / "healthy-45.toml")
DAY = ("--today", "2026-11-24")


def run(*arguments: str) -> Result:
    """Run the command line in this process."""
    result = CliRunner().invoke(turgor, arguments)
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A folder with a copy of the healthy patient, to be spoilt."""
    for name in ("healthy-45.toml", "answered.toml"):
        (tmp_path / name).write_text((CASES / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path / "healthy-45.toml"


@pytest.mark.parametrize(
    "command", [["plan"], ["verdicts"], ["why", "laser.co2_fractional"], ["questions", "--case"]]
)
def test_a_missing_case_is_invalid_input(command: list[str], tmp_path: Path) -> None:
    """Named, with exit code 3."""
    result = run(*command, str(tmp_path / "nobody.toml"), *DAY)
    assert result.exit_code == Code.INVALID
    assert "nobody.toml: there is no such file" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["verify", "print"])
def test_a_missing_plan_is_invalid_input(command: str, tmp_path: Path) -> None:
    """So is one that is no plan at all."""
    assert run(command, str(tmp_path / "nothing.json")).exit_code == Code.INVALID
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    result = run(command, str(tmp_path / "other.json"))
    assert result.exit_code == Code.INVALID
    assert "is no plan" in result.stderr


def test_every_problem_of_a_case_is_listed_with_its_place(case: Path) -> None:
    """All at once, each on a line of its own, and nothing is written."""
    text = case.read_text(encoding="utf-8").replace("[goals]", "[goals]\nzonez = []")
    text = text.replace("[patient]", "[patient]\nage = 45")
    case.write_text(text, encoding="utf-8")
    out = case.parent / "out"
    result = run("plan", str(case), *DAY, "--out", str(out))
    assert result.exit_code == Code.INVALID
    lines = result.stderr.splitlines()
    assert lines[0] == "Error: The input cannot be used (2 problems):"
    assert [line for line in lines if f"{case}: goals.zonez: " in line]
    assert [line for line in lines if f"{case}: patient.age: " in line]
    assert not out.exists()


def test_a_clinic_that_is_missing_is_invalid_input(tmp_path: Path) -> None:
    """Like a case."""
    assert run("verdicts", HEALTHY, *DAY, "--clinic", str(tmp_path / "none.toml")).exit_code == Code.INVALID


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan"], "Missing argument 'CASE'"),
        (["plan", HEALTHY, "--today", "tomorrow"], "'tomorrow' is no date; write it like 2026-11-24"),
        (["plan", HEALTHY, "--today", "2026-02-30"], "is no date"),
        (["plan", HEALTHY, "--priority", "cheap"], "'cheap' is not one of"),
        (["plan", HEALTHY, "--priority", "visits,cst"], "did you mean cost?"),
        (["plan", HEALTHY, "--priority", "cost,visits,cost"], "'cost' is named twice"),
        (["plan", HEALTHY, "--priority", "sonest"], "did you mean soonest?"),
        (["paln"], "No such command 'paln'"),
        (["why", "laser.co2", HEALTHY, *DAY], "did you mean laser.co2_fractional?"),
        (["why", "laser.co2_fractional", HEALTHY, *DAY, "--no-plugins"], "there are: none"),
        (["plan", HEALTHY, *DAY, "--json", HEALTHY], "is the file that is read"),
    ],
)
def test_a_wrong_call_is_a_usage_error(arguments: list[str], said: str) -> None:
    """Exit code 2, and it says what is meant."""
    result = run(*arguments)
    assert result.exit_code == Code.USAGE
    assert said in result.stderr


def test_a_place_where_nothing_can_be_written_is_a_storage_error(tmp_path: Path) -> None:
    """Exit code 4, naming the file; nothing half-written is left."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("plan", HEALTHY, *DAY, "--out", str(tmp_path / "file" / "out"))
    assert result.exit_code == Code.STORAGE
    assert "file" in result.stderr
    result = run("verdicts", HEALTHY, *DAY, "--json", str(tmp_path))
    assert result.exit_code == Code.STORAGE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_a_plan_that_our_own_verifier_refuses_is_kept_and_not_handed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 6; the limits are listed and the file with the refused plan is named."""
    breach = Breach("interval", "toy.device#1.2", plain("toy", "It comes 1 day too early."))
    monkeypatch.setattr(planner, "verify", lambda _: (breach,))
    result = run("plan", HEALTHY, *DAY, "--out", str(tmp_path), "--json", "-")
    assert result.exit_code == Code.REFUSED
    assert result.stdout == ""
    assert "interval at toy.device#1.2: It comes 1 day too early." in result.stderr
    assert str(tmp_path / "refused-plan.json") in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["refused-plan.json"]


def test_a_defect_of_ours_is_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its traceback, so that it can be reported, and a code that means nothing else."""
    monkeypatch.setattr("turgor.cli.commands.verify.check_plan", lambda _: 1 / 0)
    monkeypatch.setattr("turgor.cli.commands.verify.open_plan", lambda _: sound_plan)
    result = CliRunner().invoke(turgor, ["verify", "plan.json"])
    assert result.exit_code == Code.BUG
    assert "ZeroDivisionError" in result.stderr
    assert "This is a defect of Turgor" in result.stderr


def test_every_code_has_its_meaning() -> None:
    """The reference prints them."""
    assert all(code.meaning.endswith(".") for code in Code)
    assert practice.PlanRefused is planner.PlanRefused


def process(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, *arguments], env={**os.environ, **surroundings}, check=False, capture_output=True, text=True, timeout=120
    )  # fmt: skip


def test_help_imports_nothing_heavy() -> None:
    """`turgor --help` stays quick however much is installed."""
    script = """
import sys
from turgor.cli import main
try:
    main()
except SystemExit as end:
    assert end.code == 0, end.code
heavy = {"weasyprint", "ortools", "sqlalchemy", "rich", "cattrs", "pluggy", "turgor.planner", "turgor.host"}
print(sorted(heavy & sys.modules.keys()), file=sys.stderr)
"""
    done = process("-c", script, "--help")
    assert "Commands:" in done.stdout
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("command", ["verdicts", "questions", "plugins", "schema", "verify"])
def test_reading_commands_import_neither_solver_nor_printer(command: str) -> None:
    """Their help does not, and neither do they."""
    script = """
import sys
from turgor.cli import main
try:
    main()
except SystemExit:
    pass
print(sorted({"weasyprint", "ortools", "sqlalchemy"} & sys.modules.keys()), file=sys.stderr)
"""
    arguments = {"verdicts": [HEALTHY, *DAY, "--json", "-"], "plugins": ["list"], "verify": ["--help"]}
    done = process("-c", script, command, *arguments.get(command, []))
    assert done.stderr == "[]\n", done.stderr
    assert done.stdout


def test_python_m_turgor_is_turgor() -> None:
    """The module runs the same command line."""
    done = process("-m", "turgor", "--version")
    assert (done.returncode, done.stdout) == (0, "turgor, version 0.1.0\n")


def test_no_colour_where_none_is_wanted() -> None:
    """Neither with NO_COLOR nor in a pipe are there escape sequences."""
    done = process("-m", "turgor", "plugins", "list", NO_COLOR="1", FORCE_COLOR="")
    assert "\x1b" not in done.stdout
    assert "loaded" in done.stdout


def test_a_reader_that_stops_early_is_no_error() -> None:
    """As in `turgor schema | head -1`."""
    command = f"{sys.executable} -m turgor schema | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_plugin_that_failed_is_named_on_stderr_and_on_screen(tmp_path: Path) -> None:
    """And its say is missing from the plan's JSON with the reason: exit code 0, since the others go on."""
    info = tmp_path / "turgor_toy-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: turgor-toy\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[turgor.modalities]\ntoy = turgor_toy_that_fails\n", encoding="utf-8"
    )
    (tmp_path / "turgor_toy_that_fails.py").write_text("1 / 0", encoding="utf-8")
    saved = tmp_path / "plan.json"
    done = process("-m", "turgor", "plan", HEALTHY, *DAY, "--json", str(saved), PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (
        "Warning: modality toy (turgor-toy) is failed: importing it raised an error: ZeroDivisionError"
        in done.stderr
    )
    assert "Not assessed: toy" in done.stdout
    plan = json.loads(saved.read_text(encoding="utf-8"))
    (plugin,) = [plugin for plugin in plan["engine"]["plugins"] if plugin["name"] == "toy"]
    assert plugin["status"] == "failed"
    assert [
        v
        for v in plan["verdicts"]
        if v["treatment"] == "toy.*" and v["timeline"][0]["status"] == "not_assessed"
    ]
