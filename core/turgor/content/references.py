"""Which attributes of content records name other records, and whether those exist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import attrs

from turgor.domain.catalogue import Vocabulary
from turgor.domain.disputes import DisputedNeed, GapPosition
from turgor.domain.doses import DailyLimit, Dose, Substance
from turgor.domain.evidence import Position
from turgor.domain.exercises import AvoidIf, Exercise
from turgor.domain.incompatible import Incompatible
from turgor.domain.recorded import RecordedField
from turgor.domain.rules import Rule
from turgor.domain.skin import Effect, Need, SkinTerms
from turgor.domain.treatments import EffectSize, Instructions, Prerequisite, Risk, Treatment
from turgor.domain.vocabulary import Fact, Instrument, RiskHabit, SkinScore
from turgor.rules import ExpressionError, compile_condition
from turgor.structuring.problems import Collector, Place, closest

REFERENCES: Mapping[type, Mapping[str, str]] = {
    Fact: {"asserts": "event kind"},
    Instrument: {"sources": "source"},
    RiskHabit: {"answered_by": "trait", "advice_traits": "trait", "sources": "source"},
    SkinScore: {"fact": "fact", "pause": "fact", "sources": "source"},
    Prerequisite: {"sources": "source"},
    Effect: {"state": "state", "spreads_to": "zone", "sources": "source"},
    Need: {"state": "state", "sources": "source"},
    SkinTerms: {"indifferent": "state"},
    Instructions: {"sources": "source"},
    Position: {"sources": "source"},
    GapPosition: {"sources": "source"},
    DisputedNeed: {"state": "state", "applies_to": "trait"},
    EffectSize: {"sources": "source"},
    Risk: {"sources": "source"},
    RecordedField: {"sources": "source"},
    Substance: {"intake": "fact"},
    Dose: {"substance": "substance"},
    DailyLimit: {"substance": "substance", "sources": "source"},
    Incompatible: {"sources": "source"},
    AvoidIf: {"sources": "source"},
    Exercise: {"zones": "zone", "replaces": "exercise", "sources": "source"},
    Rule: {"sources": "source", "requires": "prerequisite"},
    Treatment: {
        "mechanism": "mechanism",
        "traits": "trait",
        "goes_with": "trait",
        "treats": "zone",
        "answers": "risk habit",
        "trial_consent": "fact",
        "prerequisites": "prerequisite",
        "exercises": "exercise",
        "sources": "source",
    },
}
CONDITIONS: Mapping[type, str] = {
    Rule: "when",
    Effect: "when",
    RiskHabit: "when",
    DailyLimit: "when",
    AvoidIf: "when",
}
_KNOWN: Mapping[str, Callable[[Vocabulary], Collection[str]]] = {
    "event kind": lambda words: words.event_kinds,
    "exercise": lambda words: words.exercises,
    "fact": lambda words: words.facts,
    "mechanism": lambda words: words.mechanisms,
    "prerequisite": lambda words: words.prerequisites,
    "risk habit": lambda words: words.risk_habits,
    "source": lambda words: words.sources,
    "state": lambda words: words.states,
    "substance": lambda words: words.substances,
    "trait": lambda words: words.traits,
    "zone": lambda words: words.zones.references,
}


def check_references(record: Any, vocabulary: Vocabulary, found: Collector, *place: Place) -> None:
    """Find what a record, and every record inside it, names and does not exist, and conditions that cannot be read."""
    for inner_place, inner in records_in(record, place):
        for attribute, noun in REFERENCES.get(type(inner), {}).items():
            known = _KNOWN[noun](vocabulary)
            for inner_most, name in _names(getattr(inner, attribute)):
                if name not in known:
                    where = (*inner_place, attribute, *inner_most)
                    found.add(where, f"there is no {noun} {name!r}", closest(name, known))
        if attribute := CONDITIONS.get(type(inner), ""):
            text = getattr(inner, attribute)
            if text or not isinstance(inner, Effect):  # an effect without a condition is always left
                _check_condition(text, vocabulary, found, (*inner_place, attribute))


def _names(value: str | Collection[str]) -> Iterator[tuple[tuple[Place, ...], str]]:
    if isinstance(value, str):
        if value:
            yield (), value
    elif isinstance(value, frozenset):
        yield from (((), name) for name in sorted(value))  # a set has no places
    else:
        yield from (((index,), name) for index, name in enumerate(value))


def records_in(value: Any, place: tuple[Place, ...]) -> Iterator[tuple[tuple[Place, ...], Any]]:
    """The record and all records in its attributes, each with its place."""
    if isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from records_in(entry, (*place, index))
    elif attrs.has(type(value)):
        yield place, value
        for field in attrs.fields(type(value)):
            yield from records_in(getattr(value, field.name), (*place, field.name))


def _check_condition(text: str, vocabulary: Vocabulary, found: Collector, place: tuple[Place, ...]) -> None:
    try:
        compile_condition(text, vocabulary)
    except ExpressionError as error:
        for problem in error.problems:
            at = text[problem.offset : problem.offset + problem.length]
            found.add(place, f"at {at!r}: {problem.text}" if at else problem.text, problem.suggestion)
