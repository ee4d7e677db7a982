"""turgor session: what became of the sessions of a plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from turgor.cli.desk import desk_options
from turgor.cli.options import Day

if TYPE_CHECKING:
    from turgor.practice.records import Desk, Told

plan_argument = click.argument("plan", metavar="PLAN", type=click.IntRange(1, 999_999_999))
session_argument = click.argument("session", metavar="SESSION")


@click.group("session")
def command() -> None:
    """Note what became of the sessions of a plan that is approved or active.

    PLAN is the number of the plan; SESSION is named as in the plan, like laser.co2_fractional#1.2.
    """


@command.command("done")
@plan_argument
@session_argument
@desk_options
@click.option("--on", "day", type=Day(), metavar="DATE", help="The day. [default: today]")
@click.option("--operator", default="", help="Who gave it.")
@click.option("--device", default="", help="With which device.")
@click.option("--lot", default="", help="Lot of what was used up.")
@click.option(
    "--setting", "settings", multiple=True, metavar="NAME=VALUE", help="What was set on the device."
)
@click.option("--reaction", default="", help="Of the skin, in words.")
def done(
    *, desk: Desk, plan: int, session: str, day: date | None, operator: str, device: str, lot: str,
    settings: tuple[str, ...], reaction: str,
) -> None:  # fmt: skip
    """A session was given. What is not said is as the last time, but for the reaction."""
    from turgor.practice.records import HowGiven, session_done  # noqa: PLC0415 -- --help stays quick

    given = HowGiven(operator, device, lot, dict(_setting(one) for one in settings), reaction)
    told = session_done(desk, plan, session, day, given)
    if told.done:
        click.echo(f"{session} of plan {told.version.ref}: given on {told.done.day}")
        how = told.done.given
        shown = [how.operator, how.device, how.lot and f"lot {how.lot}"]
        shown += [f"{name} {value}" for name, value in sorted(how.settings.items())]
        if any(shown):
            click.echo(f"  {', '.join(one for one in shown if one)}")
    _advise(told)


@command.command("missed")
@plan_argument
@session_argument
@desk_options
@click.option("--why", default="", help="Kept with the record.")
def missed(*, desk: Desk, plan: int, session: str, why: str) -> None:
    """A session was not given on its day; it is still to be given."""
    from turgor.practice.records import session_missed  # noqa: PLC0415

    told = session_missed(desk, plan, session, why)
    click.echo(f"{session} of plan {told.version.ref}: not given on {told.planned}")
    _advise(told)


def _advise(told: Told) -> None:
    if told.calls_for_a_new_plan:
        plan = told.version.ref.plan
        click.echo(f"The day was another: turgor plans revise {plan} moves as little as possible.", err=True)


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name and sign):
        raise click.BadParameter("write NAME=VALUE", param_hint="--setting")
    return name, value
