"""States of the skin: what nobody leaves or needs, and who says nothing about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from turgor.content.review.finding import Finding, Kind
from turgor.content.review.written import CORE_NAME, Entry, Written
from turgor.domain.skin import SkinTerms
from turgor.domain.vocabulary import EventKind

ENOUGH = 2  # causers and needers below which a state joins nothing


def check_states(written: Written) -> Iterator[Finding]:
    """Find states that join nothing."""
    causers, needers = _ends(written)
    for entry in written.of("state"):
        left, needed = causers.get(entry.record.id, ()), needers.get(entry.record.id, ())
        yield from _loose_end(entry, left, needed)
        yield from _few(entry, left, needed)


def check_stances(written: Written) -> Iterator[Finding]:
    """Find actions that neither need a core state gone nor say that they do not care."""
    silent_on: dict[str, list[frozenset[str]]] = {}
    core_states = frozenset(written.core.vocabulary.states)
    for entry, terms in written.actions:
        if isinstance(entry.record, EventKind) and not entry.record.family.fills_its_day:
            continue
        silent = _silent(terms, core_states)
        if entry.owner != CORE_NAME:
            silent_on.setdefault(entry.owner, []).append(silent)
        if silent:
            text = f"says nothing about {_listed(silent)}"
            advice = "Need the state gone, or list it as indifferent."
            yield Finding(Kind.NO_STANCE, entry.owner, entry.about, text, advice)
    yield from _silent_modalities(silent_on)


def _silent_modalities(silent_on: Mapping[str, list[frozenset[str]]]) -> Iterator[Finding]:
    for owner, silences in silent_on.items():
        if everywhere := frozenset.intersection(*silences):
            text = f"none of its treatments says anything about {_listed(everywhere)}"
            yield Finding(Kind.MODALITY_SILENT, owner, f"modality {owner}", text, "Take a stance.")


def _ends(written: Written) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """State -> the actions that leave it, and those that need it gone."""
    causers: dict[str, tuple[str, ...]] = {}
    needers: dict[str, tuple[str, ...]] = {}
    for entry, terms in written.actions:
        for ends, states in (
            (causers, {effect.state for effect in terms.effects}),
            (needers, {need.state for need in terms.needs}),
        ):
            for state in sorted(states):
                ends[state] = (*ends.get(state, ()), entry.record.id)
    return causers, needers


def _loose_end(entry: Entry, left: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[Finding]:
    if left and not needed:
        text = f"is left by {_listed(left)}, and nothing needs it gone"
        yield Finding(
            Kind.UNNEEDED_EFFECT, entry.owner, entry.about, text, "Say who needs it gone, or drop it."
        )
    if needed and not left:
        text = f"is needed gone by {_listed(needed)}, and nothing leaves it"
        yield Finding(
            Kind.UNCAUSED_NEED, entry.owner, entry.about, text, "Say what leaves it, or drop the need."
        )
    if not left and not needed:
        yield Finding(Kind.UNUSED, entry.owner, entry.about, "is neither left nor needed gone", "Drop it.")


def _few(entry: Entry, left: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[Finding]:
    """States with a single causer or a single needer; those with none are told otherwise."""
    advice = "Say why it is a state of its own, in [[accepted]]."
    if 0 < len(left) < ENOUGH:
        yield Finding(Kind.FEW_CAUSERS, entry.owner, entry.about, f"is left by {_listed(left)} alone", advice)
    if 0 < len(needed) < ENOUGH:
        text = f"is needed gone by {_listed(needed)} alone"
        yield Finding(Kind.FEW_NEEDERS, entry.owner, entry.about, text, advice)


def _silent(terms: SkinTerms, states: frozenset[str]) -> frozenset[str]:
    return states - terms.indifferent - {need.state for need in terms.needs}


def _listed(names: tuple[str, ...] | frozenset[str]) -> str:
    return ", ".join(sorted(names))
