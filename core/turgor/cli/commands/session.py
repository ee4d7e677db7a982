"""turgor session: what became of the sessions of a plan."""

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

plan_argument = click.argument("plan", metavar="PLAN", type=click.IntRange(1, 999_999_999))
session_argument = click.argument("session", metavar="SESSION")
day_option = click.option("--on", "day", type=Day(), metavar="DATE", help="The day. [default: today]")


@click.group("session")
def command() -> None:
    """Note what became of the sessions of a plan that is approved or active.

    PLAN is the number of the plan; SESSION is named as in the plan, like laser.co2_fractional#1.2.
    """


@command.command("done")
@plan_argument
@session_argument
@day_option
@click.option("--operator", default="", help="Who gave it.")
@click.option("--device", default="", help="With which device.")
@click.option("--lot", default="", help="Lot of what was used up.")
@click.option(
    "--setting",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="What the modality records, like depth=1.5; NAME= takes it back. On a terminal you are asked.",
)
@click.option("--reaction", default="", help="Of the skin, in words.")
@revise_options
def done(
    *, desk: Desk, going_on: GoingOn, plan: int, session: str, day: date | None, operator: str, device: str,
    lot: str, settings: tuple[str, ...], reaction: str,
) -> None:  # fmt: skip
    """A session was given. What is not said is as at the last session of the course, but for the reaction."""
    from turgor.cli.screens.diary import how_given  # noqa: PLC0415 -- --help stays quick
    from turgor.practice.records import HowGiven, session_done, session_form  # noqa: PLC0415

    values = asked_for(session_form(desk, plan, session), named_values(settings, "--setting"))
    told = session_done(desk, plan, session, day, HowGiven(operator, device, lot, values, reaction))
    if told.done:
        click.echo(f"{session} of plan {told.version.ref}: given on {told.done.day}")
        if how := how_given(told.done.given, told.fields):
            click.echo(f"  {how}")
    reason = f"{session} was given on another day than planned" if told.calls_for_a_new_plan else ""
    going_on.offer(desk, plan, reason, called_for=told.calls_for_a_new_plan)


@command.command("missed")
@plan_argument
@session_argument
@click.option("--why", default="", help="Kept with the record.")
@revise_options
def missed(*, desk: Desk, going_on: GoingOn, plan: int, session: str, why: str) -> None:
    """A session was not given on its day; it is still to be given."""
    from turgor.practice.records import session_missed  # noqa: PLC0415

    told = session_missed(desk, plan, session, why)
    click.echo(f"{session} of plan {told.version.ref}: not given on {told.planned}")
    going_on.offer(desk, plan, f"{session} was not given", called_for=told.calls_for_a_new_plan)


@command.command("prepared")
@plan_argument
@session_argument
@click.argument("prerequisite", metavar="PREREQUISITE")
@day_option
@revise_options
def prepared(
    *, desk: Desk, going_on: GoingOn, plan: int, session: str, prerequisite: str, day: date | None
) -> None:
    """Something that SESSION waits for was done: a test spot, a look at a mole, a prescriber's order.

    SESSION may be home care, like topicals.tretinoin#1, that waits for it.
    """
    from turgor.practice.records import prerequisite_done  # noqa: PLC0415

    told = prerequisite_done(desk, plan, session, prerequisite, day)
    if told.prepared:
        click.echo(f"{prerequisite} for {session} of plan {told.version.ref}: done on {told.prepared.day}")
    if not told.in_time:
        click.echo("That is too late for the session as it is planned.", err=True)
    going_on.offer(desk, plan, f"{prerequisite} was done", called_for=told.calls_for_a_new_plan)
