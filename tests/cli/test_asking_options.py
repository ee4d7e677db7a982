"""How plugins are asked can be said for each command and in the environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from written_plugins import PATIENT, written


@pytest.mark.parametrize(
    ("options", "variables"), [(["--plugin-seconds", "1.5"], {}), ([], {"TURGOR_PLUGIN_SECONDS": "1.5"})]
)
def test_a_plugin_has_as_long_for_an_answer_as_the_clinic_says(
    tmp_path: Path, options: list[str], variables: dict[str, str]
) -> None:
    """It is ended then, the command goes on, and stderr names it with its package and version."""
    written(tmp_path, "turgor_eligibility", "while True: pass")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    ran = subprocess.run(
        [Path(sys.executable).with_name("turgor"), "verdicts", PATIENT, *options], capture_output=True, text=True,
        check=True, env=os.environ | {"PYTHONPATH": path} | variables,
    )  # fmt: skip
    assert "toy" in ran.stdout
    said = "Warning: modality toy (turgor-toy 1.0) is failed: turgor_eligibility took longer than 1.5 s"
    assert said in ran.stderr


def test_a_time_of_nothing_is_refused() -> None:
    """No plugin could ever answer."""
    ran = subprocess.run(
        [Path(sys.executable).with_name("turgor"), "verdicts", PATIENT, "--plugin-seconds", "0"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert "x>=0.1" in ran.stderr
