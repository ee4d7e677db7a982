"""Planning anew: by itself, and in one step with noting what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

import click

from turgor.cli.desk import practice_when_asked, refused
from turgor.cli.exits import Code
from turgor.cli.output import console, on_a_terminal
from turgor.domain.plan import Outcome

if TYPE_CHECKING:
    from turgor.domain.clinic import Clinic
    from turgor.domain.happened import Happened
    from turgor.domain.records import PlanRef
    from turgor.practice import Practice
    from turgor.practice.records import Built, Desk

Command = Callable[..., Any]


class GoingOn:
    """What comes of a plan when something has happened: it is made anew, or it is said how."""

    def __init__(self, opened: Callable[[], Practice], *, wished: bool | None) -> None:
        """`wished` None asks on a terminal."""
        self._opened, self._wished = opened, wished

    @cached_property
    def practice(self) -> Practice:
        """Opened when it is first needed: noting something is quick."""
        return self._opened()

    def offer(self, desk: Desk, plan: int, reason: str, *, called_for: bool) -> None:
        """Make the plan anew where that is wished; else ask whether, or say how, if what happened calls for it."""
        wished = self._wished
        if wished is None and called_for and on_a_terminal():
            wished = click.confirm("Plan anew now, moving as little as possible?", err=True)
        if wished:
            from turgor.practice.records import which_plan  # noqa: PLC0415 -- --help stays quick

            revise(desk, self.practice, which_plan(desk, str(plan)), reason)
        elif called_for and self._wished is None:
            click.echo(f"Plan anew, moving as little as possible: turgor plans revise {plan}", err=True)


def revise_options(command: Command) -> Command:
    """Open the records, and plan anew in the same step: arguments `desk` and `going_on`."""

    @wraps(command)
    def noting(*, revise: bool | None, opened: Callable[[], Practice], **rest: Any) -> Any:
        return command(going_on=GoingOn(opened, wished=revise), **rest)

    return click.option(
        "--revise/--no-revise",
        default=None,
        help="Plan anew at once, and say what moves and why. [default: asked on a terminal]",
    )(practice_when_asked(noting))


def revise(  # noqa: PLR0917 -- as `revise_plan` has it
    desk: Desk,
    practice: Practice,
    ref: PlanRef,
    reason: str,
    happened: Happened | None = None,
    pins: Mapping[str, date] | None = None,
    clinic: Clinic | None = None,
) -> None:
    """Make a plan anew and show what moved and why, then the plan."""
    from turgor.cli.screens.replan import moves_screen  # noqa: PLC0415 -- --help stays quick
    from turgor.practice.records import revise_plan  # noqa: PLC0415

    with planned():
        built = revise_plan(desk, practice, ref, reason, happened=happened, pins=pins, clinic=clinic)
    if built.before:
        console().print(moves_screen(built.plan, built.before))
    say_built(built)


@contextmanager
def planned() -> Iterator[None]:
    """Say what stands against a plan that our own verifier refused, or that cannot be gone on from."""
    from turgor.cli.handing_out import unless_refused  # noqa: PLC0415 -- --help stays quick
    from turgor.practice import Unchangeable  # noqa: PLC0415

    try:
        with unless_refused(None):
            yield
    except Unchangeable:
        raise refused("there is no plan in this version to go on from, or the day lies before it") from None


def say_built(built: Built) -> None:
    """Show a version that was made; exits with its own code where there is no plan in it."""
    from turgor.cli.screens.plan import plan_screen  # noqa: PLC0415

    console().print(plan_screen(built.plan))
    for override in built.expired:
        click.echo(
            f"Note: {override.rule} is not set aside any more: what that rested on has changed.", err=True
        )
    click.echo(f"Kept as plan {built.version.ref}, {built.version.status}.", err=True)
    if built.plan.outcome is not Outcome.PLAN:
        raise click.exceptions.Exit(Code.NO_PLAN)
