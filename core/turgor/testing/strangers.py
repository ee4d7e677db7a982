"""Hypothesis strategies for whole modalities that nobody has heard of, in core's words: neighbours for a plugin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from turgor.api import (
    CourseTerms,
    Effect,
    Evidence,
    Fact,
    FactType,
    Interval,
    Laxity,
    Modality,
    Need,
    Outcome,
    RegimenTerms,
    Role,
    Rule,
    Scope,
    SessionCount,
    Severity,
    SkinTerms,
    Slot,
    Stance,
    State,
    Step,
    Treatment,
)
from turgor.content import load_core
from turgor.domain.catalogue import Vocabulary
from turgor.testing.builders import SOURCE, cream, device, modality
from turgor.testing.drawing import chance, pick

NAMES = ("stranger_a", "stranger_b", "stranger_c")
LONGEST = 21  # days that an effect lasts


@cache
def core_words() -> Vocabulary:
    """The words of core."""
    return load_core().vocabulary


@composite
def effects(draw: DrawFn, states: Sequence[str], longest: int = LONGEST) -> Effect:
    """Leave one state for some days; rarely for ever, or only on dark skin."""
    upper = draw(st.integers(1, longest)) if not chance(draw, 2) else None
    when = draw(st.sampled_from(("", "", "", "fitzpatrick >= 4")))
    return Effect(draw(st.sampled_from(states)), upper, when=when, sources=(SOURCE,))


@composite
def needs(draw: DrawFn, states: Sequence[str], longest: int = 7) -> Need:
    """Ask that one state has been gone for a few days; mostly so that it blocks."""
    severity = draw(
        st.sampled_from((Severity.RELATIVE, Severity.RELATIVE, Severity.CAUTION, Severity.ABSOLUTE))
    )
    return Need(
        draw(st.sampled_from(states)), draw(st.integers(0, longest)), severity,
        same_visit=draw(st.booleans()), sources=(SOURCE,),
    )  # fmt: skip


@composite
def terms(draw: DrawFn, states: Sequence[str]) -> SkinTerms:
    """What a treatment leaves and needs."""
    return SkinTerms(
        tuple(draw(effects(states)) for _ in range(draw(st.integers(0, 2)))),
        tuple(draw(needs(states)) for _ in range(draw(st.integers(0, 2)))),
    )


@composite
def course_terms(draw: DrawFn) -> CourseTerms:
    """One to three sessions, some weeks apart."""
    typical = draw(st.integers(1, 3))
    first = draw(st.integers(7, 28))
    ideal = first + draw(st.integers(0, 14))
    downtime = draw(st.integers(0, 5))
    return CourseTerms(
        SessionCount(draw(st.integers(1, typical)), typical, typical + draw(st.integers(0, 2))),
        Interval(first, ideal, ideal + draw(st.integers(0, 28))),
        minutes=draw(st.sampled_from((15, 30, 60))),
        downtime_days=downtime,
        downtime_days_max=downtime + draw(st.integers(0, 4)),
        peak_weeks=draw(st.sampled_from((0, 12))),
    )


@composite
def regimen_terms(draw: DrawFn) -> RegimenTerms:
    """Home care that may climb in steps."""
    climb = sorted(draw(st.lists(st.integers(1, 6), max_size=2)))
    steps = (*(Step(often, weeks=2) for often in climb), Step(7))
    return RegimenTerms(draw(st.sampled_from(Slot)), "a pea", "Spread it thinly.", steps)


@composite
def treatments(draw: DrawFn, id_: str, states: Sequence[str], *, at_home: bool) -> Treatment:
    """A device or home care."""
    words = core_words()
    common = {
        "terms": draw(terms(states)),
        "treats": draw(st.sampled_from((("face", "neck"), ("face",), ("lower_face", "neck")))),
        "mechanism": draw(st.sampled_from(sorted(words.mechanisms))),
        "pregnancy": draw(st.sampled_from((Stance.ALLOWED, Stance.ABSOLUTE, Stance.UNDECLARED))),
        "role": draw(st.sampled_from(Role)),
        "evidence": draw(st.sampled_from((Evidence.LOW, Evidence.VERY_LOW, Evidence.MODERATE))),
    }
    if at_home:
        return cream(id_, regimen=draw(regimen_terms()), **common)
    suits = draw(st.sampled_from((tuple(Laxity)[1:], (Laxity.MILD, Laxity.MODERATE))))
    return device(id_, course=draw(course_terms()), laxity=suits, **common)


@composite
def conditions(draw: DrawFn, facts: Mapping[str, Fact], kinds: Sequence[str]) -> str:
    """One readable question about a fact or a kind of event."""
    if chance(draw, 30):
        return f"within('{draw(st.sampled_from(kinds))}', days={draw(st.integers(1, 60))})"
    fact = facts[draw(st.sampled_from(sorted(facts)))]
    match fact.type:
        case FactType.BOOL:
            return fact.id
        case FactType.CHOICE:
            return f"{fact.id} == '{draw(st.sampled_from(fact.option_ids))}'"
        case FactType.CHOICES:
            return f"'{draw(st.sampled_from(fact.option_ids))}' in {fact.id}"
    least, most = int(fact.minimum or 0), int(fact.maximum or 100)
    return f"{fact.id} >= {draw(st.integers(least + 1, most))}"


@composite
def rules(draw: DrawFn, id_: str, own: Sequence[str]) -> Rule:
    """A rule about one treatment."""
    words = core_words()
    when = draw(conditions(words.facts, sorted(words.event_kinds)))
    severity = draw(st.sampled_from((Severity.RELATIVE, Severity.ABSOLUTE, Severity.NOTE)))
    return Rule(
        id_, f"If {when}", when, severity, draw(st.sampled_from((Outcome.BLOCK, Outcome.DEFER))),
        "Drawn by chance.", (SOURCE,), applies_to=(draw(st.sampled_from(own)),),
    )  # fmt: skip


@composite
def modalities(draw: DrawFn, name: str = NAMES[0], most: int = 2) -> Modality:
    """A whole modality: some treatments, a state of its own, perhaps rules."""
    states = (*sorted(core_words().states), f"{name}_glow")
    ids = [f"{name}.t{number}" for number in range(draw(st.integers(1, most)))]
    made = [draw(treatments(id_, states, at_home=chance(draw, 30))) for id_ in ids]
    own_rules = tuple(draw(rules(f"{name}-{n}", ids)) for n in range(draw(st.integers(0, 2))))
    return modality(name, *made, rules=own_rules, states=(State(f"{name}_glow", Scope.ZONE, "Skin glows."),))


@composite
def neighbours(draw: DrawFn, most: int = 2) -> tuple[Modality, ...]:
    """Some modalities side by side."""
    return tuple(draw(modalities(name)) for name in pick(draw, NAMES, 1, most))
