"""A file of what happened since a plan was made. Everything that is wrong with it is said at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from turgor.domain.catalogue import Catalogue
from turgor.domain.happened import Done, Happened, Missed
from turgor.domain.offers import Prepared
from turgor.domain.plan import Plan
from turgor.files.errors import InvalidFile
from turgor.files.history import read_events
from turgor.files.source import Source
from turgor.files.words import Words
from turgor.structuring.primitives import a_date
from turgor.structuring.problems import Collector, InvalidContent, closest, shown, wrong
from turgor.structuring.records import Field, StrictConverter, structure_fields


def read_happened(source: str | Path, made: Plan, catalogue: Catalogue) -> Happened:
    """What a TOML or JSON file says of a plan. Raises InvalidFile."""
    read = Source.read(source)
    tables = read.tables()
    sessions = {one.id: visit.date for visit in made.visits for one in visit.sessions}
    found = Collector()
    session = Field(read=lambda value: _session(value, sessions))
    converter = StrictConverter(
        {
            Happened: {
                "events": Field("history", read=lambda value: read_events(value, Words(catalogue))),
                "dates": Field(read=lambda value: _dates(value, sessions)),
            },
            Done: {"session": session},
            Missed: {"session": session},
            Prepared: {"session": session, "prerequisite": Field(read=lambda value: _needed(value, made))},
        }
    )
    try:
        values = structure_fields(tables, Happened, found, converter)
        found.check()
        happened = Happened(**values)
        _check(happened, made, found)
        found.check()
    except InvalidContent as error:
        raise InvalidFile(error.in_file(read.name).problems) from None
    return happened


def _session(value: object, sessions: Collection[str]) -> str:
    if isinstance(value, str) and value in sessions:
        return value
    raise wrong(f"must be a session of the plan, got {shown(value)}", closest(value, sessions))


def _needed(value: object, made: Plan) -> str:
    """A prerequisite that some session of the plan waits for."""
    known = {one.id for course in made.courses for one in course.prerequisites}
    if isinstance(value, str) and value in known:
        return value
    raise wrong(
        f"must be something that must be done before a session of the plan, got {shown(value)}",
        closest(value, known),
    )


def _dates(value: object, sessions: Collection[str]) -> dict[str, date]:
    """Session -> the day that the practitioner moved it to."""
    if not isinstance(value, Mapping):
        raise wrong(f"must be a table of sessions and their days, got {shown(value)}")
    found = Collector()
    days = {}
    for session, day in value.items():
        with found.at(session):
            days[_session(session, sessions)] = a_date(day)
    found.check()
    return days


def _check(happened: Happened, made: Plan, found: Collector) -> None:
    """What contradicts itself: days in the wrong order, one session told of twice."""
    if happened.today < made.today:
        found.add(("today",), f"must not be before the plan was made ({made.today}), got {happened.today}")
    _check_days(happened, made.today, found)
    _check_twice(happened, found)
    done = {one.session for one in happened.done}
    for session, day in happened.dates.items():
        if session in done:
            found.add(("dates", session), "was given already")
        elif day < happened.today:
            found.add(("dates", session), f"must not be before today ({happened.today}), got {day}")
    _check_called_off(happened, made, found)
    _check_order(happened, made, found)


def _check_days(happened: Happened, planned: date, found: Collector) -> None:
    """What was done was done today at the latest, sessions of the plan not before there was one."""
    for index, one in enumerate(happened.done):
        if one.date < planned:
            text = f"must not be before the plan was made ({planned}), got {one.date}"
            found.add(("done", index, "date"), text)
    told = [("done", index, one.date) for index, one in enumerate(happened.done)]
    told += [("prepared", index, one.date) for index, one in enumerate(happened.prepared)]
    for table, index, day in told:
        if day > happened.today:
            found.add((table, index, "date"), f"must not be after today ({happened.today}), got {day}")


def _check_twice(happened: Happened, found: Collector) -> None:
    named = [("done", index, one.session) for index, one in enumerate(happened.done)]
    named += [("missed", index, one.session) for index, one in enumerate(happened.missed)]
    told: set[str] = set()
    for table, index, session in named:
        if session in told:
            found.add((table, index, "session"), f"{session!r} is told of twice")
        told.add(session)


def _check_called_off(happened: Happened, made: Plan, found: Collector) -> None:
    """What is missed on a day is not moved to that very day."""
    planned = {one.id: visit.date for visit in made.visits for one in visit.sessions}
    for one in happened.missed:
        day = happened.dates.get(one.session)
        if day is not None and day == planned[one.session]:
            found.add(("dates", one.session), f"must not be the day on which it is missed ({day})")


def _check_order(happened: Happened, made: Plan, found: Collector) -> None:
    """The sessions of a course are given in their order, none of them left out, each on a later day."""
    told = {one.session: one.date for one in happened.done}
    for index, one in enumerate(happened.done):
        course, _, number = one.session.rpartition(".")
        before = f"{course}.{int(number) - 1}"
        if before in told and told[before] >= one.date:
            text = f"must be after {before!r} ({told[before]}), got {one.date}"
            found.add(("done", index, "date"), text)
        elif before not in told and any(s.id == before for visit in made.visits for s in visit.sessions):
            text = f"is said to be given; {before!r}, which comes before it, is not"
            found.add(("done", index, "session"), text, before)
