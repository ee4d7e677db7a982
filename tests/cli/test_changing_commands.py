"""turgor whatif and turgor replan: what they print, write and answer, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sample_patients import CASES, sample_plan
from turgor.cli import turgor
from turgor.practice import plan_json

LASER = "laser.ndyag_long_pulse#1"
HAPPENED = f"""
today = 2026-12-28
done = [{{ session = "{LASER}.1", date = 2026-11-25 }}]
missed = [{{ session = "{LASER}.2", why = "ill" }}]
"""


def run(*arguments: str) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(turgor, arguments)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The plan of the patient with a pacemaker, in a file."""
    file = tmp_path_factory.mktemp("plan") / "plan.json"
    file.write_text(plan_json(sample_plan("pacemaker-warfarin")), encoding="utf-8")
    return str(file)


@pytest.fixture
def happened(tmp_path: Path) -> str:
    """One session done, one missed."""
    file = tmp_path / "happened.toml"
    file.write_text(HAPPENED, encoding="utf-8")
    return str(file)


def test_what_moved_and_why_comes_first_and_the_new_plan_is_written(plan: str, happened: str, tmp_path: Path):
    """The old plan is named and stays as it is; the new one stands in files of its own."""
    before = Path(plan).read_bytes()
    result = run("replan", plan, "--happened", happened, "--out", str(tmp_path / "new"))
    assert result.exit_code == 0, result.output
    assert "What moved since plan" in result.stdout
    assert "Wed 23 Dec 2026" in result.stdout
    assert "It was not given on its day" in result.stdout
    assert Path(plan).read_bytes() == before
    made = json.loads((tmp_path / "new" / "plan.json").read_text(encoding="utf-8"))
    assert made["replaces"] == json.loads(before)["number"]
    assert (tmp_path / "new" / "plan.pdf").read_bytes().startswith(b"%PDF-")
    assert run("verify", str(tmp_path / "new" / "plan.json")).exit_code == 0


def test_a_plan_made_anew_can_be_made_anew(plan: str, happened: str, tmp_path: Path):
    """What was given before counts on: the third plan starts at the third session."""
    run("replan", plan, "--happened", happened, "--json", str(tmp_path / "second.json"))
    later = tmp_path / "later.toml"
    later.write_text(
        f'today = 2027-01-05\ndone = [{{ session = "{LASER}.2", date = 2027-01-04 }}]\n', encoding="utf-8"
    )
    result = run("replan", str(tmp_path / "second.json"), "--happened", str(later), "--json", "-")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert made["courses"][0]["given"] == ["2026-11-25", "2027-01-04"]
    assert [one["session"] for one in made["replay"]["given"]] == [f"{LASER}.1", f"{LASER}.2"]
    assert made["moves"] == []


def test_the_old_plan_is_never_overwritten(plan: str, happened: str):
    """A file that is read is no place to write to."""
    result = run("replan", plan, "--happened", happened, "--json", plan)
    assert result.exit_code == 2
    assert "would be overwritten" in result.stderr or plan in result.stderr


def test_a_newer_file_of_the_patient_counts(plan: str, happened: str, tmp_path: Path):
    """The same file moves what was missed alone; one that wants a single visit in all gives the rest up."""
    case = tmp_path / "case.toml"
    text = (CASES / "pacemaker-warfarin.toml").read_text(encoding="utf-8")
    case.write_text(text.replace('"answered.toml"', f'"{CASES}/answered.toml"'), encoding="utf-8")
    same = run("replan", plan, "--happened", happened, "--case", str(case))
    assert same.exit_code == 0, same.output
    assert "It was not given on its day" in same.stdout
    case.write_text(
        case.read_text(encoding="utf-8").replace("most_visits = 8", "most_visits = 1"), encoding="utf-8"
    )
    fewer = run("replan", plan, "--happened", happened, "--case", str(case))
    assert "would need a visit more" in fewer.stdout or "At most 1 visits are wanted" in fewer.stdout


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        (f"{LASER}.9=2027-01-04", "no session to come is called"),
        (f"{LASER}.2=soon", "soon"),
    ],
)
def test_a_pin_that_means_nothing_is_refused(plan: str, pin: str, said: str):
    """The message names the sessions that there are."""
    result = run("replan", plan, "--today", "2026-11-24", "--pin", pin)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_pin_on_a_day_that_is_forbidden_has_no_plan_and_says_why(plan: str):
    """Exit code 5, with the limits."""
    result = run("replan", plan, "--today", "2026-11-24", "--pin", f"{LASER}.2=2026-12-31")
    assert result.exit_code == 5
    assert "The patient cannot come" in result.stdout


def test_whatif_answers_both_ways(plan: str):
    """Possible with its moves, or impossible with the limits and exit code 5."""
    possible = run("whatif", plan, "--session", f"{LASER}.2", "--on", "2026-12-30")
    assert possible.exit_code == 0, possible.output
    impossible = run("whatif", plan, "--session", f"{LASER}.2", "--on", "2026-12-25")
    assert impossible.exit_code == 5
    assert "not open" in impossible.stdout or "cannot come" in impossible.stdout
    assert "It is asked for" in impossible.stdout
    assert "fixed" not in impossible.stdout
    unknown = run("whatif", plan, "--session", f"{LASER}.7", "--on", "2026-12-30")
    assert unknown.exit_code == 2
    assert "did you mean" in unknown.stderr


def test_whatif_of_a_day_that_is_over_says_so(plan: str):
    """No other limit is blamed for it."""
    over = run("whatif", plan, "--session", f"{LASER}.2", "--on", "2026-11-02")
    assert over.exit_code == 5
    assert "Nothing can be before 24 November 2026" in " ".join(over.stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("replan", "--pin", f"{LASER}.2=2027-01-04"),
        ("whatif", "--session", f"{LASER}.2", "--on", "2027-01-04"),
        ("choose", "--alternative", "B", "--because", "fewer visits"),
    ],
)
def test_a_file_without_a_plan_is_told_from_one_that_holds_too_little(
    plan: str, tmp_path: Path, arguments: tuple[str, ...]
):
    """Of the first there is nothing to change; the second has to be made anew."""
    command, *options = arguments
    none = tmp_path / "none.json"
    run("replan", plan, "--today", "2026-11-24", "--pin", f"{LASER}.2=2026-12-31", "--json", str(none))
    refused = run(command, str(none), *options)
    assert refused.exit_code == 2
    assert "says why there is no plan" in refused.stderr
    made = json.loads(Path(plan).read_text(encoding="utf-8"))
    made["case"] = None
    bare = tmp_path / "bare.json"
    bare.write_text(json.dumps(made), encoding="utf-8")
    refused = run(command, str(bare), *options)
    assert refused.exit_code == 2
    assert "does not hold what was entered" in refused.stderr


def test_a_pin_without_a_day_says_how_it_is_written(plan: str):
    """Not that no session has an empty name."""
    result = run("replan", plan, "--today", "2026-11-24", "--pin", f"{LASER}.2")
    assert result.exit_code == 2
    assert "names no day; write SESSION=DATE" in " ".join(result.stderr.split())


def test_a_plan_goes_on_without_a_modality_that_is_switched_off(plan: str, happened: str, tmp_path: Path):
    """Its sessions are not planned any more; what was given stays in the history, with what it left."""
    result = run(
        "replan", plan, "--happened", happened, "--disable", "laser", "--disable", "lasre", "--json", str(tmp_path / "new.json")
    )  # fmt: skip
    assert "there is no plugin called 'lasre' to disable" in result.stderr
    made = json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))
    status = {one["name"]: one["status"] for one in made["engine"]["plugins"]}
    assert (status["laser"], status["topicals"]) == ("disabled", "loaded")
    assert made["courses"] == []
    assert "laser.ndyag_long_pulse" in {event["kind"] for event in made["replay"]["events"]}


def test_a_modality_that_fails_while_a_plan_is_changed_is_named(plan: str, happened: str, tmp_path: Path):
    """With its package and the reason, as when a plan is made."""
    (tmp_path / "toy.py").write_text(
        "from turgor.api import hookimpl\n"
        "from turgor.testing import modality\n"
        "turgor_modality = hookimpl(lambda: modality('toy'), specname='turgor_modality')\n"
        "turgor_offers = hookimpl(lambda: 1 / 0, specname='turgor_offers')\n",
        encoding="utf-8",
    )
    result = run("replan", plan, "--happened", happened, "--plugin", str(tmp_path / "toy.py"))
    assert "Warning: modality toy (file:toy.py) is failed: turgor_offers raised an error" in result.stderr
