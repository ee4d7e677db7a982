"""docs/reference/facts.md: everything an assessment may answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from turgor.content import load_core
from turgor.domain.catalogue import Vocabulary
from turgor.domain.vocabulary import EventKind, Fact, FactType, Instrument

HEAD = """# Facts, events and instruments

What a case file may answer, from the core vocabulary (`core/turgor/content/core/`). Modalities may add facts of their own;
`turgor questions` lists those too. Unanswered is unknown, never "no"; `none_of` in the assessment and `never` in
`[history_asked]` say what was asked and denied.
"""


def page() -> str:
    """The whole page."""
    vocabulary = load_core().vocabulary
    return "\n".join([HEAD, *_facts(vocabulary), *_events(vocabulary), *_instruments(vocabulary)]) + "\n"


def _facts(vocabulary: Vocabulary) -> Iterator[str]:
    yield "## Facts\n"
    by_group = groupby(vocabulary.facts.values(), key=lambda fact: fact.group)
    for group, facts in by_group:
        yield f"### {group.capitalize()}\n"
        yield "| fact | question | answers | asked of | per zone |\n|---|---|---|---|---|"
        for fact in facts:
            zone = "yes" if fact.per_zone else ""
            yield f"| `{fact.id}` | {fact.question} | {_answers(fact)} | {fact.asked_of} | {zone} |"
        yield ""


def _answers(fact: Fact) -> str:
    if fact.options:
        options = ", ".join(f"`{option.id}`" for option in fact.options)
        return f"any of {options}" if fact.type is FactType.CHOICES else f"one of {options}"
    if fact.type is FactType.BOOL:
        return "`true`, `false`"
    unit = f" {fact.unit}" if fact.unit else ""
    kind = "whole number" if fact.type is FactType.INT else "number"
    return f"{kind}, {_number(fact.minimum)} to {_number(fact.maximum)}{unit}"


def _number(value: float | None) -> str:
    return "any" if value is None else f"{value:g}"


def _events(vocabulary: Vocabulary) -> Iterator[str]:
    yield "## Events\n"
    yield "Dated things of `[[history]]`. A kind that lasts goes on until it has an end.\n"
    yield "| kind | question | family | lasts | leaves |\n|---|---|---|---|---|"
    for kind in vocabulary.event_kinds.values():
        lasts = "yes" if kind.counts_from_end else ""
        yield f"| `{kind.id}` | {kind.question} | {kind.family} | {lasts} | {_left(kind)} |"
    yield ""


def _left(kind: EventKind) -> str:
    return ", ".join(
        f"`{effect.state}` {'for ever' if effect.upper_days is None else f'{effect.upper_days} d'}"
        for effect in kind.terms.effects
    )


def _instruments(vocabulary: Vocabulary) -> Iterator[str]:
    yield "## Instruments\n"
    yield "| instrument | name | range | firmer is | a change is | conditions |\n|---|---|---|---|---|---|"
    for instrument in vocabulary.instruments.values():
        firmer = "higher" if instrument.direction == "higher_is_firmer" else "lower"
        line = f"| `{instrument.id}` | {instrument.name} | {_range(instrument)} | {firmer} |"
        least = instrument.least_change
        change = f"{least:g} or more" if least else "beyond twice the scatter of 3 repeats"
        yield f"{line} {change} | {instrument.conditions} |"


def _range(instrument: Instrument) -> str:
    if instrument.values:
        return ", ".join(f"{value:g}" for value in instrument.values)
    return f"{instrument.minimum:g} to {instrument.maximum:g} {instrument.unit}".rstrip()
