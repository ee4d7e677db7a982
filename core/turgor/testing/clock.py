"""A clock that stands still: a plugin that asks it, instead of `findings.today`, is told the same every time."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time

import time_machine

from turgor.testing.patients import TODAY


def frozen(day: date = TODAY) -> AbstractContextManager[object]:
    """Let it be noon of a day for everybody who asks, until the block ends."""
    return time_machine.travel(datetime.combine(day, time(12), UTC), tick=False)
