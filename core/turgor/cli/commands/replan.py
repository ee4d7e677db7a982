"""turgor replan: go on with a plan from what really happened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import click

from turgor.cli.asking import asking, asking_options, tried
from turgor.cli.exits import Code
from turgor.cli.options import Day, json_option, plan_argument
from turgor.cli.output import console, refuse_input, write_json
from turgor.cli.screens.plan import plan_screen
from turgor.cli.screens.replan import moves_screen
from turgor.domain.happened import Happened
from turgor.domain.plan import Outcome, Plan
from turgor.practice import (
    PlanRefused,
    Unchangeable,
    go_on,
    load_modalities,
    open_happened,
    open_plan,
    plan_json,
    present_day,
    save_plan,
    save_refused,
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
@asking_options
@json_option
def command(
    *, plan: str, happened: str | None, pins: tuple[str, ...], today: date | None, clinic: str | None,
    case: str | None, out: str | None, json_file: str | None,
) -> None:  # fmt: skip
    """Plan anew from what happened to the plan in the file PLAN, moving as few sessions as possible.

    First as few sessions as possible move, of the next days above all; then by as few days as possible; then the
    priority counts. What was given counts through its effects from its real day. The old plan stays as it is.
    """
    for target, option in ((json_file, "--json"), (out and str(Path(out) / "plan.json"), "--out")):
        if target:
            refuse_input(target, option, plan)
    old, host = open_plan(plan), load_modalities(asking=asking(), plugins=tried())
    told = open_happened(happened, old, host) if happened else Happened(present_day(old))
    told = attrs.evolve(told, today=today or told.today)
    try:
        new = go_on(
            old, told, host, clinic=clinic, case=case, pins=dict(pinned(pin, old, told) for pin in pins)
        )
    except Unchangeable:
        raise click.UsageError("there is no plan in the file, or it does not hold what was entered") from None
    except PlanRefused as refused:
        kept = save_refused(refused, Path(out or "."))
        click.echo(
            f"Error: our own verifier refused the plan; it is kept for inspection in {kept}.", err=True
        )
        raise click.exceptions.Exit(Code.REFUSED) from refused
    if out:
        saved = save_plan(new, Path(out))
        click.echo(f"Written: {saved.data} and {saved.printed}", err=True)
    if json_file:
        write_json(plan_json(new), json_file, plan)
    if json_file != "-":
        console().print(moves_screen(new))
        console().print(plan_screen(new))
    if new.outcome is not Outcome.PLAN:
        raise click.exceptions.Exit(Code.NO_PLAN)


def pinned(text: str, old: Plan, told: Happened) -> tuple[str, date]:
    """A session to come and the day it is moved to, as in ``laser.x#1.2=2027-03-14``."""
    session, _, day = text.rpartition("=")
    known = {one.id for visit in old.visits for one in visit.sessions} - {one.session for one in told.done}
    if session not in known:
        raise click.BadParameter(
            f"no session to come is called {session!r}; there are: {', '.join(sorted(known))}"
        )
    return session, Day().convert(day, None, None)
