"""A day on which commands run, whatever day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

import pytest

from turgor.practice import opening
from turgor.practice.records import desk


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is noon on this day, for the practice and for the records."""
    noon = datetime.combine(day, time(12), UTC)

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return noon.astimezone(tz)

    monkeypatch.setattr(opening, "datetime", Stopped)
    monkeypatch.setattr(desk, "clock", lambda: noon)
