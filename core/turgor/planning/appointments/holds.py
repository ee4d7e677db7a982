"""What keeps a resource from sessions on a day: it is not there, not yet or no longer, or it is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from enum import StrEnum

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.resources import Booking, Resource
from turgor.planning.appointments.minutes import DAY, Minutes, joined, stretch


class Because(StrEnum):
    """Why a resource cannot be had."""

    HOURS = "hours"  # of its week
    THERE = "there"  # it is at the clinic on other days only
    AWAY = "away"
    BOOKED = "booked"
    NONE = "none"  # there is none that does what is asked


@attrs.frozen(order=True)
class Cause:
    """One reason why one resource cannot be had; `resource` its id, or what there is none of."""

    resource: str
    because: Because

    @property
    def limit(self) -> str:
        """The id of the limit; of days away each stretch has its own, named by its first day."""
        return f"resource:{self.resource}:{self.because}"


@attrs.frozen
class Hold:
    """Minutes of a day that are lost, and why."""

    cause: Cause
    lost: Minutes


WHOLE_DAY = stretch(0, DAY)


def away_limit(resource: Resource, first: date) -> str:
    """The id of the limit that one stretch away is."""
    return f"{Cause(resource.id, Because.AWAY).limit}:{first}"


def holds(
    resource: Resource, day: date, booked: Sequence[Booking], clinic: Clinic, dropped: frozenset[str]
) -> Iterator[Hold]:
    """What keeps a resource on a day. `booked` are that day's bookings; limits that are `dropped` do not count."""
    found = {
        Because.HOURS: _outside_hours(resource, day),
        Because.THERE: WHOLE_DAY if resource.there and not any(day in one for one in resource.there) else 0,
        Because.BOOKED: _booked([one for one in booked if resource.id in one.resources], day, clinic),
    }
    for because, lost in found.items():
        cause = Cause(resource.id, because)
        if lost and cause.limit not in dropped:
            yield Hold(cause, lost)
    if any(day in span and away_limit(resource, span.first) not in dropped for span in resource.away):
        yield Hold(Cause(resource.id, Because.AWAY), WHOLE_DAY)


def _booked(bookings: Sequence[Booking], day: date, clinic: Clinic) -> Minutes:
    """What is booked. On an open day the nights go with it, so that no explanation counts on giving up the night's rest."""
    taken = joined((minutes(one.start), minutes(one.end)) for one in bookings)
    hours = clinic.hours(day)
    night = WHOLE_DAY & ~joined((minutes(start), minutes(end)) for start, end in hours)
    return taken | night if taken and hours else taken


def _outside_hours(resource: Resource, day: date) -> Minutes:
    mine = [one for one in resource.hours if one.weekday == day.weekday()]
    there = joined((minutes(one.start), minutes(one.end)) for one in mine)
    return WHOLE_DAY & ~there if resource.hours else 0


def minutes(clock: time) -> int:
    """Minutes after midnight."""
    return clock.hour * 60 + clock.minute
