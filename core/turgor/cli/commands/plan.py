"""turgor plan: from one patient's file to a plan, on screen, as JSON and printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from turgor.cli.exits import Code
from turgor.cli.options import PriorityName, case_argument, json_option, practice_options, warn_of_failed
from turgor.cli.output import console, refuse_input, write_json
from turgor.cli.screens.plan import plan_screen
from turgor.domain.case import AnyPriority, OrderedAim, Priority
from turgor.domain.plan import Outcome, Plan
from turgor.practice import PlanRefused, Practice, make_plan, open_case, plan_json, save_plan, save_refused

PRESETS, AIMS = ", ".join(Priority), ", ".join(OrderedAim)


@click.command("plan")
@case_argument
@practice_options
@click.option(
    "--priority",
    type=PriorityName(),
    metavar="NAME|AIM,AIM,...",
    help=f"What the plan is best at, once the goals are served: {PRESETS}; or aims in the order in which they count: "
    f"{AIMS}. [default: as in the case]",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the search.")
@click.option(
    "--alternatives", is_flag=True, help="Look for other plans, too, and say what one gives up for what."
)
@click.option("--out", metavar="DIR", help="Write plan.json and plan.pdf into this folder.")
@json_option
def command(
    *, case: str, practice: Practice, priority: AnyPriority | None, seed: int, alternatives: bool,
    out: str | None, json_file: str | None,
) -> None:  # fmt: skip
    """Make a plan for the patient in the file CASE (TOML or JSON; - for stdin).

    The files of an earlier run in the same folder are replaced, each whole or not at all.
    """
    for target, option in ((json_file, "--json"), (out and str(Path(out) / "plan.json"), "--out")):
        if target:
            refuse_input(target, option, case)
    patient = open_case(case, practice)
    said_before = practice.host.failed
    try:
        with progress("Planning"):
            plan = make_plan(practice, patient, priority, seed, alternatives=alternatives)
    except PlanRefused as refused:
        _say_refused(refused, save_refused(refused, Path(out or ".")))
        raise click.exceptions.Exit(Code.REFUSED) from refused
    warn_of_failed(practice, said_before)
    _hand_out(plan, out, json_file, case)
    if plan.outcome is not Outcome.PLAN:
        raise click.exceptions.Exit(Code.NO_PLAN)


def _hand_out(plan: Plan, out: str | None, json_file: str | None, case: str) -> None:
    """Files first, so that a screen never promises what was not written."""
    saved = None
    if out:
        with progress("Printing"):
            saved = save_plan(plan, Path(out))
    if json_file:
        write_json(plan_json(plan), json_file, case)
    if json_file != "-":
        console().print(plan_screen(plan))
    if saved:
        click.echo(f"Written: {saved.data} and {saved.printed}", err=True)


def _say_refused(refused: PlanRefused, report: Path) -> None:
    click.echo("Error: our own verifier refused the plan, so there is none. It breaks:", err=True)
    for breach in refused.breaches:
        click.echo(f"  {breach.limit} at {breach.where}: {breach.text.text}", err=True)
    click.echo(f"This is a defect of Turgor. The refused plan is kept for inspection in {report}.", err=True)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on."""
    stderr = Console(stderr=True)
    if sys.stderr.isatty():
        with stderr.status(f"{what} ..."):
            yield
    else:
        yield
