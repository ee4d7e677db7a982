"""turgor plugins: which modalities are installed, what became of each, and help for those who write one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from turgor.cli.asking import asking, tried
from turgor.cli.exits import Code
from turgor.cli.options import json_option, plugin_options
from turgor.cli.output import as_json, console, write_json

if TYPE_CHECKING:
    from turgor.practice import Host

EXAMPLES = 12  # patients that each conformance check draws


@click.group("plugins")
def command() -> None:
    """Show the installed modalities, check one, begin a new one."""


@command.command("list")
@plugin_options
@json_option
def list_(*, disabled: tuple[str, ...], no_plugins: bool, json_file: str | None) -> None:
    """List every plugin that was found, those that are disabled, rejected or failed too, with the reason."""
    from turgor.cli.screens.plugins import list_screen, status_data  # noqa: PLC0415  so that --help stays quick

    statuses = _load(disabled, no_plugins=no_plugins).statuses
    if json_file:
        write_json(
            as_json("turgor-plugins/1", {"plugins": [status_data(one) for one in statuses]}), json_file
        )
    if json_file != "-":
        console().print(list_screen(list(statuses)))


@command.command("show")
@click.argument("name")
@plugin_options
@json_option
def show(name: str, *, disabled: tuple[str, ...], no_plugins: bool, json_file: str | None) -> None:
    """Show what one modality is, where it comes from, which hooks it has and what it adds."""
    from turgor.cli.screens.plugins import show_data, show_screen  # noqa: PLC0415  so that --help stays quick
    from turgor.practice import installed  # noqa: PLC0415

    host = _load(disabled, no_plugins=no_plugins)
    found = installed(host, name)
    if not found:
        names = ", ".join(sorted({one.name for one in host.statuses}))
        raise click.BadParameter(f"there is no modality {name!r}; there are {names}", param_hint="NAME")
    if json_file:
        write_json(as_json("turgor-plugin/1", {"plugins": [show_data(one) for one in found]}), json_file)
    if json_file != "-":
        for one in found:
            console().print(show_screen(one))


@command.command("check")
@click.argument("what", metavar="[NAME|PATH]", required=False)
@click.option(
    "--examples",
    type=click.IntRange(min=0),
    default=EXAMPLES,
    show_default=True,
    help="Patients that each check of the conformance suite draws; 0 leaves the suite out.",
)
@json_option
def check(what: str | None, *, examples: int, json_file: str | None) -> None:
    """Look at a plugin as a host will: hooks, content, versions, clashes, words for patients, conformance.

    Without an argument every installed modality that did not come with Turgor is checked; with one a modality by its
    name, or one that is not installed by the path of its project, wheel, Python or TOML file. The exit code is 1
    where an error is found.
    """
    from turgor.cli.screens.plugins import report_data, report_screen  # noqa: PLC0415  so that --help stays quick
    from turgor.practice import NoPlugin  # noqa: PLC0415
    from turgor.testing.checking import UnknownPlugin, check_plugin, wanted  # noqa: PLC0415

    try:
        plugins = wanted(what)
    except (UnknownPlugin, NoPlugin) as problem:
        raise click.BadParameter(str(problem), param_hint="NAME|PATH") from problem
    reports = [check_plugin(plugin, examples) for plugin in plugins]
    if json_file:
        write_json(
            as_json("turgor-plugins-check/1", {"plugins": [report_data(one) for one in reports]}), json_file
        )
    if json_file != "-":
        for report in reports:
            console().print(report_screen(report))
    if not reports:
        click.echo("Every installed modality came with Turgor: there is nothing to check.", err=True)
    if not all(report.passed for report in reports):
        raise click.exceptions.Exit(Code.FINDING)


@command.command("new")
@click.argument("name")
@click.option("--title", help="What people call it. [default: made from the name]")
@click.option("--purpose", help="What it is for, in one sentence. [default: To firm the skin]")
@click.option(
    "--home/--clinic", "at_home", default=None, help="Home care, or done in the clinic. [default: clinic]"
)
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it. [default: ./turgor-NAME]")
def new(name: str, *, title: str | None, purpose: str | None, at_home: bool | None, out: Path | None) -> None:
    """Write a complete package for a new modality, with tests that pass at once.

    What no option says is asked for, where there is somebody to answer.
    """
    from turgor.testing.newcomer import BadName, Newcomer, refuse_taken, write_package  # noqa: PLC0415  so that --help stays quick

    title = title or _ask("Title", name.replace("_", " ").capitalize())
    purpose = purpose or _ask("Purpose", "To firm the skin")
    if at_home is None:
        at_home = _ask("Where", "clinic", click.Choice(["clinic", "home"], case_sensitive=False)) == "home"
    try:
        newcomer = Newcomer(name, title, purpose, at_home)
        refuse_taken(name)
    except BadName as problem:
        raise click.BadParameter(str(problem), param_hint="NAME") from problem
    folder = out or Path(newcomer.distribution)
    try:
        write_package(newcomer, folder)
    except FileExistsError as problem:
        raise click.BadParameter(str(problem), param_hint="--out") from problem
    click.echo(f"Written to {folder}. Next:\n  cd {folder}\n  pip install -e '.[test]'\n  pytest", err=True)


def _ask(question: str, usual: str, among: click.Choice[str] | None = None) -> str:
    """The answer of whoever sits at the terminal, or the usual one where nobody does."""
    if not _somebody_there():
        return usual
    answer: str = click.prompt(question, default=usual, err=True, type=among)
    return answer


def _somebody_there() -> bool:
    return sys.stdin.isatty()


def _load(disabled: tuple[str, ...], *, no_plugins: bool) -> Host:
    from turgor.practice import load_modalities  # noqa: PLC0415  so that --help stays quick

    return load_modalities(disabled, no_plugins=no_plugins, asking=asking(), plugins=tried())
