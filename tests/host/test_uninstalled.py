"""Plugins that are not installed: what is found at a path, and that it is loaded like any other."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from toy_plugins import built_in, install, status
from turgor.host import Host, NoPlugin, end_all, found_at

CODE = """
import toy_plugins
from turgor.api import hookimpl

@hookimpl
def turgor_modality():
    return toy_plugins.modality("toy")
"""
THREE_LINES = """
from turgor.api import hookimpl, load_modality

@hookimpl
def turgor_modality():
    return load_modality(__name__)
"""
SUCTION = Path(__file__).parents[1] / "new_modality" / "suction.toml"
PROJECT = """
[project]
name = "turgor-toy"
version = "3.1"
dependencies = ["{needs}"]

[project.entry-points."turgor.modalities"]
toy = "turgor_toy"
"""


@pytest.fixture(autouse=True)
def path_as_before() -> Iterator[None]:
    """What is imported from a path is forgotten afterwards."""
    before = list(sys.path)
    yield
    sys.path[:] = before
    sys.modules.pop("turgor_toy", None)
    end_all()


def loaded(path: Path) -> tuple[str, str, str]:
    """What became of the plugin at a path: distribution, version, state."""
    host = Host.of(found_at(path))
    (one,) = host.statuses
    assert ("toy.device" in host.catalogue.treatments) == (one.state == "loaded"), status(host, "toy")
    return one.distribution, one.version, one.state.value


@pytest.mark.parametrize("source", [".", "src"])
def test_a_project_is_found_by_what_it_announces(tmp_path: Path, source: str) -> None:
    """With its package in a folder of sources or beside the project file."""
    (tmp_path / source).mkdir(exist_ok=True)
    (tmp_path / source / "turgor_toy.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(needs="turgor>=0.1"), encoding="utf-8")
    assert loaded(tmp_path) == ("turgor-toy", "3.1", "loaded")
    assert loaded(tmp_path / "pyproject.toml") == ("turgor-toy", "3.1", "loaded")


def test_a_wheel_is_read_without_installing_it(tmp_path: Path) -> None:
    """As an installer would find it."""
    wheel = tmp_path / "turgor_toy-3.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("turgor_toy.py", CODE)
        archive.writestr(
            "turgor_toy-3.1.dist-info/METADATA", "Metadata-Version: 2.1\nName: turgor-toy\nVersion: 3.1\n"
        )
        archive.writestr(
            "turgor_toy-3.1.dist-info/entry_points.txt", "[turgor.modalities]\ntoy = turgor_toy\n"
        )
    assert loaded(wheel) == ("turgor-toy", "3.1", "loaded")


def test_one_file_is_a_plugin_by_its_own_name(tmp_path: Path) -> None:
    """It comes from no distribution, and says so."""
    path = tmp_path / "toy.py"
    path.write_text(CODE, encoding="utf-8")
    assert loaded(path) == ("file:toy.py", "", "loaded")
    (one,) = Host.of(found_at(path)).statuses
    assert one.tried_out


def test_a_file_that_fails_costs_itself_only(tmp_path: Path) -> None:
    """Like an installed plugin."""
    path = tmp_path / "toy.py"
    path.write_text("1 / 0", encoding="utf-8")
    assert loaded(path) == ("file:toy.py", "", "failed")


def test_a_project_for_a_newer_turgor_is_turned_away_before_it_is_imported(tmp_path: Path) -> None:
    """By the requirement in its project file."""
    (tmp_path / "turgor_toy.py").write_text("1 / 0", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(needs="turgor>=7"), encoding="utf-8")
    assert loaded(tmp_path) == ("turgor-toy", "3.1", "rejected")


@pytest.mark.parametrize("text", ["[project]\nname = 'x'\n", "", "[project", "\xff"])
def test_a_project_that_announces_nothing_is_no_plugin(tmp_path: Path, text: str) -> None:
    """Neither is one that cannot be read."""
    (tmp_path / "pyproject.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(NoPlugin, match=r"announces no modality|cannot be read"):
        found_at(tmp_path)


def test_what_is_tried_out_takes_the_place_of_the_installed_version_of_the_very_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author who has installed the package before does not clash with it."""
    (tmp_path / "site").mkdir()
    install(tmp_path / "site", "toy", "raise RuntimeError('the installed one')")
    monkeypatch.syspath_prepend(tmp_path / "site")
    (tmp_path / "turgor_toy.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(needs="turgor>=0.1"), encoding="utf-8")
    loaded = Host.load(built_in(), extra=found_at(tmp_path))
    assert [(one.version, one.state) for one in loaded.statuses if one.name == "toy"] == [("3.1", "loaded")]


def test_a_python_file_finds_the_content_of_its_name_beside_it(tmp_path: Path) -> None:
    """The three lines of a package do for one file, too."""
    (tmp_path / "suction.py").write_text(THREE_LINES, encoding="utf-8")
    (tmp_path / "suction.toml").write_bytes(SUCTION.read_bytes())
    assert status(Host.of(found_at(tmp_path / "suction.py")), "suction") == ("loaded", "")
    (tmp_path / "suction.toml").unlink()
    end_all()
    assert "there is no content at" in status(Host.of(found_at(tmp_path / "suction.py")), "suction")[1]
