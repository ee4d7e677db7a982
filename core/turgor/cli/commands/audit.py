"""turgor audit: who did what, and whether the trail is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from turgor.cli.commands.db import noted_anchor
from turgor.cli.desk import desk_options
from turgor.cli.exits import Code
from turgor.cli.options import json_option
from turgor.cli.output import as_json, console, table, write_json

if TYPE_CHECKING:
    from turgor.practice.records import Desk


@click.command("audit")
@click.argument("subjects", metavar="[SUBJECT]...", nargs=-1)
@desk_options
@click.option("--last", type=click.IntRange(1), default=50, show_default=True, help="How many lines at most.")
@click.option("--check", is_flag=True, help="Check the whole trail. Exit code 1 if it was changed.")
@click.option(
    "--anchor",
    "noted",
    metavar="SEQ:HASH|BACKUP",
    help="An end of the trail that was noted, or a backup, which holds one: finds a cut-off tail.",
)
@json_option
def command(
    *, desk: Desk, subjects: tuple[str, ...], last: int, check: bool, noted: str | None, json_file: str | None
) -> None:
    """Show who did what and when, of all or of a SUBJECT such as patient:7 or plan:3/2."""
    from turgor.practice.records import anchor, check_audit, read_audit  # noqa: PLC0415 -- --help stays quick

    problems = check_audit(desk, noted_anchor(noted)) if check or noted else ()
    lines, end = read_audit(desk, *subjects, last=last), anchor(desk)
    if json_file:
        told = {"entries": lines, "end": str(end), "problems": problems}
        write_json(as_json("turgor-audit/1", told), json_file)
    if json_file != "-":
        rows = [(one.seq, one.at, one.who, one.action, one.subject, one.detail) for one in lines]
        console().print(table(["line", "when (UTC)", "who", "did", "with", "detail"], rows))
        click.echo(f"The trail ends at {end}", err=True)
    for problem in problems:
        click.echo(f"Audit trail: {problem}", err=True)
    if problems:
        raise click.exceptions.Exit(Code.FINDING)
