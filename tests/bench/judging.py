"""How the time to judge one patient grows with rules and modalities (`make bench`).

Times are ratios to judging the same patient against all that ships, so that they mean something on any machine. More
rules and more modalities are copies of the shipped ones under other names: as large, as entangled, as often asked. The
smallest of several runs counts: other load only ever adds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import click

from sample_patients import CASES, TODAY
from turgor.content import load_core, load_modality, merge
from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Findings
from turgor.domain.treatments import Modality
from turgor.domain.verdicts import Verdicts
from turgor.files import read_case, read_clinic
from turgor.planning.examine import examine
from turgor.planning.judge import judge
from turgor.planning.judging.decisive import decisive

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "bench" / "judging.md"
RUNS = 15
FACTORS = (1, 2, 4, 8)
PATIENTS = {"healthy-45": "nearly everything answered", "half-unanswered": "half of it unanswered"}

HEAD = """\
# Judging one patient against the complete catalogue

Made by `make bench`. All numbers but counts are ratios to judging the same patient against what
ships; the smallest of {runs} runs counts. A growth below its factor means that work is shared.
"""


def shipped() -> Mapping[str, Modality]:
    """The modalities that ship."""
    folders = sorted((ROOT / "plugins").glob("*/content"))
    return {folder.parent.name.removeprefix("turgor_"): load_modality(folder) for folder in folders}


def with_rules(catalogue: Catalogue, factor: int) -> Catalogue:
    """Every rule so many times."""
    copies = (attrs.evolve(rule, id=f"{rule.id}~{n}") for rule in catalogue.rules for n in range(factor))
    return attrs.evolve(catalogue, rules=tuple(copies))


def with_modalities(catalogue: Catalogue, factor: int) -> Catalogue:
    """Every treatment so many times, each copy with the rules that name it."""
    treatments, rules = {}, []
    for n in range(factor):
        ids = {id_: id_.replace(".", f"~{n}.") for id_ in catalogue.treatments}
        treatments |= {ids[id_]: attrs.evolve(t, id=ids[id_]) for id_, t in catalogue.treatments.items()}
        for rule in catalogue.rules:
            own = any(name in ids for name in rule.applies_to)
            if own or n == 0:
                names = tuple(ids.get(name, name) for name in rule.applies_to)
                rules.append(attrs.evolve(rule, id=f"{rule.id}~{n}", applies_to=names))
    return attrs.evolve(catalogue, treatments=treatments, rules=tuple(rules))


def fastest(run: Callable[[], object]) -> float:
    """The processor time in seconds of the fastest of some runs: other processes do not count."""

    def once() -> float:
        begin = time.process_time()
        run()
        return time.process_time() - begin

    return min(once() for _ in range(RUNS))


def report() -> str:
    """The page."""
    catalogue = merge(load_core(), shipped())
    lines = [HEAD.format(runs=RUNS), *_size(catalogue)]
    for name, known in PATIENTS.items():
        lines += _patient(name, known, catalogue)
    return "\n".join(lines) + "\n"


def _size(catalogue: Catalogue) -> list[str]:
    words = catalogue.vocabulary
    many = f"{len(catalogue.treatments)} treatments, {len(catalogue.rules)} rules, {len(words.facts)} facts"
    return [f"What ships: {many}, {len(words.event_kinds)} kinds of event, {len(words.states)} states.\n"]


def _patient(name: str, known: str, catalogue: Catalogue) -> list[str]:
    clinic = read_clinic(None, catalogue)
    case = read_case(CASES / f"{name}.toml", catalogue, TODAY)

    def judged(of: Catalogue) -> Verdicts:
        return judge(examine(case, of, TODAY), of, clinic)

    def questions() -> object:
        findings = examine(case, catalogue, TODAY)
        verdicts = judge(findings, catalogue, clinic)

        def again(other: Findings) -> Verdicts:
            return judge(other, catalogue, clinic)

        return decisive(findings, verdicts, catalogue, clinic, frozenset(), again)

    base = fastest(lambda: judged(catalogue))
    lines = [
        f"## {name}: {known}\n",
        f"| times as many | {' | '.join(map(str, FACTORS))} |",
        f"|---|{'---|' * len(FACTORS)}",
    ]
    for what, grown in (("rules", with_rules), ("treatments with their rules", with_modalities)):
        times = []
        for factor in FACTORS:
            larger = grown(catalogue, factor) if factor > 1 else catalogue
            times.append(f"{fastest(lambda larger=larger: judged(larger)) / base:.1f}")
        lines.append(f"| {what} | {' | '.join(times)} |")
    lines.append(f"\nWithout any modality: {fastest(lambda: judged(merge(load_core(), {}))) / base:.2f}.")
    return [*lines, f"Judging and finding the questions that decide: {fastest(questions) / base:.1f}.\n"]


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(report(), encoding="utf-8")
    click.echo(f"{PAGE.relative_to(ROOT)} written by Python {sys.version.split()[0]}")
