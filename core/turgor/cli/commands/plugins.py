"""turgor plugins: which modalities are installed, and what became of each."""

from __future__ import annotations

import attrs
import click

from turgor.cli.asking import asking
from turgor.cli.options import json_option, plugin_options
from turgor.cli.output import as_json, cell, console, table, write_json
from turgor.domain.catalogue import PluginState, PluginStatus
from turgor.practice import load_modalities

STYLES = {
    PluginState.LOADED: "green",
    PluginState.DISABLED: "dim",
    PluginState.REJECTED: "yellow",
    PluginState.FAILED: "red",
}


@click.group("plugins")
def command() -> None:
    """Show the installed modalities."""


@command.command("list")
@plugin_options
@json_option
def list_(*, disabled: tuple[str, ...], no_plugins: bool, json_file: str | None) -> None:
    """List every plugin that was found, those that are disabled, rejected or failed too, with the reason."""
    statuses = load_modalities(disabled, no_plugins=no_plugins, asking=asking()).statuses
    if json_file:
        write_json(
            as_json("turgor-plugins/1", {"plugins": [_data(status) for status in statuses]}), json_file
        )
    if json_file != "-":
        columns = ["modality", "status", "content", "package", "version", "reason"]
        console().print(table(columns, [_row(status) for status in statuses]))


def _data(status: PluginStatus) -> dict[str, str]:
    """The keys under which a plan lists its plugins."""
    record = {name: str(value) for name, value in attrs.asdict(status).items()}
    return {"status" if name == "state" else name: value for name, value in record.items()}


def _row(status: PluginStatus) -> list[object]:
    state = cell(status.state.value, STYLES[status.state])
    return [status.name, state, status.content or "-", status.distribution, status.version, status.reason]
