"""Whether a visit could be given on another day just as it is: same order, same pauses, same room, device and staff.

With another room more days may be possible; the desk sheet promises only what is certain.
"""

from __future__ import annotations

from datetime import date, time

from turgor.domain.courses import Visit
from turgor.domain.plan import Plan
from turgor.domain.resources import Resource


def equipped_between(first: time, last: time, day: date, visit: Visit, plan: Plan) -> bool:
    """Whether all that its sessions are given with can be had at some time between two."""
    known, kept = plan.policy.resources, plan.policy.turnaround_minutes
    needed = [
        (known[id_], _minute(one.start), _minute(one.start) + one.minutes + kept)
        for one in visit.sessions
        for id_ in one.resources
        if id_ in known and one.start
    ]
    shifts = range(_minute(first) - _minute(visit.start), _minute(last) - _minute(visit.end) + 1)
    return any(
        all(_free(resource, day, begin + shift, end + shift, plan) for resource, begin, end in needed)
        for shift in shifts
    )


def _free(resource: Resource, day: date, begin: int, end: int, plan: Plan) -> bool:
    """Whether a resource is there, and not booked, from one minute to another."""
    if any(day in span for span in resource.away):
        return False
    if resource.there and not any(day in span for span in resource.there):
        return False
    mine = [hours for hours in resource.hours if hours.weekday == day.weekday()]
    if resource.hours and not any(_minute(h.start) <= begin and end <= _minute(h.end) for h in mine):
        return False
    return not any(
        booking.date == day
        and resource.id in booking.resources
        and begin < _minute(booking.end)
        and _minute(booking.start) < end
        for booking in plan.policy.bookings
    )


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
