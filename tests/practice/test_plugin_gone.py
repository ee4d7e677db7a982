"""A plan holds all that it needs: the plugin it was made with may be gone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from turgor.host import end_all
from turgor.practice import check_plan, open_plan, plan_json
from written_plugins import planned, written


@pytest.fixture
def plan_of_a_guest(tmp_path: Path) -> Iterator[Path]:
    """A plan with a course and a handout of a plugin that is no longer installed."""
    words = "return [HandoutSection('toy.device', plain('toy.words', 'Words of the guest.'))]"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(tmp_path)
        written(tmp_path, "turgor_handout", words)
        made, _ = planned()
        end_all()
    file = tmp_path / "plan.json"
    file.write_text(plan_json(made), encoding="utf-8")
    assert "toy.device" in [course.treatment for course in made.courses]
    return file


def test_a_plan_whose_plugin_is_gone_still_opens_and_verifies(plan_of_a_guest: Path) -> None:
    """Equal to the plan that was made, byte for byte, and still found without fault."""
    opened = open_plan(plan_of_a_guest)
    assert plan_json(opened) == plan_of_a_guest.read_text(encoding="utf-8")
    assert not check_plan(opened)


def test_a_plan_whose_plugin_is_gone_is_still_verified_and_printed_by_the_commands(
    plan_of_a_guest: Path,
) -> None:
    """In a process that never heard of the plugin."""
    turgor = Path(sys.executable).with_name("turgor")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    out = plan_of_a_guest.parent / "printed"
    for command in (["verify", plan_of_a_guest], ["print", plan_of_a_guest, "--out", out]):
        subprocess.run([turgor, *command], check=True, capture_output=True, env=environment)
    assert [file.read_bytes()[:4] for file in out.glob("*.pdf")] == [b"%PDF"]
