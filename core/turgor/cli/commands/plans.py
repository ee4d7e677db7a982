"""turgor plans: plans among the records, from draft to the end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from turgor.cli.desk import desk_options, practice_at_desk, practice_when_asked, refused
from turgor.cli.exits import Code
from turgor.cli.options import PriorityName, json_option, plugin_options
from turgor.cli.output import as_json, cell, console, write_json
from turgor.cli.revising import planned, say_built
from turgor.cli.revising import revise as made_anew
from turgor.documents import Ink, Paper, PrintSize, Style, tags
from turgor.domain.case import AnyPriority
from turgor.domain.happened import Happened
from turgor.domain.plan import Outcome, PlanStatus
from turgor.domain.records import OverrideCode, PlanRef, PlanVersion

if TYPE_CHECKING:
    from turgor.practice import Practice
    from turgor.practice.records import BookedAlready, Desk

LARGEST_SEED = 2**31 - 1  # what the solver takes, and both databases

plan_argument = click.argument("plan", metavar="PLAN")


@click.group("plans")
def command() -> None:
    """Keep plans: build, approve, follow, revise and stop them.

    PLAN is 3 for the newest version of plan 3, or 3/2 for its second. Every version is kept.
    """


@command.command("build")
@click.argument("patient", metavar="PATIENT")
@practice_at_desk
@click.option("--priority", type=PriorityName(), metavar="NAME|AIM,AIM,...", help="[default: as assessed]")
@click.option(
    "--seed", type=click.IntRange(0, LARGEST_SEED), default=0, show_default=True, help="Seed of the search."
)
def build(*, desk: Desk, practice: Practice, patient: str, priority: AnyPriority | None, seed: int) -> None:
    """Make a plan from the latest assessment, as a draft. A draft that there was is superseded."""
    from turgor.practice.records import build_plan, which_patient  # noqa: PLC0415

    record = which_patient(desk, patient)
    with planned():
        built = build_plan(desk, practice, record.id, priority, seed)
    say_built(built)


@command.command("revise")
@plan_argument
@practice_at_desk
@click.option("--happened", metavar="FILE", help="What happened since the plan was made (TOML or JSON).")
@click.option("--pin", "pins", multiple=True, metavar="SESSION=DATE", help="Move a session to a day.")
@click.option("--new-policy", is_flag=True, help="By the clinic's policy of now, not that of the plan.")
@click.option("--reason", default="", help="Why it is revised.")
def revise(
    *, desk: Desk, practice: Practice, plan: str, happened: str | None, pins: tuple[str, ...], new_policy: bool, reason: str,
) -> None:  # fmt: skip
    """Plan anew from what happened and from the latest assessment, moving as little as possible.

    The draft stands beside the version that is followed until it is approved.
    """
    from turgor.cli.commands.replan import pinned  # noqa: PLC0415
    from turgor.practice import open_happened  # noqa: PLC0415
    from turgor.practice.records import open_kept, which_plan  # noqa: PLC0415

    ref = which_plan(desk, plan)
    old = open_kept(desk, ref).plan
    told = open_happened(happened, old, practice.host) if happened else None
    moved = dict(pinned(pin, old, told or Happened(practice.today)) for pin in pins)
    made_anew(desk, practice, ref, reason, told, moved, practice.clinic if new_policy else None)


@command.command("list")
@click.argument("patient", metavar="[PATIENT]", default="")
@desk_options
@click.option("--status", "statuses", multiple=True, type=click.Choice([one.value for one in PlanStatus]))
@click.option(
    "--all", "every", is_flag=True, help="Every version, not the newest and the one that is followed."
)
@json_option
def list_(*, desk: Desk, patient: str, statuses: tuple[str, ...], every: bool, json_file: str | None) -> None:
    """List plans, of all patients or of one."""
    from turgor.cli.screens.records import plans_screen  # noqa: PLC0415
    from turgor.practice.records import list_plans, which_patient  # noqa: PLC0415

    of = which_patient(desk, patient).id if patient else None
    found = list_plans(desk, of, [PlanStatus(one) for one in statuses], every=every)
    if json_file:
        write_json(as_json("turgor-plans/1", {"plans": found}), json_file)
    if json_file != "-":
        console().print(plans_screen(found) if found else cell("None."))


@command.command("show")
@plan_argument
@desk_options
@json_option
def show(*, desk: Desk, plan: str, json_file: str | None) -> None:
    """Show a version with its plan; --json writes the plan, which turgor verify and print take."""
    from turgor.cli.screens.plan import plan_screen  # noqa: PLC0415
    from turgor.cli.screens.records import kept_screen  # noqa: PLC0415
    from turgor.practice import plan_json  # noqa: PLC0415
    from turgor.practice.records import open_kept, which_plan  # noqa: PLC0415

    kept = open_kept(desk, which_plan(desk, plan))
    if json_file:
        write_json(plan_json(kept.plan), json_file)
    if json_file != "-":
        console().print(kept_screen(kept))
        console().print(plan_screen(kept.plan))


@command.command("approve")
@plan_argument
@plugin_options
@desk_options
@click.option(
    "--acknowledge", "cautions", multiple=True, metavar="ID", help="A caution, as turgor plans show names it."
)
@click.option(
    "--code", "codes", multiple=True, metavar="RULE=CODE", help="Why a contraindication was set aside."
)
@click.option("--note", default="", help="Kept with the approval.")
def approve(
    *, desk: Desk, plan: str, cautions: tuple[str, ...], codes: tuple[str, ...], note: str, **plugins: Any
) -> None:
    """Approve a draft. What was followed before is superseded.

    Every caution must be acknowledged, every override needs its code. On a terminal you are asked. Where somebody else
    was quicker to reserve the same time, the next best plan is made around that, as a draft.
    """
    from turgor.practice.records import BookedAlready, approve_plan, open_kept  # noqa: PLC0415

    ref = _named(desk, plan)
    acknowledged = list(cautions)
    if sys.stdin.isatty():
        open_ones = [one for one in open_kept(desk, ref).cautions if one.id not in cautions]
        for one in open_ones:
            click.confirm(f"{one.id}: {one.text.text}\nAcknowledged?", abort=True, err=True)
            acknowledged.append(one.id)
    try:
        version = approve_plan(desk, ref, acknowledged, dict(_code(code) for code in codes), note)
    except BookedAlready as lost:
        raise _next_best(desk, ref, lost, plugins) from None
    _say_status(version)


@command.command("start")
@plan_argument
@desk_options
def start(*, desk: Desk, plan: str) -> None:
    """Treatment by an approved plan begins."""
    from turgor.practice.records import start_plan  # noqa: PLC0415

    version = start_plan(desk, _named(desk, plan))
    _say_status(version)


@command.command("complete")
@plan_argument
@desk_options
def complete(*, desk: Desk, plan: str) -> None:
    """Everything was done."""
    from turgor.practice.records import complete_plan  # noqa: PLC0415

    version = complete_plan(desk, _named(desk, plan))
    _say_status(version)


@command.command("stop")
@plan_argument
@desk_options
@click.option("--reason", required=True, help="Why; kept with the plan.")
def stop(*, desk: Desk, plan: str, reason: str) -> None:
    """Stop a plan, or give up a draft: then the version that is followed goes on."""
    from turgor.practice.records import followed_beside, stop_plan  # noqa: PLC0415

    if not reason.strip():
        raise click.BadParameter("say why", param_hint="--reason")
    version = stop_plan(desk, _named(desk, plan), reason)
    _say_status(version)
    if other := followed_beside(desk, version.ref):
        click.echo(f"Plan {other.ref} goes on ({other.status}); to end it, name it.", err=True)


@command.command("print")
@plan_argument
@click.option(
    "--documents", "kinds", metavar="KINDS", default="plan", show_default=True, help="As turgor print has it."
)
@click.option("--paper", type=click.Choice([one.value for one in Paper]), default="a4", show_default=True)
@click.option(
    "--size", type=click.Choice([one.value for one in PrintSize]), default="standard", show_default=True
)
@click.option("--ink", type=click.Choice([one.value for one in Ink]), default="colour", show_default=True)
@click.option("--language", type=click.Choice(tags()), default="en", show_default=True)
@click.option("--out", metavar="DIR", default=".", show_default=True, help="Where the files go.")
@practice_when_asked
def print_(
    *, desk: Desk, plan: str, kinds: str, paper: str, size: str, ink: str, language: str, out: str,
    opened: Callable[[], Practice],
) -> None:  # fmt: skip
    """Print a version, marked as what it is; record and progress show what was measured since, too."""
    from turgor.cli.commands.print_ import chosen, say_printed  # noqa: PLC0415
    from turgor.practice import How, kept  # noqa: PLC0415
    from turgor.practice.records import print_kept, which_plan  # noqa: PLC0415

    how = How(chosen(kinds), Style(Paper(paper), PrintSize(size), Ink(ink)), language, keep=kept())
    say_printed(print_kept(desk, which_plan(desk, plan), how, Path(out), opened), how.kinds)


@command.command("affected")
@practice_at_desk
@json_option
def affected(*, desk: Desk, practice: Practice, json_file: str | None) -> None:
    """List live plans whose verdicts change by what the content says now. Exit code 1 if there are any."""
    from turgor.cli.screens.records import affected_screen  # noqa: PLC0415
    from turgor.practice.records import affected_plans  # noqa: PLC0415

    found = []
    for one in affected_plans(desk, practice.host):
        found.append(one)
        if json_file != "-":
            console().print(affected_screen(one))  # as they are found: the first come at once
    if json_file:
        write_json(as_json("turgor-affected/1", {"plans": found}), json_file)
    if json_file != "-" and not found:
        console().print(cell("None."))
    if found:
        raise click.exceptions.Exit(Code.FINDING)


@command.command("replay")
@plan_argument
@practice_at_desk
def replay(*, desk: Desk, practice: Practice, plan: str) -> None:
    """Make a version again from what it was made from. Exit code 1 if it comes out otherwise."""
    from turgor.practice import records  # noqa: PLC0415

    ref = records.which_plan(desk, plan)
    answer = records.replay(desk, ref, practice.host)
    click.echo(f"Plan {ref} comes out {'the same, byte for byte' if answer.same else 'otherwise'}.")
    for line in answer.differs:
        click.echo(f"  {line}")
    if not answer.same:
        raise click.exceptions.Exit(Code.FINDING)


def _next_best(
    desk: Desk, ref: PlanRef, lost: BookedAlready, plugins: dict[str, Any]
) -> click.exceptions.Exit:
    """Plan around what was just lost, and say what that comes to; only now are the modalities loaded."""
    from turgor.cli.desk import differing, practice_here  # noqa: PLC0415
    from turgor.practice.records import next_best  # noqa: PLC0415

    practice = practice_here(desk, None, None, **plugins)
    with planned():
        found = next_best(desk, practice, ref, lost)
    made = found.built.version
    lines = [f"{lost} Somebody was quicker by a moment. Against plan {ref}:", *differing(found.difference)]
    if found.built.plan.outcome is Outcome.PLAN:
        lines.append(f"The next best plan is kept as a draft: turgor plans approve {made.ref}")
    else:
        lines.append(f"Around that there is no plan; plan {made.ref} says why.")
    return refused("\n".join(lines))


def _say_status(version: PlanVersion) -> None:
    click.echo(f"Plan {version.ref} is {version.status}.")


def _named(desk: Desk, plan: str) -> PlanRef:
    from turgor.practice.records import which_plan  # noqa: PLC0415

    return which_plan(desk, plan)


def _code(text: str) -> tuple[str, OverrideCode]:
    rule, _, code = text.partition("=")
    known = [one.value for one in OverrideCode]
    if code not in known:
        raise click.BadParameter(f"write RULE=CODE; codes: {', '.join(known)}", param_hint="--code")
    return rule, OverrideCode(code)
