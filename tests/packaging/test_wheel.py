"""The built wheel works where nothing of the checkout is in reach.

Two environments run the same tests. The quick one links the dependencies that the wheel declares from the
environment that runs the tests, and nothing else: neither the checkout, nor its editable install, nor the
development tools are in reach of it. The other one, in `make soak`, really installs everything from the lock.
"""

import fnmatch
import json
import shutil
import zipfile
from pathlib import Path

import pytest

import fresh_environment
from fresh_environment import PACKAGES, ROOT, FreshEnvironment

pytestmark = pytest.mark.packaging

SAMPLE = "healthy-45.toml"

MODALITIES = ("facial_exercise", "laser", "microneedling", "nutrition", "radiofrequency", "topicals")


@pytest.fixture(scope="module", params=["linked", pytest.param("locked", marks=pytest.mark.soak)])
def fresh(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> FreshEnvironment:
    """An environment outside the checkout that holds the wheel, and the sample patients to work on."""
    environment = fresh_environment.create(tmp_path_factory.mktemp("fresh"))
    if request.param == "locked":
        lock = ROOT / "requirements.lock"
        environment.pip("install", "--require-hashes", "--only-binary", ":all:", "-r", lock)
    environment.pip("install", "--no-index", "--no-deps", wheel)
    if request.param == "linked":
        fresh_environment.lend_dependencies(environment, "turgor")
    shutil.copytree(ROOT / "tests" / "cases", environment.work / "cases")
    return environment


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_holds_every_file_of_the_package(wheel: Path, package: str) -> None:
    """Content, templates, fonts, pictures and type markers are shipped, not only Python."""
    source = ROOT / package
    written = {
        path.relative_to(source.parent).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert f"{source.name}/py.typed" in written
    assert written <= set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize(
    "pattern",
    [
        "turgor/content/*.toml",
        *(f"turgor_{modality}/content/*.toml" for modality in MODALITIES),
        "turgor_topicals/handouts/*.svg",
        "turgor_facial_exercise/handouts/*.svg",
        "turgor_templates/*.html*",
        "turgor_templates/*.css*",
        "turgor_templates/*.ttf",
    ],
)
def test_the_wheel_holds_what_the_program_reads(wheel: Path, pattern: str) -> None:
    """The kinds of files that are read at run time are there at all."""
    assert fnmatch.filter(zipfile.ZipFile(wheel).namelist(), pattern)


def test_the_wheel_holds_nothing_but_our_packages(wheel: Path) -> None:
    """Tests, docs and tools of the checkout stay out of people's environments."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {Path(p).name for p in PACKAGES}


def test_turgor_is_imported_from_the_wheel(fresh: FreshEnvironment) -> None:
    """The environment runs the wheel's code, not the checkout's, and so the other tests mean something."""
    script = "import sys, turgor; print(turgor.__file__); print(*sys.path, sep='\\n')"
    origin, *path = fresh.run("python", "-c", script).stdout.splitlines()
    assert Path(origin).is_relative_to(fresh.site_packages)
    assert not [entry for entry in path if Path(entry).is_relative_to(ROOT)]


def test_the_installed_wheel_plans_and_prints_a_sample_patient(fresh: FreshEnvironment) -> None:
    """A plan as JSON and at least one PDF come out, with exit code 0."""
    done = fresh.run(
        "turgor", "plan", f"cases/{SAMPLE}", "--today", "2026-11-24", "--out", "out", "--json", "plan.json"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((fresh.work / "plan.json").read_text(encoding="utf-8"))["outcome"] == "plan"
    printed = list((fresh.work / "out").rglob("*.pdf"))
    assert printed
    assert all(pdf.read_bytes().startswith(b"%PDF-") for pdf in printed)


def test_the_installed_wheel_lists_its_modalities_as_loaded(fresh: FreshEnvironment) -> None:
    """The modalities that ship with Turgor come through their entry points."""
    done = fresh.run("turgor", "plugins", "list")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    for modality in MODALITIES:
        assert [line for line in lines if modality in line and "loaded" in line], done.stdout
