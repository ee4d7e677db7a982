"""A plan says what people call the zones it speaks of."""

from __future__ import annotations

from sample_patients import sample_plan


def test_every_zone_of_the_plan_is_named():
    """Goals, verdicts, courses and home care find their zones' names in the plan; no other zone is listed."""
    plan = sample_plan("isotretinoin-wedding")
    assert plan.zone_names == {"nasolabial": "nose-to-mouth fold", "jawline": "jawline"}
    spoken_of = {*plan.findings.goals, *(verdict.zone for verdict in plan.verdicts)}
    assert spoken_of == set(plan.zone_names)
