"""How long a plan and its PDF take, cold and warm, and where the warm time goes (`make bench`).

Cold is a fresh process, as a person at the command line meets it; warm is the same command again in a
process that has done it before. The smallest of several runs is given: other load only ever adds.
"""

import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import click

from turgor.cli import main

CASES = Path(__file__).parents[1] / "cases"
TODAY = "2026-11-24"
RUNS = 5


def commands(folder: Path) -> dict[str, list[str]]:
    """The commands that are measured, by what a reader calls them; later ones use the files of earlier ones."""
    plan = str(folder / "plan.json")
    return {
        "`turgor --help`": ["--help"],
        "case to plan JSON": ["plan", str(CASES / "healthy-45.toml"), "--today", TODAY, "--json", plan],
        "plan to PDF": ["print", plan, "--out", str(folder)],
    }


def cold(arguments: list[str]) -> None:
    """Run a command in a fresh process."""
    turgor = Path(sys.executable).with_name("turgor")
    subprocess.run([turgor, *arguments], check=True, capture_output=True)


def warm(arguments: list[str]) -> None:
    """Run a command in this process."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        try:
            main(arguments, standalone_mode=False)
        except click.exceptions.Exit as done:
            if done.exit_code:
                raise


def fastest(run: Callable[[list[str]], None], arguments: list[str]) -> float:
    """The wall time in seconds of the fastest of some runs."""

    def once() -> float:
        begin = time.perf_counter()
        run(arguments)
        return time.perf_counter() - begin

    return min(once() for _ in range(RUNS))


def shares(arguments: list[str], rooms: int = 6) -> str:
    """The rooms and libraries in which a warm run spends its own time, the largest first."""
    with cProfile.Profile() as profile:
        warm(arguments)
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if file.startswith("/"):
            spent[room(file)] += own
        else:
            # Compiled code counts for whoever calls it.
            for (caller, _, _), (_, _, its_own, _) in callers.items():
                spent[room(caller)] += its_own
    total = spent.total()
    return ", ".join(f"{name} {own / total:.0%}" for name, own in spent.most_common(rooms))


def room(file: str) -> str:
    """What a source file belongs to: a room of Turgor, a library, or Python itself."""
    for folder in ("/core/turgor/", "/plugins/", "/site-packages/"):
        if folder in file:
            name = file.rsplit(folder, maxsplit=1)[-1].split("/", maxsplit=1)[0].removesuffix(".py")
            return f"turgor.{name}" if folder == "/core/turgor/" else name
    return "Python"


def report() -> None:
    """Print the table in Markdown."""
    python = ".".join(map(str, sys.version_info[:3]))
    click.echo(f"Fastest of {RUNS} runs, Python {python}, {os.cpu_count()} cores; made by `make bench`.\n")
    click.echo("| what | cold, s | warm, s | where the warm time goes |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in commands(Path(folder)).items():
            times = f"{fastest(cold, arguments):.2f} | {fastest(warm, arguments):.2f}"
            click.echo(f"| {name} | {times} | {shares(arguments)} |")


if __name__ == "__main__":
    report()
