"""turgor homecare: how home care goes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from turgor.cli.options import Day
from turgor.cli.recording import asked_for, named_values
from turgor.cli.revising import revise_options

if TYPE_CHECKING:
    from turgor.cli.revising import GoingOn
    from turgor.practice.records import Desk


@click.group("homecare")
def command() -> None:
    """Note how the home care of a plan goes: on how many days it was used, and how the skin bears it."""


@command.command("add")
@click.argument("plan", metavar="PLAN", type=click.IntRange(1, 999_999_999))
@click.argument("regimen", metavar="REGIMEN")
@click.option("--from", "first", required=True, type=Day(), metavar="DATE", help="The first day told of.")
@click.option("--to", "last", required=True, type=Day(), metavar="DATE", help="The last day, included.")
@click.option(
    "--used", required=True, type=click.IntRange(0, 9999), metavar="DAYS", help="On how many of these days."
)
@click.option(
    "--irritation",
    type=int,
    metavar="0-4",
    help="The worst of redness, peeling, dryness and sting in these days: 0 none, 1 slight, 2 bothersome, "
    "3 strong, 4 severe. [default: not asked]",
)
@click.option(
    "--field", "fields", multiple=True, metavar="NAME=VALUE",
    help="What the modality records, like product=...; NAME= takes it back. On a terminal you are asked.",
)  # fmt: skip
@click.option("--note", default="")
@click.option(
    "--replaces", type=click.IntRange(1, 999_999_999), help="The report that this tells anew, by its number."
)
@revise_options
def add(
    *, desk: Desk, going_on: GoingOn, plan: int, regimen: str, first: date, last: date, used: int,
    irritation: int | None, fields: tuple[str, ...], note: str, replaces: int | None,
) -> None:  # fmt: skip
    """Note how REGIMEN of PLAN went over some days. Plans made from now on know how the skin bears it.

    REGIMEN is named as in the plan, like topicals.tretinoin#1.
    """
    from turgor.cli.screens.diary import report_line  # noqa: PLC0415 -- --help stays quick
    from turgor.practice.records import HowItWent, add_home_care, home_care_form  # noqa: PLC0415

    values = asked_for(home_care_form(desk, plan, regimen), named_values(fields, "--field"))
    went = HowItWent(first, last, used, irritation, values, note)
    told = add_home_care(desk, going_on.practice.host, plan, regimen, went, replaces=replaces)
    click.echo(f"Report {told.report.id} on {regimen} of plan {told.version.ref}: {report_line(told.report)}")
    going_on.offer(desk, plan, "the skin bears home care otherwise", called_for=told.calls_for_a_new_plan)
