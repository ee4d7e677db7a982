"""Limits of the clinic's rooms, devices and staff: every session has its own time, and what it needs is there and free.

Looked at minute by minute, with nothing but the policy and the plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, time
from itertools import pairwise

from turgor.domain.courses import Session, Visit
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.replay import Replay
from turgor.domain.resources import Requirement, Resource
from turgor.verify.breach import Breach

NO_START = Phrase("verify.session_start", "The clinic names its resources; the session has no start.")
OUTSIDE = Phrase("verify.session_outside", "{start} to {end} is not within its visit.")
OVERLAP = Phrase("verify.session_overlap", "It starts at {start}, before the one before it is over.")
WAIT = Phrase("verify.waiting", "The patient waits for {minutes} minutes; at most {most} are allowed.")
UNKNOWN = Phrase("verify.resource_unknown", "The clinic has no {resource}.")
LACKING = Phrase("verify.resource_required", "It needs {kinds}, and does not have one of its own for each.")
NOT_THERE = Phrase("verify.resource_there", "{resource} is not there on {day} from {start} to {end}.")
BOOKED = Phrase("verify.resource_booked", "{resource} is booked on {day} between {start} and {end}.")


def check_resources(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Where the clinic names any: every session is given with what it needs, and nothing is in two places at once."""
    if not plan.policy.resources:
        return
    for visit in plan.visits:
        yield from _one_after_the_other(visit, plan)
        for session in visit.sessions:
            yield from _resources(session, visit.date, plan, replay)


def _one_after_the_other(visit: Visit, plan: Plan) -> Iterator[Breach]:
    """Sessions stand in the order of their times, the minutes kept free between them."""
    timed = [session for session in visit.sessions if session.start is not None]
    for session in visit.sessions:
        if session.start is None:
            yield Breach("session_start", session.id, NO_START())
    for session in timed:
        start, end = _span(session)
        if start < _minute(visit.start) or end > _minute(visit.end):
            yield Breach("session_outside", session.id, OUTSIDE(start=_clock(start), end=_clock(end)))
    for before, after in pairwise(timed):
        over = _span(before)[1] + plan.policy.turnaround_minutes
        start = _span(after)[0]
        if start < over:
            yield Breach("session_overlap", after.id, OVERLAP(start=_clock(start)))
        if start - over > plan.policy.most_wait_minutes:
            text = WAIT(minutes=start - over, most=plan.policy.most_wait_minutes)
            yield Breach("waiting", after.id, text)


def _resources(session: Session, day: date, plan: Plan, replay: Replay) -> Iterator[Breach]:
    known = plan.policy.resources
    for id_ in session.resources:
        if id_ not in known:
            yield Breach("resource_unknown", session.id, UNKNOWN(resource=id_))
    required = plan.policy.required(session.treatment, replay.traits.get(session.treatment, ()))
    if not _each_has_its_own(required, frozenset(session.resources)):
        kinds = tuple(requirement.kind for requirement in required)
        yield Breach("resource_required", session.id, LACKING(kinds=kinds))
    if session.start is None:
        return
    start, end = _span(session)
    minutes = range(start, end + plan.policy.turnaround_minutes)
    for resource in (known[id_] for id_ in session.resources if id_ in known):
        times = {"start": _clock(start), "end": _clock(end)}
        if not _there(resource, day, minutes):
            text = NOT_THERE(resource=resource.title, day=day, **times)
            yield Breach("resource_there", session.id, text)
        if _booked(resource, day, minutes, plan):
            text = BOOKED(resource=resource.title, day=day, **times)
            yield Breach("resource_booked", session.id, text)


def _each_has_its_own(required: Sequence[Requirement], given: Collection[str]) -> bool:
    """Whether the resources can be dealt out so that every requirement gets one that will do."""
    if not required:
        return True
    able = (one.id for one in required[0].resources if one.id in given)
    return any(_each_has_its_own(required[1:], frozenset(given) - {id_}) for id_ in able)


def _there(resource: Resource, day: date, minutes: Collection[int]) -> bool:
    """Whether it is at the clinic in every one of the minutes."""
    if any(day in span for span in resource.away):
        return False
    if resource.there and not any(day in span for span in resource.there):
        return False
    mine = [hours for hours in resource.hours if hours.weekday == day.weekday()]
    return not resource.hours or all(
        any(_minute(hours.start) <= minute < _minute(hours.end) for hours in mine) for minute in minutes
    )


def _booked(resource: Resource, day: date, minutes: Collection[int], plan: Plan) -> bool:
    """Whether it is taken in any of the minutes."""
    return any(
        booking.date == day
        and resource.id in booking.resources
        and any(_minute(booking.start) <= minute < _minute(booking.end) for minute in minutes)
        for booking in plan.policy.bookings
    )


def _span(session: Session) -> tuple[int, int]:
    """Start and end of a session that has a start, in minutes after midnight."""
    start = _minute(session.start or time())
    return start, start + session.minutes


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
