"""What must be done before home care is first used is planned, in its window, on an open day; its bounds are kept."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import sound_plan as s
from sound_plan import REPLAY, SOUND, on
from turgor.domain.courses import PlannedPrerequisite
from turgor.domain.dates import Span
from turgor.domain.plan import Plan
from turgor.domain.regimens import Segment
from turgor.domain.terms import Slot
from turgor.verify import verify

FIRST = 3  # the cream is first used on a Thursday


def with_order(*planned: PlannedPrerequisite, **changes) -> Plan:
    """The sound plan where the cream needs an order one to ten days before its first use."""
    segments = (Segment(on(FIRST), None, 2, Slot.EVENING, ""),)
    cream = attrs.evolve(s.CREAM, segments=segments, prerequisites=planned)
    terms = {
        "prerequisites": REPLAY.prerequisites | {"order": (1, 10, False)},
        "needed": REPLAY.needed | {"toy.cream#1": ("order",)},
    }
    replay = attrs.evolve(REPLAY, **(terms | changes))
    return attrs.evolve(SOUND, regimens=(cream, s.SHADE), replay=replay, objective=None)


def order(day: date, *, at_clinic: bool = False) -> PlannedPrerequisite:
    """The order on a day."""
    return PlannedPrerequisite("order", "Order", "toy.cream#1", on(0), on(FIRST - 1), day, at_clinic)


def limits(plan: Plan) -> set[tuple[str, str]]:
    """The limits that are broken, and where."""
    return {(breach.limit, breach.where) for breach in verify(plan)}


def test_an_order_in_its_window_is_accepted():
    """The day before first use is early enough."""
    assert limits(with_order(order(on(FIRST - 1)))) == set()


@pytest.mark.parametrize(
    ("planned", "limit"),
    [
        ((), "prerequisite"),
        ((order(on(FIRST)),), "prerequisite_window"),
        ((order(on(-1)),), "prerequisite_today"),
    ],
)
def test_home_care_without_its_order_in_time_is_refused(planned, limit):
    """Missing, a day too late, or before the day of planning: refused naming that limit."""
    assert limits(with_order(*planned)) == {(limit, "toy.cream#1")}


def test_what_is_done_at_the_clinic_needs_an_open_day():
    """An order that is given at the clinic on a Sunday is refused; the cream then starts on Monday."""
    segments = (Segment(on(7), None, 2, Slot.EVENING, ""),)
    plan = with_order(order(on(6), at_clinic=True))
    cream, shade = plan.regimens
    plan = attrs.evolve(plan, regimens=(attrs.evolve(cream, segments=segments), shade))
    assert limits(plan) == {("prerequisite_closed", "toy.cream#1")}


def test_home_care_keeps_within_the_days_that_its_modality_allows():
    """A first use one day before the modality's earliest is refused."""
    done = order(on(FIRST - 1))
    assert limits(with_order(done, bounds=REPLAY.bounds | {"toy.cream#1": Span(on(FIRST))})) == set()
    early = with_order(done, bounds=REPLAY.bounds | {"toy.cream#1": Span(on(FIRST + 1))})
    assert limits(early) == {("bounds", "toy.cream#1")}
