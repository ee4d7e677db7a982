"""The days around visits on which something is left out or done, joined over all treatments of a plan.

A day counts if any session's instructions say so: so the earliest first day and the latest last day win, and where
windows of several visits meet they become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from turgor.domain.dates import DAY
from turgor.domain.plan import Plan
from turgor.domain.windows import Topic, Window

Range = tuple[date, date]

_YIELDS = {Topic.SUNSCREEN_AND_HAT: Topic.OTHER_CREAMS}  # what is done, but not while this is left out


@attrs.frozen
class Joined:
    """When one thing is left out or done.

    Attributes:
        days: ranges with both ends, in order; between two of them lies at least one free day.
        until: what it waits for beyond those days.

    """

    topic: Topic
    days: tuple[Range, ...]
    until: tuple[str, ...] = ()


def joined(plan: Plan) -> tuple[Joined, ...]:
    """Everything left out or done around the visits to come, in the order of topics."""
    said = list(_said(plan))
    found = {topic: _joined(topic, said, plan.today) for topic in Topic}
    for topic, stronger in _YIELDS.items():
        found[topic] = attrs.evolve(found[topic], days=without(found[topic].days, found[stronger].days))
    return tuple(one for one in found.values() if one.days)


def said_sentences(plan: Plan) -> frozenset[str]:
    """The sentences that the joined days stand for."""
    treatments = {course.treatment for course in plan.courses}
    return frozenset(
        window.sentence
        for told in plan.instructions
        if told.treatment in treatments
        for window in told.instructions.windows
    )


def _said(plan: Plan) -> Iterator[tuple[date, Window]]:
    """Every window with the day of the session that it lies around."""
    windows: Mapping[str, tuple[Window, ...]] = {
        told.treatment: told.instructions.windows for told in plan.instructions
    }
    for visit in plan.visits:
        for session in visit.sessions:
            for window in windows.get(session.treatment, ()):
                yield visit.date, window


def _joined(topic: Topic, said: Iterable[tuple[date, Window]], today: date) -> Joined:
    """One topic over all sessions; what is over does not count, what has begun counts from today."""
    mine = [(day, window) for day, window in said if topic in window.topics]
    ranges = [_days(day, window) for day, window in mine]
    open_ = [window.until for day, window in mine if window.until and _days(day, window)[1] >= today]
    to_come = ((max(first, today), last) for first, last in ranges if last >= today)
    return Joined(topic, union(to_come), tuple(dict.fromkeys(open_)))


def _days(day: date, window: Window) -> Range:
    return day + timedelta(days=window.from_), day + timedelta(days=window.to)


def union(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same days in as few ranges as possible, in order."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + DAY:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def without(ranges: Iterable[Range], taken: Iterable[Range]) -> tuple[Range, ...]:
    """The days of the ranges that are in none of those taken."""
    left = list(ranges)
    for start, end in taken:
        left = [piece for one in left for piece in _pieces(one, start, end)]
    return tuple(left)


def _pieces(one: Range, start: date, end: date) -> Iterator[Range]:
    first, last = one
    if first < start:
        yield first, min(last, start - DAY)
    if last > end:
        yield max(first, end + DAY), last
