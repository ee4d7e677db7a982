"""turgor due: what is due and overdue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from turgor.cli.desk import desk_options
from turgor.cli.options import Day, json_option
from turgor.cli.output import as_json, cell, console, table, write_json
from turgor.documents.wording import words

if TYPE_CHECKING:
    from turgor.practice.records import Desk, Due


@click.command("due")
@click.argument("patient", metavar="[PATIENT]", default="")
@desk_options
@click.option("--today", type=Day(), metavar="DATE", help="[default: today]")
@click.option(
    "--days", type=click.IntRange(0, 400), default=14, show_default=True, help="How far to look ahead."
)
@json_option
def command(*, desk: Desk, patient: str, today: date | None, days: int, json_file: str | None) -> None:
    """List sessions, reviews and maintenance that are overdue or due soon, of all patients or of one.

    Sessions that the clinic cannot give as planned, for it has changed since, are listed however far ahead they are.
    Only plans that are approved or active have sessions to come; reviews and maintenance follow completed ones, too.
    """
    from turgor.cli.screens.clinic import hits_screen  # noqa: PLC0415 -- --help stays quick
    from turgor.practice.records import due_list, in_the_way, which_patient  # noqa: PLC0415

    now = today or desk.now().astimezone().date()  # the day on this machine's wall
    of = which_patient(desk, patient).id if patient else None
    found, hits = due_list(desk, now + timedelta(days=days), of), in_the_way(desk, now, of)
    if json_file:
        write_json(as_json("turgor-due/1", {"today": now, "due": found, "in_the_way": hits}), json_file)
    if json_file != "-":
        if hits:
            console().print(cell("The clinic has changed: these cannot be given as planned", "yellow"))
            console().print(hits_screen(hits))
        columns = ["day", "", "patient", "name", "plan", "what"]
        console().print(table(columns, [_row(one, now) for one in found]) if found else cell("Nothing."))


def _row(one: Due, now: date) -> tuple[object, ...]:
    when = words.weekday_day(one.date.day)
    late = "overdue" if one.date.day < now else ""
    return when, late, f"#{one.patient}", one.name, str(one.ref), f"{one.date.kind} {one.date.what}"
