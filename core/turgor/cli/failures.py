"""Errors as people read them: what is wrong, in which file, and what to do; with the exit code that goes with it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import click

from turgor.cli.exits import Code


@contextmanager
def readable() -> Iterator[None]:
    """Turn every error into a message on stderr and an exit code; let those of click pass."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as problem:  # the last place where anything can be said
        message, code = explained(problem)
        click.echo(message, err=True)
        raise click.exceptions.Exit(code) from problem


def explained(problem: Exception) -> tuple[str, Code]:
    """What to say of an error, and the exit code it leads to."""
    # Not before something went wrong: --help stays quick.
    from turgor.documents import DocumentError, printable  # noqa: PLC0415
    from turgor.practice import InvalidFile, NoPlugin, PluginError  # noqa: PLC0415

    if isinstance(problem, InvalidFile):
        return _listed("The input cannot be used", [str(one) for one in problem.problems]), Code.INVALID
    if isinstance(problem, DocumentError):
        return f"Error: it cannot be printed: {printable(str(problem))}", Code.INVALID
    if isinstance(problem, NoPlugin):
        return f"Error: {problem}", Code.USAGE
    if isinstance(problem, OSError):
        named = f"{problem.filename}: " if problem.filename else ""
        return f"Error: {named}{problem.strerror or problem}. Nothing half-written is left.", Code.STORAGE
    return _by_the_records(problem) or _defect(problem, in_a_plugin=isinstance(problem, PluginError))


def _by_the_records(problem: Exception) -> tuple[str, Code] | None:
    """What the records say of an error of theirs, where a command used them."""
    if "turgor.practice.records" not in sys.modules:
        return None
    from turgor.cli.desk import explained as by_the_records  # noqa: PLC0415

    return by_the_records(problem)


def _defect(problem: Exception, *, in_a_plugin: bool) -> tuple[str, Code]:
    shown = "".join(traceback.format_exception(problem))
    if in_a_plugin:
        return f"{shown}\nStopped at the first plugin that fails (--strict-plugins): {problem}", Code.FINDING
    return (
        f"{shown}\nThis is a defect of Turgor, not of your files. Please report it with the lines above.",
        Code.BUG,
    )


def _listed(head: str, problems: list[str]) -> str:
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([f"Error: {head} ({count}):", *(f"  {problem}" for problem in problems)])
