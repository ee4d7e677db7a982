"""The days on which each session of a course may be: every limit on a single session ends here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from turgor.domain.dates import DAY, Span, days_from
from turgor.domain.messages import Message, Phrase
from turgor.domain.offers import CourseOffer
from turgor.domain.treatments import Prerequisite
from turgor.planning.scheduling.day_sets import DaySet, after, before, listed, stretch
from turgor.planning.scheduling.limits import DayLimit, Limit, Such, Weekdays
from turgor.planning.scheduling.pace_limits import pace_limits
from turgor.planning.scheduling.prerequisites import day_for, is_prepared
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.resource_limits import resource_limits
from turgor.planning.scheduling.skin_blocks import skin_blocks

NOTICE = Phrase("limit.notice", "The clinic wants {days} days from planning to the first session.")
CLOSED = Phrase("limit.closed", "The clinic is not open for {minutes} minutes on such a day.")
UNAVAILABLE = Phrase("limit.available", "The patient cannot come for {minutes} minutes on such a day.")
AWAY = Phrase("limit.away", "The patient is away on {first}.")
AWAY_FROM_TO = Phrase("limit.away_from_to", "The patient is away from {first} to {last}.")
DOWNTIME = Phrase("limit.downtime_free", "Redness or swelling may reach {first}, which must show none.")
DOWNTIME_FROM_TO = Phrase(
    "limit.downtime_free_from_to",
    "Redness or swelling may reach the days from {first} to {last}, which must show none.",
)
VERDICT = Phrase("limit.verdict", "The verdict on {treatment} does not allow such a day.")
TERMS = Phrase("limit.terms", "The modality leaves such days out for {treatment}.")
PREREQUISITE = Phrase("limit.prerequisite", "{prerequisite} cannot be done {lead} days before.")
FOLLOW_UP = Phrase(
    "limit.follow_up", "The clinic is closed on the days on which the contact after it is due."
)
DATE = Phrase("limit.date", "The practitioner fixed {session} on {day}.")
NOT_ON = Phrase("limit.not_on", "{session} was called off on {day}.")
NOT_ON_BECAUSE = Phrase("limit.not_on_because", "{session} was called off on {day}: {why}.")
HORIZON = Phrase("limit.horizon", "The plan ends on {day}.")


@attrs.frozen
class CourseDays:
    """The days of each session of one course, in order.

    Attributes:
        per_session: days from today, ascending, for the first session that is still to be given, the next and so
            on; as many sessions as fit.
        needed: how many of them the course must have once it is chosen.

    """

    course: CourseOffer
    per_session: tuple[tuple[int, ...], ...]
    needed: int

    @property
    def first(self) -> int:
        """The number of the first session that is still to be given."""
        return len(self.course.given) + 1

    @property
    def possible(self) -> bool:
        return len(self.per_session) >= self.needed


def course_days(course: CourseOffer, problem: Problem) -> CourseDays:
    """The days left for each session after all limits on single sessions and the course's own interval."""
    known = problem.days_of_courses
    if course.id not in known:
        known[course.id] = _course_days(course, problem)
    return known[course.id]


def _course_days(course: CourseOffer, problem: Problem) -> CourseDays:
    given = len(course.given)
    needed = max(course.sessions.minimum, *fixed_numbers(course, problem), given + 1)
    numbers = range(given + 1, max(course.sessions.typical, needed) + 1)
    raw = _allowed_days(course, numbers, problem)
    per_session = raw
    if problem.keeps(f"interval:{course.id}"):
        per_session = _spaced(raw, course, needed - given, problem)
    return CourseDays(course, tuple(listed(days) for days in per_session), needed - given)


def _spaced(raw: Sequence[DaySet], course: CourseOffer, needed: int, problem: Problem) -> list[DaySet]:
    """The days that keep the course's interval, the one to the last session that was given included."""
    least, most = gap = days_apart(course, problem)
    if not course.given:
        return tighten(raw, gap, needed)
    last = problem.offset(course.given[-1])
    return tighten([raw[0] & stretch(last + least, last + most), *raw[1:]], gap, needed)


def days_apart(course: CourseOffer, problem: Problem) -> tuple[int, int]:
    """From one session of a course to the next: its interval, and the days that the patient wants between visits."""
    least, most = 1, problem.length
    if problem.keeps(f"interval:{course.id}"):
        least, most = course.interval.min_days, course.interval.max_days
    return max(least, problem.days_between_visits), most


def fixed_numbers(course: CourseOffer, problem: Problem) -> tuple[int, ...]:
    """The numbers of the sessions whose day the practitioner fixed, within the usual number of sessions."""
    numbers = range(len(course.given) + 1, course.sessions.typical + 1)
    named = {f"{course.id}.{number}": number for number in numbers}
    dates = problem.preferences.pins.dates
    return tuple(n for id_, n in named.items() if id_ in dates and problem.keeps(f"date:{id_}"))


def _allowed_days(course: CourseOffer, numbers: range, problem: Problem) -> list[DaySet]:
    """The days of each session before the course's own interval."""
    limits = day_limits(course, problem)
    return [_allowed(f"{course.id}.{number}", _concerning(limits, number), problem) for number in numbers]


def _concerning(limits: Sequence[DayLimit], number: int) -> list[DayLimit]:
    return [limit for limit in limits if limit.concerns(number)]


def _allowed(session: str, limits: Sequence[DayLimit], problem: Problem) -> DaySet:
    """The days of one session that no limit forbids; the one that is booked already needs no notice."""
    days, booked = stretch(0, problem.length), (problem.before or {}).get(session, -1)
    if problem.keeps(f"date:{session}") and (fixed := problem.preferences.pins.dates.get(session)):
        days &= stretch(problem.offset(fixed), problem.offset(fixed))
    for one in limits:
        forbidden = problem.day_set(one.days)
        days &= ~(forbidden & ~stretch(booked, booked) if one.limit.kind == "notice" else forbidden)
    return days


def tighten(raw: Sequence[DaySet], gap: tuple[int, int], needed: int) -> list[DaySet]:
    """Keep the days that some day of the session before, and of the one after where it is needed, can join.

    `gap` is the least and the most days from one session to the next.

    Stops at the first session for which no day is left: the course can have the sessions before it only.
    """
    forward: list[DaySet] = []
    for days in raw:
        kept = days & after(forward[-1], *gap) if forward else days
        if not kept:
            break
        forward.append(kept)
    for index in reversed(range(min(needed, len(forward)) - 1)):
        forward[index] &= before(forward[index + 1], *gap)
    return forward


def day_limits(course: CourseOffer, problem: Problem) -> tuple[DayLimit, ...]:
    """Every limit on single sessions of a course that counts."""
    found = (
        *_calendar(course, problem),
        *_pace(course, problem),
        *_own(course, problem),
        *_called_off(course, problem),
        *_prerequisites(course, problem),
        *_skin(course, problem),
        *resource_limits(course, problem),
    )
    return tuple(entry for entry in found if problem.keeps(entry.limit.id))


def _calendar(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    minutes = problem.needs_minutes(course)
    preferences = problem.preferences

    notice = NOTICE(days=problem.clinic.notice_days)
    too_soon = Span(date.min, problem.day(problem.clinic.notice_days - 1))
    yield DayLimit(Limit("notice", "notice", notice, ("clinic.notice_days",)), too_soon)
    limit = Limit("closed", "closed", CLOSED(minutes=minutes), ("clinic.opening",))
    yield DayLimit(limit, Weekdays(problem.weekdays_open_for_less_than(minutes)))
    yield from (DayLimit(limit, closure) for closure in problem.clinic.closures)
    limit = Limit("available", "available", UNAVAILABLE(minutes=minutes), ("preferences.available",))
    yield DayLimit(limit, _unavailable(minutes, problem))
    for span in preferences.away:
        limit = Limit(f"away:{span.first}", "away", _said(AWAY, AWAY_FROM_TO, span), ("preferences.away",))
        yield DayLimit(limit, span)
    for span in preferences.downtime_free:
        text = _said(DOWNTIME, DOWNTIME_FROM_TO, span)
        limit = Limit(f"downtime_free:{span.first}", "downtime_free", text, ("preferences.downtime_free",))
        yield DayLimit(limit, _shows(course, span))


def _unavailable(minutes: int, problem: Problem) -> Weekdays:
    """Where the patient is what makes a visit too short: not on days that are too short for anybody."""
    short = problem.weekdays_free_for_less_than(minutes)
    if not problem.keeps("closed"):
        return Weekdays(short)
    return Weekdays(short - problem.weekdays_open_for_less_than(minutes), problem.clinic.closures)


def _pace(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    """Days too soon after the last visit that was given, and treatments with more downtime than is accepted."""
    last = max((one.date for one in problem.given), default=None)
    most = problem.preferences.downtime_at_a_time
    for limit in pace_limits(problem):
        if limit.kind == "days_between_visits" and last is not None:
            yield DayLimit(limit, Span(last + DAY, last + DAY * (problem.days_between_visits - 1)))
        if limit.kind == "downtime_at_a_time" and most is not None and course.downtime_days_max > most:
            yield DayLimit(limit, Span(date.min))


def _said(one_day: Phrase, stretch: Phrase, span: Span) -> Message:
    """About one day or a stretch of days."""
    if span.last in (None, span.first):
        return one_day(first=span.first)
    return stretch(first=span.first, last=span.last)


def _shows(course: CourseOffer, span: Span) -> Span:
    """The days from which redness may reach a stretch of days; the session's own day counts, whatever the downtime."""
    return Span(span.first - DAY * course.downtime_days_max, span.last)


def _own(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    terms = course.terms

    def no_contact(day: date) -> bool:
        return any(
            not any(
                problem.clinic.hours(d)
                for d in days_from(day + timedelta(days=c.after_days), day + timedelta(days=c.until_days))
            )
            for c in terms.follow_ups
        )

    verdict = Limit(
        f"verdict:{course.id}",
        "verdict",
        VERDICT(treatment=course.treatment),
        (course.treatment,),
    )
    yield from (DayLimit(verdict, span) for span in (~course.allowed).spans)
    limit = Limit(f"terms:{course.id}", "terms", TERMS(treatment=course.treatment))
    yield DayLimit(limit, Weekdays(terms.avoid_weekdays))
    if terms.earliest is not None:
        yield DayLimit(limit, Span(date.min, terms.earliest - DAY))
    if terms.latest is not None:
        yield DayLimit(limit, Span(terms.latest + DAY))
    limit = Limit(f"follow_up:{course.id}", "follow_up", FOLLOW_UP())
    if terms.follow_ups:
        yield DayLimit(limit, Such(no_contact, ("follow_up", terms.follow_ups)))


def _called_off(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    """Days that single sessions of the course are not to have."""
    for one in problem.preferences.pins.not_on:
        id_, _, number = one.session.rpartition(".")
        if id_ == course.id:
            said = NOT_ON_BECAUSE if one.why else NOT_ON
            text = said(session=one.session, day=one.date, why=one.why)
            limit = Limit(f"not_on:{one.session}:{one.date}", "not_on", text, (one.session,))
            yield DayLimit(limit, Span(one.date, one.date), only=int(number))


def _prerequisites(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    for id_ in course.prerequisites:
        needed = problem.catalogue.vocabulary.prerequisites[id_]
        text = PREREQUISITE(prerequisite=needed.name, lead=needed.lead_days)
        limit = Limit(f"prerequisite:{id_}", "prerequisite", text, (id_,), needed.sources)
        too_soon = _too_soon_for(needed, course, problem)
        yield DayLimit(limit, too_soon, only=None if needed.every_session else 1)


def _too_soon_for(needed: Prerequisite, course: CourseOffer, problem: Problem) -> Such:
    def forbids(day: date) -> bool:
        done = is_prepared(course, needed, day)
        return not done and day_for(needed, day, problem.clinic, problem.today) is None

    return Such(forbids, ("prerequisite", needed.id, course.prepared))


def _skin(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    for block in skin_blocks(course, problem):
        yield DayLimit(block.limit, block.span)
