"""turgor event: what happened to a patient besides the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from turgor.cli.revising import revise_options

if TYPE_CHECKING:
    from turgor.cli.revising import GoingOn
    from turgor.practice.records import Desk

LIVE = ("draft", "approved", "active")


@click.group("event")
def command() -> None:
    """Note what happened to a patient: a new medicine, a pregnancy, a sunburn, a filler, a holiday in the sun."""


@command.command("add")
@click.argument("patient", metavar="PATIENT")
@click.argument("kind", metavar="KIND")
@click.option("--date", "on", metavar="DATE", help="The day, or month, of what does not last.")
@click.option("--start", metavar="DATE", help="When something that lasts began.")
@click.option("--end", metavar="DATE", help="When it ended. [default: it still goes on]")
@click.option("--expected-end", metavar="DATE", help="When it should be over.")
@click.option("--zone", "zones", multiple=True, help="Where. [default: everywhere]")
@click.option("--note", default="")
@click.option(
    "--replaces", type=click.IntRange(1, 999_999_999), help="The event that this tells anew, by its number."
)
@revise_options
def add(
    *, desk: Desk, going_on: GoingOn, patient: str, kind: str, on: str | None, start: str | None,
    end: str | None, expected_end: str | None, zones: tuple[str, ...], note: str, replaces: int | None,
) -> None:  # fmt: skip
    """Note an event of a KIND, as in [[history]] of a case file. Plans made from now on know it."""
    from turgor.practice.records import add_event, list_plans, which_patient  # noqa: PLC0415 -- --help stays quick

    record = which_patient(desk, patient)
    told: dict[str, object] = {
        "kind": kind,
        "date": on,
        "start": start,
        "end": end,
        "expected_end": expected_end,
    }
    told |= {"zones": list(zones) or None, "note": note or None}
    given = {name: value for name, value in told.items() if value is not None}
    kept, event = add_event(desk, going_on.practice.host, record.id, given, replaces)
    click.echo(f"Event {kept.id} of patient #{record.id}: {event.kind}")
    live = [one for one in list_plans(desk, record.id) if one.status in LIVE]
    for plan in dict.fromkeys(one.ref.plan for one in live):
        going_on.offer(desk, plan, f"{event.kind} was told of", called_for=True)
