"""States left by events of the history, past or planned, and the days on which they forbid a treatment.

Dates may be fuzzy: an event is taken to be possible on every day between its earliest and its latest, and the
days forbidden are those of all these possibilities together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import attrs

from turgor.domain.case import Event
from turgor.domain.dates import DAY, Span
from turgor.domain.offers import SkinAction
from turgor.planning.skin.skin_state import LagCause, causes


@attrs.frozen
class Happening:
    """An event as the mechanism sees it.

    Attributes:
        lasts: its effects count from its end, and it goes on until then.
        sites: where; all sites for a systemic or an unplaced one.

    """

    event: Event
    action: SkinAction
    lasts: bool
    sites: frozenset[str]


@attrs.frozen
class Forbidden:
    """Days on which one state stands between an event and a treatment.

    Attributes:
        sites: where.
        ahead: the event is planned, and the treatment would spoil it; else the event is what the treatment
            waits for.

    """

    event: Event
    cause: LagCause
    span: Span
    sites: frozenset[str]
    ahead: bool


def forbidden(
    happening: Happening,
    treatment: SkinAction,
    everywhere: frozenset[str],
    systemic: Collection[str],
    today: date,
) -> Iterator[Forbidden]:
    """The days from today on which the event forbids the treatment, or asks for caution, cause by cause."""
    event, sites = happening.event, happening.sites
    for effect, cause in causes(happening.action, treatment):
        reached = everywhere if effect.state in systemic else sites | effect.spreads_to
        if span := from_today(_after(happening, cause, today), today):
            yield Forbidden(event, cause, span, reached, ahead=False)
    for effect, cause in causes(treatment, happening.action):
        meets_all = effect.state in systemic or not effect.spreads_to.isdisjoint(sites)
        if span := from_today(_before(happening, treatment, cause, today), today):
            yield Forbidden(event, cause, span, everywhere if meets_all else sites, ahead=True)


def _after(happening: Happening, cause: LagCause, today: date) -> Span | None:
    """Days from the event's first day until what it leaves is gone and has been gone long enough."""
    first, last = first_day(happening.event, today), last_day(happening, today)
    if last is None or cause.days is None:
        return Span(first)
    wait = max(cause.days, 1 if happening.action.fills_its_day else 0)
    free = last + timedelta(days=wait)
    empty = first >= free if happening.lasts else wait == 0
    return None if empty else Span(first, free - DAY)


def _before(happening: Happening, treatment: SkinAction, cause: LagCause, today: date) -> Span | None:
    """Days so short before a planned event that a session would still show when it takes place."""
    event = happening.event
    if event.start is None:
        return None  # begun by today
    last = event.start.latest if happening.lasts else last_day(happening, today)
    if cause.days is None:
        return Span(today, last)
    lag = max(cause.days, 1 if treatment.fills_its_day else 0)
    first = event.start.earliest - timedelta(days=lag) + DAY
    return Span(first, last) if lag else None


def first_day(event: Event, today: date) -> date:
    """The first day on which the event may have begun, as far back as today needs it."""
    return event.start.earliest if event.start else today


def last_day(happening: Happening, today: date) -> date | None:
    """The last day on which the event may still take place. None while nobody knows when it ends.

    An event whose day is unknown may have been as late as today.
    """
    event = happening.event
    if event.end:
        return event.end.latest
    if event.expected_end:
        return event.expected_end
    if happening.lasts:
        return None
    return event.start.latest if event.start else today


def from_today(span: Span | None, today: date) -> Span | None:
    """The part of a span that is not over yet, if any."""
    if span is None or (span.last is not None and span.last < today):
        return None
    return Span(max(span.first, today), span.last)
