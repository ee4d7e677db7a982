"""What it costs that plugins live in processes of their own (`make bench`).

Everything is set beside the same in one process (`--strict-plugins`). The smallest of several runs counts: other load
only ever adds. Compare ratios and shares; the milliseconds are those of one machine on one day.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from sample_patients import CASES, NAMES, TODAY
from turgor.files import read_case, read_clinic
from turgor.host import Asking, Call, Host, end_all
from turgor.planner import assess, plan

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "bench" / "plugins.md"
RUNS = 5
APART, HERE = Asking(), Asking(strict=True)

PAGE_TEXT = """\
# Plugins in processes of their own

Made by `make bench`.

{said}

Fastest of {runs} runs each.

## Loading the six modalities that ship

{loading}

## Share of planning in which modalities are asked

{planning}

Planning is what differs least; a ratio below 1 is the noise of the machine.

## One question

`turgor_eligibility`, with everything known about a patient, the answer checked: {here:.2f} ms in one process, where copies
are taken, {apart:.2f} ms in another, ratio {ratio:.2f}.
"""

LOAD = """
import time, turgor.host
from turgor.host import Asking, Host
begin = time.perf_counter()
Host.load(asking=Asking(strict={strict}))
print(time.perf_counter() - begin)
"""


def fastest(seconds: Callable[[], float]) -> float:
    """The smallest of some runs."""
    return min(seconds() for _ in range(RUNS))


def cold(*, strict: bool) -> float:
    """The seconds of loading all that ships in a fresh program."""
    ran = subprocess.run(
        [sys.executable, "-c", LOAD.format(strict=strict)], check=True, capture_output=True, text=True
    )
    return float(ran.stdout)


def warm(asking: Asking) -> float:
    """The seconds of loading it again."""
    begin = time.perf_counter()
    Host.load(asking=asking)
    return time.perf_counter() - begin


def begun() -> float:
    """The seconds of loading where the processes have to be begun anew."""
    end_all()
    return warm(APART)


def asked(name: str, asking: Asking) -> tuple[float, float, int]:
    """The seconds of planning one patient, those of them in which plugins were asked, and how often they were."""
    calls: list[Call] = []
    host = Host.load(asking=Asking(strict=asking.strict, trace=calls.append))
    case, clinic = read_case(CASES / f"{name}.toml", host.catalogue, TODAY), read_clinic()
    runs = []
    for _ in range(RUNS):
        calls.clear()
        begin = time.perf_counter()
        plan(case, clinic, host, TODAY)
        runs.append((time.perf_counter() - begin, sum(call.seconds for call in calls), len(calls)))
    return min(runs)


def one_question(asking: Asking) -> float:
    """The seconds of the cheapest question that ships: to one modality, about one patient."""
    host = Host.load(asking=asking)
    clinic = read_clinic()
    findings = assess(
        read_case(CASES / f"{NAMES[0]}.toml", host.catalogue, TODAY), clinic, host, TODAY
    ).findings

    def seconds() -> float:
        begin = time.perf_counter()
        for _ in range(20):
            host.objections(findings, clinic)
        return (time.perf_counter() - begin) / 20

    return fastest(seconds)


def loading() -> str:
    """How long it takes until modalities can be asked."""
    rows = {
        "in a fresh program": (fastest(lambda: cold(strict=True)), fastest(lambda: cold(strict=False))),
        "again, with the processes still there": (fastest(lambda: warm(HERE)), fastest(lambda: warm(APART))),
        "again, with the processes begun anew": (fastest(lambda: warm(HERE)), fastest(begun)),
    }
    lines = [
        f"| {what} | {here * 1000:.0f} | {apart * 1000:.0f} | {apart / here:.2f} |"
        for what, (here, apart) in rows.items()
    ]
    return "\n".join(
        ["| | in one process, ms | in processes of their own, ms | ratio |", "|---|---|---|---|", *lines]
    )


def planning() -> str:
    """What share of planning is spent asking."""
    lines = [
        "| case | questions | in one process | in processes of their own | planning, ratio |",
        "|---|---|---|---|---|",
    ]
    for name in NAMES:
        (here, inside, count), (apart, outside, _) = asked(name, HERE), asked(name, APART)
        shares = f"{inside / here:.1%} | {outside / apart:.1%}"
        lines.append(f"| {name} | {count} | {shares} | {apart / here:.2f} |")
    return "\n".join(lines)


def report() -> str:
    """All that was measured, as a page."""
    here, apart = one_question(HERE), one_question(APART)
    return PAGE_TEXT.format(
        said=(__doc__ or "").partition("\n")[2].strip(),
        runs=RUNS,
        loading=loading(),
        planning=planning(),
        here=here * 1000,
        apart=apart * 1000,
        ratio=apart / here,
    )


if __name__ == "__main__":
    PAGE.write_text(report(), encoding="utf-8")
    click.echo(f"{PAGE.relative_to(ROOT)} written")
