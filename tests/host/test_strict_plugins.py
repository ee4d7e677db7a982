"""For authors: plugins in the process that plans, and the first that fails stops everything, with its traceback."""

import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from turgor.host import Asking, PluginError
from written_plugins import PATIENT, planned, written

STRICT = Asking(strict=True)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path; what was imported from it is forgotten."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    sys.modules.pop("turgor_toy_module", None)


@pytest.mark.parametrize(
    ("hook", "body", "top", "said"),
    [
        ("turgor_offers", "1 / 0", "", "turgor_offers raised an error: ZeroDivisionError"),
        ("turgor_handout", "return 7", "", "turgor_handout: must be a sequence, got int"),
        ("", "", "1 / 0", "importing it raised an error: ZeroDivisionError"),
        (
            "",
            "",
            "class toy_plugins:\n    device = modality = staticmethod(lambda *_, **__: 7)",
            "turgor_modality: must be a Modality, got int",
        ),
        ("turgor_offers", "return offers", "@hookimpl\ndef turgor_banana(): pass", "turgor_banana"),
    ],
)
def test_the_first_plugin_that_fails_is_raised(site: Path, hook: str, body: str, top: str, said: str) -> None:
    """With its name, distribution and version, whether it fails or does not fit."""
    written(site, hook, body, top)
    with pytest.raises(PluginError, match=r"modality toy \(turgor-toy 1\.0\): ") as raised:
        planned(STRICT)
    assert said in str(raised.value)


def test_the_traceback_leads_into_the_plugin(site: Path) -> None:
    """To the line at fault, for a debugger too."""
    written(site, "turgor_offers", "1 / 0")
    with pytest.raises(PluginError) as raised:
        planned(STRICT)
    assert "turgor_toy_module.py" in "".join(traceback.format_exception(raised.value))


def test_plugins_run_in_this_process_and_plan_the_same(site: Path) -> None:
    """Where none fails, the plan is that of plugins in processes of their own."""
    written(site, "turgor_offers", "return offers")
    strict, _ = planned(STRICT)
    assert "turgor_toy_module" in sys.modules
    assert strict == planned()[0]


def test_the_command_stops_with_the_traceback(site: Path) -> None:
    """Exit code 1, and nothing of a defect of Turgor."""
    written(site, "turgor_offers", "1 / 0")
    turgor = Path(sys.executable).with_name("turgor")
    ran = subprocess.run(
        [turgor, "plan", str(PATIENT), "--strict-plugins", "--today", "2026-11-24"], capture_output=True, text=True,
        check=False, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert ran.returncode == 1
    assert 'turgor_toy_module.py", line' in ran.stderr
    assert "(--strict-plugins): modality toy (turgor-toy 1.0): turgor_offers raised an error" in ran.stderr
    assert "defect of Turgor" not in ran.stderr
