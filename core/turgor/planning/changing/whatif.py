"""What if a session were on another day: solved anew with that day fixed and all others to stay where they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from turgor.domain.explanations import Conflict
from turgor.domain.messages import Phrase
from turgor.domain.moves import SessionMove
from turgor.domain.offers import CourseOffer
from turgor.domain.whatif import StageChange, WhatIf
from turgor.planning.conflicts.conflict import conflict
from turgor.planning.conflicts.probe import Probe
from turgor.planning.scheduling.aims import DAY_SUM, MOVED, ladder
from turgor.planning.scheduling.passes import optimise
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.search import NoPlan, NotFound, Solved
from turgor.planning.scheduling.selection import Held, Selection

OVER = Phrase("whatif.over", "Nothing can be before {day}, the day of planning.")
ASKED = Phrase("whatif.asked", "It is asked for: {session} on {day}.")


def what_if(problem: Problem, days: Mapping[str, date], session: str, day: date, seed: int) -> WhatIf:
    """Move a session of a plan to a day.

    `problem` is the one that the plan solves, with just its courses, each of them pinned; `days` are those of its
    sessions.
    """
    if day < problem.today:
        return WhatIf(session, day, possible=False, conflict=(_over(problem),))
    asked = _with_day(problem, days, session, day)
    try:
        solved = optimise(asked, seed)
    except NotFound:
        return WhatIf(session, day, possible=None)
    except NoPlan:
        return WhatIf(session, day, possible=False, conflict=_forbidding(asked, session, day, seed))
    return WhatIf(
        session,
        day,
        possible=True,
        moves=tuple(moves(days, solved.selection)),
        stages=tuple(_changes(_as_planned(asked, days), solved)),
        proven=next(stage.proven for stage in solved.stages if stage.name == MOVED.name),
    )


def _over(problem: Problem) -> Conflict:
    return Conflict("today", "today", OVER(day=problem.today))


def _forbidding(asked: Problem, session: str, day: date, seed: int) -> tuple[Conflict, ...]:
    """The limits that contradict the question, which stands among them under its own name."""
    return tuple(
        attrs.evolve(one, text=ASKED(session=session, day=day)) if one.id == f"date:{session}" else one
        for one in conflict(Probe(asked, seed))
    )


def moves(days: Mapping[str, date], selection: Selection) -> Iterator[SessionMove]:
    """The sessions whose day is another than in the older plan, in the order of their ids."""
    now = {held.id: selection.problem.day(held.day) for held in selection.held}
    for id_ in sorted(days.keys() | now.keys()):
        if days.get(id_) != now.get(id_):
            yield SessionMove(id_, days.get(id_), now.get(id_))


def _with_day(problem: Problem, days: Mapping[str, date], session: str, day: date) -> Problem:
    pins = problem.preferences.pins
    pinned = attrs.evolve(pins, dates={**pins.dates, session: day})
    before = {id_: (planned - problem.today).days for id_, planned in days.items()}
    return attrs.evolve(problem, preferences=attrs.evolve(problem.preferences, pins=pinned), before=before)


def _as_planned(problem: Problem, days: Mapping[str, date]) -> Selection:
    """The plan as a selection, to be compared with."""
    courses = {course.id: course for course in problem.offers.courses}
    held = sorted(
        (_held(id_, day, courses[id_.rpartition(".")[0]], problem) for id_, day in days.items()),
        key=lambda one: (one.course.id, one.number),
    )
    return Selection(problem, tuple(courses.values()), tuple(held))


def _held(session: str, day: date, course: CourseOffer, problem: Problem) -> Held:
    return Held(course, int(session.rpartition(".")[2]), (day - problem.today).days)


def _changes(before: Selection, solved: Solved) -> Iterator[StageChange]:
    """What comes out differently, the moves themselves and the tie-break aside."""
    for aim in ladder(attrs.evolve(before.problem, before=None)):
        if aim is DAY_SUM:
            continue
        was, now = aim.value(before), aim.value(solved.selection)
        if was != now:
            yield StageChange(aim.name, was, now, aim.better)
