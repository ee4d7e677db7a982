"""Making a plan, checking it, keeping it and printing it."""

from __future__ import annotations

from pathlib import Path

import attrs

from turgor.domain.case import AnyPriority, Case
from turgor.domain.plan import Plan
from turgor.files import read_plan, write_atomically, write_plan
from turgor.planner import PlanRefused, plan
from turgor.practice.opening import Practice
from turgor.practice.printing import patient_plan_pdf
from turgor.verify import Breach, verify

PLAN_FILE = "plan.json"
PRINTED_FILE = "plan.pdf"
REFUSED_FILE = "refused-plan.json"


@attrs.frozen
class Saved:
    """The files of one plan."""

    data: Path
    printed: Path


def make_plan(
    practice: Practice,
    case: Case,
    priority: AnyPriority | None = None,
    seed: int = 0,
    *,
    alternatives: bool = False,
) -> Plan:
    """Plan one patient. Raises PlanRefused where the independent verifier finds that a limit is broken."""
    host, clinic, today = practice.host, practice.clinic, practice.today
    return plan(case, clinic, host, today, seed, priority, alternatives=alternatives)


def check_plan(made: Plan) -> tuple[Breach, ...]:
    """Every limit that a plan breaks, replayed day by day."""
    return verify(made)


def open_plan(path: str | Path) -> Plan:
    """A plan from its file; no plugin is needed. Raises InvalidFile."""
    return read_plan(path)


def plan_json(made: Plan) -> str:
    """A plan as the JSON that `turgor schema` describes."""
    return write_plan(made)


def save_plan(made: Plan, folder: Path) -> Saved:
    """Write plan and PDF into a folder, each whole or not at all, in place of those of an earlier run.

    The PDF is made before anything is written. Raises OSError.
    """
    printed = patient_plan_pdf(made)
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / PLAN_FILE, write_plan(made).encode())
    write_atomically(folder / PRINTED_FILE, printed)
    return Saved(folder / PLAN_FILE, folder / PRINTED_FILE)


def save_refused(refused: PlanRefused, folder: Path) -> Path:
    """Keep a refused plan for inspection, under a name that nobody takes for a plan."""
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / REFUSED_FILE, write_plan(refused.plan).encode())
    return folder / REFUSED_FILE
