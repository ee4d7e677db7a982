"""Questions about one dated event: did it happen within some days, does it go on, was it ever, is it planned.

Intervals are half-open: what began on day d and lasts N days is over on d + N.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date

import attrs


@attrs.frozen
class EventQuestion(ABC):
    """A question about all events of one kind.

    Attributes:
        lasts: it goes on until it ends, and its days are counted from there (`EventKind.counts_from_end`).
        by_site: whether an event may concern some sites and not others.

    """

    kind: str
    lasts: bool = False
    by_site: bool = True

    @property
    def planned(self) -> bool:
        """Whether it asks of what is planned; the others ask of what has begun."""
        return False

    @abstractmethod
    def holds(self, start: date | None, end: date | None, day: date) -> bool | None:
        """The answer for one event with exact dates, where None is not known (start) or not ended (end)."""

    @property
    @abstractmethod
    def turns_after_start(self) -> tuple[int, ...]:
        """Days after the start (before, if negative) on which the answer may become another."""

    @property
    @abstractmethod
    def turns_after_end(self) -> tuple[int, ...]:
        """The same, counted from the end."""


@attrs.frozen
class Within(EventQuestion):
    """Whether it happened less than `days` ago, or still goes on."""

    days: int = 1

    def holds(self, start: date | None, end: date | None, day: date) -> bool | None:
        if self.lasts:  # its end alone decides; an unknown start is taken as past
            return _begun(start, day) and (end is None or (day - end).days < self.days)
        if start is None:
            return False if end is not None and (day - end).days >= self.days else None
        goes_on = end is not None and day < end
        return start <= day and (goes_on or (day - start).days < self.days)

    @property
    def turns_after_start(self) -> tuple[int, ...]:
        return (0,) if self.lasts else (0, self.days)

    @property
    def turns_after_end(self) -> tuple[int, ...]:
        return (0, self.days)


@attrs.frozen
class Ongoing(EventQuestion):
    """Whether it has begun and not ended."""

    def holds(self, start: date | None, end: date | None, day: date) -> bool | None:
        return _begun(start, day) and (end is None or day < end)

    @property
    def turns_after_start(self) -> tuple[int, ...]:
        return (0,)

    @property
    def turns_after_end(self) -> tuple[int, ...]:
        return (0,)


@attrs.frozen
class Ever(EventQuestion):
    """Whether it has begun, however long ago."""

    def holds(self, start: date | None, end: date | None, day: date) -> bool | None:  # noqa: ARG002 -- over or not
        return _begun(start, day)

    @property
    def turns_after_start(self) -> tuple[int, ...]:
        return (0,)

    @property
    def turns_after_end(self) -> tuple[int, ...]:
        return ()


@attrs.frozen
class Before(EventQuestion):
    """Whether it is planned to begin today or in less than `days` days."""

    days: int = 1

    @property
    def planned(self) -> bool:
        return True

    def holds(self, start: date | None, end: date | None, day: date) -> bool | None:
        if start is None:
            return False if end is not None and end <= day else None
        return 0 <= (start - day).days < self.days

    @property
    def turns_after_start(self) -> tuple[int, ...]:
        return (1 - self.days, 1)

    @property
    def turns_after_end(self) -> tuple[int, ...]:
        return (0,)


def _begun(start: date | None, day: date) -> bool:
    """What began nobody knows when is recorded because it happened, so it has begun."""
    return start is None or start <= day
