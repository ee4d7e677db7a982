"""turgor interactions: the gap between any two actions, beside the published one."""

from __future__ import annotations

import click

from turgor.cli.asking import asking, tried
from turgor.cli.options import json_option, plugin_options
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.interactions import interactions_as_data, interactions_screen
from turgor.practice import PUBLISHED_SKIN_TYPE, UnknownAction, all_interactions, load_modalities

UNKNOWN = "unknown"


@click.command("interactions")
@plugin_options
@click.option(
    "--fitzpatrick",
    type=click.Choice(["1", "2", "3", "4", "5", "6", UNKNOWN]),
    default=str(PUBLISHED_SKIN_TYPE),
    show_default=True,
    help="Skin type, where a gap depends on it; unknown, the longest gap holds. Published gaps are about light skin.",
)
@click.option("--of", metavar="ACTION", help="Only the gaps before and after this treatment or event.")
@click.option("--differences", is_flag=True, help="Only gaps that differ from the published one.")
@json_option
def command(
    *,
    disabled: tuple[str, ...],
    no_plugins: bool,
    fitzpatrick: str,
    of: str | None,
    differences: bool,
    json_file: str | None,
) -> None:
    """Show the gap between all treatments and events, in either order, as it follows from skin states.

    The table leaves out pairs that have no state in common and no published gap; the JSON holds every pair.
    """
    host = load_modalities(disabled, no_plugins=no_plugins, asking=asking(), plugins=tried())
    skin_type = None if fitzpatrick == UNKNOWN else int(fitzpatrick)
    try:
        rows = all_interactions(host, skin_type, of, differences=differences)
    except UnknownAction as problem:
        raise click.BadParameter(f"there is no treatment or event {of!r}", param_hint="--of") from problem
    if json_file:
        data = {"fitzpatrick": skin_type, "interactions": interactions_as_data(rows)}
        write_json(as_json("turgor-interactions/1", data), json_file)
    if json_file != "-":
        console().print(interactions_screen(rows))
