"""A problem that takes the solver some time, for tests of its limit."""

from __future__ import annotations

from datetime import time

import attrs

from offers import ALWAYS_OPEN, Toy, action, course, day, findings, toy
from turgor.domain.case import Preferences
from turgor.domain.clinic import Clinic
from turgor.domain.dates import Span
from turgor.domain.opening import Opening


def hard(limit: float) -> Toy:
    """Two long series that must be bundled, with so much of the solver's time for each stage."""
    clinic: Clinic = attrs.evolve(
        ALWAYS_OPEN,
        opening=tuple(Opening(n, time(9), time(17)) for n in (0, 1, 3, 4)),
        horizon_days=365,
        solve_limit=limit,
    )
    pair = (
        course("toy.a", count=(3, 5), interval=(14, 21, 42), downtime_days=2),
        course("toy.b", count=(3, 6), interval=(28, 35, 70), downtime_days=3),
        course("toy.c", count=(3, 6), interval=(7, 14, 28), points=120, downtime_days=1),
    )
    actions = (
        action("toy.a", {"open": 7}, {"thin": 0}),
        action("toy.b", {"thin": 14}, {"tired": 7}),
        action("toy.c", {"tired": 3}, {"open": 0}, same_visit=True),
    )
    wishes = Preferences(away=(Span(day(40), day(54)),))
    return toy(*pair, actions=actions, clinic=clinic, findings=findings(laxity=2.5), preferences=wishes)
