"""turgor schema: the JSON Schema of a plan."""

from __future__ import annotations

import click

from turgor.practice import schema_text


@click.command("schema")
def command() -> None:
    """Show the JSON Schema (draft 2020-12) that every plan file conforms to."""
    click.echo(schema_text(), nl=False)
