"""turgor clinic: the clinic among the records, with its history."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from turgor.cli.desk import Command, desk_options
from turgor.cli.options import Day, json_option, open_with, plugin_options
from turgor.cli.output import as_json, console, write_json
from turgor.domain.dates import Span

if TYPE_CHECKING:
    from rich.console import RenderableType

    from turgor.practice.records import Changed, Desk, KeptClinic


class Stretch(click.ParamType[Span]):
    """A day, or days from one to another."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        if isinstance(value, Span):
            return value
        first, dots, last = value.partition("..")
        days = [Day().convert(day, param, ctx) for day in ((first, last) if dots else (first, first))]
        if days[1] < days[0]:
            self.fail(f"{value!r} ends before it starts", param, ctx)
        return Span(*days)


days_argument = click.argument("days", metavar="DAY[..DAY]...", type=Stretch(), nargs=-1, required=True)
undo_option = click.option("--undo", is_flag=True, help="Take it back for these days.")
reason_option = click.option("--reason", default="", help="Why; kept with the version.")


@click.group("clinic")
def command() -> None:
    """Keep the clinic: its hours, closures, rooms, devices, staff and settings, with their history.

    Every change makes a new version; none is overwritten. Plans are built with the present one.
    """


@command.command("import")
@click.argument("file", metavar="[FILE]", required=False)
@plugin_options
@desk_options
@click.option(
    "--seen", type=click.IntRange(min=1), metavar="N", help="Only if version N is still the present one."
)
@reason_option
def import_(
    *,
    desk: Desk,
    file: str | None,
    disabled: tuple[str, ...],
    no_plugins: bool,
    seen: int | None,
    reason: str,
) -> None:
    """Take all settings from a clinic file, or from the built-in one. It says which sessions cannot be given by them."""
    from turgor.practice.records import import_clinic  # noqa: PLC0415 -- --help stays quick

    practice = open_with(file, None, disabled, no_plugins=no_plugins)
    _say(import_clinic(desk, practice.clinic, reason, seen))


@command.command("show")
@desk_options
@click.option("--on", "day", type=Day(), metavar="DATE", help="As it was at the end of this day.")
@click.option("--version", "number", type=click.IntRange(min=1), metavar="N", help="This version.")
@click.option("--history", is_flag=True, help="List every version.")
@json_option
def show(*, desk: Desk, day: date | None, number: int | None, history: bool, json_file: str | None) -> None:
    """Show the clinic as it is, or as it was."""
    from turgor.cli.screens.clinic import clinic_screen, history_screen  # noqa: PLC0415
    from turgor.practice.records import clinic_history  # noqa: PLC0415

    if sum((day is not None, number is not None, history)) > 1:
        raise click.UsageError("give one of --on, --version and --history")
    if history:
        versions = clinic_history(desk)
        told: dict[str, object] = {"versions": versions}
        screen: RenderableType = history_screen(versions)
    else:
        kept = _wanted(desk, day, number)
        told = {"version": kept.version, "clinic": kept.clinic}
        screen = clinic_screen(kept)
    if json_file:
        write_json(as_json("turgor-clinic/1", told), json_file)
    if json_file != "-":
        console().print(screen)


@command.command("export")
@click.argument("file", metavar="FILE")
@desk_options
@click.option(
    "--version", "number", type=click.IntRange(min=1), metavar="N", help="[default: the present one]"
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export(*, desk: Desk, file: str, number: int | None, force: bool) -> None:
    """Write a version as a clinic file, to be changed and imported; a logo goes beside it as logo.png."""
    from turgor.practice.records import export_clinic  # noqa: PLC0415

    if Path(file).exists() and not force:
        raise click.BadParameter(f"{file} is there already; give another name, or --force", param_hint="FILE")
    kept = _wanted(desk, None, number)
    for written in export_clinic(kept, Path(file)):
        click.echo(f"Written: {written}", err=True)
    click.echo(f"When it is changed: turgor clinic import {file} --seen {kept.version.number}", err=True)


def _days_command(command_: Command) -> Command:
    """What the commands that change days have in common: arguments `days`, `undo` and `reason`."""
    return days_argument(desk_options(undo_option(reason_option(command_))))


@command.command("close")
@_days_command
def close(*, desk: Desk, days: tuple[Span, ...], undo: bool, reason: str) -> None:
    """The clinic is closed on these days. It says which sessions that hits; plans revise moves them."""
    from turgor.practice.records import close_days  # noqa: PLC0415

    _say(close_days(desk, days, reason, undo=undo))


@command.command("hire")
@click.argument("device", metavar="DEVICE")
@_days_command
def hire(*, desk: Desk, device: str, days: tuple[Span, ...], undo: bool, reason: str) -> None:
    """A device that is hired is there on these days, too."""
    from turgor.practice.records import hire_device  # noqa: PLC0415

    _say(hire_device(desk, device, days, reason, undo=undo))


@command.command("away")
@click.argument("resource", metavar="RESOURCE")
@_days_command
def away(*, desk: Desk, resource: str, days: tuple[Span, ...], undo: bool, reason: str) -> None:
    """Somebody of the staff, a room or a device is not there on these days."""
    from turgor.practice.records import send_away  # noqa: PLC0415

    _say(send_away(desk, resource, days, reason, undo=undo))


def _wanted(desk: Desk, day: date | None, number: int | None) -> KeptClinic:
    from turgor.practice.records import NoClinic, clinic_on, clinic_version, present_clinic  # noqa: PLC0415

    if number is not None:
        return clinic_version(desk, number)
    if day is not None:
        return clinic_on(desk, day)
    if kept := present_clinic(desk):
        return kept
    raise NoClinic("no clinic is kept yet: turgor clinic import FILE")


def _say(done: Changed) -> None:
    from turgor.cli.screens.clinic import hits_screen  # noqa: PLC0415

    made = f"{done.version.change} {done.version.detail}".strip()
    click.echo(f"The clinic is at version {done.version.number}: {made}")
    if done.settings:
        click.echo(f"Changed: {', '.join(name.replace('_', ' ') for name in done.settings)}")
    if done.hits:
        console().print(hits_screen(done.hits))
        plans = sorted({one.ref.plan for one in done.hits})
        click.echo(f"To move them: turgor plans revise {'|'.join(map(str, plans))}", err=True)
