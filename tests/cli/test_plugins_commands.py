"""turgor plugins new, check, show, and --plugin: help for those who write a modality."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sample_patients import CASES
from turgor.cli import turgor
from turgor.testing.newcomer import BadName, Newcomer, package_files, write_package

ROOT = Path(__file__).parents[2]
SUCTION = ROOT / "tests" / "new_modality" / "suction.toml"
HOOKS = """
from turgor.api import hookimpl, load_modality

@hookimpl
def turgor_modality():
    return load_modality(__name__)
"""
ENDS = """
import os
from turgor.api import hookimpl
from turgor.testing import modality
turgor_modality = hookimpl(lambda: modality("toy"), specname="turgor_modality")
@hookimpl
def {hook}(offers):
    if {when}:
        os._exit(0)
    return offers
"""


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(turgor, [str(argument) for argument in arguments], input=stdin)


def data(result: Result) -> dict[str, object]:
    """The JSON of a command that succeeded."""
    assert result.exit_code == 0, result.output
    read: dict[str, object] = json.loads(result.stdout)
    return read


@pytest.fixture(autouse=True)
def path_as_before() -> Iterator[None]:
    """What a plugin that is tried out adds to the path is taken away again."""
    before, modules = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = before
    for name in [name for name in sys.modules if name.startswith("turgor_") and name not in modules]:
        del sys.modules[name]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A package as `turgor plugins new` writes it."""
    folder = tmp_path / "turgor-warmth"
    assert run("plugins", "new", "warmth", "--title", "Warmth", "--out", folder).exit_code == 0
    return folder


@pytest.fixture
def one_file(tmp_path: Path) -> Path:
    """A plugin in one Python file, with its data beside it."""
    path = tmp_path / "suction.py"
    path.write_text(HOOKS, encoding="utf-8")
    path.with_suffix(".toml").write_bytes(SUCTION.read_bytes())
    return path


def test_new_writes_a_complete_package(project: Path) -> None:
    """Project file, content, hooks, a drawing, tests, README, change log and what a CI runs."""
    written = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert written == {
        ".ci/test.sh",
        ".gitignore",
        "CHANGELOG.md",
        "README.md",
        "pyproject.toml",
        "src/turgor_warmth/__init__.py",
        "src/turgor_warmth/content/warmth.toml",
        "src/turgor_warmth/handouts/how.svg",
        "src/turgor_warmth/py.typed",
        "tests/test_warmth.py",
    }


@pytest.mark.parametrize("at_home", [True, False])
def test_what_new_writes_has_nothing_to_remark(tmp_path: Path, *, at_home: bool) -> None:
    """Neither errors nor warnings, for home care and for a treatment in the clinic."""
    folder = tmp_path / "new"
    write_package(Newcomer("warmth", "Warmth", "To firm the skin.", at_home), folder)
    found = data(run("plugins", "check", folder, "--examples", "0", "--json", "-"))
    (report,) = found["plugins"]
    assert (report["name"], report["passed"], report["remarks"]) == ("warmth", True, [])


def test_new_asks_nothing_where_nobody_can_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name alone is enough; the folder is named by the package."""
    monkeypatch.chdir(tmp_path)
    result = run("plugins", "new", "cold_air")
    assert result.exit_code == 0
    assert "turgor-cold-air" in result.stderr
    assert (
        'title = "Cold air"'
        in (tmp_path / "turgor-cold-air/src/turgor_cold_air/content/cold_air.toml").read_text()
    )


def test_new_asks_for_what_no_option_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody sits at the terminal; an empty answer is the usual one, and one that is none is asked for again."""
    monkeypatch.setattr("turgor.cli.commands.plugins._somebody_there", lambda: True)
    result = run("plugins", "new", "mist", "--out", tmp_path / "mist", stdin="Cold mist\n\nat home\nHome\n")
    assert result.exit_code == 0, result.output
    content = (tmp_path / "mist/src/turgor_mist/content/mist.toml").read_text()
    assert 'title = "Cold mist"' in content
    assert 'purpose = "To firm the skin"' in content
    assert "[treatment.regimen]" in content


@pytest.mark.parametrize("name", ["Led", "9led", "led light", "led-light", ""])
def test_new_refuses_a_name_that_cannot_begin_an_id(name: str, tmp_path: Path) -> None:
    """And says what a name is made of."""
    result = run("plugins", "new", name, "--out", tmp_path / "x")
    assert result.exit_code == 2
    assert "small letters, digits and underscores" in result.output


def test_new_refuses_a_name_that_is_taken(tmp_path: Path) -> None:
    """Two modalities of one name cannot be loaded together; the package that has it is named."""
    result = run("plugins", "new", "laser", "--out", tmp_path / "x")
    assert result.exit_code == 2
    assert "turgor provides a modality 'laser' already" in " ".join(result.output.split())
    assert not (tmp_path / "x").exists()


def test_words_that_would_break_the_files_are_refused() -> None:
    """They are put into TOML and Python as they are."""
    with pytest.raises(BadName, match="title must be one line"):
        Newcomer("led", 'So "called"', "To firm")
    with pytest.raises(BadName, match="purpose must be one line"):
        Newcomer("led", "Led", "To firm\nthe skin")


def test_new_writes_over_nothing(project: Path) -> None:
    """A folder that holds something is left alone."""
    before = (project / "README.md").read_bytes()
    again = run("plugins", "new", "warmth", "--out", project)
    assert again.exit_code == 2
    assert "not empty" in again.output
    assert (project / "README.md").read_bytes() == before


def test_nothing_that_new_writes_leaves_a_field_open() -> None:
    """Every template is filled, and each Python file can be compiled."""
    for name, text in package_files(Newcomer("led", "Led", "To firm")).items():
        assert "{{" not in text, name
        if name.endswith(".py"):
            compile(text, name, "exec")


def test_check_names_what_is_wrong_and_exits_with_1(project: Path) -> None:
    """A hook with an argument that no hook has, by name; in JSON and on screen."""
    module = project / "src" / "turgor_warmth" / "__init__.py"
    module.write_text(f"{module.read_text()}\n\n@hookimpl\ndef turgor_handout(patient):\n    return []\n")
    shown = run("plugins", "check", project, "--examples", "0")
    assert shown.exit_code == 1
    assert "patient" in shown.stdout
    assert "It is not ready." in shown.stdout
    found = json.loads(run("plugins", "check", project, "--examples", "0", "--json", "-").stdout)
    (report,) = found["plugins"]
    assert [(one["part"], one["weight"]) for one in report["remarks"]] == [("loading", "error")]


def test_check_finds_what_is_hard_to_read(project: Path) -> None:
    """Words for patients above reading grade 6 are named with their grade."""
    content = project / "src/turgor_warmth/content/warmth.toml"
    hard = "Photobiomodulation administered immediately afterwards necessitates considerable precaution."
    content.write_text(content.read_text().replace("Say here what it is.", hard))
    found = data(run("plugins", "check", project, "--examples", "0", "--json", "-"))
    (remark,) = found["plugins"][0]["remarks"]
    assert remark["part"] == "reading"
    assert hard in remark["text"]


def test_check_finds_interactions_that_are_not_modelled() -> None:
    """Core states on which a treatment is silent, apart from the rest of the content."""
    found = data(run("plugins", "check", SUCTION, "--examples", "0", "--json", "-"))
    parts = {one["part"] for one in found["plugins"][0]["remarks"]}
    assert {"interactions", "loading"} <= parts


def test_check_finds_what_goes_away_at_its_file_and_line(one_file: Path) -> None:
    """Here the plugin warns itself, as `turgor.api` would; other warnings are none of our business."""
    old = """
import warnings
from turgor.api import TurgorDeprecationWarning
warnings.warn("turgor.api.Stretch goes away in Turgor 0.6", TurgorDeprecationWarning)
warnings.warn("something else goes away", DeprecationWarning)
"""
    one_file.write_text(old + HOOKS, encoding="utf-8")
    found = json.loads(run("plugins", "check", one_file, "--examples", "0", "--json", "-").stdout)
    (remark,) = [one for one in found["plugins"][0]["remarks"] if one["part"] == "deprecation"]
    assert remark["about"] == "suction.py, line 4"
    assert remark["text"] == "turgor.api.Stretch goes away in Turgor 0.6"


def test_check_names_both_providers_of_a_name(tmp_path: Path) -> None:
    """A stranger that calls itself like an installed modality."""
    folder = tmp_path / "turgor-laser"
    write_package(Newcomer("laser", "Other laser", "To firm"), folder)
    result = run("plugins", "check", folder, "--examples", "0")
    assert result.exit_code == 1
    assert "turgor and turgor-laser both provide a modality 'laser'" in " ".join(result.stdout.split())


def test_check_says_nothing_of_the_modality_whose_name_was_taken(tmp_path: Path) -> None:
    """What is found in ours is not the stranger's."""
    folder = tmp_path / "turgor-laser"
    write_package(Newcomer("laser", "Other laser", "To firm"), folder)
    found = json.loads(run("plugins", "check", folder, "--examples", "0", "--json", "-").stdout)
    assert [one["part"] for one in found["plugins"][0]["remarks"]] == ["loading"]


def test_check_imports_nothing_of_a_plugin_for_another_turgor(project: Path) -> None:
    """What to update is said before any of its code is run."""
    file = project / "pyproject.toml"
    file.write_text(file.read_text().replace('["turgor>=0.1,<1"]', '["turgor>=7"]'))
    (project / "src/turgor_warmth/__init__.py").write_text("import os\nos._exit(3)\n")
    shown = run("plugins", "check", project, "--examples", "0")
    assert shown.exit_code == 1
    assert "it runs on Turgor >=7, and this is" in " ".join(shown.stdout.split())


def test_check_tells_every_mistake_of_the_content_at_its_place(project: Path) -> None:
    """However many there are, each with what was probably meant."""
    more = project / "src/turgor_warmth/content/more.toml"
    more.write_text(
        '[[state]]\nid = "warmth_lit"\nscpe = 1\n' + "".join(f'[[rule]]\nid = "W-{n}"\n' for n in range(3))
    )
    found = json.loads(run("plugins", "check", project, "--examples", "0", "--json", "-").stdout)
    *mistakes, last = found["plugins"][0]["remarks"]
    assert [one["about"] for one in mistakes[:3]] == [
        f"content/more.toml: state.warmth_lit.{field}" for field in ("scpe", "scope", "meaning")
    ]
    assert mistakes[0]["advice"] == "did you mean 'scope'?"
    assert len(mistakes) == 3 + 3 * len(("title", "when", "severity", "outcome", "rationale", "sources"))
    assert (last["about"], last["text"]) == ("modality warmth", "its content does not fit")


def test_check_finds_imports_about_which_nothing_is_promised(one_file: Path) -> None:
    """Wherever they stand in the code; what `turgor.api` and the kit have is promised."""
    inner = """
from turgor.api import Treatment
import turgor.testing.strategies
import turgor.domain.zones
def later():
    from turgor import planner
    from turgor.apiary import honey
"""
    one_file.write_text(inner + HOOKS, encoding="utf-8")
    found = data(run("plugins", "check", one_file, "--examples", "0", "--json", "-"))
    told = [
        (one["about"], one["text"].split(",")[0])
        for one in found["plugins"][0]["remarks"]
        if one["part"] == "imports"
    ]
    assert told == [
        ("suction.py, line 4", "imports turgor.domain.zones"),
        ("suction.py, line 6", "imports turgor.planner"),
        ("suction.py, line 7", "imports turgor.apiary"),
    ]


@pytest.mark.parametrize("name", ["laser", "topicals"])
def test_our_own_import_only_what_is_promised(name: str) -> None:
    """The check finds nothing in them that others would be warned of."""
    found = data(run("plugins", "check", name, "--examples", "0", "--json", "-"))
    assert "imports" not in {one["part"] for one in found["plugins"][0]["remarks"]}


def test_check_says_silence_once_where_there_is_one_treatment(project: Path) -> None:
    """It is that of the treatment and of the modality."""
    content = project / "src/turgor_warmth/content/warmth.toml"
    content.write_text(content.read_text().replace('  "open_channels",\n', ""))
    found = data(run("plugins", "check", project, "--examples", "0", "--json", "-"))
    silent = [
        (one["about"], one["kind"]) for one in found["plugins"][0]["remarks"] if one["part"] == "interactions"
    ]
    assert silent == [("treatment warmth.session", "no-stance")]
    assert "(interactions: no-stance)" in run("plugins", "check", project, "--examples", "0").stdout


def test_check_runs_the_conformance_suite(one_file: Path) -> None:
    """And says how many checks were run."""
    found = data(run("plugins", "check", one_file, "--examples", "1", "--json", "-"))
    (report,) = found["plugins"]
    assert len(report["checks"]) == 8
    assert [one for one in report["remarks"] if one["part"] == "conformance"] == []


def test_check_finds_nothing_to_remark_about_a_modality_that_ships() -> None:
    """It runs on the Turgor that it came with."""
    (report,) = data(run("plugins", "check", "nutrition", "--examples", "0", "--json", "-"))["plugins"]
    assert [one["about"] for one in report["remarks"] if one["part"] == "loading"] == []


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("turgor_offers", "turgor_offers ended its own process (exit code 0)"),
        ("turgor_handout", "turgor_handout ended its own process (exit code 0)"),
    ],
)
def test_check_outlives_a_plugin_that_ends_its_process(tmp_path: Path, hook: str, said: str) -> None:
    """Exit code 0 of a plugin would pass for that of the command."""
    plugin = tmp_path / "toy.py"
    plugin.write_text(ENDS.format(hook=hook, when="True"), encoding="utf-8")
    result = run("plugins", "check", plugin, "--examples", "1")
    assert result.exit_code == 1
    assert said in result.stdout
    assert "The conformance suite was not run." in result.stdout


def test_check_names_the_promise_in_which_a_plugin_ended_its_process(tmp_path: Path) -> None:
    """Where it does so for some patients only; what was found before is told all the same."""
    plugin = tmp_path / "toy.py"
    late = "__import__('datetime').date.today().year == 2031"  # the clock of a check
    plugin.write_text(ENDS.format(hook="turgor_offers", when=late), encoding="utf-8")
    result = run("plugins", "check", plugin, "--examples", "1", "--json", "-")
    assert result.exit_code == 1
    (report,) = json.loads(result.stdout)["plugins"]
    (broken,) = [one for one in report["remarks"] if one["part"] == "conformance"]
    assert (broken["about"], broken["text"]) == ("is_deterministic", "it ended its own process (exit code 0)")


def test_check_says_what_there_is_where_a_name_is_unknown() -> None:
    """Names and paths are tried."""
    result = run("plugins", "check", "ledd")
    assert result.exit_code == 2
    assert "neither one of facial_exercise" in result.output


def test_check_without_an_argument_looks_at_what_did_not_come_with_turgor() -> None:
    """Here there is nothing."""
    result = run("plugins", "check")
    assert result.exit_code == 0
    assert "nothing to check" in result.stderr


def test_show_says_what_a_modality_is_and_adds() -> None:
    """Its package, hooks, treatments and words."""
    shown = run("plugins", "show", "laser")
    assert shown.exit_code == 0
    assert "turgor_schedule" in shown.stdout
    assert "laser.co2_fractional" in shown.stdout
    (one,) = data(run("plugins", "show", "laser", "--json", "-"))["plugins"]
    assert one["hooks"] == ["turgor_modality", "turgor_schedule"]


def test_show_says_why_a_modality_is_not_there() -> None:
    """A disabled one has no hooks to show, and an unknown one is named with those that exist."""
    assert "disabled" in run("plugins", "show", "laser", "--disable", "laser").stdout
    unknown = run("plugins", "show", "lazer")
    assert unknown.exit_code == 2
    assert "there are facial_exercise, laser" in unknown.output


@pytest.mark.parametrize("kind", ["py", "toml"])
def test_one_file_is_tried_out_and_marked_wherever_it_shows(
    kind: str, one_file: Path, tmp_path: Path
) -> None:
    """In the list, in the plan's record of its engine, and in a notice of the plan."""
    path = one_file if kind == "py" else SUCTION
    out = tmp_path / "plan.json"
    run("plan", CASES / "healthy-45.toml", "--today", "2026-11-24", "--plugin", path, "--json", out)
    plan = json.loads(out.read_text(encoding="utf-8"))
    assert f"file:{path.name}" in run("plugins", "list", "--plugin", path).stdout
    (engine,) = [one for one in plan["engine"]["plugins"] if one["name"] == "suction"]
    assert (engine["distribution"], engine["status"]) == (f"file:{path.name}", "loaded")
    assert [one for one in plan["notices"] if f"tried out from a file ({path.name})" in one["text"]]
    assert {verdict["treatment"] for verdict in plan["verdicts"]} >= {"suction.glass", "suction.balm"}


def test_a_project_is_tried_out_without_installing_it(project: Path) -> None:
    """Under the name and version of its package."""
    listed = data(run("plugins", "list", "--plugin", project, "--json", "-"))
    (one,) = [one for one in listed["plugins"] if one["name"] == "warmth"]
    assert (one["distribution"], one["version"], one["status"]) == ("turgor-warmth", "0.1.0", "loaded")


@pytest.mark.parametrize("made", ["nothing", "empty folder", "broken project"])
def test_a_path_without_a_plugin_is_a_mistake_of_usage(made: str, tmp_path: Path) -> None:
    """And what was looked for is said."""
    path = tmp_path / "x"
    if made != "nothing":
        path.mkdir()
    if made == "broken project":
        (path / "pyproject.toml").write_text("[project", encoding="utf-8")
    result = run("plugins", "list", "--plugin", path)
    assert result.exit_code == 2
    assert str(path) in result.output


def test_a_file_whose_modality_has_another_name_is_rejected_by_name(tmp_path: Path) -> None:
    """The file's name is the plugin's."""
    path = tmp_path / "other.toml"
    path.write_bytes(SUCTION.read_bytes())
    listed = run("plugins", "list", "--plugin", path)
    assert "calls itself 'suction'" in " ".join(listed.stdout.split())
