"""Every command: what it prints, as text and as JSON, on which stream, with which exit code."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sample_patients import CASES
from turgor.cli import turgor

HEALTHY = str(CASES / "healthy-45.toml")
UNANSWERED = str(CASES / "half-unanswered.toml")
MELASMA = str(CASES / "type-v-melasma.toml")
PACEMAKER = str(CASES / "pacemaker-warfarin.toml")
ON_THE_DAY = ("--today", "2026-11-24")


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(turgor, arguments, input=stdin)


def done(*arguments: str) -> Result:
    """Run a command that must succeed, silently on stderr."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """The healthy patient planned once, with every kind of output."""
    out = tmp_path_factory.mktemp("plan") / "out"
    return run("plan", HEALTHY, *ON_THE_DAY, "--out", str(out), "--json", str(out / "also.json")), out


def test_plan_prints_a_summary_and_writes_plan_and_pdf(planned: tuple[Result, Path]) -> None:
    """Verdicts, visits, home care and the proof are on stdout; what was written is said on stderr."""
    result, out = planned
    assert result.exit_code == 0, result.output
    for part in ("Verdicts", "Visits", "Home care", "proven", "1 of "):
        assert part in result.stdout
    assert json.loads((out / "plan.json").read_text(encoding="utf-8"))["outcome"] == "plan"
    assert (out / "also.json").read_bytes() == (out / "plan.json").read_bytes()
    assert (out / "plan.pdf").read_bytes().startswith(b"%PDF-")
    assert result.stderr == f"Written: {out / 'plan.json'} and {out / 'plan.pdf'}\n"


def test_files_of_an_earlier_run_are_replaced(planned: tuple[Result, Path]) -> None:
    """Nothing else is left in the folder: no half-written file, no second copy."""
    _, out = planned
    before = sorted(path.name for path in out.iterdir())
    assert run("plan", HEALTHY, *ON_THE_DAY, "--out", str(out)).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == before


def test_plan_json_on_stdout_is_json_alone() -> None:
    """So that it can be piped; messages stay on stderr."""
    result = done("plan", HEALTHY, *ON_THE_DAY, "--json", "-")
    assert json.loads(result.stdout)["schema"] == "turgor-plan/1"


def test_a_case_may_come_from_stdin() -> None:
    """As a dash says; relative files that it names are found from where one stands."""
    text = (
        (CASES / "healthy-45.toml")
        .read_text(encoding="utf-8")
        .replace('"answered.toml"', f'"{CASES}/answered.toml"')
    )
    assert (
        run("verdicts", "-", *ON_THE_DAY, stdin=text).stdout == done("verdicts", HEALTHY, *ON_THE_DAY).stdout
    )


def test_the_priority_can_be_chosen() -> None:
    """And is named in the proof."""
    assert "for the priority soonest" in done("plan", HEALTHY, *ON_THE_DAY, "--priority", "soonest").stdout


def test_the_priority_can_be_an_order_of_aims(tmp_path: Path) -> None:
    """Aims in the order in which they count; each is a stage of the proof, in that order, on screen and in the plan."""
    out = tmp_path / "plan.json"
    shown = done("plan", HEALTHY, *ON_THE_DAY, "--priority", "visits,cost,finish", "--json", str(out)).stdout
    assert "for the priority visits,cost,finish" in shown
    objective = json.loads(out.read_text(encoding="utf-8"))["objective"]
    assert objective["priority"] == ["visits", "cost", "finish"]
    names = [stage["name"] for stage in objective["stages"]]
    assert names[4:] == ["visits", "unknown-prices", "cost", "finish", "ideal-intervals", "tie-break"]
    assert "keeps every limit" in done("verify", str(out)).stdout


@pytest.fixture(scope="module")
def with_others(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """A patient planned with alternatives."""
    file = tmp_path_factory.mktemp("others") / "plan.json"
    return run("plan", MELASMA, *ON_THE_DAY, "--alternatives", "--json", str(file)), file


def test_alternatives_say_what_one_gives_up_for_what(with_others: tuple[Result, Path]) -> None:
    """A table of all plans, each trade-off, and in what no plan is better; without asking there are none."""
    result, file = with_others
    assert result.exit_code == 0
    for part in ("Other plans", "this plan", "B:", "Better:", "given up:", "More benefit: no plan is better"):
        assert part in result.stdout
    plan = json.loads(file.read_text(encoding="utf-8"))
    assert [other["letter"] for other in plan["alternatives"]] == ["B", "C"]
    assert all(other["proven"] for other in plan["alternatives"])
    assert "Other plans" not in done("plan", MELASMA, *ON_THE_DAY).stdout


def test_an_alternative_can_be_chosen(with_others: tuple[Result, Path], tmp_path: Path) -> None:
    """It is a plan of its own that verifies and prints; the reason and the declined ones are on screen and in it."""
    _, file = with_others
    out = tmp_path / "chosen"
    result = run("choose", str(file), "--alternative", "b", "--because", "She travels.", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "as its alternative B: She travels." in " ".join(result.stdout.split())
    assert "Declined" in result.stdout
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert plan["choice"] == {"letter": "B", "because": "She travels."}
    assert [other["letter"] for other in plan["alternatives"]] == ["A", "C"]
    assert (plan["number"], plan["replaces"]) == ("P-1002-20261124-B", "P-1002-20261124")
    assert "keeps every limit" in done("verify", str(out / "plan.json")).stdout


def test_only_an_alternative_that_there_is_can_be_chosen_and_with_a_reason(
    with_others: tuple[Result, Path], planned: tuple[Result, Path], tmp_path: Path
) -> None:
    """Wrong letters and empty reasons are errors of usage; an alternative that does not hold any more is no plan."""
    _, file = with_others
    why = ("--because", "She travels.")
    wrong = run("choose", str(file), "--alternative", "X", *why)
    assert (wrong.exit_code, "there are: B, C" in wrong.stderr) == (2, True)
    none = run("choose", str(planned[1] / "plan.json"), "--alternative", "B", *why)
    assert (none.exit_code, "turgor plan --alternatives" in none.stderr) == (2, True)
    unsaid = run("choose", str(file), "--alternative", "B", "--because", " ")
    assert (unsaid.exit_code, "must say why" in unsaid.stderr) == (2, True)
    stale = json.loads(file.read_text(encoding="utf-8"))
    stale["policy"]["switched_off"] = [stale["alternatives"][0]["courses"][0]["treatment"]]
    changed = tmp_path / "stale.json"
    changed.write_text(json.dumps(stale), encoding="utf-8")
    gone = run("choose", str(changed), "--alternative", "B", *why)
    assert (gone.exit_code, "does not hold any more" in gone.stderr) == (5, True)


def test_verify_accepts_the_plan_and_refuses_a_changed_one(
    planned: tuple[Result, Path], tmp_path: Path
) -> None:
    """Exit code 0 and 1; the broken limit is named, as text and as JSON."""
    _, out = planned
    assert "keeps every limit" in done("verify", str(out / "plan.json")).stdout
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    plan["visits"][0]["date"] = "2020-01-01"
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(plan), encoding="utf-8")
    result = run("verify", str(changed), "--json", "-")
    assert result.exit_code == 1
    breaches = json.loads(result.stdout)["breaches"]
    assert breaches
    assert {"limit", "where", "text"} == breaches[0].keys()
    assert breaches[0]["text"]["text"] in " ".join(run("verify", str(changed)).stdout.split())


def test_print_makes_the_same_pdf_as_plan(planned: tuple[Result, Path], tmp_path: Path) -> None:
    """A plan is self-contained: no plugin is needed to print it."""
    _, out = planned
    result = run("print", str(out / "plan.json"), "--out", str(tmp_path / "again"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "again" / "plan.pdf").read_bytes() == (out / "plan.pdf").read_bytes()
    assert result.stdout == ""
    nothing = run(
        "print", str(out / "plan.json"), "--documents", "progress", "--out", str(tmp_path / "again")
    )
    assert nothing.stderr == "Nothing written: this plan has nothing yet for progress.\n"


def test_print_refuses_a_plan_that_breaks_a_limit(planned: tuple[Result, Path], tmp_path: Path) -> None:
    """Nothing that the verifier refuses reaches paper."""
    _, out = planned
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    plan["visits"][0]["date"] = "2020-01-01"
    changed, pdf = tmp_path / "changed.json", tmp_path / "changed.pdf"
    changed.write_text(json.dumps(plan), encoding="utf-8")
    result = run("print", str(changed), "--out", str(pdf))
    assert result.exit_code == 6
    assert "not printed" in result.stderr
    assert not pdf.exists()


def test_verdicts_lists_every_treatment_over_time() -> None:
    """Status, zone, day and the rule with its patient's reason; in JSON the same, by the keys of a plan."""
    text = done("verdicts", PACEMAKER, *ON_THE_DAY).stdout
    assert "contraindicated" in text
    assert "[CIED-1]" in text
    data = json.loads(done("verdicts", PACEMAKER, *ON_THE_DAY, "--json", "-").stdout)
    assert data["schema"] == "turgor-verdicts/1"
    (mono,) = [v for v in data["verdicts"] if v["treatment"] == "radiofrequency.monopolar_series"]
    first = mono["timeline"][0]
    assert (first["from"], first["status"]) == ("2026-11-24", "contraindicated")
    assert "CIED-1" in [reason["rule"] for reason in first["reasons"]]


def test_why_shows_every_rule_with_its_result() -> None:
    """Those that hold with the facts that made them hold, those that are unknown with what is missing."""
    text = done("why", "radiofrequency.monopolar_series", PACEMAKER, *ON_THE_DAY).stdout
    assert "Rules considered" in text
    assert "does not hold" in text
    rows = [line for line in text.splitlines() if line.startswith("CIED-1")]
    assert rows
    assert "holds" in rows[0]
    data = json.loads(done("why", "laser.co2_fractional", UNANSWERED, *ON_THE_DAY, "--json", "-").stdout)
    unknown = [
        entry
        for rule in data["rules"]
        for result in rule["results"]
        for entry in result["timeline"]
        if entry["holds"] is None
    ]
    assert unknown
    assert all(entry["missing"] for entry in unknown)
    assert {need["need"]["state"] for need in data["needs"]} >= {"barrier_open"}


def test_questions_show_the_questionnaire_and_what_is_unanswered() -> None:
    """Without a case all questions by section; with one, those that hold treatments up, most first."""
    data = json.loads(done("questions", "--json", "-").stdout)
    facts = {fact["id"]: fact for section in data["sections"] for fact in section["facts"]}
    assert facts["diabetes"]["type"] == "choice"
    assert "ha_filler" in {kind["id"] for kind in data["history"]}
    assert "diabetes" in done("questions").stdout
    asked = json.loads(done("questions", "--case", UNANSWERED, *ON_THE_DAY, "--json", "-").stdout)[
        "questions"
    ]
    held_up = [len(question["treatments"]) for question in asked]
    assert held_up == sorted(held_up, reverse=True)
    assert held_up[0] > 1
    assert asked[0]["id"] in done("questions", "--case", UNANSWERED, *ON_THE_DAY).stdout
    assert (
        "No answer can change any verdict any more."
        in done("questions", "--case", HEALTHY, *ON_THE_DAY).stdout
    )


def test_plugins_list_shows_what_became_of_each() -> None:
    """Disabled ones stay in the list."""
    data = json.loads(done("plugins", "list", "--disable", "laser", "--json", "-").stdout)
    states = {plugin["name"]: plugin["status"] for plugin in data["plugins"]}
    assert states["laser"] == "disabled"
    assert states["topicals"] == "loaded"
    assert set(json.loads(done("plugins", "list", "--no-plugins", "--json", "-").stdout)["plugins"][0]) >= {
        "name", "distribution", "version", "status", "content", "reason",
    }  # fmt: skip


def test_schema_describes_the_plans_that_are_written() -> None:
    """It is a JSON Schema with the name of the version."""
    assert json.loads(done("schema").stdout)["properties"]["schema"] == {"const": "turgor-plan/1"}


def test_a_disabled_modality_offers_nothing() -> None:
    """And a name that does not exist is remarked on, not obeyed in silence."""
    assert "Monopolar" not in done("verdicts", HEALTHY, *ON_THE_DAY, "--disable", "radiofrequency").stdout
    result = run("verdicts", HEALTHY, *ON_THE_DAY, "--disable", "radio")
    assert result.exit_code == 0
    assert "no plugin called 'radio'" in result.stderr


def test_without_plugins_there_is_no_plan_and_it_says_so(tmp_path: Path) -> None:
    """Exit code 5, and the JSON that was asked for is written."""
    result = run("plan", HEALTHY, *ON_THE_DAY, "--no-plugins", "--json", str(tmp_path / "plan.json"))
    assert result.exit_code == 5
    assert "No plan" in result.stdout
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["outcome"] == "no-plan"


def test_control_characters_of_a_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """A name could move the cursor or forge a line."""
    text = (CASES / "healthy-45.toml").read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name"))
    case = tmp_path / "case.toml"
    text = text.replace(name, 'name = "A\\u001b[2Jx [bold]y"').replace(
        '"answered.toml"', f'"{CASES}/answered.toml"'
    )
    case.write_text(text, encoding="utf-8")
    result = run("plan", str(case), *ON_THE_DAY)
    assert "\x1b" not in result.output
    assert result.exit_code == 0 or "control" in result.stderr
    if result.exit_code == 0:
        assert "[bold]y" in result.stdout


def test_interactions_show_derived_gaps_beside_published_ones() -> None:
    """For every ordered pair of actions, with the states they come from; in the documented keys."""
    data = json.loads(done("interactions", "--fitzpatrick", "2", "--json", "-").stdout)
    rows = {(row["first"], row["then"]): row for row in data["interactions"]}
    row = rows["ha_filler", "laser.co2_fractional"]
    assert row.keys() >= {"first", "then", "min_days", "same_visit", "because", "published"}
    assert row["because"][0].keys() >= {"state", "upper_days", "clear_days", "sources"}
    assert row["published"].keys() >= {"min_days", "same_visit", "rows"}
    assert row["min_days"] == row["published"]["min_days"] == 14
    assert ("laser.co2_fractional", "ha_filler") in rows


def test_interactions_of_one_action_and_differences_alone() -> None:
    """The table can be cut down; an action that does not exist is a usage error."""
    text = done("interactions", "--of", "ha_filler", "--fitzpatrick", "2").stdout
    assert all("ha_filler" in line for line in text.splitlines() if line.startswith("laser."))
    assert "superficial_peel" in done("interactions", "--differences").stdout
    assert run("interactions", "--of", "filler").exit_code == 2
    unknown = done("interactions", "--differences", "--fitzpatrick", "unknown").stdout
    assert len(unknown.splitlines()) > len(done("interactions", "--differences").stdout.splitlines())


def test_verdicts_show_how_firmness_has_changed(tmp_path: Path) -> None:
    """Two visits with three readings each are compared, with the direction and why it counts."""
    reading = (
        '[[assessment.measurements]]\nzone = "jawline.left"\ninstrument = "cutometer_r2"\nsettings = "2 mm"\n'
    )
    visits = (
        f"{reading}date = 2026-06-01\nvalues = [0.60, 0.61, 0.62]\n{reading}values = [0.70, 0.71, 0.72]\n"
    )
    path = tmp_path / "case.toml"
    path.write_text(f"{Path(HEALTHY).read_text()}\n{visits}")
    shutil.copy(CASES / "answered.toml", tmp_path)
    result = done("verdicts", str(path), *ON_THE_DAY)
    assert "+0.1 ratio, firmer" in result.stdout


@pytest.mark.parametrize("command", ["plan", "verdicts"])
def test_what_is_undecided_without_a_question_says_why(command: str, tmp_path: Path):
    """Nobody who is here can say what a product leaves on the skin, so there is nothing to answer."""
    case = tmp_path / "case.toml"
    text = (
        f'extends = "{CASES}/healthy-45.toml"\n[[using]]\ntreatment = "topicals.azelaic_acid"\nper_week = 3\n'
    )
    case.write_text(text, encoding="utf-8")
    result = run(command, str(case), "--today", "2026-11-24", "--disable", "topicals")
    assert result.exit_code == 0
    assert "topicals.azelaic_acid was used or given" in " ".join(result.stdout.split())
    assert "not answered: [" not in result.stdout
