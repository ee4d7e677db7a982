"""turgor print: the documents of a plan as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from turgor.cli.exits import Code
from turgor.cli.options import plan_argument
from turgor.documents import Ink, Kind, Paper, PrintSize, Style, tags
from turgor.practice import check_plan, open_plan, print_documents


@click.command("print")
@plan_argument
@click.option(
    "--documents",
    "kinds",
    metavar="KINDS",
    default="plan",
    show_default=True,
    help=f"Which documents, with commas between: {', '.join(Kind)}, or all.",
)
@click.option("--paper", type=click.Choice([paper.value for paper in Paper]), default="a4", show_default=True)
@click.option(
    "--size",
    type=click.Choice([size.value for size in PrintSize]),
    default="standard",
    show_default=True,
    help="Size of print.",
)
@click.option("--ink", type=click.Choice([ink.value for ink in Ink]), default="colour", show_default=True)
@click.option(
    "--letterhead/--no-letterhead",
    default=True,
    help="Without it its place stays free, for paper that bears it.",
)
@click.option(
    "--language",
    type=click.Choice(tags()),
    default="en",
    show_default=True,
    help="What has no translation is printed in English; en-XA shows what that would be.",
)
@click.option("--out", metavar="DIR", default=".", show_default=True, help="Where the files go.")
def command(
    *, plan: str, kinds: str, paper: str, size: str, ink: str, letterhead: bool, language: str, out: str
) -> None:
    """Print the plan in the file PLAN (JSON; - for stdin).

    A plan that was changed by hand and breaks a limit is not printed: see turgor verify. Older files of the
    same name are replaced, whole or not at all.
    """
    asked = chosen(kinds)
    opened = open_plan(plan)
    if breaches := check_plan(opened):
        click.echo("Error: the plan breaks limits and is not printed; turgor verify lists them:", err=True)
        for breach in breaches:
            click.echo(f"  {breach.where}: {breach.text.text}", err=True)
        raise click.exceptions.Exit(Code.REFUSED)
    style = Style(Paper(paper), PrintSize(size), Ink(ink), letterhead)
    for path in print_documents(opened, asked, Path(out), style, language):
        click.echo(f"Written: {path}", err=True)


def chosen(kinds: str) -> tuple[Kind, ...]:
    """The kinds named, in the order of `Kind`. Raises click.BadParameter naming all that are unknown."""
    names = [name.strip() for name in kinds.split(",") if name.strip()]
    if names == ["all"]:
        return tuple(Kind)
    known = {kind.value for kind in Kind}
    if unknown := [name for name in names if name not in known]:
        raise click.BadParameter(f"no such document: {', '.join(unknown)}. There are: {', '.join(Kind)}")
    return tuple(kind for kind in Kind if kind in names)
