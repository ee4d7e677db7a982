"""Going on with a plan from what happened, choosing another one, and asking what a change would come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.happened import Happened
from turgor.domain.plan import Plan
from turgor.domain.whatif import WhatIf
from turgor.files import read_clinic, read_happened
from turgor.host import Host
from turgor.planner import Unchangeable, choose, replan, what_if
from turgor.planning.changing.choosing import NotPossible

__all__ = ["NotPossible", "Unchangeable", "ask_what_if", "choose_alternative", "go_on", "open_happened"]


def open_happened(path: str | Path, made: Plan, host: Host) -> Happened:
    """What a file says of a plan. Raises InvalidFile with every problem in it."""
    return read_happened(path, made, host.catalogue)


def go_on(
    made: Plan,
    happened: Happened,
    host: Host,
    clinic: str | Path | None = None,
    pins: Mapping[str, date] | None = None,
) -> Plan:
    """The plan made anew from what happened; `pins` are sessions with the days that the practitioner moves them to.

    Raises Unchangeable, PlanRefused, and InvalidFile for the clinic's file.
    """
    policy: Clinic | None = read_clinic(clinic, host.catalogue) if clinic else None
    moved = attrs.evolve(happened, dates={**happened.dates, **(pins or {})})
    return replan(made, moved, host, policy)


def ask_what_if(made: Plan, session: str, day: date, host: Host) -> WhatIf:
    """What if a session were on another day. Raises Unchangeable, and LookupError for an unknown session."""
    return what_if(made, session, day, host, made.seed)


def choose_alternative(made: Plan, letter: str, because: str, host: Host) -> Plan:
    """The plan that an alternative becomes, with the practitioner's reason.

    Raises Unchangeable, LookupError for an unknown letter, NotPossible and PlanRefused.
    """
    return choose(made, letter, because, host)
