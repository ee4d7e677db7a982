"""turgor choose: an alternative becomes the plan."""

from __future__ import annotations

from pathlib import Path

import click

from turgor.cli.exits import Code
from turgor.cli.options import json_option, plan_argument
from turgor.cli.output import console, refuse_input, write_json
from turgor.cli.screens.plan import plan_screen
from turgor.domain.plan import Plan
from turgor.practice import (
    NotPossible,
    PlanRefused,
    Unchangeable,
    choose_alternative,
    load_modalities,
    open_plan,
    plan_json,
    save_plan,
    save_refused,
)


@click.command("choose")
@plan_argument
@click.option(
    "--alternative", "letter", required=True, metavar="LETTER", help="The one chosen, for example B."
)
@click.option("--because", required=True, help="Why, in the practitioner's words; it is kept in the plan.")
@click.option("--out", metavar="DIR", help="Write plan.json and plan.pdf into this folder.")
@json_option
def command(*, plan: str, letter: str, because: str, out: str | None, json_file: str | None) -> None:
    """Choose an alternative of the plan in the file PLAN (made by turgor plan --alternatives).

    It becomes a plan of its own, with home care around its visits, checked as any plan. The plan that it replaces and
    the other alternatives are kept in it as declined, with the reason. The old plan stays as it is. Exit code 5 where
    the alternative does not hold any more, because modalities changed.
    """
    for target, option in ((json_file, "--json"), (out and str(Path(out) / "plan.json"), "--out")):
        if target:
            refuse_input(target, option, plan)
    if not because.strip():
        raise click.BadParameter("must say why", param_hint="--because")
    new = _chosen(open_plan(plan), letter.strip().upper(), because.strip(), out)
    if out:
        saved = save_plan(new, Path(out))
        click.echo(f"Written: {saved.data} and {saved.printed}", err=True)
    if json_file:
        write_json(plan_json(new), json_file, plan)
    if json_file != "-":
        console().print(plan_screen(new))


def _chosen(made: Plan, letter: str, because: str, out: str | None) -> Plan:
    try:
        return choose_alternative(made, letter, because, load_modalities())
    except Unchangeable:
        raise click.UsageError("there is no plan in the file, or it does not hold what was entered") from None
    except LookupError:
        there = ", ".join(other.letter for other in made.alternatives) or "none (turgor plan --alternatives)"
        raise click.BadParameter(
            f"the plan has no alternative {letter!r}; there are: {there}", param_hint="--alternative"
        ) from None
    except NotPossible as stale:
        click.echo(f"Error: alternative {letter} does not hold any more: {stale}.", err=True)
        raise click.exceptions.Exit(Code.NO_PLAN) from stale
    except PlanRefused as refused:
        kept = save_refused(refused, Path(out or "."))
        click.echo(
            f"Error: our own verifier refused the plan; it is kept for inspection in {kept}.", err=True
        )
        raise click.exceptions.Exit(Code.REFUSED) from refused
