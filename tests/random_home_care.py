"""Random home care: titrations, substances that add up over a day, and kinds of care that must not meet."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from toys import SOURCE
from turgor.domain.doses import DailyLimit, Dose, Substance
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity
from turgor.domain.terms import RegimenTerms, Slot, Step
from turgor.testing.drawing import chance, pick

ZINC = Substance("zinc", "Zinc", "mg")
SELDOM = st.sampled_from((None, None, 1, 3, 7))


@composite
def regimen_terms(draw: DrawFn, forms: Sequence[str] = ()) -> RegimenTerms:
    """Home care with up to two steps before the last, which may end; some of it brings zinc, or one form does."""
    first = draw(st.lists(st.builds(Step, st.integers(1, 7), st.integers(1, 3)), max_size=2))
    last = Step(draw(st.integers(1, 7)), weeks=4 if chance(draw, 10) else None)
    dose = Dose("zinc", 1, draw(st.integers(1, 20)), forms=pick(draw, forms, 0, 1) if forms else ())
    return RegimenTerms(
        draw(st.sampled_from(Slot)),
        "a pea",
        "Spread it thinly.",
        (*sorted(first, key=lambda step: step.per_week), last),
        minutes_per_use=draw(st.integers(1, 4)),
        daily_dose=(dose,) if chance(draw, 40) else (),
    )


@composite
def apart(draw: DrawFn, id_: str, names: Sequence[str], others: Sequence[str]) -> Incompatible:
    """Two kinds of home care, or home care and an event, that are not used together."""
    return Incompatible(
        id_,
        pick(draw, names, 1, 2),
        pick(draw, others, 1, 2),
        draw(st.sampled_from(Meeting)),
        draw(st.sampled_from(Severity)),
        draw(st.sampled_from(Outcome)),
        "Keep them apart.",
        "because",
        (SOURCE,),
        other_after_weeks=draw(st.sampled_from((0, 0, 0, 2))),
        other_most_per_week=draw(SELDOM),
        together_most_per_week=draw(SELDOM),
    )


@composite
def daily_limits(draw: DrawFn, id_: str) -> DailyLimit:
    """So much zinc a day at most, for everybody or for some."""
    return DailyLimit(
        id_,
        "zinc",
        draw(st.integers(0, 30)),
        draw(st.sampled_from(("age >= 18", "bold", "not bold"))),
        draw(st.sampled_from(Severity)),
        Outcome.BLOCK,
        "Take less.",
        "because",
        (SOURCE,),
        excludes_limit=draw(st.booleans()),
    )
