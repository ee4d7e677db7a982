"""The limits that rooms, devices and staff set to single sessions, each with a name and words."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.domain.dates import Span
from turgor.domain.messages import Message, Phrase
from turgor.domain.offers import CourseOffer
from turgor.domain.resources import Resource
from turgor.planning.appointments.holds import Because, Cause, away_limit
from turgor.planning.scheduling.limits import DayLimit, Limit, Such
from turgor.planning.scheduling.problem import Problem

HOURS = Phrase(
    "limit.resource_hours",
    "{resource} is not there for {minutes} minutes on such a day while the clinic is open and the patient can come.",
)
THERE = Phrase("limit.resource_there", "{resource} is not at the clinic on such a day.")
AWAY = Phrase("limit.resource_away", "{resource} is away on {first}.")
AWAY_FROM_TO = Phrase("limit.resource_away_from_to", "{resource} is away from {first} to {last}.")
BOOKED = Phrase("limit.resource_booked", "{resource} is booked on such a day: no {minutes} minutes are left.")
NONE = Phrase("limit.resource_none", "There is no {kind} at the clinic for {treatment}.")
IDS = {
    Because.HOURS: "clinic.hours",
    Because.THERE: "clinic.there",
    Because.AWAY: "clinic.away",
    Because.BOOKED: "clinic.bookings",
    Because.NONE: "clinic.requires",
}


def resource_limits(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    """What keeps sessions of a course from days: for each day causes of which none can be spared."""
    booked = {id_ for booking in problem.clinic.bookings for id_ in booking.resources}
    minutes = problem.needs_minutes(course)
    for one in problem.resources_for(course):
        if one.hours:
            yield _limit(Because.HOURS, one, HOURS(resource=one.title, minutes=minutes), course, problem)
        if one.there:
            yield _limit(Because.THERE, one, THERE(resource=one.title), course, problem)
        for span in one.away:
            yield _away(span, one, course, problem)
        if one.id in booked:
            yield _limit(Because.BOOKED, one, BOOKED(resource=one.title, minutes=minutes), course, problem)
    for needed, cause in problem.asked[course.id].lacking():
        text = NONE(kind=needed.kind, treatment=course.treatment)
        yield DayLimit(_named(cause.limit, text, cause), _blocks(cause, course, problem))


def _limit(
    because: Because, resource: Resource, text: Message, course: CourseOffer, problem: Problem
) -> DayLimit:
    cause = Cause(resource.id, because)
    return DayLimit(_named(cause.limit, text, cause), _blocks(cause, course, problem))


def _away(span: Span, resource: Resource, course: CourseOffer, problem: Problem) -> DayLimit:
    """One stretch away, on whose days alone it forbids anything."""
    cause = Cause(resource.id, Because.AWAY)
    blocks = _blocks(cause, course, problem)
    one_day = span.last in (None, span.first)
    text = (
        AWAY(resource=resource.title, first=span.first)
        if one_day
        else AWAY_FROM_TO(resource=resource.title, first=span.first, last=span.last or span.first)
    )
    limit = _named(away_limit(resource, span.first), text, cause)
    return DayLimit(limit, Such(lambda day: day in span and day in blocks, (span, blocks)))


def _named(id_: str, text: Message, cause: Cause) -> Limit:
    return Limit(id_, "resource", text, (cause.resource, IDS[cause.because]))


def _blocks(cause: Cause, course: CourseOffer, problem: Problem) -> Such:
    alone = frozenset({course.id})
    return Such(
        lambda day: cause in problem.agenda.blocking(alone, day),
        ("resource", cause, problem.asked[course.id], problem.hours_dropped),
    )
