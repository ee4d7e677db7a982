"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click

from turgor.cli.asking import asking, asking_options, tried
from turgor.domain.case import AnyPriority, OrderedAim, Priority
from turgor.domain.clinic import Clinic

if TYPE_CHECKING:
    from turgor.practice import Host, Practice

Command = Callable[..., Any]


class Day(click.ParamType[date]):
    """A calendar date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            self.fail(f"{value!r} is no date; write it like 2026-11-24", param, ctx)


class PriorityName(click.ParamType[AnyPriority]):
    """A preset, or aims in the order in which they count, with commas between them."""

    name = "priority"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> AnyPriority:
        if not isinstance(value, str):
            return cast("AnyPriority", value)
        presets = [preset.value for preset in Priority]
        if value in presets:
            return Priority(value)
        aims = [aim.value for aim in OrderedAim]
        named = [name.strip() for name in value.split(",")]
        if unknown := next((name for name in named if name not in aims), None):
            alone = len(named) == 1
            close = get_close_matches(unknown, [*aims, *(presets if alone else ())], n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            listed = f"{', '.join(presets)}, nor an aim: " if alone else ""
            self.fail(f"{unknown!r} is not one of {listed}{', '.join(aims)}{hint}", param, ctx)
        if twice := next((name for name in named if named.count(name) > 1), None):
            self.fail(f"{twice!r} is named twice", param, ctx)
        return tuple(map(OrderedAim, named))


case_argument = click.argument("case", metavar="CASE")
plan_argument = click.argument("plan", metavar="PLAN")

json_option = click.option(
    "--json",
    "json_file",
    metavar="FILE|-",
    help="Write the result as JSON to a file, or with - to stdout in place of the text.",
)


def plugin_options(command: Command) -> Command:
    """Say which plugins not to load: arguments `disabled` and `no_plugins`; and how to ask the others."""
    command = asking_options(command)
    command = click.option("--no-plugins", is_flag=True, help="Load no plugin at all.")(command)
    return click.option(
        "--disable",
        "disabled",
        multiple=True,
        metavar="NAME",
        help="Do not load this plugin; it is not even imported. May be given several times.",
    )(command)


def practice_options(command: Command) -> Command:
    """Open the practice: clinic file, day and plugins. The command gets it as its argument `practice`."""

    @wraps(command)
    def opened(
        *, clinic: str | None, today: date | None, disabled: tuple[str, ...], no_plugins: bool, **rest: Any
    ) -> Any:
        return command(practice=open_with(clinic, today, disabled, no_plugins=no_plugins), **rest)

    return described(opened, "a built-in one")


def described(command: Command, clinic: str) -> Command:
    """Say what makes up the practice: arguments `clinic`, `today`, `disabled` and `no_plugins`.

    `clinic` says which one it is where no file is given.
    """
    with_day = click.option(
        "--today", type=Day(), metavar="DATE", help="Plan from this day on. [default: today]"
    )(plugin_options(command))
    return click.option("--clinic", metavar="FILE", help=f"The clinic's policy. [default: {clinic}]")(
        with_day
    )


def open_with(
    clinic: str | Clinic | None, today: date | None, disabled: tuple[str, ...], *, no_plugins: bool
) -> Practice:
    """The practice that the options describe; what is odd about its plugins is said on stderr."""
    from turgor.practice import open_practice  # noqa: PLC0415  so that a command's --help stays quick

    practice = open_practice(
        clinic, today, frozenset(disabled), no_plugins=no_plugins, asking=asking(), plugins=tried()
    )
    _warn(practice.host, disabled)
    return practice


def modalities_options(command: Command) -> Command:
    """Load the modalities for a plan that there is already. The command gets them as its argument `host`.

    Those that fail while they are asked are named on stderr when it ends.
    """

    @wraps(command)
    def loaded(*, disabled: tuple[str, ...], no_plugins: bool, **rest: Any) -> Any:
        from turgor.practice import load_modalities  # noqa: PLC0415  so that a command's --help stays quick

        host = load_modalities(disabled, no_plugins=no_plugins, asking=asking(), plugins=tried())
        _warn(host, disabled)
        said_before = host.failed
        try:
            return command(host=host, **rest)
        finally:
            warn_of_failed(host, said_before)

    return plugin_options(loaded)


def _warn(host: Host, disabled: tuple[str, ...]) -> None:
    """Say what is odd about the plugins on stderr."""
    found = {status.name for status in host.statuses}
    for name in disabled:
        if name not in found:
            click.echo(f"Note: there is no plugin called {name!r} to disable.", err=True)
    warn_of_failed(host)


def warn_of_failed(host: Host, already_said: frozenset[str] = frozenset()) -> None:
    """Name each modality that should have a say and has none, and why, on stderr."""
    for status in host.statuses:
        if status.reason and status.name not in already_said:
            package = f"{status.distribution} {status.version}".strip()
            click.echo(
                f"Warning: modality {status.name} ({package}) is {status.state}: {status.reason}",
                err=True,
            )
