"""turgor print: the patient's plan as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from turgor.cli.exits import Code
from turgor.cli.options import plan_argument
from turgor.cli.output import refuse_input
from turgor.practice import check_plan, open_plan, print_plan


@click.command("print")
@plan_argument
@click.option("--out", metavar="FILE", default="plan.pdf", show_default=True, help="Where the PDF goes.")
def command(plan: str, out: str) -> None:
    """Print the plan in the file PLAN (JSON; - for stdin) for the patient.

    A plan that was changed by hand and breaks a limit is not printed: see turgor verify. An older PDF of the
    same name is replaced, whole or not at all.
    """
    refuse_input(out, "--out", plan)
    opened = open_plan(plan)
    if breaches := check_plan(opened):
        click.echo("Error: the plan breaks limits and is not printed; turgor verify lists them:", err=True)
        for breach in breaches:
            click.echo(f"  {breach.where}: {breach.text.text}", err=True)
        raise click.exceptions.Exit(Code.REFUSED)
    print_plan(opened, Path(out))
    click.echo(f"Written: {out}", err=True)
