"""The tables of content files and the records that they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from turgor.domain.accepted import Accepted
from turgor.domain.catalogue import Vocabulary
from turgor.domain.disputes import DisputedNeed
from turgor.domain.doses import DailyLimit, Substance
from turgor.domain.evidence import Source
from turgor.domain.exercises import Exercise
from turgor.domain.handouts import Handout
from turgor.domain.incompatible import Incompatible
from turgor.domain.published import Published
from turgor.domain.rules import Rule
from turgor.domain.skin import Effect, State
from turgor.domain.treatments import Modality, Prerequisite, Treatment
from turgor.domain.vocabulary import EventKind, Fact, Instrument, Mechanism, RiskHabit, SkinScore, Trait
from turgor.domain.zones import Zone
from turgor.structuring.primitives import an_int
from turgor.structuring.problems import shown, wrong
from turgor.structuring.records import Field, StrictConverter

Kinds = Mapping[str, tuple[type[Any], str]]  # table -> its record, and the attribute that holds them all


@attrs.frozen
class Header:
    """Who the modality is: once, without what its other tables add."""

    name: str
    title: str
    purpose: str
    content_version: str
    requires_turgor: str = ""


VOCABULARY: Kinds = {
    "fact": (Fact, "facts"),
    "event_kind": (EventKind, "event_kinds"),
    "state": (State, "states"),
    "instrument": (Instrument, "instruments"),
    "trait": (Trait, "traits"),
    "mechanism": (Mechanism, "mechanisms"),
    "prerequisite": (Prerequisite, "prerequisites"),
    "substance": (Substance, "substances"),
    "exercise": (Exercise, "exercises"),
    "source": (Source, "sources"),
}
VOCABULARY_ATTRIBUTES = ("risk_habits", "skin_scores", *(attribute for _, attribute in VOCABULARY.values()))
STATEMENTS: Kinds = {
    "rule": (Rule, "rules"),
    "incompatible": (Incompatible, "incompatible"),
    "daily_limit": (DailyLimit, "daily_limits"),
    "published": (Published, "published"),
    "accepted": (Accepted, "accepted"),
}
CORE_STATEMENTS: Kinds = {
    **STATEMENTS,
    "disputed_need": (DisputedNeed, "disputed_needs"),
}
CORE: Kinds = {
    "zone": (Zone, "zones"),
    "risk_habit": (RiskHabit, "risk_habits"),
    "skin_score": (SkinScore, "skin_scores"),
    **VOCABULARY,
    **CORE_STATEMENTS,
}
MODALITY: Kinds = {
    "modality": (Header, "header"),
    "treatment": (Treatment, "treatments"),
    "handout": (Handout, "handouts"),
    **VOCABULARY,
    **STATEMENTS,
}
NEVER_ENDS = "never"  # how a file, which has no null, writes an effect without an end


@attrs.frozen
class Core:
    """What Turgor knows without any plugin."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    published: tuple[Published, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    incompatible: tuple[Incompatible, ...] = ()
    daily_limits: tuple[DailyLimit, ...] = ()
    disputed_needs: tuple[DisputedNeed, ...] = ()


def identity(record: Any) -> str:
    """What a record is called in messages: its id, or the pair of actions a published gap lies between."""
    match record:
        case Published():
            return f"{record.first} > {record.then}"
        case Header():
            return record.name
    return str(record.id)


def with_words_of(vocabulary: Vocabulary, modalities: Iterable[Modality]) -> Vocabulary:
    """The vocabulary with what modalities add; where both have a word, the vocabulary's own stays."""
    words: dict[str, dict[str, Any]] = {attribute: {} for _, attribute in VOCABULARY.values()}
    for modality in modalities:
        for attribute, added in words.items():
            for record in getattr(modality, attribute):
                added.setdefault(record.id, record)
    merged: dict[str, Any] = {name: added | getattr(vocabulary, name) for name, added in words.items()}
    return attrs.evolve(vocabulary, **merged)


def _days(value: object) -> int | None:
    if value == NEVER_ENDS:
        return None
    if isinstance(value, str):
        raise wrong(f'must be a whole number or "{NEVER_ENDS}", got {shown(value)}')
    return an_int(value)


CONVERTER = StrictConverter({Effect: {"upper_days": Field(read=_days)}})
