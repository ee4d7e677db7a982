"""What may happen to a plan: sessions on time, early, late and missed, events nobody planned, a newer policy or case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs
from hypothesis.strategies import DrawFn, composite, integers, sampled_from

from toys import SITES
from turgor.domain.case import Case, Event
from turgor.domain.clinic import Clinic
from turgor.domain.dates import DateRange, Span
from turgor.domain.happened import Done, Happened, Missed
from turgor.domain.plan import Plan
from turgor.testing.drawing import chance, maybe, pick

LATE = (0, 0, 0, -4, -1, 1, 3, 12)  # days after the planned one on which a session is given


@attrs.frozen
class Turn:
    """One disturbance of a plan.

    Attributes:
        called_off: sessions that are still ahead and will not be on their day; they are told of as missed.
        clinic, case: None where they did not change.

    """

    happened: Happened
    called_off: tuple[Missed, ...] = ()
    clinic: Clinic | None = None
    case: Case | None = None

    @property
    def features(self) -> Iterator[str]:
        """What it holds that a property may want to have seen."""
        told = self.happened
        yield from ("done" for _ in told.done[:1])
        yield from ("missed" for _ in told.missed[:1])
        yield from ("called off ahead" for _ in self.called_off[:1])
        yield from ("a new event" for _ in told.events[:1])
        yield from ("a date moved" for _ in list(told.dates)[:1])
        if self.clinic:
            yield "another policy"
        if self.case:
            yield "another case"


def days_of(plan: Plan) -> dict[str, date]:
    """Session -> its day."""
    return {session.id: visit.date for visit in plan.visits for session in visit.sessions}


@composite
def turns(draw: DrawFn, plan: Plan, kinds: Sequence[str]) -> Turn:
    """Part of a plan is behind the patient, and something may have happened that changes the rest."""
    ordered = sorted(days_of(plan).items(), key=lambda entry: (entry[1], entry[0]))
    behind = ordered[: draw(sampled_from([*range(1, len(ordered) + 1), 0]))]
    done, missed = _told(draw, plan, behind)
    last = max([plan.today, *(day for _, day in behind), *(one.date for one in done.values())])
    today = last + timedelta(days=draw(integers(0, 5)))
    events = (_event(draw, kinds, plan.today, today),) if kinds and chance(draw, 30) else ()
    to_come = [session for session, _ in ordered if session not in done]
    ahead = [session for session, _ in ordered[len(behind) :]]
    called_off = (Missed(draw(sampled_from(ahead)), "ill"),) if ahead and chance(draw, 20) else ()
    dates = {}
    if to_come and chance(draw, 20):
        dates[draw(sampled_from(to_come))] = today + timedelta(days=draw(integers(0, 30)))
    return Turn(
        Happened(today, tuple(done.values()), (*missed, *called_off), events, dates),
        called_off,
        _clinic(draw, plan, today) if chance(draw, 20) else None,
        _case(draw, plan, today) if chance(draw, 15) else None,
    )


def _told(
    draw: DrawFn, plan: Plan, behind: Sequence[tuple[str, date]]
) -> tuple[dict[str, Done], tuple[Missed, ...]]:
    """Each session was given, in the order of its course, or it was not; not every missed one is told of."""
    given = {course.id: list(course.given) for course in plan.courses}
    done: dict[str, Done] = {}
    missed = []
    for session, day in behind:
        course, _, number = session.rpartition(".")
        before = given[course]
        if len(before) == int(number) - 1 and draw(sampled_from((True, False, True))):
            earliest = max([plan.today, *(last + timedelta(days=1) for last in before[-1:])])
            real = max(earliest, day + timedelta(days=draw(sampled_from(LATE))))
            done[session] = Done(session, real)
            before.append(real)
        elif chance(draw, 80):
            missed.append(Missed(session))
    return done, tuple(missed)


def _event(draw: DrawFn, kinds: Sequence[str], planned: date, today: date) -> Event:
    """Something that began since the plan was made, or is planned; over, expected to be, or going on."""
    start = planned + timedelta(days=draw(integers(0, (today - planned).days + 20)))
    end = start + timedelta(days=draw(integers(0, 15)))
    how = draw(sampled_from(("over", "expected", "going on")))
    return Event(
        draw(sampled_from(kinds)),
        DateRange.on(start),
        DateRange.on(end) if how == "over" else None,
        end if how == "expected" else None,
        sites=frozenset(pick(draw, SITES, 0, 2)),
    )


def _clinic(draw: DrawFn, plan: Plan, today: date) -> Clinic:
    """The clinic closes for some days or for good on a weekday, drops a treatment, or asks for more than it did."""
    policy = plan.policy
    first = today + timedelta(days=draw(integers(0, 30)))
    changes = {
        "closures": (*policy.closures, Span(first, first + timedelta(days=draw(integers(0, 14))))),
        "opening": policy.opening[1:] or policy.opening,
        "switched_off": policy.switched_off | {course.treatment for course in plan.courses[:1]},
        "courses_at_once": 1,
        "notice_days": draw(integers(0, 6)),
        "freeze_days": draw(sampled_from((0, 30))),
        "horizon_days": draw(integers(1, 60)),
    }
    return attrs.evolve(policy, **{name: changes[name] for name in pick(draw, sorted(changes), 1, 2)})


def _case(draw: DrawFn, plan: Plan, today: date) -> Case:
    """The patient will be away, wants fewer visits, comes to an end sooner, or answers differently."""
    case = plan.case
    assert case is not None
    first = today + timedelta(days=draw(integers(0, 30)))
    away = Span(first, first + timedelta(days=draw(integers(0, 20))))
    wishes = attrs.evolve(
        case.preferences,
        away=(*case.preferences.away, away),
        most_visits=maybe(draw, 30, integers(1, 3)) or case.preferences.most_visits,
        horizon=maybe(draw, 20, integers(0, 40).map(lambda days: today + timedelta(days=days))),
    )
    answers = dict(case.assessment.answers.by_fact)
    if chance(draw, 40):
        answers["bold"] = {"": chance(draw, 50)}
    assessment = attrs.evolve(case.assessment, answers=attrs.evolve(case.assessment.answers, by_fact=answers))
    return attrs.evolve(case, preferences=wishes, assessment=assessment)
