"""Instants as kept: UTC with microseconds, so that texts sort as moments do."""

from __future__ import annotations

from datetime import UTC, datetime


def kept(moment: datetime) -> str:
    """An instant as text. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def instant(text: str) -> datetime:
    """The instant that was kept."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
