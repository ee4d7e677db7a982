"""Limits with names, so that a date and a conflict can be explained by them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date

import attrs

from turgor.domain.dates import Span
from turgor.domain.explanations import Binding, Conflict
from turgor.domain.messages import Message


@attrs.frozen
class Limit:
    """Something that dates or choices must keep to.

    Attributes:
        id: unique in one problem, and the name under which it can be dropped from it.
        kind: as in `Binding.kind`.
        ids: rules, states, sessions or policy entries behind it.

    """

    id: str
    kind: str
    text: Message
    ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def as_binding(self) -> Binding:
        return Binding(self.kind, self.text, self.ids or (self.id,), self.sources)

    def as_conflict(self) -> Conflict:
        return Conflict(self.id, self.kind, self.text, self.sources)


@attrs.frozen
class Such:
    """The days of which something is true.

    Attributes:
        about: all that this depends on and that differs from course to course: what is equal here holds for equal days.

    """

    true: Callable[[date], bool] = attrs.field(eq=False)
    about: Hashable

    def __contains__(self, day: date) -> bool:
        return self.true(day)


@attrs.frozen
class Weekdays:
    """Some days of every week (Monday 0), except for some stretches of time."""

    weekdays: frozenset[int]
    but: tuple[Span, ...] = ()

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekdays and not any(day in span for span in self.but)


@attrs.frozen
class DayLimit:
    """Days that a limit forbids to single sessions of a course; one limit may forbid them in several ways.

    Attributes:
        only: the number of the one session that it concerns; None is all of them.

    """

    limit: Limit
    days: Span | Weekdays | Such
    only: int | None = None

    def forbids(self, day: date) -> bool:
        return day in self.days

    def concerns(self, number: int) -> bool:
        """Whether it speaks of the session with this number, counted from 1."""
        return self.only in (None, number)
