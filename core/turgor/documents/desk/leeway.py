"""How far a visit may move while all others stay, read off the plan alone.

Home care rests around visits and moves with them, so it is not looked at: a moved visit is planned anew in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import attrs

from turgor.documents.desk.equipped import equipped_between
from turgor.domain.courses import Course, Session, Visit
from turgor.domain.dates import DAY, Span
from turgor.domain.offers import SkinAction
from turgor.domain.plan import Plan
from turgor.domain.replay import Replay


@attrs.frozen
class _Doing:
    """A session of another course, or a planned event: what a moved session must keep away from."""

    treatment: str
    first: date
    last: date
    sites: frozenset[str]
    action: SkinAction


def leeway(visit: Visit, plan: Plan) -> Span:
    """The first and the last day for this visit, with nothing forbidden between; its own day at least."""
    return Span(_furthest(visit, plan, -DAY), _furthest(visit, plan, DAY))


def _furthest(visit: Visit, plan: Plan, step: timedelta) -> date:
    """Walk away from the planned day until the skin or the course says no; closed days are passed over."""
    if plan.replay is None:
        return visit.date
    course = {session.course: _course(session, plan) for session in visit.sessions}
    spans = [_span(session, course[session.course], plan, plan.replay) for session in visit.sessions]
    first, last = max(span.first for span in spans), min(span.last or visit.date for span in spans)
    others = tuple(_others(visit, plan, plan.replay))
    reached, day = visit.date, visit.date + step
    while first <= day <= last and all(
        _allowed(day, one, plan.replay) and _apart(day, one, others, plan.replay) for one in course.values()
    ):
        if _open(day, visit, plan, plan.replay):
            reached = day
        day += step
    return reached


def _course(session: Session, plan: Plan) -> Course:
    return next(course for course in plan.courses if course.id == session.course)


def _span(session: Session, course: Course, plan: Plan, replay: Replay) -> Span:
    """The days between the planning day and the horizon that the sessions before and after leave."""
    if pinned := replay.limits.dates.get(session.id):
        return Span(pinned, pinned)
    days = dict(_days(session.course, plan))
    first, last = plan.today + timedelta(days=plan.policy.notice_days), replay.limits.horizon
    least, most = timedelta(days=course.interval.min_days), timedelta(days=course.interval.max_days)
    if before := days.get(session.number - 1):
        first, last = max(first, before + least), min(last, before + most)
    if after := days.get(session.number + 1):
        first, last = max(first, after - most), min(last, after - least)
    return Span(first, last)


def _days(course: str, plan: Plan) -> Iterator[tuple[int, date]]:
    for visit in plan.visits:
        yield from ((one.number, visit.date) for one in visit.sessions if one.course == course)


def _others(visit: Visit, plan: Plan, replay: Replay) -> Iterator[_Doing]:
    for other in plan.visits:
        for session in other.sessions if other is not visit else ():
            sites = frozenset(_course(session, plan).sites)
            action = replay.actions[session.treatment]
            yield _Doing(session.treatment, other.date, other.date, sites, action)
    for event in replay.events:
        if event.start and event.start > plan.today:
            sites, end = frozenset(event.sites), event.end or event.start
            yield _Doing(event.kind, event.start, end, sites, replay.actions[event.kind])


def _allowed(day: date, course: Course, replay: Replay) -> bool:
    """Whether the verdict and the terms of the modality leave the day."""
    bounds = replay.bounds.get(course.id)
    return day in replay.allowed[course.id] and (bounds is None or day in bounds)


def _apart(day: date, course: Course, others: tuple[_Doing, ...], replay: Replay) -> bool:
    """Whether what is done to the skin on other days leaves the day, and the other way round."""
    own = _Doing(course.treatment, day, day, frozenset(course.sites), replay.actions[course.treatment])
    return all(
        other.treatment == own.treatment
        or (_clear(other, own, replay) if other.first <= day else _clear(own, other, replay))
        for other in others
    )


def _clear(before: _Doing, after: _Doing, replay: Replay) -> bool:
    """Whether all that one leaves is gone for as long as the other needs."""
    for need in after.action.needs:
        for effect in before.action.effects if need.severity.blocks else ():
            met = effect.state in replay.systemic_states or (before.sites | effect.spreads_to) & after.sites
            if effect.state != need.state or not met:
                continue
            if effect.upper_days is None:
                return False
            if after.first < before.last + timedelta(days=effect.upper_days + need.clear_days):
                return False
    return True


def _open(day: date, visit: Visit, plan: Plan, replay: Replay) -> bool:
    """Whether the clinic and the patient have the time on that day, at whatever hour."""
    limits = replay.limits
    weekdays = {weekday for one in visit.sessions for weekday in replay.avoid_weekdays.get(one.course, ())}
    if day.weekday() in weekdays or any(day in span for span in (*limits.away, *limits.downtime_free)):
        return False
    if any(other.date == day for other in plan.visits):
        return False
    free = [(time.min, time.max)]
    if limits.available:
        free = [(one.start, one.end) for one in limits.available if one.weekday == day.weekday()]
    length = _minutes(visit.start, visit.end)
    stretches = [
        (max(start, opened), min(end, closed))
        for start, end in free
        for opened, closed in plan.policy.hours(day)
    ]
    return any(
        _minutes(first, last) >= length and equipped_between(first, last, day, visit, plan)
        for first, last in stretches
    )


def _minutes(start: time, end: time) -> int:
    days = (datetime.combine(date.min, clock) for clock in (end, start))
    return int((next(days) - next(days)).total_seconds()) // 60
