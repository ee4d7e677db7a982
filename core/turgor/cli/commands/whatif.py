"""turgor whatif: what a session on another day would come to."""

from __future__ import annotations

import difflib
from datetime import date

import click

from turgor.cli.exits import Code
from turgor.cli.handing_out import needs_plan, planning
from turgor.cli.options import Day, json_option, modalities_options, plan_argument
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.whatif import whatif_screen
from turgor.domain.plan import Plan
from turgor.practice import Host, ask_what_if, open_plan


@click.command("whatif")
@plan_argument
@click.option(
    "--session", required=True, help="The session that moves, for example laser.co2_fractional#1.2."
)
@click.option("--on", "day", required=True, type=Day(), metavar="DATE", help="The day it would be on.")
@modalities_options
@json_option
def command(*, plan: str, session: str, day: date, json_file: str | None, host: Host) -> None:
    """Ask what it would come to if a session of the plan in the file PLAN were on another day.

    Possible: which other sessions must move with it, as few as can be, and what gets better or worse. Impossible:
    the limits that forbid it, none of which can be spared; exit code 5. The plan itself is not changed.
    """
    opened = open_plan(plan)
    needs_plan(opened)
    try:
        with planning(None):
            answer = ask_what_if(opened, session, day, host)
    except LookupError:
        raise click.BadParameter(_no_such(session, opened), param_hint="--session") from None
    if json_file:
        write_json(as_json("turgor-whatif/1", {"answer": answer}), json_file, plan)
    if json_file != "-":
        console().print(whatif_screen(answer, opened))
    if not answer.possible:
        raise click.exceptions.Exit(Code.NO_PLAN)


def _no_such(session: str, plan: Plan) -> str:
    known = [one.id for visit in plan.visits for one in visit.sessions]
    close = difflib.get_close_matches(session, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known) or 'none'}"
    return f"the plan has no session {session!r}; {hint}"
