"""Asking what a change to a plan would come to."""

from __future__ import annotations

from datetime import date

from turgor.domain.plan import Plan
from turgor.domain.whatif import WhatIf
from turgor.host import Host
from turgor.planner import Unchangeable, what_if

__all__ = ["Unchangeable", "ask_what_if"]


def ask_what_if(made: Plan, session: str, day: date, host: Host) -> WhatIf:
    """What if a session were on another day. Raises Unchangeable, and LookupError for an unknown session."""
    return what_if(made, session, day, host, made.seed)
