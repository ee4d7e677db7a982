"""A plan says what people call the zones it speaks of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from turgor.practice import make_plan, open_case, open_practice

CASES = Path(__file__).parents[1] / "cases"


def test_every_zone_of_the_plan_is_named():
    """Goals, verdicts, courses and home care find their zones' names in the plan; no other zone is listed."""
    practice = open_practice(today=date(2026, 11, 24))
    plan = make_plan(practice, open_case(CASES / "half-unanswered.toml", practice))
    assert dict(plan.zone_names) == {"jawline": "jawline", "jowl": "jowl", "neck": "neck"}
    spoken_of = {*plan.findings.goals, *(verdict.zone for verdict in plan.verdicts)}
    assert spoken_of <= set(plan.zone_names)
