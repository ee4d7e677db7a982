"""The five sample patients of tests/cases, each planned once for all tests of a process that need its plan."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from turgor.domain.plan import Plan
from turgor.practice import make_plan, open_case, open_practice

CASES = Path(__file__).parent / "cases"
NAMES = ("healthy-45", "type-v-melasma", "pacemaker-warfarin", "isotretinoin-wedding", "half-unanswered")
TODAY = date(2026, 11, 24)


@cache
def sample_plan(name: str) -> Plan:
    """The draft plan of one of them."""
    practice = open_practice(today=TODAY)
    return make_plan(practice, open_case(CASES / f"{name}.toml", practice))
