"""Plugins written into files and found as if installed, and a small world to plan one patient in with them."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from sample_patients import CASES, TODAY
from toy_plugins import built_in, install
from turgor.domain.plan import Plan
from turgor.files import read_case, read_clinic, write_plan
from turgor.host import Asking, Host, Limits
from turgor.planner import plan

PATIENT = CASES / "healthy-45.toml"
BESIDE = "facial_exercise"  # the modality that ships and is planned with beside the written ones
QUICK = Limits(seconds=3, start_seconds=10)

ARGUMENTS = {
    "turgor_modality": "",
    "turgor_eligibility": "findings, clinic",
    "turgor_offers": "offers, findings, clinic",
    "turgor_schedule": "offer, findings, clinic",
    "turgor_handout": "offers, findings",
}

HEAD = """
import attrs
import toy_plugins
from turgor.api import *
from turgor.api import hookimpl
"""

WHO = """
@hookimpl
def turgor_modality():
    return toy_plugins.modality({name!r}, toy_plugins.device({device!r}, evidence=Evidence.{evidence}))
"""


def written(  # noqa: PLR0917  the parts of a module, in their order
    folder: Path, hook: str = "", body: str = "", top: str = "", name: str = "toy", evidence: str = "HIGH"
) -> None:
    """Install a plugin of one device whose one further hook does this; `top` runs when it is imported.

    With strong evidence its device is chosen by everybody who may have it.
    """
    parts = [HEAD, dedent(top), WHO.format(name=name, device=f"{name}.device", evidence=evidence)]
    if hook:
        parts.append(f"@hookimpl\ndef {hook}({ARGUMENTS[hook]}):\n{indent(dedent(body), '    ')}\n")
    install(folder, name, "\n".join(parts))


def planned(asking: Asking | None = None, *, without: frozenset[str] = frozenset()) -> tuple[Plan, Host]:
    """The healthy patient with one modality that ships and those that are written on the path."""
    absent = (built_in() - {BESIDE}) | without
    host = Host.load(absent, asking=asking or Asking(QUICK))
    case = read_case(PATIENT, host.catalogue, TODAY, absent=absent | host.failed)
    return plan(case, read_clinic(None, host.catalogue, absent), host, TODAY), host


def as_json(made: Plan, apart_from: str = "") -> dict[str, Any]:
    """A plan as its file says it, without what a modality has of its own there: its status, its verdicts, and that it is left out."""
    data = json.loads(write_plan(made))
    if apart_from:
        plugins = data["engine"]["plugins"]
        data["engine"]["plugins"] = [one for one in plugins if one["name"] != apart_from]
        data["verdicts"] = [
            one for one in data["verdicts"] if not one["treatment"].startswith(f"{apart_from}.")
        ]
        data["left_out"] = [one for one in data["left_out"] if not one[0].startswith(f"{apart_from}.")]
    return data
