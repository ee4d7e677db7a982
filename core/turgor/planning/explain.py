"""Why each session is on its day: an irreducible set of limits that together forbid every earlier day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from turgor.domain.explanations import Binding, Why
from turgor.domain.messages import Phrase
from turgor.domain.offers import CourseOffer
from turgor.domain.schedule import Schedule
from turgor.domain.verdicts import Verdicts
from turgor.planning.scheduling.aims import LARGER, Aim, ladder
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.moving import Moving
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Held, Selection

TODAY = Phrase("why.today", "It is the day of planning.")
WORSE = Phrase("why.aim", "{day} is possible too, and worse: {stage}.")
STAGES = {
    "goals": "fewer goals are served",
    "benefit": "there is less benefit",
    "most-benefit": "there is less benefit",
    "sessions": "there are fewer sessions",
    "soft-needs": "a caution about the skin is not kept",
    "downtime-and-visits": "there are more downtime days or visits",
    "visits": "there are more visits",
    "downtime": "there are more downtime days",
    "unknown-prices": "more prices are unknown",
    "cost": "it costs more",
    "ideal-intervals": "the intervals are further from the ideal ones",
    "finish": "the last session is later",
    "near-sessions-moved": "sessions of the next days would move",
    "sessions-moved": "more sessions would move",
    "days-moved": "sessions would move by more days",
    "tie-break": "of plans that are equally good one is taken by a fixed rule",
}
AIM = "aim"


def why(schedule: Schedule, problem: Problem, verdicts: Verdicts) -> tuple[Why, ...]:
    """What binds each session, everything else left as it is."""
    courses = {course.id: course for course in schedule.courses}
    held = sorted(
        (Held(courses[one.course], one.number, (one.date - problem.today).days) for one in schedule.sessions),
        key=lambda one: (one.course.id, one.number),
    )
    selection = Selection(problem, schedule.courses, tuple(held))
    return tuple(Why(one.id, tuple(_bindings(Moving(selection, one), verdicts))) for one in held)


def _bindings(moving: Moving, verdicts: Verdicts) -> Iterator[Binding]:
    if moving.moved.day == 0:
        yield Binding("today", TODAY())
    forbidding = {day: moving.forbidden_by(day) for day in reversed(range(moving.moved.day))}
    free = [day for day, limits in forbidding.items() if not limits]
    if free:
        yield _worse(moving, free[0])
    closed = {day: limits for day, limits in forbidding.items() if limits}
    for limit in irreducible(closed):
        last = next(day for day, limits in closed.items() if limit.id in {one.id for one in limits})
        yield with_reasons(limit, moving.moved.course, moving.problem.day(last), verdicts).as_binding()


def irreducible(forbidding: Mapping[int, Sequence[Limit]]) -> tuple[Limit, ...]:
    """Limits that together forbid all the days, none of which can be spared: those that forbid most come first."""
    limits: dict[str, Limit] = {}
    days: dict[str, set[int]] = {}
    for day, found in forbidding.items():
        for limit in found:
            limits.setdefault(limit.id, limit)
            days.setdefault(limit.id, set()).add(day)
    open_days, chosen = set(forbidding), []
    while open_days:
        best = max(limits, key=lambda id_: len(days[id_] & open_days))  # ties: the one met first
        chosen.append(best)
        open_days -= days[best]
    for id_ in tuple(reversed(chosen)):
        rest = set().union(*(days[other] for other in chosen if other != id_))
        if rest >= set(forbidding):
            chosen.remove(id_)
    return tuple(limits[id_] for id_ in chosen)


def _worse(moving: Moving, day: int) -> Binding:
    """The first stage in which the plan gets worse with the session on an earlier day that is possible."""
    moved = moving.to(day)
    worse = (aim.name for aim in ladder(moving.problem) if _worsens(moving.selection, moved, aim))
    stage = next(worse, "tie-break")
    return Binding(AIM, WORSE(day=moving.problem.day(day), stage=STAGES[stage]), (stage,))


def _worsens(selection: Selection, moved: Selection, aim: Aim) -> bool:
    before, after = aim.value(selection), aim.value(moved)
    return after < before if aim.better == LARGER else after > before


def with_reasons(limit: Limit, course: CourseOffer, day: date, verdicts: Verdicts) -> Limit:
    """A verdict with the reasons that block on a day, as the limit's ids and sources."""
    if limit.kind != "verdict":
        return limit
    reasons = [
        reason
        for verdict in verdicts.verdicts
        if verdict.treatment == course.treatment and verdict.sites & course.sites
        for reason in verdict.on(day).reasons
        if not reason.status.allows
    ]
    if not reasons:
        return limit
    ids = tuple(dict.fromkeys(reason.rule for reason in reasons))
    sources = tuple(dict.fromkeys(source for reason in reasons for source in reason.sources))
    return attrs.evolve(limit, text=reasons[0].text, ids=ids, sources=sources)
