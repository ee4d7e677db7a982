"""What `turgor print` says of a batch: how far it is, and at the end what was not printed and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from turgor.cli.exits import Code
from turgor.documents import printable
from turgor.practice import Done, Failed, Fault

_CODES = {
    Fault.INVALID: Code.INVALID,
    Fault.REFUSED: Code.REFUSED,
    Fault.STORAGE: Code.STORAGE,
    Fault.LOST: Code.INVALID,
    Fault.DEFECT: Code.BUG,
}


def followed(told: Iterable[Done | Failed], total: int) -> list[Done | Failed]:
    """Everything told, with a bar on stderr while it comes."""
    columns = (
        TextColumn("Printing"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        results = []
        for one in told:
            results.append(one)
            failed = sum(isinstance(result, Failed) for result in results)
            progress.update(
                task, completed=len(results), description=f"{failed} not printed" if failed else ""
            )
    return results


def summary(results: Iterable[Done | Failed], out: Path, say: Callable[[str], None]) -> int:
    """Say what was printed and list what was not; the exit code."""
    results = list(results)
    done = [one for one in results if isinstance(one, Done)]
    failed = sorted((one for one in results if isinstance(one, Failed)), key=lambda one: str(one.path))
    for one in done:
        for treatment, reason in one.replaced:
            say(
                f"Warning: {clean(str(one.path))}: a part of {clean(treatment)} is replaced by a notice: {clean(reason)}"
            )
    new = sum(bool(one.new) and not one.twice for one in done)
    twice = sum(one.twice for one in done)
    parts = [f"{new} printed", f"{len(done) - new - twice} there already"]
    say(", ".join([*parts, *([f"{twice} the same as another"] if twice else [])]) + f": {out}")
    if failed:
        say(f"Error: {len(failed)} not printed:")
    for lost in failed:
        problems = (clean(problem).removeprefix(f"{lost.path}: ") for problem in lost.problems)
        say(f"  {clean(str(lost.path))}: {'; '.join(problems)}")
    codes = {_CODES[one.fault] for one in failed}
    return codes.pop() if len(codes) == 1 else Code.FINDING if codes else Code.DONE


def clean(text: str) -> str:
    """Foreign text as a terminal may show it: without what would move its cursor or turn its lines."""
    return str(printable(click.unstyle(text)))
