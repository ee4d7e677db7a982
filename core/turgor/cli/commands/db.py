"""turgor db: the records as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from turgor.cli.desk import desk_options, where_option, who_option
from turgor.cli.exits import Code

if TYPE_CHECKING:
    from turgor.practice.records import Anchor, Desk


@click.group("db")
def command() -> None:
    """Make, check, back up and restore the records."""


@command.command("upgrade")
@where_option
@who_option
def upgrade(*, db: str | None, by: str) -> None:
    """Make the records, or bring them up to date.

    What was there is backed up before. A newer version than this Turgor knows is refused.
    """
    from turgor.practice.records import upgrade_records  # noqa: PLC0415 -- --help stays quick

    done = upgrade_records(db, by)
    if done.before == done.after:
        click.echo(f"The records are up to date ({done.after}).")
    else:
        click.echo(f"The records are of version {done.after}; before: {done.before or 'none'}.")
    if done.backup:
        click.echo(f"Backup of the records as they were: {done.backup}", err=True)


@command.command("check")
@desk_options
@click.option(
    "--anchor",
    "noted",
    metavar="SEQ:HASH|BACKUP",
    help="An end of the audit trail that was noted, or a backup, which holds one.",
)
def check(*, desk: Desk, noted: str | None) -> None:
    """Check the file, all documents and the audit trail. Exit code 1 if anything is wrong."""
    from turgor.practice.records import anchor, check_records  # noqa: PLC0415

    problems = check_records(desk, noted_anchor(noted))
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.exceptions.Exit(Code.FINDING)
    click.echo(f"The records are whole. The audit trail ends at {anchor(desk)}")


@command.command("backup")
@click.argument("file", metavar="FILE")
@desk_options
def backup(*, desk: Desk, file: str) -> None:
    """Write all records into FILE, while others work with them. An existing file is refused."""
    from turgor.practice.records import back_up_records  # noqa: PLC0415

    manifest = back_up_records(desk, Path(file))
    rows = sum(manifest.counts.values())
    click.echo(f"Written: {file} ({rows} rows; the audit trail ends at {manifest.anchor})", err=True)


@command.command("restore")
@click.argument("file", metavar="FILE")
@where_option
@who_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(*, file: str, db: str | None, by: str, yes: bool) -> None:
    """Put the records of a backup in place of those that are there.

    The backup is checked through first. A file that was there is kept under another name; a PostgreSQL must be empty.
    """
    from turgor.practice.records import restore_records  # noqa: PLC0415

    if not yes:
        click.confirm("Put this backup in place of the records?", abort=True, err=True)
    done = restore_records(db, Path(file), by)
    click.echo(f"Restored: the records of {done.manifest.made_at}.")
    if done.old:
        click.echo(f"The records that were there: {done.old}", err=True)


def noted_anchor(text: str | None) -> Anchor | None:
    """An end of the audit trail as it is printed, or as a backup holds it."""
    from turgor.practice.records import Anchor, anchor_in  # noqa: PLC0415

    if text is None:
        return None
    if Path(text).is_file():
        return anchor_in(Path(text))
    seq, _, noted = text.partition(":")
    if not (seq.isascii() and seq.isdigit() and noted):
        raise click.BadParameter(
            "write it as it was printed, like 12:5f0c..., or name a backup", param_hint="--anchor"
        )
    return Anchor(int(seq), noted)
