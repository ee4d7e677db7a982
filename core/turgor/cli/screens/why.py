"""Every rule and need that was considered for a treatment, with its result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from turgor.cli.output import cell, heading, table
from turgor.cli.screens.verdicts import verdict_as_data, verdicts_screen
from turgor.cli.screens.words import because, zone_names
from turgor.domain.case import Chosen
from turgor.domain.catalogue import Catalogue
from turgor.domain.verdicts import FactUse, Verdicts
from turgor.practice import Truth
from turgor.practice.why import Considered, ConsideredNeed, ConsideredRule, Result

RESULTS = {True: ("holds", "red"), None: ("unknown", "cyan"), False: ("does not hold", "dim")}
FIRST_SHOWN = {True: 0, None: 1, False: 2}


def why_screen(considered: Considered, catalogue: Catalogue) -> RenderableType:
    """The verdict, then what holds, what is unknown, and what does not hold."""
    rules = sorted(considered.rules, key=lambda rule: (FIRST_SHOWN[_strongest(rule)], rule.rule.id))
    rows = [row for rule in rules for row in _rule_rows(rule)]
    parts: list[RenderableType] = [
        cell(f"{considered.treatment.name} ({considered.treatment.id})", "bold"),
        heading("Verdict"),
        verdicts_screen(Verdicts(considered.verdicts), catalogue),
        heading(f"Rules considered: {len(considered.rules)}"),
        table(["rule", "severity", "result", "where", "what it says", "because"], rows),
        heading("What it needs of the skin"),
        table(["state", "clear days", "severity", "result"], [_need_row(need) for need in considered.needs]),
    ]
    if considered.other:
        parts += [heading("Besides"), *(cell(because(reason)) for reason in considered.other)]
    return Group(*parts)


def _strongest(rule: ConsideredRule) -> bool | None:
    values = [truth.value for result in rule.results for _, truth in result.timeline]
    return min(values, key=lambda value: FIRST_SHOWN[value], default=False)


def _rule_rows(considered: ConsideredRule) -> Iterator[Sequence[object]]:
    rule, told = considered.rule, False
    for result in considered.results:
        for start, shown, facts in _entries(result):
            head = ("", "", "") if told else (rule.id, rule.severity.value, rule.title)
            where = zone_names(result.zones) or "everywhere"
            yield (head[0], head[1], Text.assemble(shown, start), where, head[2], facts)
            told = True


def _entries(result: Result) -> Iterator[tuple[str, Text, str]]:
    for place, (day, truth) in enumerate(result.timeline):
        start = "" if place == 0 else f" from {day.isoformat()}"
        yield start, cell(*RESULTS[truth.value]), _facts(truth)


def _facts(truth: Truth) -> str:
    if truth.value is None:
        return f"not answered: {', '.join(truth.missing)}"
    return ", ".join(_fact(use) for use in truth.because)


def _fact(use: FactUse) -> str:
    match use.value:
        case None:
            return f"{use.id} unknown"
        case True:
            return f"{use.id}: yes"
        case False:
            return f"{use.id}: no"
        case Chosen():
            return f"{use.id}: {', '.join(sorted(use.value.yes)) or 'none'}"
        case "":
            return use.id
        case _:
            return f"{use.id}: {use.value}"


def _need_row(considered: ConsideredNeed) -> Sequence[object]:
    need = considered.need
    met = cell("met", "green")
    against = cell("\n".join(because(reason) for reason in considered.against), "yellow")
    return (need.state, need.clear_days, need.severity.value, against if considered.against else met)


def why_as_data(considered: Considered, catalogue: Catalogue) -> Mapping[str, Any]:
    """The same as data."""
    return {
        "treatment": considered.treatment.id,
        "verdicts": [verdict_as_data(verdict, catalogue) for verdict in considered.verdicts],
        "rules": [_rule_data(rule) for rule in considered.rules],
        "needs": [
            {
                "need": considered_need.need,
                "met": not considered_need.against,
                "against": considered_need.against,
            }
            for considered_need in considered.needs
        ],
        "other": considered.other,
    }


def _rule_data(considered: ConsideredRule) -> Mapping[str, Any]:
    rule = considered.rule
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "outcome": rule.outcome,
        "text": rule.title,
        "when": rule.when,
        "sources": rule.sources,
        "results": [
            {
                "zones": result.zones,
                "timeline": [
                    {"from": day, "holds": truth.value, "because": truth.because, "missing": truth.missing}
                    for day, truth in result.timeline
                ],
            }
            for result in considered.results
        ],
    }
