"""The documents of sample patients as files, each made once for all tests of a process."""

from __future__ import annotations

from datetime import date
from functools import cache

import attrs

import plans
from sample_patients import sample_plan
from turgor.documents import STANDARD, Job, documents, html, pdf
from turgor.domain.plan import Plan

# Between them they have every kind: a plan with visits and exercises, cautions and prices, and a red flag.
SAMPLES = ("healthy-45", "type-v-melasma", "red-flag")
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
    return tuple(Sample(one.name, html(one, STANDARD), pdf(one, STANDARD)) for one in documents(job))


def _plan(patient: str) -> Plan:
    return plans.no_plan() if patient == "red-flag" else sample_plan(patient)
