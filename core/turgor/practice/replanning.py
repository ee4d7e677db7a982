"""Going on with a plan from what happened, choosing another one, and asking what a change would come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs

from turgor.domain.happened import Happened
from turgor.domain.plan import Plan
from turgor.domain.whatif import WhatIf
from turgor.files import read_clinic, read_happened
from turgor.host import Host
from turgor.planner import Unchangeable, choose, replan, what_if
from turgor.planning.changing.choosing import NotPossible
from turgor.practice.opening import Practice, open_case

__all__ = [
    "NotPossible",
    "Unchangeable",
    "ask_what_if",
    "choose_alternative",
    "go_on",
    "open_happened",
    "present_day",
]


def open_happened(path: str | Path, made: Plan, host: Host) -> Happened:
    """What a file says of a plan. Raises InvalidFile with every problem in it."""
    return read_happened(path, made, host.catalogue)


def go_on(
    made: Plan,
    happened: Happened,
    host: Host,
    *,
    clinic: str | Path | None = None,
    case: str | Path | None = None,
    pins: Mapping[str, date] | None = None,
) -> Plan:
    """The plan made anew from what happened.

    `clinic` is a newer policy, `case` a newer file of the patient; `pins` are sessions with the days that the
    practitioner moves them to. Raises Unchangeable, PlanRefused, and InvalidFile for the files.
    """
    policy = read_clinic(clinic, host.catalogue) if clinic else made.policy
    entered = open_case(case, Practice(host, policy, happened.today)) if case else None
    moved = attrs.evolve(happened, dates={**happened.dates, **(pins or {})})
    return replan(made, moved, host, policy, entered)


def present_day(made: Plan) -> date:
    """Today where the clinic is, and not before the plan was made."""
    return max(made.today, datetime.now(ZoneInfo(made.policy.time_zone)).date())


def ask_what_if(made: Plan, session: str, day: date, host: Host) -> WhatIf:
    """What if a session were on another day. Raises Unchangeable, and LookupError for an unknown session."""
    return what_if(made, session, day, host, made.seed)


def choose_alternative(made: Plan, letter: str, because: str, host: Host) -> Plan:
    """The plan that an alternative becomes, with the practitioner's reason.

    Raises Unchangeable, LookupError for an unknown letter, NotPossible and PlanRefused.
    """
    return choose(made, letter, because, host)
