"""turgor plan: from one patient's file to a plan, on screen, as JSON and printed."""

from __future__ import annotations

import click

from turgor.cli.handing_out import check_targets, hand_out, planning
from turgor.cli.options import PriorityName, case_argument, json_option, practice_options, warn_of_failed
from turgor.domain.case import AnyPriority, OrderedAim, Priority
from turgor.practice import Practice, make_plan, open_case

PRESETS, AIMS = ", ".join(Priority), ", ".join(OrderedAim)


@click.command("plan")
@case_argument
@practice_options
@click.option(
    "--priority",
    type=PriorityName(),
    metavar="NAME|AIM,AIM,...",
    help=f"What the plan is best at, once the goals are served: {PRESETS}; or aims in the order in which they count: "
    f"{AIMS}. [default: as in the case]",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the search.")
@click.option(
    "--alternatives", is_flag=True, help="Look for other plans, too, and say what one gives up for what."
)
@click.option("--out", metavar="DIR", help="Write plan.json and plan.pdf into this folder.")
@json_option
def command(
    *, case: str, practice: Practice, priority: AnyPriority | None, seed: int, alternatives: bool,
    out: str | None, json_file: str | None,
) -> None:  # fmt: skip
    """Make a plan for the patient in the file CASE (TOML or JSON; - for stdin).

    The files of an earlier run in the same folder are replaced, each whole or not at all.
    """
    check_targets(case, out, json_file)
    patient = open_case(case, practice)
    said_before = practice.host.failed
    with planning(out):
        plan = make_plan(practice, patient, priority, seed, alternatives=alternatives)
    warn_of_failed(practice.host, said_before)
    hand_out(plan, case, out, json_file)
