"""turgor choose: an alternative becomes the plan."""

from __future__ import annotations

import click

from turgor.cli.exits import Code
from turgor.cli.handing_out import check_targets, hand_out, needs_plan, planning
from turgor.cli.options import json_option, modalities_options, plan_argument
from turgor.domain.plan import Plan
from turgor.practice import (
    Host,
    NotPossible,
    choose_alternative,
    open_plan,
)


@click.command("choose")
@plan_argument
@click.option(
    "--alternative", "letter", required=True, metavar="LETTER", help="The one chosen, for example B."
)
@click.option("--because", required=True, help="Why, in the practitioner's words; it is kept in the plan.")
@click.option("--out", metavar="DIR", help="Write plan.json and plan.pdf into this folder.")
@modalities_options
@json_option
def command(
    *, plan: str, letter: str, because: str, out: str | None, json_file: str | None, host: Host
) -> None:
    """Choose an alternative of the plan in the file PLAN (made by turgor plan --alternatives).

    It becomes a plan of its own, with home care around its visits, checked as any plan. The plan that it replaces and
    the other alternatives are kept in it as declined, with the reason. The old plan stays as it is. Exit code 5 where
    the alternative does not hold any more, because modalities changed.
    """
    check_targets(plan, out, json_file)
    if not because.strip():
        raise click.BadParameter("must say why", param_hint="--because")
    made = open_plan(plan)
    needs_plan(made)
    with planning(out):
        new = _chosen(made, letter.strip().upper(), because.strip(), host)
    hand_out(new, plan, out, json_file)


def _chosen(made: Plan, letter: str, because: str, host: Host) -> Plan:
    try:
        return choose_alternative(made, letter, because, host)
    except LookupError:
        there = ", ".join(other.letter for other in made.alternatives) or "none (turgor plan --alternatives)"
        raise click.BadParameter(
            f"the plan has no alternative {letter!r}; there are: {there}", param_hint="--alternative"
        ) from None
    except NotPossible as stale:
        click.echo(f"Error: alternative {letter} does not hold any more: {stale}.", err=True)
        raise click.exceptions.Exit(Code.NO_PLAN) from stale
