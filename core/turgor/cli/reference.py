"""The reference page of the command line, made from the commands themselves: `python -m turgor.cli.reference`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from turgor.cli.exits import Code
from turgor.cli.group import turgor

WIDTH = 96  # columns of the help texts

INTRODUCTION = """\
# The command line

Written by `python -m turgor.cli.reference`; `make docs` writes it anew.

Results go to stdout; messages, warnings and progress go to stderr. Every command that reads something can give its
result as JSON (`--json`), under a versioned name in the key `schema`. A dash stands for stdin or stdout. Colours are
shown on a terminal only, and not where `NO_COLOR` is set.

Output files are written whole or not at all, and can be read by their owner only. Those of an earlier run are
replaced; a file that was read is never written over.
"""


def reference() -> str:
    """The whole page, in Markdown."""
    return "\n".join([INTRODUCTION, *_exit_codes(), *_pages(turgor, "turgor", None)])


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n"
    yield "| code | meaning |"
    yield "|---|---|"
    yield from (f"| {code.value} | {code.meaning} |" for code in Code)
    yield ""


def _pages(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """A command's help, then those of its subcommands."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    ctx = click.Context(command, info_name=name, parent=parent, **settings)
    yield f"## {ctx.command_path}\n"
    yield f"```text\n{command.get_help(ctx)}\n```\n"
    if isinstance(command, click.Group):
        for sub in command.list_commands(ctx):
            found = command.get_command(ctx, sub)
            if found is not None:
                yield from _pages(found, sub, ctx)


if __name__ == "__main__":
    click.echo(reference(), nl=False)
