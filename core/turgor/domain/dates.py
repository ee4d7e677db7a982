"""Days, ranges of days and sets of days. A day is the patient's local calendar date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

DAY = timedelta(days=1)


@attrs.frozen
class DateRange:
    """A date known to lie between two days, both included: a day, a month, a year or a stated range."""

    earliest: date
    latest: date = attrs.field()

    @latest.validator
    def _in_order(self, _: object, latest: date) -> None:
        if latest < self.earliest:
            raise ValueError(f"must not end ({latest}) before it starts ({self.earliest})")

    @classmethod
    def on(cls, day: date) -> DateRange:
        """A date known to the day."""
        return cls(day, day)


@attrs.frozen(order=True)
class Span:
    """Days from `first` to `last`, both included; `last` None means for ever."""

    first: date
    last: date | None = attrs.field(default=None, order=False)

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@attrs.frozen
class Days:
    """A set of days, kept as ascending spans that neither touch nor overlap."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, days: Iterable[date]) -> Days:
        """The set that holds just `days`."""
        spans: list[Span] = []
        for day in sorted(set(days)):
            if spans and spans[-1].last == day - DAY:
                spans[-1] = attrs.evolve(spans[-1], last=day)
            else:
                spans.append(Span(day, day))
        return cls(tuple(spans))

    @classmethod
    def joining(cls, spans: Iterable[Span]) -> Days:
        """The set that holds the days of all `spans`, which may touch or overlap."""
        joined: list[Span] = []
        for span in sorted(spans):
            last = joined[-1] if joined else None
            if last is None or (last.last is not None and span.first > last.last + DAY):
                joined.append(span)
            elif last.last is not None:
                end = None if span.last is None else max(span.last, last.last)
                joined[-1] = Span(last.first, end)
        return cls(tuple(joined))

    def __contains__(self, day: date) -> bool:
        return any(day in span for span in self.spans)

    def __and__(self, other: Days) -> Days:
        """The days in both sets."""
        return Days.joining(
            Span(max(a.first, b.first), _earlier(a.last, b.last))
            for a in self.spans
            for b in other.spans
            if _meet(a, b)
        )

    def __invert__(self) -> Days:
        """All other days."""
        free, gaps = date.min, []
        for span in self.spans:
            if span.first > free:
                gaps.append(Span(free, span.first - DAY))
            if span.last is None or span.last == date.max:
                return Days(tuple(gaps))
            free = span.last + DAY
        return Days((*gaps, Span(free)))

    def between(self, first: date, last: date) -> Iterator[date]:
        """The days of this set from `first` to `last`, both included, in order."""
        for span in self.spans:
            day = max(span.first, first)
            end = last if span.last is None else min(span.last, last)
            while day <= end:
                yield day
                day += DAY


def _earlier(a: date | None, b: date | None) -> date | None:
    return b if a is None else a if b is None else min(a, b)


def _meet(a: Span, b: Span) -> bool:
    return (b.last is None or a.first <= b.last) and (a.last is None or b.first <= a.last)


def days_from(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
