"""The documents of sample patients as files, each made once for all tests of a process."""

from __future__ import annotations

from datetime import date
from functools import cache

import attrs

import plans
from measured_again import measured_again
from sample_patients import sample_plan
from turgor.documents import BUILDERS, STANDARD, Job, Kind, documents, html, pdf
from turgor.domain.plan import Plan

# Between them they have every kind: a plan with visits and exercises, cautions and prices, a red flag, and somebody who
# was measured again, of whom only what shows that is printed.
SAMPLES = ("healthy-45", "type-v-melasma", "red-flag", "measured-again")
KINDS = {"measured-again": (Kind.PROGRESS, Kind.RECORD)}
TODAY = date(2026, 11, 24)


@attrs.frozen
class Sample:
    """A printed document; its name tells it from the others of one patient."""

    name: str
    html: str
    pdf: bytes


@cache
def samples(patient: str) -> tuple[Sample, ...]:
    """Every document of a patient in standard print."""
    job = Job(_plan(patient), "0" * 64)
    made = documents(job, KINDS.get(patient, tuple(BUILDERS)))
    return tuple(Sample(one.name, html(one, STANDARD), pdf(one, STANDARD)) for one in made)


def _plan(patient: str) -> Plan:
    made = {"red-flag": plans.no_plan, "measured-again": measured_again}
    return made[patient]() if patient in made else sample_plan(patient)
