"""Rooms, devices, staff and their bookings in a clinic file, and what must agree between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from turgor.domain.resources import DEVICE, GROUPS, ROOM, STAFF, Booking, Resource
from turgor.files.hours import hours_there
from turgor.files.wishes import spans
from turgor.files.words import each
from turgor.structuring.primitives import a_name
from turgor.structuring.problems import Collector, closest
from turgor.structuring.records import Field, Fields

TABLES = {ROOM: "rooms", DEVICE: "devices", STAFF: "staff"}


def resource_fields(treatment_or_trait: Callable[[object], str]) -> Fields:
    """How a resource and a booking are written."""
    return {
        Resource: {
            "id": Field(read=a_name),
            "does": Field(read=lambda value: each(value, treatment_or_trait)),
            "hours": Field(read=hours_there),
            "there": Field(read=spans),
            "away": Field(read=spans),
        },
        Booking: {"start": Field("from"), "end": Field("to")},
    }


def check_resources(values: Mapping[str, Any], found: Collector) -> None:
    """What is wrong between the tables, as far as they could be read."""
    groups: dict[str, tuple[Resource, ...]] = {
        group: values.get(table, ()) for group, table in TABLES.items()
    }
    _ids(groups, found)
    _kinds(groups, found)
    for index, device in enumerate(groups[DEVICE]):
        if not device.does:
            found.add(("devices", index, "does"), "must name the treatments or traits that need this device")
    if all(table in values for table in TABLES.values()):  # else what is not known may stand in a part unread
        _bookings(values.get("bookings", ()), groups, found)
        _requires(values.get("requires", {}), groups, found)


def _each(groups: Mapping[str, tuple[Resource, ...]]) -> Iterator[tuple[str, int, Resource]]:
    for group, resources in groups.items():
        yield from ((group, index, resource) for index, resource in enumerate(resources))


def _ids(groups: Mapping[str, tuple[Resource, ...]], found: Collector) -> None:
    seen: set[str] = set()
    for group, index, resource in _each(groups):
        if resource.id in seen:
            found.add((TABLES[group], index, "id"), f"stands here twice: {resource.id}")
        seen.add(resource.id)


def _kinds(groups: Mapping[str, tuple[Resource, ...]], found: Collector) -> None:
    """A kind belongs to one group, whose own name it is not."""
    owner = dict.fromkeys(GROUPS, "")
    for group, index, resource in _each(groups):
        if resource.kind and owner.setdefault(resource.kind, group) != group:
            found.add((TABLES[group], index, "kind"), f"is used for something else already: {resource.kind}")


def _bookings(
    bookings: tuple[Booking, ...], groups: Mapping[str, tuple[Resource, ...]], found: Collector
) -> None:
    known = [resource.id for _, _, resource in _each(groups)]
    for index, booking in enumerate(bookings):
        for place, id_ in enumerate(booking.resources):
            if id_ not in known:
                text = f"there is no room, device or member of staff {id_}"
                found.add(("bookings", index, "resources", place), text, closest(id_, known))


def _requires(
    requires: Mapping[str, tuple[str, ...]], groups: Mapping[str, tuple[Resource, ...]], found: Collector
) -> None:
    """What is required exists: a group of which there is anything, or the kind of something."""
    known = [group for group, resources in groups.items() if resources]
    known += sorted({resource.kind for _, _, resource in _each(groups)} - {""})
    for name, kinds in requires.items():
        for index, kind in enumerate(kinds):
            if kind not in known:
                text = f"there is no room, device or member of staff of the kind {kind}"
                found.add(("requires", name, index), text, closest(kind, known))
