"""What every command that makes a plan does with it: files, screen, exit code; and what it says where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console, RenderableType

from turgor.cli.exits import Code
from turgor.cli.output import console, refuse_input, write_json
from turgor.cli.screens.plan import plan_screen
from turgor.domain.plan import Outcome, Plan
from turgor.practice import PlanRefused, Unchangeable, plan_json, save_plan, save_refused


def check_targets(source: str, out: str | None, json_file: str | None) -> None:
    """Nothing is written over what is read. Raises a usage error."""
    for target, option in ((json_file, "--json"), (out and str(Path(out) / "plan.json"), "--out")):
        if target:
            refuse_input(target, option, source)


def hand_out(
    plan: Plan, source: str, out: str | None, json_file: str | None, first: RenderableType | None = None
) -> None:
    """Files before the screen, so that it never promises what was not written; `first` stands above the plan.

    Exits with its own code where there is no plan.
    """
    saved = None
    if out:
        with progress("Printing"):
            saved = save_plan(plan, Path(out))
    if json_file:
        write_json(plan_json(plan), json_file, source)
    if json_file != "-":
        shown = console()
        if first:
            shown.print(first)
        shown.print(plan_screen(plan))
    if saved:
        click.echo(f"Written: {saved.data} and {saved.printed}", err=True)
    if plan.outcome is not Outcome.PLAN:
        raise click.exceptions.Exit(Code.NO_PLAN)


@contextmanager
def planning(out: str | None) -> Iterator[None]:
    """Say what stands in the way of an answer: a plan that the verifier refuses, or one that cannot be changed."""
    try:
        with unless_refused(out):
            yield
    except Unchangeable:
        raise click.UsageError(
            "the plan in the file does not hold what was entered; make it anew with turgor plan"
        ) from None


@contextmanager
def unless_refused(out: str | None) -> Iterator[None]:
    """Plan, and say what is wrong with a plan that the verifier refuses; it is kept in a file."""
    try:
        with progress("Planning"):
            yield
    except PlanRefused as refused:
        _say_refused(refused, save_refused(refused, Path(out or ".")))
        raise click.exceptions.Exit(Code.REFUSED) from refused


def needs_plan(plan: Plan) -> None:
    """Refuse a file that says why there is no plan: nothing in it can be changed."""
    if plan.outcome is not Outcome.PLAN:
        raise click.UsageError(
            "the file says why there is no plan, so there is nothing to change; take the last plan that there was"
        )


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
