"""How planning grows with the number of installed modalities, and what those cost that nobody needs (`make bench`).

Modalities are drawn by chance and valid: one or two treatments each, in the words of core, side by side with nothing
else. What is drawn matters more than how many: some few make the search for the best plan hard. So each number is drawn
several times, and the middle one counts. Seconds are those of the processor, which other load does not change; they are
shown as ratios to those of six modalities. Hooks are asked in this process; what a process of their own costs stands in
plugins.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path
from random import Random
from statistics import linear_regression, median
from typing import Any
from unittest.mock import patch

import attrs
import click
from hypothesis import HealthCheck, Phase, given, seed, settings
from stages import PLANNING, clocked

from toy_plugins import install
from turgor import planner
from turgor.api import Modality, Offer
from turgor.domain.clinic import Clinic
from turgor.domain.offers import Offers
from turgor.files import read_clinic
from turgor.host import Asking, Call, Host
from turgor.testing import Sandbox, found
from turgor.testing.strangers import modalities

PAGE = Path(__file__).parents[2] / "docs" / "bench" / "modalities.md"
COUNTS = (6, 20, 60)
POOL = 120  # modalities, of which each plan has some
DRAWS = 9
RUNS = 3
SEARCH = {"schedule": PLANNING["schedule"]}
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
    """What one plan took, in seconds of the processor.

    Attributes:
        treatments: that were judged.
        offers: that the search chose from.
        search: of `seconds`, those in which the best choice and its dates were looked for and proven.
        hooks: share of the time within hooks, copies and checks of answers included.

    """

    treatments: int
    offers: int
    seconds: float
    search: float
    hooks: float

    @property
    def rest(self) -> float:
        """All but the search."""
        return self.seconds - self.search


def measure(records: Sequence[Modality], clinic: Clinic) -> Measured:
    """Plan the healthy person once."""
    asked_for: list[float] = []

    def heard(call: Call) -> None:
        if call.hook != "turgor_modality":
            asked_for.append(call.seconds)

    hooks = {hook.__name__: hook for hook in asked()}
    plugins = [found(one.name, one, **hooks) for one in records]
    host = Host.of(plugins, asking=Asking(trace=heard))
    case = Sandbox.of(*plugins).patient(laxity=2.0)
    sandbox, offers = Sandbox.of(*plugins), list[int]()
    with _counting(offers), clocked(SEARCH, time.process_time) as spent:
        begin, since = time.process_time(), time.perf_counter()
        planner.plan(case, clinic, host, sandbox.today)
        seconds, whole = time.process_time() - begin, time.perf_counter() - since
    share = sum(asked_for) / whole
    return Measured(len(host.catalogue.treatments), offers[0], seconds, spent["schedule"], share)


@contextmanager
def _counting(counted: list[int]) -> Iterator[None]:
    """Note how many offers there are to choose from."""
    offer = planner.offer

    def counting(*arguments: Any) -> Offers:
        answer = offer(*arguments)
        counted.append(len(answer.courses) + len(answer.regimens))
        return answer

    with patch.object(planner, "offer", counting):
        yield


def growth() -> str:
    """A row for each number of modalities, and how the times grow over all draws."""
    pool, clinic = [drawn(number) for number in range(POOL)], read_clinic()
    measured = {
        count: [measure(Random(draw).sample(pool, count), clinic) for draw in range(DRAWS)]
        for count in COUNTS
    }
    base = measured[COUNTS[0]]
    lines = [
        f"| modalities | treatments | offers | planning | of {DRAWS} draws | search | all else | hooks |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for count, several in measured.items():
        cells = [
            str(count),
            f"{_middle(several, lambda one: one.treatments):.0f}",
            f"{_middle(several, lambda one: one.offers):.0f}",
            _ratio(several, base, lambda one: one.seconds),
            f"{_least(several, base):.1f} to {_most(several, base):.1f}",
            _ratio(several, base, lambda one: one.search),
            _ratio(several, base, lambda one: one.rest),
            f"{_middle(several, lambda one: one.hooks):.1%}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    whole, rest = (_power(measured.values(), of) for of in (lambda one: one.seconds, lambda one: one.rest))
    says = (
        f"Through the middle ones the time grows with the power {whole:.2f} of the offers, and all but the search with the\n"
        f"power {rest:.2f}; 1 is linear. How long the search takes depends on what was drawn more than on how much."
    )
    return "\n".join([*lines, "", says])


Of = Callable[[Measured], float]


def _middle(several: Sequence[Measured], of: Of) -> float:
    return median(map(of, several))


def _ratio(several: Sequence[Measured], base: Sequence[Measured], of: Of) -> str:
    return f"{_middle(several, of) / _middle(base, of):.1f}"


def _least(several: Sequence[Measured], base: Sequence[Measured]) -> float:
    return min(one.seconds for one in several) / _middle(base, lambda one: one.seconds)


def _most(several: Sequence[Measured], base: Sequence[Measured]) -> float:
    return max(one.seconds for one in several) / _middle(base, lambda one: one.seconds)


def _power(measured: Iterable[Sequence[Measured]], seconds: Of) -> float:
    """The slope of a straight line through the logarithms."""
    points = [(_middle(several, lambda one: one.offers), _middle(several, seconds)) for several in measured]
    return linear_regression([log(x) for x, _ in points], [log(y) for _, y in points]).slope


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
    """The seconds of the processor that a command takes, in all its processes."""
    turgor = Path(sys.executable).with_name("turgor")
    before = os.times()
    subprocess.run([turgor, *command], check=True, capture_output=True, env={"PYTHONPATH": path})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    text = __doc__.partition("\n\n")[2].strip()
    PAGE.write_text(
        f"{HEAD.format(text=text)}{growth()}\n\nStart-up, where no modality is needed and none is imported:\n\n{start_up()}\n",
        encoding="utf-8",
    )
    click.echo(PAGE.read_text(encoding="utf-8"))
