"""turgor replan: go on with a plan from what really happened."""

from __future__ import annotations

from datetime import date

import attrs
import click

from turgor.cli.handing_out import check_targets, hand_out, needs_plan, planning
from turgor.cli.options import Day, json_option, modalities_options, plan_argument
from turgor.cli.screens.replan import moves_screen
from turgor.domain.happened import Happened
from turgor.domain.plan import Plan
from turgor.practice import (
    Host,
    go_on,
    open_happened,
    open_plan,
    present_day,
)


@click.command("replan")
@plan_argument
@click.option("--happened", metavar="FILE", help="What happened since the plan was made (TOML or JSON).")
@click.option(
    "--pin",
    "pins",
    multiple=True,
    metavar="SESSION=DATE",
    help="Move a session to a day. May be given several times.",
)
@click.option(
    "--today",
    type=Day(),
    metavar="DATE",
    help="Plan from this day on. [default: as in the file, or today]",
)
@click.option("--clinic", metavar="FILE", help="A newer policy. [default: the one in the plan]")
@click.option("--case", metavar="FILE", help="A newer file of the patient. [default: as in the plan]")
@click.option("--out", metavar="DIR", help="Write plan.json and plan.pdf into this folder.")
@modalities_options
@json_option
def command(
    *, plan: str, happened: str | None, pins: tuple[str, ...], today: date | None, clinic: str | None,
    case: str | None, out: str | None, json_file: str | None, host: Host,
) -> None:  # fmt: skip
    """Plan anew from what happened to the plan in the file PLAN, moving as few sessions as possible.

    First as few sessions as possible move, of the next days above all; then by as few days as possible; then the
    priority counts. What was given counts through its effects from its real day. The old plan stays as it is.
    """
    check_targets(plan, out, json_file)
    old = open_plan(plan)
    needs_plan(old)
    told = open_happened(happened, old, host) if happened else Happened(present_day(old))
    told = attrs.evolve(told, today=today or told.today)
    moved = dict(pinned(pin, old, told) for pin in pins)
    with planning(out):
        new = go_on(old, told, host, clinic=clinic, case=case, pins=moved)
    hand_out(new, plan, out, json_file, moves_screen(new, old))


def pinned(text: str, old: Plan, told: Happened) -> tuple[str, date]:
    """A session to come and the day it is moved to, as in ``laser.x#1.2=2027-03-14``."""
    session, _, day = text.rpartition("=")
    done = {one.session for one in told.done}
    known = [one.id for visit in old.visits for one in visit.sessions if one.id not in done]
    if session not in known:
        said = f"no session to come is called {session!r}" if session else f"{text!r} names no day"
        raise click.BadParameter(
            f"{said}; write SESSION=DATE, the sessions are: {', '.join(known) or 'none'}", param_hint="--pin"
        )
    return session, Day().convert(day, None, None)
