"""turgor verify: replay a plan day by day."""

from __future__ import annotations

import click

from turgor.cli.exits import Code
from turgor.cli.options import json_option, plan_argument
from turgor.cli.output import as_json, cell, console, table, write_json
from turgor.practice import check_plan, open_plan


@click.command("verify")
@plan_argument
@json_option
def command(plan: str, json_file: str | None) -> None:
    """Check the plan in the file PLAN (JSON; - for stdin) against every limit it states.

    No plugin is asked: a plan holds all that the check needs. Exit code 1 if a limit is broken.
    """
    breaches = check_plan(open_plan(plan))
    if json_file:
        write_json(as_json("turgor-verify/1", {"breaches": breaches}), json_file, plan)
    if json_file != "-":
        if breaches:
            rows = [(breach.limit, breach.where, breach.text.text) for breach in breaches]
            console().print(table(["limit", "where", "what is wrong"], rows))
        else:
            console().print(cell("The plan keeps every limit it states."))
    if breaches:
        raise click.exceptions.Exit(Code.FINDING)
