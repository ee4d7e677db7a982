"""turgor print: the documents of plans as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from turgor.cli.exits import Code
from turgor.documents import Ink, Kind, Paper, PrintSize, Style, tags
from turgor.practice import How, Printed, check_plan, kept, open_plan, print_documents


@click.command("print")
@click.argument("plans", metavar="PLAN...", nargs=-1, required=True)
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
@click.option("--duplex", is_flag=True, help="An odd last page is followed by an empty one.")
@click.option(
    "--batch", is_flag=True, help="Print many plans: PLAN may be several files, or folders of them."
)
@click.option("--one-file", is_flag=True, help="Print a batch as one PDF, a pile for the printer.")
@click.option(
    "--cache/--no-cache", default=True, help="Keep what is finished for the next print of the same."
)
@click.option("--out", metavar="DIR", default=".", show_default=True, help="Where the files go.")
def command(
    *,
    plans: tuple[str, ...],
    kinds: str,
    paper: str,
    size: str,
    ink: str,
    letterhead: bool,
    language: str,
    duplex: bool,
    batch: bool,
    one_file: bool,
    cache: bool,
    out: str,
) -> None:
    """Print the plan in the file PLAN (JSON; - for stdin).

    A plan that was changed by hand and breaks a limit is not printed: see turgor verify. Older files of the
    same name are replaced, whole or not at all.

    With --batch each plan gets a folder, named by its number or a digest and never by the patient. What an
    earlier run has printed from the very same is not printed again. An error on one plan does not stop the
    rest: it is listed at the end, and the exit code is that of the errors, or 1 if they differ.
    """
    style = Style(Paper(paper), PrintSize(size), Ink(ink), letterhead)
    how = How(chosen(kinds), style, language, duplex, kept() if cache else None)
    if batch or one_file:
        _print_all(plans, how, Path(out), one_file=one_file)
    elif len(plans) > 1 or Path(plans[0]).is_dir():
        raise click.UsageError("Add --batch to print several plans, or a folder of them.")
    else:
        _print_one(plans[0], how, Path(out))


def _print_one(path: str, how: How, out: Path) -> None:
    plan = open_plan(path)
    if breaches := check_plan(plan):
        click.echo("Error: the plan breaks limits and is not printed; turgor verify lists them:", err=True)
        for breach in breaches:
            click.echo(f"  {breach.where}: {breach.text.text}", err=True)
        raise click.exceptions.Exit(Code.REFUSED)
    say_printed(print_documents(plan, how, out), how.kinds)


def say_printed(printed: Printed, kinds: Sequence[Kind]) -> None:
    """Name the files that were written, and what is not in them."""
    from turgor.cli.screens.printing import clean  # noqa: PLC0415 -- --help stays quick

    for treatment, reason in printed.replaced:
        said = f"a part of {clean(treatment)} is replaced by a notice: {clean(reason)}"
        click.echo(f"Warning: {said}", err=True)
    for written in printed.paths:
        click.echo(f"Written: {written}", err=True)
    if not printed.paths:
        click.echo(f"Nothing written: this plan has nothing yet for {', '.join(kinds)}.", err=True)


def _print_all(paths: tuple[str, ...], how: How, out: Path, *, one_file: bool) -> None:
    from turgor.cli.screens.printing import followed, summary  # noqa: PLC0415 -- --help stays quick
    from turgor.practice import plan_files, print_batch, print_pile  # noqa: PLC0415

    files = plan_files(map(Path, paths))
    results = followed((print_pile if one_file else print_batch)(files, how, out), len(files))
    if code := summary(results, out, lambda text: click.echo(text, err=True)):
        raise click.exceptions.Exit(code)


def chosen(kinds: str) -> tuple[Kind, ...]:
    """The kinds named, in the order of `Kind`. Raises click.BadParameter naming all that are unknown."""
    names = [name.strip() for name in kinds.split(",") if name.strip()]
    if names == ["all"]:
        return tuple(Kind)
    known = {kind.value for kind in Kind}
    if unknown := [name for name in names if name not in known]:
        raise click.BadParameter(f"no such document: {', '.join(unknown)}. There are: {', '.join(Kind)}")
    return tuple(kind for kind in Kind if kind in names)
