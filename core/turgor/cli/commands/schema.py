"""turgor schema: the JSON Schema of a plan."""

from __future__ import annotations

import json

import click

from turgor.files import plan_schema


@click.command("schema")
def command() -> None:
    """Show the JSON Schema (draft 2020-12) that every plan file conforms to."""
    click.echo(json.dumps(plan_schema(), indent=2))
