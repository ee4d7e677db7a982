"""A plugin asked as a host asks it, in a process of its own: what hangs or ends its process is seen here first."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.domain.case import Case
from turgor.domain.catalogue import Catalogue
from turgor.files import read_clinic
from turgor.host import Found, Host
from turgor.planner import PlanRefused, plan
from turgor.testing.patients import TODAY, patient
from turgor.testing.unknowing import knowing_nothing

MOST_PINNED = 4  # of its treatments, each planned for one patient


def fails_as_installed(plugin: Found) -> str:
    """Why a host would switch it off while it plans a few patients; empty where it answers each time."""
    host, clinic = Host.of([plugin]), read_clinic()
    for case in some_patients(host.catalogue):
        try:
            plan(case, clinic, host, TODAY)
        except PlanRefused as refused:
            return f"the verifier refuses a plan with it: {refused}"
        if reasons := [status.reason for status in host.statuses if status.reason]:
            return reasons[0]
    return ""


def some_patients(catalogue: Catalogue) -> Iterator[Case]:
    """A healthy person, one of whom nothing is known, and some who want just one treatment."""
    healthy = patient(catalogue.vocabulary)
    yield from (healthy, knowing_nothing(healthy))
    for treatment in list(catalogue.treatments)[:MOST_PINNED]:
        yield patient(catalogue.vocabulary, laxity=2.0, must=[treatment])
