"""How planning grows with the number of installed modalities, and what those cost that nobody needs (`make bench`).

Modalities are drawn by chance and valid: one or two treatments each, in the words of core, side by side with nothing
else. Times are ratios to six of them, the smallest of several runs: other load only ever adds. Hooks are asked in this
process; what a process of their own costs stands in plugins.md.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path

import attrs
import click
from hypothesis import HealthCheck, Phase, given, seed, settings

from toy_plugins import install
from turgor import planner
from turgor.api import Modality, Offer
from turgor.domain.clinic import Clinic
from turgor.files import read_clinic
from turgor.host import Asking, Call, Host
from turgor.testing import Sandbox, found
from turgor.testing.strangers import modalities

PAGE = Path(__file__).parents[2] / "docs" / "bench" / "modalities.md"
COUNTS = (6, 20, 60)
RUNS = 3
INSTALLED = 60

HEAD = """\
# Planning with many modalities

Made by `make bench`. {text}

"""


def drawn(number: int) -> Modality:
    """A modality by chance, the same for each number: the last of a few examples, as the first is the simplest."""
    examples: list[Modality] = []

    @seed(number)
    @settings(
        max_examples=4,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(modalities(f"stranger_{number:02}"))
    def draw(one: Modality) -> None:
        examples.append(one)

    draw()
    return examples[-1]


def asked() -> tuple[Callable[..., object], ...]:
    """Hooks as modalities have them that adapt themselves: they are asked and change nothing."""

    def turgor_offers(offers: Sequence[Offer]) -> Sequence[Offer]:
        return list(offers)

    def turgor_eligibility() -> Sequence[object]:
        return ()

    return turgor_offers, turgor_eligibility


@attrs.frozen
class Measured:
    """What one plan took.

    Attributes:
        hooks: seconds within hooks, copies and checks of answers included.

    """

    offers: int
    seconds: float
    hooks: float


def measure(records: Sequence[Modality], clinic: Clinic) -> Measured:
    """Plan the healthy person once."""
    spent: list[float] = []

    def heard(call: Call) -> None:
        if call.hook != "turgor_modality":
            spent.append(call.seconds)

    hooks = {hook.__name__: hook for hook in asked()}
    plugins = [found(one.name, one, **hooks) for one in records]
    host = Host.of(plugins, asking=Asking(trace=heard))
    case = Sandbox.of(*plugins).patient(laxity=2.0)
    begin = time.perf_counter()
    made = planner.plan(case, clinic, host, Sandbox.of(*plugins).today)
    seconds = time.perf_counter() - begin
    offers = len(
        {
            *(c.treatment for c in made.courses),
            *(r.treatment for r in made.regimens),
            *(t for t, _ in made.left_out),
        }
    )
    return Measured(offers, seconds, sum(spent))


def growth() -> str:
    """A row for each number of modalities."""
    every, clinic = [drawn(number) for number in range(max(COUNTS))], read_clinic()
    fastest = {
        count: min((measure(every[:count], clinic) for _ in range(RUNS)), key=lambda one: one.seconds)
        for count in COUNTS
    }
    base = fastest[COUNTS[0]]
    lines = [
        "| modalities | treatments considered | planning | for each treatment | hooks |",
        "|---|---|---|---|---|",
    ]
    for count, one in fastest.items():
        each = (one.seconds / one.offers) / (base.seconds / base.offers)
        lines.append(
            f"| {count} | {one.offers} | {one.seconds / base.seconds:.1f} | {each:.2f} | {one.hooks / one.seconds:.1%} |"
        )
    last = fastest[COUNTS[-1]]
    power = log(last.seconds / base.seconds) / log(last.offers / base.offers)
    lines += [
        "",
        f"From {COUNTS[0]} to {COUNTS[-1]} the time grows with the power {power:.2f} of the treatments considered; 1 is linear.",
    ]
    return "\n".join(lines)


def start_up() -> str:
    """Commands that need no modality, with none and with many installed beside those that ship."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(INSTALLED):
            install(Path(folder), f"stranger_{number:02}", "raise RuntimeError('imported without need')")
        rows = []
        for command in (["--help"], ["plugins", "list", "--no-plugins"]):
            _once(command, folder)  # the first run fills the caches of the system
            times = [(_once(command, ""), _once(command, folder)) for _ in range(3 * RUNS)]
            alone, beside = (min(column) for column in zip(*times, strict=True))
            rows.append(f"| `turgor {' '.join(command)}` | {beside / alone:.2f} |")
    return "\n".join(["| command | with 60 installed, as a ratio to none |", "|---|---|", *rows])


def _once(command: list[str], path: str) -> float:
    turgor = Path(sys.executable).with_name("turgor")
    begin = time.perf_counter()
    subprocess.run([turgor, *command], check=True, capture_output=True, env={"PYTHONPATH": path})
    return time.perf_counter() - begin


if __name__ == "__main__":
    text = __doc__.partition("\n\n")[2].strip()
    PAGE.write_text(
        f"{HEAD.format(text=text)}{growth()}\n\nStart-up, where no modality is needed and none is imported:\n\n{start_up()}\n",
        encoding="utf-8",
    )
    click.echo(PAGE.read_text(encoding="utf-8"))
