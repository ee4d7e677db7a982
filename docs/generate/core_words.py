"""docs/plugins/words-of-core.md: what a modality may name without declaring it, by id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generate.markdown import days, table
from generate.modalities import catalogue
from turgor.content import load_core
from turgor.domain.catalogue import Vocabulary
from turgor.domain.zones import Zone

HEAD = """\
# The words of core

What your content may name without declaring it, by id. `make docs` writes this page anew. Facts, kinds of event and
instruments have [a page of their own](../reference/facts.md); who leaves and needs each state, by name and with the
days, stands in [Core](../reference/modalities/core.md#states-of-the-skin). `clinic_default` is the source of a number
that nobody has shown.
"""
STATES = """\
How long treatments and events leave a state, and for how long others need it gone, over everything that ships. Numbers
to compare yours with; why there is a state that only one leaves or needs, see [here](../reference/lonely-states.md).
"""
TRAITS = "Declare each that is true of your treatment: the rules of its kind hold for it.\n"
ZONES = """\
Name a zone for both of its sides, and a whole for all its parts. Sided ones may be written `jawline.left` and
`jawline.right`.
"""


def page() -> str:
    """The whole page."""
    words = load_core().vocabulary
    return (
        "\n".join([HEAD, *_states(words), *_meant(words), *_zones(words), *_others(words)]).rstrip("\n")
        + "\n"
    )


def _states(words: Vocabulary) -> Iterator[str]:
    yield f"## States\n\n{STATES}"
    rows = (
        (f"`{state.id}`", state.scope, state.meaning, _left(state.id), _needed(state.id))
        for state in words.states.values()
    )
    yield from table(["state", "lives in", "meaning", "left by", "needed gone by"], rows)


def _left(state: str) -> str:
    """How many actions leave a state, and for how long at the most."""
    upper = [effect.upper_days for terms in _terms() for effect in terms.effects if effect.state == state]
    return _count(sorted(upper, key=lambda one: (one is None, one or 0)))


def _needed(state: str) -> str:
    """How many actions need it gone, and for how long."""
    return _count(
        sorted(need.clear_days for terms in _terms() for need in terms.needs if need.state == state)
    )


def _count(numbers: Sequence[int | None]) -> str:
    if not numbers:
        return ""
    least, most = days(numbers[0]), days(numbers[-1])
    return f"{len(numbers)} ({least if least == most else f'{least} to {most}'})"


def _terms() -> Iterator[object]:
    yield from (action.terms for action in catalogue().vocabulary.event_kinds.values())
    yield from (action.terms for action in catalogue().treatments.values())


def _meant(words: Vocabulary) -> Iterator[str]:
    """Words that are an id and a meaning."""
    yield f"## Traits\n\n{TRAITS}"
    yield from table(["trait", "meaning"], ((f"`{one.id}`", one.meaning) for one in words.traits.values()))
    yield "## Mechanisms\n"
    yield from table(
        ["mechanism", "meaning"], ((f"`{one.id}`", one.meaning) for one in words.mechanisms.values())
    )


def _zones(words: Vocabulary) -> Iterator[str]:
    yield f"## Zones\n\n{ZONES}"
    zones = words.zones.zones
    rows = ((f"`{one.id}`", one.name, _whole(one), "yes" if one.sided else "") for one in zones.values())
    yield from table(["zone", "name", "part of", "sided"], rows)


def _whole(zone: Zone) -> str:
    return f"`{zone.parent}`" if zone.parent else ""


def _others(words: Vocabulary) -> Iterator[str]:
    yield "## Prerequisites\n"
    rows = ((f"`{p.id}`", p.name, f"{p.lead_days} to {p.valid_days}") for p in words.prerequisites.values())
    yield from table(["prerequisite", "what is done", "days before"], rows)
    yield "## Risk habits\n"
    yield from table(["habit", "name"], ((f"`{one.id}`", one.name) for one in words.risk_habits.values()))
    yield "## Substances\n"
    rows = ((f"`{one.id}`", one.name, one.unit) for one in words.substances.values())
    yield from table(["substance", "name", "unit"], rows)
    if words.exercises:
        yield "## Exercises\n"
        yield from table(["exercise", "name"], ((f"`{e.id}`", e.name) for e in words.exercises.values()))
