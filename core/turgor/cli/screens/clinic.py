"""The clinic among the records on the screen: its calendar, its history, and what it stands against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs
from rich.console import Group, RenderableType

from turgor.cli.output import cell, heading, table
from turgor.documents.wording import words
from turgor.domain.clinic import Clinic
from turgor.domain.dates import Span
from turgor.domain.opening import Opening
from turgor.domain.resources import Resource
from turgor.practice.records import ClinicVersion, Hindrance, Hit, KeptClinic, Obstacle

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ELSEWHERE = ("name", "opening", "closures", "rooms", "devices", "staff", "bookings", "logo", "address")


def clinic_screen(kept: KeptClinic) -> Group:
    """A version: who made it, its calendar, and its settings as far as they are not the usual ones."""
    return Group(*_clinic(kept))


def _clinic(kept: KeptClinic) -> Iterator[RenderableType]:
    version, clinic = kept.version, kept.clinic
    yield cell(f"{clinic.name}, version {version.number}", "bold")
    made = f"{version.change} {version.detail}".strip()
    yield cell(f"{words.day(version.made_at.date())} by {version.made_by}: {made}")
    if version.reason:
        yield cell(version.reason)
    if not version.newest:
        yield cell("There is a newer version.", "yellow")
    yield table(["open", ""], [(day, times) for day, times in _week(clinic.opening)])
    if clinic.closures:
        yield table(["closed"], [(_span(one),) for one in clinic.closures])
    for title, those in (("rooms", clinic.rooms), ("devices", clinic.devices), ("staff", clinic.staff)):
        if those:
            yield table([title, "", "hours", "there", "away"], [_resource(one) for one in those])
    if settings := list(_settings(clinic)):
        yield heading("Settings other than the usual")
        yield table(["", ""], settings)


def history_screen(found: Iterable[ClinicVersion]) -> RenderableType:
    """One line a version."""
    rows = [
        (
            one.number,
            words.day(one.made_at.date()),
            one.made_by,
            f"{one.change} {one.detail}".strip(),
            one.reason,
        )
        for one in found
    ]
    return table(["version", "on", "by", "change", "because"], rows)


def hits_screen(found: Sequence[Hit]) -> RenderableType:
    """One line a session that cannot be given as planned."""
    rows = [
        (
            words.weekday_day(one.date.day),
            f"#{one.patient}",
            one.name,
            str(one.ref),
            one.date.what,
            obstacle_text(one.obstacle),
        )
        for one in found
    ]
    return table(["planned", "patient", "name", "plan", "session", "but"], rows)


def obstacle_text(found: Obstacle) -> str:
    """What stands against a session, in words."""
    return _SAID[found.why].format(resource=found.resource)


_SAID = {
    Hindrance.CLOSED: "the clinic is closed",
    Hindrance.HOURS: "the clinic is closed at that time",
    Hindrance.GONE: "the clinic has no {resource} any more",
    Hindrance.THERE: "{resource} is not hired for that day",
    Hindrance.AWAY: "{resource} is away",
    Hindrance.ITS_HOURS: "{resource} is there at other times",
}


def _week(hours: Iterable[Opening]) -> list[tuple[str, str]]:
    week: dict[int, list[str]] = {}
    for one in hours:
        week.setdefault(one.weekday, []).append(f"{one.start:%H:%M}-{one.end:%H:%M}")
    return [(_WEEKDAYS[day], ", ".join(times)) for day, times in sorted(week.items())]


def _resource(one: Resource) -> tuple[str, ...]:
    hours = "; ".join(f"{day} {times}" for day, times in _week(one.hours))
    return one.id, one.name, hours, _spans(one.there), _spans(one.away)


def _spans(spans: Iterable[Span]) -> str:
    return "; ".join(_span(one) for one in spans)


def _span(one: Span) -> str:
    last: date = one.last or one.first
    return words.day(one.first) if last == one.first else f"{words.day(one.first)} to {words.day(last)}"


def _settings(clinic: Clinic) -> Iterator[tuple[str, object]]:
    usual = Clinic(clinic.name, clinic.opening)
    for field in attrs.fields(Clinic):
        value = getattr(clinic, field.name)
        if field.name not in _ELSEWHERE and value != getattr(usual, field.name):
            yield field.name.replace("_", " "), _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if attrs.has(type(value)):
        value = attrs.asdict(value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(entry)}" for name, entry in sorted(value.items()))
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
