"""What happened and what is planned: events with dates that may be known to the day, the month or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from turgor.domain.case import Event, History
from turgor.domain.catalogue import Catalogue
from turgor.domain.dates import DateRange
from turgor.domain.skin import Scope
from turgor.domain.vocabulary import EventKind, Family
from turgor.files.dates import a_date_range
from turgor.files.errors import InvalidFile
from turgor.files.words import Words, each
from turgor.structuring.problems import Collector, InvalidContent, shown, wrong
from turgor.structuring.records import Field, StrictConverter, structure_fields


@attrs.frozen
class Entry:
    """One entry of ``[[history]]`` as a file states it.

    Attributes:
        on: the day of something that does not last; `start` and `end` for what does.

    """

    kind: EventKind
    on: DateRange | None = None
    start: DateRange | None = None
    end: DateRange | None = None
    expected_end: date | None = None
    zones: frozenset[str] = frozenset()
    note: str = ""


@attrs.frozen
class Asked:
    """The table ``[history_asked]``."""

    never: tuple[str, ...] = ()


def read_events(entries: object, words: Words) -> tuple[Event, ...]:
    """The entries of ``[[history]]``."""
    if not isinstance(entries, list):
        raise wrong(f"must be written as [[history]], once for each event, got {shown(entries)}")
    found = Collector()
    events = []
    for index, entry in enumerate(entries):
        with found.at(index):
            events.append(_read_one(entry, words))
    found.check()
    return tuple(events)


def read_event(entry: Mapping[str, Any], catalogue: Catalogue) -> Event:
    """One event as an entry of ``[[history]]`` states it. Raises InvalidFile."""
    try:
        return _read_one(entry, Words(catalogue))
    except InvalidContent as error:
        raise InvalidFile(error.in_file("the event").problems) from None


def read_asked(table: object, words: Words) -> frozenset[str]:
    """The kinds that were asked about and denied."""
    fields = {"never": Field(read=lambda value: each(value, words.kind_id))}
    found = Collector()
    values = structure_fields(table, Asked, found, StrictConverter({Asked: fields}))
    found.check()
    return frozenset(values["never"])


def check_contradictions(history: History, assessed: date | None, found: Collector) -> None:
    """A kind cannot have happened and be denied; one that is only planned can."""
    for index, event in enumerate(history.events):
        if event.kind in history.never and (assessed is None or event.may_have_begun(assessed)):
            found.add(("history", index, "kind"), f"{event.kind!r} is also denied in history_asked.never")


def lasts(kind: EventKind) -> bool:
    """Whether an event of the kind goes on until it ends; others are over with their day."""
    return kind.counts_from_end or kind.family in (Family.ILLNESS, Family.DRUG)


def _read_one(entry: object, words: Words) -> Event:
    when = Field(read=a_date_range)
    fields = {
        "kind": Field(read=words.kind),
        "on": Field("date", a_date_range),
        "start": when,
        "end": when,
        "zones": Field(read=words.sites),
    }
    found = Collector()
    values = structure_fields(entry, Entry, found, StrictConverter({Entry: fields}))
    _check_dates(values, found)
    if values.get("kind") and values["kind"].scope is Scope.SYSTEMIC and values.get("zones"):
        found.add(("zones",), f"{values['kind'].id!r} concerns the whole person; leave the zones out")
    found.check()
    return _event(Entry(**values))


def _check_dates(values: Mapping[str, Any], found: Collector) -> None:
    kind, start, end = values.get("kind"), values.get("start"), values.get("end")
    if values.get("on"):
        if start or end:
            found.add(("date",), "stands beside start or end; write either the one or the other")
        elif kind and lasts(kind):
            found.add(("date",), f"{kind.id!r} lasts: write start and end, and no end if it still goes on")
    if start and end and end.latest < start.earliest:
        found.add(("end",), f"must not be before the start ({start.earliest}), got {end.latest}")
    if expected := values.get("expected_end"):
        if end:
            found.add(("expected_end",), "stands beside an end; what is over has no expected end")
        elif start and expected < start.earliest:
            found.add(("expected_end",), f"must not be before the start ({start.earliest}), got {expected}")


def _event(entry: Entry) -> Event:
    start = entry.on or entry.start
    end = entry.end if entry.end or lasts(entry.kind) else start
    return Event(entry.kind.id, start, end, entry.expected_end, entry.zones, entry.note)
