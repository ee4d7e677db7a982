"""Words that nothing speaks of: facts, events, traits, sources and whatever else a vocabulary holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from turgor.content.review.finding import Finding, Kind
from turgor.content.review.written import Written
from turgor.domain.accepted import Accepted
from turgor.domain.treatments import Treatment
from turgor.domain.vocabulary import EventKind, Fact

LOOKED_UP = (
    "fact",
    "event_kind",
    "trait",
    "mechanism",
    "prerequisite",
    "source",
    "substance",
    "exercise",
    "risk_habit",
)
_NAMES = ("id", "name", "plain_name")


def check_words(written: Written) -> Iterator[Finding]:
    """Find words that no other record names."""
    spoken_of = _spoken_of(written)
    for table in LOOKED_UP:
        for entry in written.of(table):
            if entry.record.id not in spoken_of and not _speaks_itself(entry.record):
                text = "nothing that is installed names it"
                yield Finding(Kind.UNUSED, entry.owner, entry.about, text, "Use it, or take it out.")


def check_traits(written: Written) -> Iterator[Finding]:
    """Find traits that no treatment has: whatever is said of them holds for nobody."""
    declared = {trait for entry in written.of("treatment") for trait in entry.record.traits}
    for entry in written.of("trait"):
        if entry.record.id not in declared:
            text = "no treatment that is installed has it"
            yield Finding(
                Kind.NOT_DECLARED_BY_ANY, entry.owner, entry.about, text, "Declare it, or take it out."
            )


def _spoken_of(written: Written) -> frozenset[str]:
    """Every name that a condition asks about or a record refers to, its own excepted."""
    asked = {
        name
        for stated in written.conditions
        for name in (*stated.condition.facts, *stated.condition.kinds, *stated.condition.home_care)
    }
    return frozenset(
        asked | {name for entry in written.entries for _, part in entry.parts for name in _named(part)}
    )


def _named(part: Any) -> Iterator[str]:
    """What a record refers to. That a treatment has a trait is not speaking of it."""
    if isinstance(part, Accepted):
        return
    for field in attrs.fields(type(part)):
        value = getattr(part, field.name)
        if isinstance(part, Treatment) and field.name == "traits":
            continue
        if isinstance(value, str) and field.name not in _NAMES:
            yield value
        elif isinstance(value, tuple | frozenset):
            yield from (name for name in value if isinstance(name, str))


def _speaks_itself(record: object) -> bool:
    """Events that leave or need a state, and facts that stand for an event, matter by themselves."""
    match record:
        case EventKind(terms=terms):
            return bool(terms.effects or terms.needs)
        case Fact(asserts=asserts):
            return bool(asserts)
    return False
