"""turgor content: look after what Turgor knows."""

from __future__ import annotations

import click

from turgor.cli.asking import asking, tried
from turgor.cli.exits import Code
from turgor.cli.options import json_option, plugin_options
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.content import review_as_data, review_screen


@click.group("content")
def command() -> None:
    """Look after what Turgor knows: rules, sources, gaps."""


@command.command("check")
@click.argument("what", metavar="[NAME|PATH]", required=False)
@plugin_options
@json_option
def check(what: str | None, disabled: tuple[str, ...], *, no_plugins: bool, json_file: str | None) -> None:
    """Find what loads and is still doubtful: rules that never fire, missing sources, states that join nothing.

    Without an argument all that is installed is checked; with one only core, one modality by its name, or the content
    of a modality that is being written, by the path of its file or folder. The exit code is 1 where an error is found.
    """
    from turgor.practice import (  # noqa: PLC0415  so that --help stays quick
        UnknownContent,
        check_content,
        load_modalities,
    )

    host = load_modalities(disabled, no_plugins=no_plugins, asking=asking(), plugins=tried())
    try:
        found = check_content(host, what)
    except UnknownContent as problem:
        names = ", ".join(["core", *(status.name for status in host.statuses)])
        text = f"{what!r} is neither one of {names}, nor a file or folder"
        raise click.BadParameter(text, param_hint="NAME|PATH") from problem
    if json_file:
        write_json(as_json("turgor-content-check/1", review_as_data(found)), json_file)
    if json_file != "-":
        console().print(review_screen(found))
    if not found.passed:
        raise click.exceptions.Exit(Code.FINDING)
