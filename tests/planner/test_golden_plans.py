"""The plans of the sample patients, byte for byte: a change of one is a change of what patients are told.

A plan repeats a reason at every zone and period where it counts. In the expected files each different reason
stands once, under its rule, and is named where it counts: nothing is left out, and a diff shows it once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sample_patients import NAMES, sample_plan
from turgor.files import write_plan

GOLDEN = Path(__file__).parents[1] / "golden"


def each_reason_once(plan: dict[str, Any]) -> dict[str, Any]:
    """The same plan with its different reasons in a table of their own, and their names in their places."""
    names: dict[str, str] = {}
    reasons: dict[str, Any] = {}
    for verdict in plan["verdicts"]:
        for period in verdict["timeline"]:
            period["reasons"] = [_named(reason, names, reasons) for reason in period["reasons"]]
    return plan | {"reasons": dict(sorted(reasons.items()))}


def _named(reason: dict[str, Any], names: dict[str, str], reasons: dict[str, Any]) -> str:
    text = json.dumps(reason)
    if text not in names:
        same_rule = sum(name.partition(" ")[0] == reason["rule"] for name in reasons)
        names[text] = f"{reason['rule']} {same_rule + 1}"
        reasons[names[text]] = reason
    return names[text]


def each_in_its_place(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan as it was before `each_reason_once`."""
    reasons = plan.pop("reasons")
    for verdict in plan["verdicts"]:
        for period in verdict["timeline"]:
            period["reasons"] = [reasons[name] for name in period["reasons"]]
    return plan


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_of_a_sample_patient_is_the_expected_one(name, golden):
    """Whoever changes it says in the commit which clinical statement changed."""
    plan = json.loads(write_plan(sample_plan(name)))
    golden(GOLDEN / f"{name}.json", json.dumps(each_reason_once(plan), indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_expected_files_leave_nothing_out(name):
    """With every reason back in its place the plan is what it was."""
    text = write_plan(sample_plan(name))
    assert each_in_its_place(each_reason_once(json.loads(text))) == json.loads(text)
