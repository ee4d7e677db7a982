"""How long a plan and its PDF take, cold and warm, and in which stage the warm time goes (`make bench`).

Cold is a fresh process, as a person at the command line meets it; warm is the same again in a process that has
done it before. The smallest of several runs is given: other load only ever adds. Compare shares and ratios; the
seconds are those of one machine on one day.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import click
from stages import planning, printing

from sample_patients import CASES, NAMES, TODAY

T = TypeVar("T")
RUNS = 3
COMMAND = "make bench > docs/bench/spine.md"


def cold(arguments: list[str]) -> float:
    """The seconds of a command in a fresh process."""
    turgor = Path(sys.executable).with_name("turgor")
    begin = time.perf_counter()
    subprocess.run([turgor, *arguments], check=True, capture_output=True)
    return time.perf_counter() - begin


def fastest(run: Callable[[], T], seconds: Callable[[T], float]) -> T:
    """The answer of the fastest of some runs."""
    return min((run() for _ in range(RUNS)), key=seconds)


def total(steps: Mapping[str, float]) -> float:
    """All steps together."""
    return sum(steps.values())


def measured(
    command: list[str], warm: Callable[[], Mapping[str, float]]
) -> tuple[float, Mapping[str, float]]:
    """The seconds of the fastest cold run, and the steps of the fastest warm one."""
    quickest = fastest(lambda: cold(command), lambda seconds: seconds)
    warm()
    return quickest, fastest(warm, total)


def row(name: str, seconds: float, steps: Mapping[str, float]) -> str:
    """One line of a table: cold, warm, their ratio, and the share of each step in the warm time."""
    whole = total(steps)
    shares = " | ".join(f"{spent / whole:.0%}" for spent in steps.values())
    return f"| {name} | {seconds:.2f} | {whole:.2f} | {seconds / whole:.1f} | {shares} |"


def table(title: str, rows: Mapping[str, tuple[float, Mapping[str, float]]]) -> None:
    """Print one table in Markdown."""
    steps = next(iter(rows.values()))[1]
    heads = ["case", "cold, s", "warm, s", "ratio", *steps]
    click.echo(f"\n## {title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for name, (seconds, spent) in rows.items():
        click.echo(row(name, seconds, spent))


def report() -> None:
    """Print all that was measured as a page."""
    python = ".".join(map(str, sys.version_info[:3]))
    click.echo(
        f"# From a case to a plan to paper\n\nMade by `{COMMAND}`.\n\n{__doc__.partition(chr(10))[2].strip()}\n"
    )
    click.echo(f"Fastest of {RUNS} runs each; Python {python}, {os.cpu_count()} cores.")
    click.echo(f"`turgor --help`, cold: {fastest(lambda: cold(['--help']), float):.2f} s.")
    with tempfile.TemporaryDirectory() as folder:
        plans, papers = {}, {}
        for name in NAMES:
            case, plan = CASES / f"{name}.toml", Path(folder, f"{name}.json")
            command = ["plan", str(case), "--today", TODAY.isoformat(), "--json", str(plan)]
            plans[name] = measured(command, lambda case=case: planning(case, TODAY))
            papers[name] = measured(
                ["print", str(plan), "--out", str(plan.with_suffix(".pdf"))], lambda plan=plan: printing(plan)
            )
        table("Case to plan JSON, with the share of each stage in the warm time", plans)
        table("Plan to PDF, with the share of each step in the warm time", papers)


if __name__ == "__main__":
    report()
