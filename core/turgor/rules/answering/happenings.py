"""All that a condition asks about the events of one kind, answered together.

A date known only roughly is tried on every day at which an answer could change; the condition keeps the
strictest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product

import attrs

from turgor.domain.case import Event
from turgor.domain.dates import DateRange
from turgor.domain.verdicts import FactUse
from turgor.rules.answering.events import EventQuestion
from turgor.rules.answering.kleene import Truth, any_of, no, unknown
from turgor.rules.answering.subject import Subject
from turgor.rules.answering.topics import Topic


@attrs.frozen
class Happenings(Topic):
    """All that a condition asks about the events of one kind."""

    questions: tuple[EventQuestion, ...]

    @property
    def kind(self) -> str:
        return self.questions[0].kind

    @property
    def by_site(self) -> bool:
        return any(question.by_site for question in self.questions)

    @property
    def dated(self) -> bool:
        return True

    def ways(self, subject: Subject, site: str, day: date) -> list[list[Truth]]:
        """One way unless a date is rough.

        Ways that agree in every value are one, so their number depends on the condition and not on how many
        events there are.
        """
        untold = [self._untold(question, subject) for question in self.questions]
        ways = [untold]
        for event in subject.events(self.kind, site):
            told = _ways_of(event, self.questions, day)
            ways = _distinct(
                [_either(*both) for both in zip(*pair, strict=True)] for pair in product(ways, told)
            )
        return ways

    def _untold(self, question: EventQuestion, subject: Subject) -> Truth:
        """What is said of events that the history does not list: none, if it was asked about them."""
        if subject.knows(self.kind, planned=question.planned):
            return no(FactUse(self.kind, value=False))
        return unknown(self.kind)

    def turns(self, subject: Subject, site: str) -> Iterator[date]:
        for event in subject.events(self.kind, site):
            start, end = _dates(event)
            for question in self.questions:
                yield from _shifted(start, question.turns_after_start)
                yield from _shifted(end, question.turns_after_end)


def _either(so_far: Truth, event: Truth) -> Truth:
    """One event more. A plain "none" is no reason beside an event that was looked at."""
    nothing = so_far.value is False and all(use.value is False for use in so_far.because)
    return event if nothing else any_of((so_far, event))


def _ways_of(event: Event, questions: Sequence[EventQuestion], day: date) -> list[list[Truth]]:
    start, end = _dates(event)
    use = FactUse(event.kind, written(event))
    starts = _tried(start, {days for question in questions for days in question.turns_after_start}, day)
    ends = _tried(end, {days for question in questions for days in question.turns_after_end}, day)
    return _distinct(
        [_answer(question.holds(first, last, day), use) for question in questions]
        for first, last in product(starts, ends)
    )


def _answer(value: bool | None, use: FactUse) -> Truth:  # noqa: FBT001 -- the value is what it is about
    return unknown(use.id) if value is None else Truth(value, because=(use,))


def _tried(dates: DateRange | None, turns_after: Iterable[int], day: date) -> list[date | None]:
    """The dates to try: the latest, and the last of each stretch over which nothing changes."""
    if dates is None:
        return [None]
    turning = (_later(day, -days) for days in turns_after)
    return [*sorted({turn for turn in turning if dates.earliest <= turn < dates.latest}), dates.latest]


def _dates(event: Event) -> tuple[DateRange | None, DateRange | None]:
    """When it began and when it is over: on its end, else on the day it is expected to be over."""
    if event.end is None and event.expected_end is not None:
        return event.start, DateRange.on(event.expected_end)
    return event.start, event.end


def _shifted(dates: DateRange | None, days_after: Iterable[int]) -> Iterator[date]:
    if dates is not None:
        for days in days_after:
            yield _later(dates.earliest, days)
            yield _later(dates.latest, days)


def _later(day: date, days: int) -> date:
    """A day so many days later, within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _distinct(ways: Iterable[list[Truth]]) -> list[list[Truth]]:
    """The first of each set of ways with equal values."""
    first: dict[tuple[bool | None, ...], list[Truth]] = {}
    for way in ways:
        first.setdefault(tuple(answer.value for answer in way), way)
    return list(first.values())


def written(event: Event) -> str:
    """The dates of an event, ISO 8601 style: ``2026-01-03``, ``2026-01-01..2026-01-31/2026-03-01``, ``?/..``."""
    start, end = _dates(event)
    first = _range(start) if start else "?"
    return f"{first}/{_range(end)}" if end else first


def _range(dates: DateRange) -> str:
    if dates.earliest == dates.latest:
        return dates.earliest.isoformat()
    return f"{dates.earliest.isoformat()}..{dates.latest.isoformat()}"
