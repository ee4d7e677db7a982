"""Goals, preferences and pins: what the patient wants and can, and what the practitioner fixes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from turgor.domain.case import (
    AnyPriority,
    Available,
    Goals,
    NotOn,
    OrderedAim,
    Override,
    Pins,
    Preferences,
    Priority,
    Using,
)
from turgor.domain.dates import Span
from turgor.domain.money import Money
from turgor.files.dates import check_order, not_after, not_before
from turgor.files.measurements import read_targets
from turgor.files.words import Words, each
from turgor.structuring.primitives import a_decimal, an_option, not_an_option
from turgor.structuring.problems import Collector, shown, wrong
from turgor.structuring.records import Field, Fields, StrictConverter, structure, structure_fields

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_MONEY = Decimal(1_000_000_000)  # in any currency; more is a slip
_SESSION = re.compile(r"(?P<treatment>[^#]+)#\d+\.\d+")
_SPANS = StrictConverter({Span: {"first": Field("from"), "last": Field("to")}})


def wish_fields(words: Words, now: date | None, currency: str) -> Fields:
    """How goals, preferences, pins, home care in use and overrides are written.

    Nothing can be planned before `now`, if it is known. A budget is in `currency`.
    """
    treatments = Field(read=lambda value: each(value, words.treatment))
    zones = Field("zones", words.sites)
    day_to_come = Field(read=lambda value: not_before(value, now))
    return {
        Goals: {
            "sites": Field("zones", words.some_sites),
            "priority": Field(read=read_priority),
            "targets": Field(read=lambda value: read_targets(value, words)),
        },
        Using: {
            "treatment": Field(read=words.treatment_or_trait),
            "sites": zones,
            "last": Field(read=lambda value: not_after(value, now)),
        },
        Override: {
            "rule": Field(read=words.rule),
            "treatment": Field(read=words.treatment),
            "sites": zones,
        },
        Available: {"weekday": Field(read=weekday), "start": Field("from"), "end": Field("to")},
        Preferences: {
            "available": Field("availability"),
            "away": Field(read=spans),
            "downtime_free": Field(read=spans),
            "budget": Field(read=lambda value: read_money(value, currency)),
            "budget_a_month": Field(read=lambda value: read_money(value, currency)),
            "horizon": day_to_come,
            "aversions": Field(read=lambda value: each(value, words.treatment_or_trait)),
        },
        Pins: {
            "only": treatments,
            "must": treatments,
            "must_not": treatments,
            "dates": Field(read=lambda value: _pinned(value, words, now)),
        },
        NotOn: {"session": Field(read=lambda value: _session(value, words))},
    }


def read_priority(value: object) -> AnyPriority:
    """The name of a preset, or a list of aims in the order in which they count."""
    if not isinstance(value, (list, tuple)):
        return Priority(an_option(value, Priority).value)
    found = Collector()
    order: list[OrderedAim] = []
    for index, entry in enumerate(value):
        with found.at(index):
            aim = OrderedAim(an_option(entry, OrderedAim).value)
            if aim in order:
                raise wrong(f"stands here twice: {shown(entry)}")
            order.append(aim)
    found.check()
    if not order:
        raise wrong("must name at least one aim")
    return tuple(order)


def weekday(value: object) -> int:
    """Monday is 0."""
    if isinstance(value, str) and value.casefold() in WEEKDAYS:
        return WEEKDAYS.index(value.casefold())
    raise not_an_option(value, WEEKDAYS)


def spans(value: object) -> tuple[Span, ...]:
    """Stretches of days, each ``{from, to}``; without `to` it is a single day."""
    if not isinstance(value, (list, tuple)):
        raise wrong(f"must be a list, got {shown(value)}")
    found = Collector()
    read = []
    for index, entry in enumerate(value):
        with found.at(index):
            span = structure(entry, Span, _SPANS)
            check_order(span)
            read.append(span if span.last else Span(span.first, span.first))
    found.check()
    return tuple(read)


def read_money(value: object, currency: str) -> Money:
    """A budget: a number, or ``{amount, currency}``, in the clinic's currency."""
    if not isinstance(value, Mapping):
        return Money(_amount(value), currency)
    found = Collector()
    fields = {"amount": Field(read=_amount), "currency": Field(read=lambda code: _same(code, currency))}
    values = structure_fields(value, Money, found, StrictConverter({Money: fields}))
    found.check()
    return Money(**values)


def _amount(value: object) -> Decimal:
    amount = a_decimal(value)
    if amount <= 0:
        raise wrong(f"must be more than 0 (leave it out if there is no limit), got {shown(amount)}")
    if amount > MOST_MONEY:
        raise wrong(f"must be at most {MOST_MONEY}, got {shown(amount)}")
    if amount != round(amount, 2):
        raise wrong(f"must be exact to the cent, got {shown(amount)}")
    return amount


def _same(code: object, currency: str) -> str:
    if code != currency:
        raise wrong(f"must be the clinic's currency, {currency}, got {shown(code)}")
    return currency


def _pinned(value: object, words: Words, now: date | None) -> dict[str, date]:
    """Session (``<treatment>#1.2``) -> its day."""
    if not isinstance(value, Mapping):
        raise wrong(f"must be a table of sessions and their days, got {shown(value)}")
    found = Collector()
    days = {}
    for session, day in value.items():
        with found.at(session):
            days[_session(session, words)] = not_before(day, now)
    found.check()
    return days


def _session(value: object, words: Words) -> str:
    named = _SESSION.fullmatch(value) if isinstance(value, str) else None
    if named is None:
        raise wrong("is no session; write <treatment>#1.2 for the second session of its first course")
    words.treatment(named["treatment"])
    return named[0]
