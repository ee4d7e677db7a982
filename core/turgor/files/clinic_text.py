"""A clinic -> the text of a clinic file, which reads as the same clinic."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.dates import Span
from turgor.domain.opening import Opening
from turgor.domain.resources import Booking, Resource
from turgor.files.output import write_atomically
from turgor.files.wishes import WEEKDAYS

LOGO = "logo.png"


def clinic_text(clinic: Clinic, head: str = "") -> str:
    """The clinic as TOML below a comment; a logo stands in it as the name of a file beside it."""
    import tomli_w  # noqa: PLC0415 -- only needed where a clinic is taken out of the records

    comment = "".join(f"# {line}\n" for line in head.splitlines())
    return f"{comment}\n{tomli_w.dumps(_tables(clinic))}".lstrip("\n")


def write_clinic(clinic: Clinic, path: Path, head: str = "") -> tuple[Path, ...]:
    """Write a clinic file, and its logo beside it where it has one; which files. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    logo = path.with_name(LOGO)
    if clinic.logo:
        write_atomically(logo, b64decode(clinic.logo))
    write_atomically(path, clinic_text(clinic, head).encode())
    return (path, logo) if clinic.logo else (path,)


def _tables(clinic: Clinic) -> dict[str, Any]:
    """Single settings first, for in TOML nothing may follow a table but what belongs to it."""
    written = {
        field.name: _WRITTEN.get(field.name, _plain)(getattr(clinic, field.name))
        for field in attrs.fields(Clinic)
    }
    said = {name: value for name, value in written.items() if value not in ("", [], {})}
    return dict(sorted(said.items(), key=lambda item: isinstance(item[1], dict | list)))


def _plain(value: Any) -> Any:
    match value:
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
        case Mapping():
            return {name: _plain(entry) for name, entry in value.items()}
        case _ if attrs.has(type(value)):
            return attrs.asdict(value)
        case _:
            return value


def _hours(hours: Iterable[Opening]) -> dict[str, list[str]]:
    week: dict[str, list[str]] = {}
    for one in hours:
        week.setdefault(WEEKDAYS[one.weekday], []).append(f"{one.start:%H:%M}-{one.end:%H:%M}")
    return week


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"from": one.first, "to": one.last or one.first} for one in spans]


def _resources(resources: Iterable[Resource]) -> list[dict[str, Any]]:
    return [
        {
            name: value
            for name, value in {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "does": list(one.does),
                "hours": _hours(one.hours),
                "there": _spans(one.there),
                "away": _spans(one.away),
            }.items()
            if value
        }
        for one in resources
    ]


def _bookings(bookings: Iterable[Booking]) -> list[dict[str, Any]]:
    return [
        {
            "date": one.date,
            "from": f"{one.start:%H:%M}",
            "to": f"{one.end:%H:%M}",
            "resources": list(one.resources),
            **({"plan": one.plan} if one.plan else {}),
        }
        for one in bookings
    ]


_WRITTEN: Mapping[str, Callable[[Any], Any]] = {
    "opening": _hours,
    "closures": _spans,
    "rooms": _resources,
    "devices": _resources,
    "staff": _resources,
    "bookings": _bookings,
    "logo": lambda logo: LOGO if logo else "",
    "prices": lambda prices: {name: format(price, "f") for name, price in prices.items()},
}
