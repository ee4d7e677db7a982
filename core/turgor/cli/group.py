"""The `turgor` command. Each subcommand is imported when it is run, so that `turgor --help` stays quick."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from turgor import __version__
from turgor.cli.exits import Code
from turgor.cli.failures import readable

# Name -> the line shown in the list. `turgor.cli.commands.<name>` holds the command.
COMMANDS = {
    "plan": "Make a plan for one patient.",
    "verdicts": "Show who may have what, where and from when.",
    "why": "Show every rule considered for one treatment.",
    "questions": "Show what the installed modalities ask.",
    "choose": "Make an alternative the plan.",
    "replan": "Go on with a plan from what really happened.",
    "whatif": "Ask what a session on another day would come to.",
    "verify": "Check a plan, day by day.",
    "print": "Print the plan of a patient as PDF.",
    "patient": "Keep patients and their assessments.",
    "plans": "Keep plans: build, approve, follow, revise and stop them.",
    "session": "Note what became of the sessions of a plan.",
    "homecare": "Note how the home care of a plan goes.",
    "event": "Note what happened to a patient besides the plan.",
    "clinic": "Keep the clinic: calendar, rooms, devices, staff and settings.",
    "due": "List what is due and overdue.",
    "audit": "Show who did what and when.",
    "db": "Make, check, back up and restore the records.",
    "interactions": "Show the gaps between all treatments and events.",
    "plugins": "Show the installed modalities.",
    "content": "Check what the modalities and core say.",
    "schema": "Show the JSON Schema of a plan.",
}
MODULES = {"print": "print_"}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"turgor.cli.commands.{MODULES.get(cmd_name, cmd_name)}"
        ).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        with readable():
            return super().invoke(ctx)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Try: turgor plan case.toml --out out",
)
@click.version_option(__version__, prog_name="turgor")
def turgor() -> None:
    """Build treatment plans for skin firmness: proven, explained, printed."""


def main() -> None:
    """Run the command line, as the installed script does."""
    # A command is mostly over before there is garbage worth looking for: about a tenth of its time went into looking.
    gc.set_threshold(50_000, 50, 100)
    try:
        code = turgor.main(prog_name="turgor", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; nothing half-written is left behind.", err=True)
        code = Code.INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Code.DONE
    sys.exit(code if isinstance(code, int) else Code.DONE)
