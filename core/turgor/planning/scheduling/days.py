"""The days on which each session of a course may be: every limit on a single session ends here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from turgor.domain.dates import Span, days_from
from turgor.domain.messages import Message, Phrase
from turgor.domain.offers import CourseOffer
from turgor.domain.treatments import Prerequisite
from turgor.planning.scheduling.limits import DayLimit, Limit
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
    given = len(course.given)
    needed = max(course.sessions.minimum, *fixed_numbers(course, problem), given + 1)
    numbers = range(given + 1, max(course.sessions.typical, needed) + 1)
    raw = _allowed_days(course, numbers, problem)
    per_session = raw
    if problem.keeps(f"interval:{course.id}"):
        per_session = _spaced(raw, course, needed - given, problem)
    return CourseDays(course, tuple(per_session), needed - given)


def _spaced(
    raw: Sequence[tuple[int, ...]], course: CourseOffer, needed: int, problem: Problem
) -> list[tuple[int, ...]]:
    """The days that keep the course's interval, the one to the last session that was given included."""
    gap = days_apart(course, problem)
    if not course.given:
        return tighten(raw, gap, needed)
    last = problem.offset(course.given[-1])
    return tighten([(last,), *raw], gap, needed + 1)[1:]


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


def _allowed_days(course: CourseOffer, numbers: range, problem: Problem) -> list[tuple[int, ...]]:
    """The days of each session before the course's own interval; limits on all sessions are asked once."""
    limits = day_limits(course, problem)
    of_some = [limit for limit in limits if limit.only is not None or _waived_for_some(limit, problem)]
    of_all = [limit for limit in limits if limit not in of_some]
    days = enumerate(days_from(problem.today, problem.last))
    open_days = {offset: day for offset, day in days if not any(limit.forbids(day) for limit in of_all)}
    return [_allowed(course, number, open_days, of_some, problem) for number in numbers]


def _waived_for_some(limit: DayLimit, problem: Problem) -> bool:
    """What is booked already needs no notice."""
    return limit.limit.kind == "notice" and problem.before is not None


def _allowed(
    course: CourseOffer,
    number: int,
    open_days: Mapping[int, date],
    of_some: Sequence[DayLimit],
    problem: Problem,
) -> tuple[int, ...]:
    """The days of one session among those on which any session of its course may be."""
    session = f"{course.id}.{number}"
    fixed = problem.preferences.pins.dates.get(session) if problem.keeps(f"date:{session}") else None
    booked = (problem.before or {}).get(session)
    limits = [limit for limit in of_some if limit.concerns(number)]
    if fixed is None and not limits:
        return tuple(open_days)
    return tuple(
        offset
        for offset, day in open_days.items()
        if fixed in (None, day)
        and not any(
            limit.forbids(day)
            for limit in limits
            if not (offset == booked and _waived_for_some(limit, problem))
        )
    )


def tighten(raw: Sequence[Sequence[int]], gap: tuple[int, int], needed: int) -> list[tuple[int, ...]]:
    """Keep the days that some day of the session before, and of the one after where it is needed, can join.

    `gap` is the least and the most days from one session to the next.

    Stops at the first session for which no day is left: the course can have the sessions before it only.
    """
    least, most = gap
    forward: list[tuple[int, ...]] = []
    for days in raw:
        kept = tuple(d for d in days if not forward or _joins(forward[-1], d - most, d - least))
        if not kept:
            break
        forward.append(kept)
    for index in reversed(range(min(needed, len(forward)) - 1)):
        later = forward[index + 1]
        forward[index] = tuple(d for d in forward[index] if _joins(later, d + least, d + most))
    return forward


def _joins(days: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the ascending days lies from first to last."""
    place = bisect_left(days, first)
    return place < len(days) and days[place] <= last


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

    def closed(day: date) -> bool:
        return problem.open_minutes(day) < minutes

    def unavailable(day: date) -> bool:
        open_enough = not problem.keeps("closed") or not closed(day)
        return open_enough and problem.capacity(day) < minutes

    def too_soon(day: date) -> bool:
        return (day - problem.today).days < problem.clinic.notice_days

    notice = NOTICE(days=problem.clinic.notice_days)
    yield DayLimit(Limit("notice", "notice", notice, ("clinic.notice_days",)), too_soon)
    yield DayLimit(Limit("closed", "closed", CLOSED(minutes=minutes), ("clinic.opening",)), closed)
    yield DayLimit(
        Limit("available", "available", UNAVAILABLE(minutes=minutes), ("preferences.available",)), unavailable
    )
    for span in preferences.away:
        limit = Limit(f"away:{span.first}", "away", _said(AWAY, AWAY_FROM_TO, span), ("preferences.away",))
        yield DayLimit(limit, span.__contains__)
    for span in preferences.downtime_free:
        text = _said(DOWNTIME, DOWNTIME_FROM_TO, span)
        limit = Limit(f"downtime_free:{span.first}", "downtime_free", text, ("preferences.downtime_free",))
        yield DayLimit(limit, _shows(course, span))


def _pace(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    """Days too soon after the last visit that was given, and treatments with more downtime than is accepted."""
    last = max((one.date for one in problem.given), default=None)
    most = problem.preferences.downtime_at_a_time

    def too_soon(day: date) -> bool:
        return last is not None and 0 < (day - last).days < problem.days_between_visits

    for limit in pace_limits(problem):
        if limit.kind == "days_between_visits":
            yield DayLimit(limit, too_soon)
        if limit.kind == "downtime_at_a_time" and most is not None and course.downtime_days_max > most:
            yield DayLimit(limit, lambda _: True)


def _said(one_day: Phrase, stretch: Phrase, span: Span) -> Message:
    """About one day or a stretch of days."""
    if span.last in (None, span.first):
        return one_day(first=span.first)
    return stretch(first=span.first, last=span.last)


def _shows(course: CourseOffer, span: Span) -> Callable[[date], bool]:
    """Whether redness may reach a stretch of days; the day of the session counts, whatever the downtime."""

    def forbids(day: date) -> bool:
        return any(d in span for d in days_from(day, day + timedelta(days=course.downtime_days_max)))

    return forbids


def _own(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    terms = course.terms

    def outside(day: date) -> bool:
        too_early = terms.earliest is not None and day < terms.earliest
        too_late = terms.latest is not None and day > terms.latest
        return too_early or too_late or day.weekday() in terms.avoid_weekdays

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
    yield DayLimit(verdict, lambda day: day not in course.allowed)
    yield DayLimit(Limit(f"terms:{course.id}", "terms", TERMS(treatment=course.treatment)), outside)
    yield DayLimit(Limit(f"follow_up:{course.id}", "follow_up", FOLLOW_UP()), no_contact)


def _called_off(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    """Days that single sessions of the course are not to have."""
    for one in problem.preferences.pins.not_on:
        id_, _, number = one.session.rpartition(".")
        if id_ == course.id:
            said = NOT_ON_BECAUSE if one.why else NOT_ON
            text = said(session=one.session, day=one.date, why=one.why)
            limit = Limit(f"not_on:{one.session}:{one.date}", "not_on", text, (one.session,))
            yield DayLimit(limit, one.date.__eq__, only=int(number))


def _prerequisites(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    for id_ in course.prerequisites:
        needed = problem.catalogue.vocabulary.prerequisites[id_]
        text = PREREQUISITE(prerequisite=needed.name, lead=needed.lead_days)
        limit = Limit(f"prerequisite:{id_}", "prerequisite", text, (id_,), needed.sources)
        too_soon = _too_soon_for(needed, course, problem)
        yield DayLimit(limit, too_soon, only=None if needed.every_session else 1)


def _too_soon_for(needed: Prerequisite, course: CourseOffer, problem: Problem) -> Callable[[date], bool]:
    def forbids(day: date) -> bool:
        done = is_prepared(course, needed, day)
        return not done and day_for(needed, day, problem.clinic, problem.today) is None

    return forbids


def _skin(course: CourseOffer, problem: Problem) -> Iterator[DayLimit]:
    for block in skin_blocks(course, problem):
        yield DayLimit(block.limit, block.span.__contains__)
