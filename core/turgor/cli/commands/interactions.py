"""turgor interactions: the gap between any two actions, beside the published one."""

from __future__ import annotations

import click

from turgor.cli.options import json_option, plugin_options
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.interactions import interactions_as_data, interactions_screen
from turgor.host import Host
from turgor.planning.interactions import interactions


@click.command("interactions")
@plugin_options
@click.option(
    "--fitzpatrick",
    type=click.IntRange(1, 6),
    help="Skin type, where a gap depends on it. [default: unknown, the longest gap holds]",
)
@click.option("--of", metavar="ACTION", help="Only the gaps before and after this treatment or event.")
@click.option("--differences", is_flag=True, help="Only gaps that differ from the published one.")
@json_option
def command(
    *,
    disabled: tuple[str, ...],
    no_plugins: bool,
    fitzpatrick: int | None,
    of: str | None,
    differences: bool,
    json_file: str | None,
) -> None:
    """Show the gap between all treatments and events, in either order, as it follows from skin states.

    The table leaves out pairs that have no state in common and no published gap; the JSON holds every pair.
    """
    host = Host.load(frozenset(disabled), no_plugins=no_plugins)
    rows = interactions(host.catalogue, host.published, fitzpatrick)
    if of is not None:
        rows = tuple(row for row in rows if of in (row.first, row.then))
        if not rows:
            raise click.BadParameter(f"there is no treatment or event {of!r}", param_hint="--of")
    if differences:
        rows = tuple(row for row in rows if row.longer_by)
    if json_file:
        data = {"fitzpatrick": fitzpatrick, "interactions": interactions_as_data(rows)}
        write_json(as_json("turgor-interactions/1", data), json_file)
    if json_file != "-":
        console().print(interactions_screen(rows))
