"""What a session is given with besides the clinic's time: rooms, devices and those who work there, and their bookings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

import attrs

from turgor.domain.dates import Span
from turgor.domain.opening import Opening

ROOM, DEVICE, STAFF = GROUPS = ("room", "device", "staff")


@attrs.frozen
class Resource:
    """A room, a device or a member of staff: given to one session at a time.

    Attributes:
        id: names it in bookings and plans.
        name: for people; empty for its id.
        kind: what it is more exactly, as in "nurse"; empty where nothing asks for it.
        does: treatments or traits; empty means everything.
        hours: when in the week it is there; empty means whenever the clinic is open.
        there: the days on which it is there at all, as a device that is hired is; empty means every day.
        away: days on which it is not.

    """

    id: str = attrs.field(validator=attrs.validators.min_len(1))
    name: str = ""
    kind: str = ""
    does: tuple[str, ...] = ()
    hours: tuple[Opening, ...] = ()
    there: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.name or self.id

    def can(self, treatment: str, traits: Collection[str]) -> bool:
        """Whether it is said to do a treatment with these traits."""
        return not self.does or treatment in self.does or not set(self.does).isdisjoint(traits)


@attrs.frozen
class Booking:
    """Time on one day for which resources are taken.

    Attributes:
        start, end: the end is free again.
        plan: the number of the plan that it is of; it does not stand in the way when that plan is made anew.

    """

    date: date
    start: time
    end: time = attrs.field()
    resources: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    plan: str = ""

    @end.validator
    def _after_start(self, _: object, end: time) -> None:
        if end <= self.start:
            raise ValueError(f"must be after the start ({self.start:%H:%M}), got {end:%H:%M}")


@attrs.frozen
class Requirement:
    """One resource that a session is given with.

    Attributes:
        kind: a group, or the kind of a resource.
        resources: those that will do, in id order.

    """

    kind: str
    resources: tuple[Resource, ...]
