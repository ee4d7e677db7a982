"""Days that home care in use today and planned events forbid to a treatment. What happened, the verdicts know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from turgor.domain.case import Event, Using, sites_or
from turgor.domain.dates import Span
from turgor.domain.messages import Message, Phrase
from turgor.domain.modalities import Offer
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.problem import Problem
from turgor.planning.skin.skin_state import Delivery, Lag, lag_between

USED = Phrase("limit.using", "{treatment} is in use today; the skin needs {days} days without it.")
PAUSED = Phrase("limit.paused", "{treatment} was used until {day}; the skin needs {days} days without it.")
BEFORE_EVENT = Phrase("limit.event", "{event} is planned from {day}; it needs {days} days after {treatment}.")
FOREVER = 36_500  # what "never again" is in days: a hundred years


@attrs.frozen
class Block:
    """Days without a treatment, both ends included, and why."""

    span: Span
    limit: Limit


def skin_blocks(offer: Offer, problem: Problem) -> Iterator[Block]:
    """The days on which nothing of an offer may be done because of what the plan does not choose itself."""
    for using in problem.findings.using:
        yield from _after_use(offer, using, problem)
    for event in problem.findings.history.events:
        if event.start is not None and event.start.earliest >= problem.today:
            yield from _before_event(offer, event, problem)


def _after_use(offer: Offer, using: Using, problem: Problem) -> Iterator[Block]:
    """Home care may have been used this very day, unless it is paused."""
    lags = [lag for name in _meant(using, problem) if (lag := _lag_from(name, using, offer, problem)).because]
    days = max((lag_days(lag) for lag in lags), default=0)
    until = using.used_until(problem.today) + timedelta(days=days - 1)
    if days and until >= problem.today:
        limit = _limit(f"using:{using.treatment}", _used(using, days), *lags)
        yield Block(Span(problem.today, until), limit)


def _used(using: Using, days: int) -> Message:
    if using.last is None:
        return USED(treatment=using.treatment, days=days)
    return PAUSED(treatment=using.treatment, day=using.last, days=days)


def _meant(using: Using, problem: Problem) -> tuple[str, ...]:
    """The treatment in use, or all that have the trait by which it was entered."""
    if using.treatment in problem.actions:
        return (using.treatment,)
    return tuple(id_ for id_, t in problem.catalogue.treatments.items() if using.treatment in t.traits)


def _lag_from(name: str, using: Using, offer: Offer, problem: Problem) -> Lag:
    if name == offer.treatment or name not in problem.actions:
        return Lag(0, same_visit=True)
    sites = sites_or(using.sites, problem.catalogue.vocabulary.zones.sites)
    return lag_between(
        Delivery(name, problem.actions[name], sites), problem.delivery(offer), problem.systemic
    )


def _before_event(offer: Offer, event: Event, problem: Problem) -> Iterator[Block]:
    """An event that is planned has needs too, on each of its days."""
    if event.kind not in problem.actions or event.start is None:
        return
    sites = sites_or(event.sites, problem.catalogue.vocabulary.zones.sites)
    planned = Delivery(event.kind, problem.actions[event.kind], sites)
    lag = lag_between(problem.delivery(offer), planned, problem.systemic)
    days = lag_days(lag)
    if days:
        first = max(problem.today, event.start.earliest - timedelta(days=min(days, FOREVER) - 1))
        text = BEFORE_EVENT(event=event.kind, day=event.start.earliest, days=days, treatment=offer.treatment)
        yield Block(Span(first, _end(event)), _limit(f"event:{event.kind}", text, lag))


def _end(event: Event) -> date | None:
    if event.end is not None:
        return event.end.latest
    return event.expected_end or (event.start.latest if event.start else None)


def lag_days(lag: Lag) -> int:
    """The days of a lag as a number; a lag without end is a hundred years."""
    return FOREVER if lag.days is None else lag.days


def _limit(id_: str, text: Message, *lags: Lag) -> Limit:
    causes = [cause for lag in lags for cause in lag.because]
    states = dict.fromkeys(f"need:{cause.state}" for cause in causes)
    sources = dict.fromkeys(source for cause in causes for source in cause.sources)
    return Limit(id_, "lag", text, (id_, *states), tuple(sources))
