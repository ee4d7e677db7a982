"""A made-up plan of somebody who was measured again: firmer, looser, the same, and what nobody can say."""

from __future__ import annotations

from datetime import date

import attrs

import plans
from turgor.content import load_core
from turgor.domain.case import Measurement, Target
from turgor.domain.findings import ProfileEntry
from turgor.domain.plan import Plan
from turgor.planning.finding.changes import changes

FIRST, SECOND, LAST = date(2026, 11, 24), date(2027, 3, 1), date(2027, 6, 14)
DAYS = (FIRST, SECOND, LAST)


def entry(site: str, instrument: str, *visits: tuple[float, ...]) -> ProfileEntry:
    """The readings of one place at the first visits of `DAYS`."""
    readings = tuple(
        Measurement(instrument, site, day, values) for day, values in zip(DAYS, visits, strict=False)
    )
    return ProfileEntry(site, instrument, "", readings)


PROFILE = (
    entry("jawline.left", "merz_jawline", (3,), (2,), (1,)),
    entry("jawline.right", "merz_jawline", (3,), (2,), (1,)),
    entry("neck_front", "cutometer_r7", (0.44, 0.43, 0.45), (0.41, 0.40, 0.42), (0.36, 0.35, 0.37)),
    entry("lower_cheek.left", "cutometer_r7", (0.44, 0.40, 0.48), (0.46, 0.42, 0.50)),
    entry("chin", "alexiades_laxity", (2,), (1.5,)),
    entry("submental", "alexiades_laxity", (2,), (2,)),
)
TARGETS = (
    Target("merz_jawline", "jawline.left", 1),
    Target("merz_jawline", "jawline.right", 1),
    Target("cutometer_r7", "neck_front", 0.5),
)


def measured_again(*profile: ProfileEntry, targets: tuple[Target, ...] = TARGETS) -> Plan:
    """The plan with these readings, or with all."""
    held = profile or PROFILE
    found = tuple(changes(held, load_core().vocabulary.instruments))
    plan = plans.plan()
    findings = attrs.evolve(plan.findings, profile=held, changes=found, targets=targets)
    return attrs.evolve(plan, findings=findings)
