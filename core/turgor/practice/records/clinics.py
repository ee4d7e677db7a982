"""The clinic among the records: its calendar, rooms, devices, staff and settings, with their history.

Every change makes a new version; none is ever overwritten. A change says which sessions to come it stands against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.dates import Days, Span
from turgor.domain.kept_clinic import ClinicChange, ClinicVersion, Hit
from turgor.domain.records import Act, Action
from turgor.domain.resources import Resource
from turgor.files import read_record, write_clinic, write_record
from turgor.practice.records.desk import Desk
from turgor.practice.records.in_the_way import obstacle
from turgor.store import NotThere, audit, clinics, hits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DAY = timedelta(days=1)


class NoClinic(Exception):  # noqa: N818 -- an answer, not a fault
    """No clinic is kept yet, or none was on that day."""


class Nonsense(Exception):  # noqa: N818
    """A change that would change nothing, or other than it says; nothing was kept."""


class ClinicOutdated(Exception):  # noqa: N818
    """Somebody changed the clinic since the version that was seen; nothing was kept.

    Attributes:
        newest: the present version.
        changed: settings that differ from the version that was seen.
    """

    def __init__(self, newest: ClinicVersion, changed: tuple[str, ...]) -> None:
        super().__init__(
            f"version {newest.number} is the present one; since then changed: {', '.join(changed)}"
        )
        self.newest = newest
        self.changed = changed


@attrs.frozen
class KeptClinic:
    """A version with its settings."""

    version: ClinicVersion
    clinic: Clinic


@attrs.frozen
class Changed:
    """What a change came to.

    Attributes:
        settings: the names of those that are others now.
        hits: sessions to come of followed plans that cannot be given as planned.

    """

    version: ClinicVersion
    settings: tuple[str, ...]
    hits: tuple[Hit, ...]


def import_clinic(desk: Desk, clinic: Clinic, reason: str = "", seen: int | None = None) -> Changed:
    """All settings as a file has them; `seen` is the version that the file was made from.

    Raises Nonsense where nothing differs, and ClinicOutdated where `seen` is not the present version.
    """
    with desk.writing() as (session, act):
        clinics.hold(session, to_change=True)
        if seen is not None:
            _check_seen(session, seen)
        return _keep(session, act, clinic, ClinicChange.IMPORTED, "", reason)


def close_days(desk: Desk, days: Sequence[Span], reason: str = "", *, undo: bool = False) -> Changed:
    """The clinic is closed on more days, or on fewer with `undo`. Raises NoClinic and Nonsense."""
    change = ClinicChange.OPENED if undo else ClinicChange.CLOSED

    def closed(clinic: Clinic) -> Clinic:
        return attrs.evolve(clinic, closures=_changed(clinic.closures, days, undo=undo))

    return _change(desk, closed, change, _said(days), reason)


def hire_device(
    desk: Desk, device: str, days: Sequence[Span], reason: str = "", *, undo: bool = False
) -> Changed:
    """A device that is hired is there on more days, or on fewer with `undo`.

    Raises NoClinic, NotThere, and Nonsense for a device that is always there.
    """
    change = ClinicChange.RETURNED if undo else ClinicChange.HIRED

    def hired(clinic: Clinic) -> Clinic:
        one = _resource(clinic, device)
        if one not in clinic.devices or not one.there:
            raise Nonsense(f"{device} is always there: give the days on which it is not (turgor clinic away)")
        there = _changed(one.there, days, undo=undo)
        if not there:
            raise Nonsense(f"{device} would be hired on no day: import the clinic without it")
        return _with(clinic, attrs.evolve(one, there=there))

    return _change(desk, hired, change, f"{device} {_said(days)}", reason)


def send_away(
    desk: Desk, resource: str, days: Sequence[Span], reason: str = "", *, undo: bool = False
) -> Changed:
    """Somebody, a room or a device is not there on some days, or is after all with `undo`.

    Raises NoClinic, NotThere and Nonsense.
    """
    change = ClinicChange.BACK if undo else ClinicChange.AWAY

    def away(clinic: Clinic) -> Clinic:
        one = _resource(clinic, resource)
        return _with(clinic, attrs.evolve(one, away=_changed(one.away, days, undo=undo)))

    return _change(desk, away, change, f"{resource} {_said(days)}", reason)


def present_clinic(desk: Desk) -> KeptClinic | None:
    """The clinic as it is; None where none is kept."""
    with desk.store.reading() as session:
        return present(session)


def clinic_version(desk: Desk, number: int) -> KeptClinic:
    """One version. Raises NotThere."""
    with desk.store.reading() as session:
        return _opened(session, clinics.get(session, number))


def clinic_on(desk: Desk, day: date) -> KeptClinic:
    """The clinic as it was at the end of a day, by its clock of now. Raises NoClinic."""
    with desk.store.reading() as session:
        now = present(session)
        zone = ZoneInfo(now.clinic.time_zone) if now else UTC
        found = clinics.at(session, datetime.combine(day + _DAY, time(), zone) - timedelta(microseconds=1))
        if found is None:
            raise NoClinic(f"no clinic was kept by {day}")
        return _opened(session, found)


def clinic_history(desk: Desk) -> tuple[ClinicVersion, ...]:
    """Every version, the first one first."""
    with desk.store.reading() as session:
        return clinics.history(session)


def export_clinic(kept: KeptClinic, path: Path) -> tuple[Path, ...]:
    """Write a version as a clinic file, its logo beside it; which files. Raises OSError."""
    version = kept.version
    made = f"{version.change} {version.detail}".strip()
    head = f"Version {version.number} of the clinic: {made}, {version.made_at:%Y-%m-%d}."
    return write_clinic(kept.clinic, path, head)


def in_the_way(desk: Desk, today: date, patient: int | None = None) -> tuple[Hit, ...]:
    """Sessions to come of followed plans that cannot be given as planned, for the clinic has changed since."""
    with desk.store.reading() as session:
        return hits.found(session, today.isoformat(), patient)


def present(session: Session) -> KeptClinic | None:
    """The clinic as it is; None where none is kept."""
    version = clinics.newest(session)
    return _opened(session, version) if version else None


def differing(before: Clinic, after: Clinic) -> tuple[str, ...]:
    """The names of the settings that differ."""
    names = [field.name for field in attrs.fields(Clinic)]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _opened(session: Session, version: ClinicVersion) -> KeptClinic:
    name = f"version {version.number} of the clinic"
    return KeptClinic(version, read_record(clinics.document(session, version.number), Clinic, name))


def _change(
    desk: Desk, change: Callable[[Clinic], Clinic], kind: ClinicChange, detail: str, reason: str
) -> Changed:
    """From what the clinic is when nobody else can change it: no change is ever lost."""
    with desk.writing() as (session, act):
        clinics.hold(session, to_change=True)
        now = present(session)
        if now is None:
            raise NoClinic("no clinic is kept yet: turgor clinic import FILE")
        return _keep(session, act, change(now.clinic), kind, detail, reason)


def _keep(  # noqa: PLR0917 -- what is changed, and all that is told of it
    session: Session, act: Act, clinic: Clinic, kind: ClinicChange, detail: str, reason: str
) -> Changed:
    before = present(session)
    changed = differing(before.clinic, clinic) if before else ()
    if before and not changed:
        raise Nonsense(f"version {before.version.number} of the clinic says so already")
    version = clinics.add(session, act, kind, write_record(clinic), detail=detail, reason=reason)
    today = _today(clinic, act).isoformat()
    against = [
        (ref, one.what, found)
        for ref, made_with, one in hits.to_come(session, today)
        if (found := obstacle(clinic, one, same_clinic=made_with is not None))
    ]
    hits.add(session, version.number, against)
    audit.append(session, act, Action.CHANGED, f"clinic:{version.number}", f"{kind} {detail}".strip())
    return Changed(version, changed, hits.found(session, today))


def _check_seen(session: Session, seen: int) -> None:
    now = present(session)
    if now is None:
        raise NoClinic("no clinic is kept yet, so none can have been seen")
    if now.version.number != seen:
        before = _opened(session, clinics.get(session, seen))
        raise ClinicOutdated(now.version, differing(before.clinic, now.clinic))


def _resource(clinic: Clinic, id_: str) -> Resource:
    known = clinic.resources
    if id_ not in known:
        raise NotThere(
            f"The clinic has no {id_}; it has {', '.join(sorted(known)) or 'nothing that is named'}."
        )
    return known[id_]


def _with(clinic: Clinic, new: Resource) -> Clinic:
    """The clinic with one resource as it is now."""

    def put(those: tuple[Resource, ...]) -> tuple[Resource, ...]:
        return tuple(new if one.id == new.id else one for one in those)

    return attrs.evolve(clinic, rooms=put(clinic.rooms), devices=put(clinic.devices), staff=put(clinic.staff))


def _changed(spans: Iterable[Span], days: Iterable[Span], *, undo: bool) -> tuple[Span, ...]:
    """The stretches with more days, or with fewer."""
    before, those = Days.joining(spans), Days.joining(days)
    return (before & ~those if undo else Days.joining((*before.spans, *those.spans))).spans


def _said(days: Iterable[Span]) -> str:
    return ", ".join(
        str(one.first) if one.last == one.first else f"{one.first} to {one.last}" for one in days
    )


def _today(clinic: Clinic, act: Act) -> date:
    return act.at.astimezone(ZoneInfo(clinic.time_zone)).date()
