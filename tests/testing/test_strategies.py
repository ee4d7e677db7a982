"""The strategies draw what a modality may meet, and what they draw is valid."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turgor.api import Modality
from turgor.content import load_core
from turgor.domain.case import Case
from turgor.testing import TODAY, Sandbox, modality
from turgor.testing.patients import healthy
from turgor.testing.strangers import neighbours
from turgor.testing.strategies import cases, values
from turgor.testing.unknowing import forgetting, knowing_nothing

TOY = Sandbox.of(modality("toy"))
WORDS = load_core().vocabulary
AT_LEAST_PERCENT = {
    "an unusual answer": 30, "an unknown fact": 30, "an event": 20, "a planned event": 5, "a rough date": 5,
    "an unknown kind": 15, "home care in use": 10, "a rule": 40, "a course": 60, "home care": 25, "two strangers": 25,
}  # fmt: skip


def features(case: Case, near: tuple[Modality, ...]) -> set[str]:
    """What a case and its neighbours hold."""
    answers = case.assessment.answers.by_fact
    usual = {name: healthy(fact) for name, fact in WORDS.facts.items()}
    starts = [event.start for event in case.history.events]
    told = case.history.never | {event.kind for event in case.history.events}
    treatments = [treatment for one in near for treatment in one.treatments]
    held = {
        "an unusual answer": any(by_site != {"": usual[name]} for name, by_site in answers.items()),
        "an unknown fact": any(value is not None and name not in answers for name, value in usual.items()),
        "an event": starts,
        "a planned event": any(start and start.earliest > TODAY for start in starts),
        "a rough date": any(start and start.earliest < start.latest for start in starts),
        "an unknown kind": set(WORDS.event_kinds) - told,
        "home care in use": case.using,
        "a rule": any(one.rules for one in near),
        "a course": any(treatment.course for treatment in treatments),
        "home care": any(treatment.regimen for treatment in treatments),
        "two strangers": len(near) > 1,
    }
    return {name for name, holds in held.items() if holds}


def test_what_is_drawn_is_valid_and_holds_enough_of_everything() -> None:
    """Every modality is loaded and every case judged, and nothing is so rare that it means nothing."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 4)
    @given(cases(TOY.catalogue), neighbours())
    def draw(case: Case, near: tuple[Modality, ...]) -> None:
        sandbox = Sandbox.of(*near)
        sandbox.demand()
        sandbox.judge(case).nothing_failed()
        seen.update({"all", *features(case, near)})

    draw()
    shares = {name: 100 * seen[name] // seen["all"] for name in AT_LEAST_PERCENT}
    assert {name: share for name, share in shares.items() if share < AT_LEAST_PERCENT[name]} == {}


@pytest.mark.parametrize("fact", WORDS.facts.values(), ids=list(WORDS.facts))
def test_values_of_a_fact_are_answers_to_it(fact) -> None:
    """Of its type, within its bounds, among its options."""

    @settings(max_examples=settings().max_examples // 20)
    @given(values(fact))
    def check(value) -> None:
        if fact.options:
            said = {value} if isinstance(value, str) else value.yes | value.no
            assert said <= set(fact.option_ids)
        elif not isinstance(value, bool):
            assert fact.minimum <= value <= fact.maximum

    check()


@settings(max_examples=settings().max_examples // 10)
@given(cases(TOY.catalogue), st.sampled_from(sorted({*WORDS.facts, *WORDS.event_kinds})))
def test_forgetting_takes_away_only_what_was_not_known_to_have_happened(case: Case, name: str) -> None:
    """An answer or a denial; what happened stays."""
    less = forgetting(case, [name])
    assert name not in less.assessment.answers.by_fact
    assert name not in less.history.never
    assert less.history.events == case.history.events
    assert knowing_nothing(case).assessment.answers.by_fact == {}
