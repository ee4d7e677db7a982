"""A practitioner sets a relative contraindication aside, with a written reason."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from sample_patients import CASES, TODAY
from turgor.domain.verdicts import Status
from turgor.files import read_case, read_clinic
from turgor.host import Host
from turgor.planner import plan

FILLED = """
extends = "healthy-45.toml"

[[history]]
kind = "ha_filler"
date = 2026-11-23

[preferences]
pins = {only = ["radiofrequency.monopolar_series"]}
"""
OVERRIDE = """
[[overrides]]
rule = "need:material_settling"
reason = "A tiny amount, far from the electrode"
by = "Dr A. Sample"
date = 2026-11-24
"""


@pytest.fixture
def planned(tmp_path):
    """A function that plans for somebody who had a filler yesterday."""
    for name in ("answered.toml", "healthy-45.toml"):
        shutil.copy(CASES / name, tmp_path)

    def run(more: str = ""):
        (tmp_path / "filled.toml").write_text(FILLED + more)
        host = Host.load()
        case = read_case(tmp_path / "filled.toml", host.catalogue, TODAY)
        return plan(case, read_clinic(None), host, TODAY)

    return run


def test_a_fresh_filler_defers_the_series(planned):
    """Hyaluronic acid settles for 14 days; surface radiofrequency wants it settled."""
    assert planned().visits[0].date >= date(2026, 12, 7)


def test_an_override_lets_it_begin_and_is_on_record(planned):
    """The verdict is a caution that names who, when and why, and our own verifier follows."""
    made = planned(OVERRIDE)
    assert made.visits[0].date < date(2026, 12, 7)
    verdict = next(v for v in made.verdicts if v.treatment == "radiofrequency.monopolar_series")
    period = next(period for period in verdict.timeline if made.visits[0].date in period.span)
    assert period.status is Status.CAUTION
    reason = next(r for r in period.reasons if r.rule == "need:material_settling")
    assert reason.overridden == "Dr A. Sample, 2026-11-24: A tiny amount, far from the electrode"
