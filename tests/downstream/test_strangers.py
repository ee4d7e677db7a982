"""Two packages by strangers, built and installed beside Turgor's wheel, are planned together with the six of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

import fresh_environment
from fresh_environment import ROOT, FreshEnvironment

pytestmark = pytest.mark.packaging

HERE = Path(__file__).parent
PACKAGES = {"turgor-led": "led", "turgor-gene-therapy": "gene_therapy"}
CASE = """
extends = "cases/healthy-45.toml"

[assessment]
none_of = ["gene_therapy_antiviral", "gene_therapy_other_trial"{denied}]

[assessment.facts]
{facts}

[history_asked]
never = ["led_past"]

[preferences]
pins = {{ must = [{must}] }}
"""
TRIAL = "gene_therapy_trial_consent = true\ngene_therapy_ethics = true"
Plan = Mapping[str, Any]


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> FreshEnvironment:
    """An environment outside the checkout that holds three wheels, and what the tests of the two need."""
    theirs = fresh_environment.build_wheels(
        tmp_path_factory.mktemp("wheels"), *(HERE / name for name in PACKAGES)
    )
    environment = fresh_environment.create(tmp_path_factory.mktemp("downstream"))
    environment.pip("install", "--no-index", "--no-deps", wheel, *theirs)
    fresh_environment.lend_dependencies(environment, "turgor", ["testing"])
    copytree(ROOT / "tests" / "cases", environment.work / "cases")
    for name in PACKAGES:
        copytree(HERE / name / "tests", environment.work / name)
    return environment


def planned(fresh: FreshEnvironment, name: str, must: str, facts: str = "", denied: str = "") -> Plan:
    """The plan of the healthy patient, with some answers and pins."""
    text = CASE.format(facts=facts, must=must, denied=denied)
    (fresh.work / f"{name}.toml").write_text(text, encoding="utf-8")
    done = fresh.run(
        "turgor", "plan", f"{name}.toml", "--today", "2026-11-24", "--json", f"{name}.json", "--out", name
    )
    assert done.returncode == 0, done.stdout + done.stderr
    plan: Plan = json.loads((fresh.work / f"{name}.json").read_text(encoding="utf-8"))
    return plan


@pytest.fixture(scope="module")
def lit(fresh: FreshEnvironment) -> Plan:
    """LED light together with a device of ours and a retinoid; no consent to any trial."""
    must = '"led.panel", "radiofrequency.multipolar", "topicals.tretinoin"'
    return planned(fresh, "lit", must, denied=', "gene_therapy_trial_consent", "gene_therapy_ethics"')


@pytest.fixture(scope="module")
def in_a_trial(fresh: FreshEnvironment) -> Plan:
    """A recorded consent to the trial, and a course of ours."""
    return planned(fresh, "trial", '"gene_therapy.col3a1", "led.panel"', TRIAL)


def days(plan: Plan, treatment: str) -> list[date]:
    """The days of a treatment's sessions."""
    return [
        date.fromisoformat(visit["date"])
        for visit in plan["visits"]
        for session in visit["sessions"]
        if session["treatment"] == treatment
    ]


def test_all_eight_are_loaded_each_from_its_own_package(lit: Plan) -> None:
    """Through the very door that ours use."""
    plugins = {one["name"]: (one["distribution"], one["status"]) for one in lit["engine"]["plugins"]}
    assert len(plugins) == 8
    assert plugins["led"] == ("turgor-led", "loaded")
    assert plugins["gene_therapy"] == ("turgor-gene-therapy", "loaded")


def test_the_stranger_is_planned_with_ours(lit: Plan) -> None:
    """Both courses and the home care stand in one plan that the verifier passed."""
    assert {"led.panel", "radiofrequency.multipolar"} <= {one["treatment"] for one in lit["courses"]}
    assert "topicals.tretinoin" in {one["treatment"] for one in lit["regimens"]}


def test_its_gap_to_a_laser_is_derived(fresh: FreshEnvironment) -> None:
    """Two days of reactive skin after the light and seven days clear before a laser: nine days, and nobody said so."""
    done = fresh.run("turgor", "interactions", "--of", "led.panel", "--json", "-")
    rows = json.loads(done.stdout)["interactions"]
    (gap,) = [row for row in rows if (row["first"], row["then"]) == ("led.panel", "laser.nonablative_1550")]
    assert gap["min_days"] == 9
    assert [one["state"] for one in gap["because"]] == ["skin_reactive"]


def test_home_care_of_ours_rests_because_of_the_stranger(lit: Plan) -> None:
    """Tretinoin needs skin that does not react; it is paused on the day of each session and the day after."""
    (tretinoin,) = [one for one in lit["regimens"] if one["treatment"] == "topicals.tretinoin"]
    begins = date.fromisoformat(tretinoin["segments"][0]["from"])
    paused = [(date.fromisoformat(p["from"]), date.fromisoformat(p["to"])) for p in tretinoin["pauses"]]
    sessions = [day for day in days(lit, "led.panel") if day >= begins]
    assert sessions
    assert all(any(first <= day <= last for first, last in paused) for day in sessions)


def test_what_patients_are_told_is_merged(lit: Plan, fresh: FreshEnvironment) -> None:
    """The stranger's words and picture stand beside ours, and one PDF is printed."""
    assert {"led.panel", "topicals.tretinoin"} <= {one["treatment"] for one in lit["instructions"]}
    assert "led.panel" in {one["treatment"] for one in lit["handouts"]}
    assert (fresh.work / "lit" / "plan.pdf").read_bytes().startswith(b"%PDF-")


def test_what_is_in_trials_is_listed_and_explained_and_not_offered(lit: Plan) -> None:
    """Without a recorded consent."""
    verdicts = [one for one in lit["verdicts"] if one["treatment"] == "gene_therapy.col3a1"]
    assert verdicts
    for period in (period for one in verdicts for period in one["timeline"]):
        assert period["status"] == "contraindicated"
        assert "standing" in {reason["rule"] for reason in period["reasons"]}
    assert "gene_therapy.col3a1" not in {one["treatment"] for one in lit["courses"]}


def test_with_a_recorded_consent_it_is_planned_away_from_all_others(in_a_trial: Plan) -> None:
    """No light from 90 days before the first injection of the trial, by states that every modality knows."""
    pairs = list(product(days(in_a_trial, "led.panel"), days(in_a_trial, "gene_therapy.col3a1")))
    assert pairs
    assert all((trial - light).days >= 90 for light, trial in pairs if light <= trial)


@pytest.mark.parametrize("name", PACKAGES)
def test_their_own_tests_pass_where_they_are_installed(fresh: FreshEnvironment, name: str) -> None:
    """With the kit of the wheel, the conformance suite included."""
    done = fresh.run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", name)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_what_plugins_new_writes_passes_its_tests_and_is_planned_once_installed(
    fresh: FreshEnvironment,
) -> None:
    """From the command to the plan, with the wheel's own templates."""
    made = fresh.run("turgor", "plugins", "new", "warmth", "--out", "new")
    assert made.returncode == 0, made.stderr
    (wheel,) = fresh_environment.build_wheels(fresh.work / "new-wheel", fresh.work / "new")
    fresh.pip("install", "--no-index", "--no-deps", wheel)
    try:
        tested = fresh.run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "new")
        assert tested.returncode == 0, tested.stdout[-4000:] + tested.stderr
        plan = planned(fresh, "warm", '"warmth.session"', denied=', "gene_therapy_trial_consent"')
        assert "warmth.session" in {course["treatment"] for course in plan["courses"]}
    finally:
        fresh.pip("uninstall", "--yes", "turgor-warmth")


@pytest.mark.parametrize("name", PACKAGES)
def test_they_import_nothing_but_the_api(name: str) -> None:
    """Neither core's other modules nor another plugin."""
    for file in (HERE / name / "src").rglob("*.py"):
        imported = [
            line.split()[1]
            for line in file.read_text(encoding="utf-8").splitlines()
            if line.startswith(("from turgor", "import turgor"))
        ]
        assert set(imported) == {"turgor.api"}


def test_nothing_of_ours_knows_them() -> None:
    """Neither core nor another plugin names one of the two, or a word of theirs."""
    ours = [path for root in ("core", "plugins", "templates") for path in (ROOT / root).rglob("*.*")]
    texts = {path: path.read_text("utf-8") for path in ours if path.suffix in (".py", ".toml", ".html")}
    words = ("led.panel", "led_lit", "turgor-led", "turgor_led", "gene_therapy")
    assert [path for path, text in texts.items() if any(word in text for word in words)] == []
