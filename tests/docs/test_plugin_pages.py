"""What the pages for plugin authors say is so: the tutorial step by step, the snippets, the smallest modality."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from sample_patients import CASES
from shown_text import matches
from turgor.api import API_VERSION
from turgor.cli import turgor
from turgor.host import end_all
from turgor.testing import CHECKS, Sandbox

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "plugins"
STEP = re.compile(
    r"(?:`([\w./-]+\.toml)`[^`]*:\n\n)?^```(toml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An author's folder with a patient in it, and a terminal of a hundred columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("healthy-45.toml", "answered.toml"):
        copy(CASES / name, tmp_path)
    path, modules = list(sys.path), set(sys.modules)
    yield tmp_path
    sys.path[:] = path
    for name in [name for name in sys.modules if name.startswith("turgor_") and name not in modules]:
        del sys.modules[name]


def test_the_tutorial_does_what_it_says(desk: Path) -> None:
    """Every file is written and every command run, in the order of the page."""
    run = 0
    for file, kind, text in STEP.findall((PAGES / "first-modality.md").read_text(encoding="utf-8")):
        if kind == "toml":
            assert file, f"nobody is told where to save this:\n{text}"
            (desk / file).write_text(text, encoding="utf-8")
            continue
        for entry in text.split("$ turgor ")[1:]:
            command, _, expected = entry.partition("\n")
            end_all()  # each command is a process of its own
            result = CliRunner().invoke(turgor, shlex.split(command))
            assert result.exit_code in (0, 1), result.output
            assert matches(expected, result.stdout), f"$ turgor {command}\n{result.output}"
            run += 1
    assert run == 10


def test_the_page_about_testing_runs() -> None:
    """Its snippets are evaluated one after another."""
    document = Sybil(parsers=[PythonCodeBlockParser()]).parse(PAGES / "testing.md")
    examples = list(document.examples())
    assert len(examples) == 3
    for example in examples:
        example.evaluate()


def test_the_page_about_testing_names_every_check() -> None:
    """In the order in which they run."""
    page = (PAGES / "testing.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == [check.__name__ for check in CHECKS]


def test_the_smallest_modality_of_the_readme_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file of data and three lines of Python, put where the README says."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (toml,), (python,) = (
        re.findall(rf"```{kind}\n(.*?)```", readme, re.DOTALL) for kind in ("toml", "python")
    )
    package = tmp_path / "turgor_warmth"
    (package / "content").mkdir(parents=True)
    (package / "content" / "warmth.toml").write_text(toml, encoding="utf-8")
    (package / "__init__.py").write_text(python, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "turgor-warmth"\n[project.entry-points."turgor.modalities"]\nwarmth = "turgor_warmth"\n'
    )
    monkeypatch.setattr(sys, "path", list(sys.path))
    Sandbox.of(tmp_path).judge().nothing_failed().verdict("warmth.blanket").is_eligible()
    Sandbox.of(tmp_path).plan().course("warmth.blanket").has_sessions(3)
    sys.modules.pop("turgor_warmth")


def test_the_promise_names_the_version_of_the_surface() -> None:
    """The one that `turgor.api` has."""
    assert f"is the version of the surface, now {API_VERSION}." in (PAGES / "compatibility.md").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    """Files beside it or above."""
    for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
