"""Chosen courses with their dates: the answer of `schedule`."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

import attrs

from turgor.domain.alternatives import Criterion, Unbeaten
from turgor.domain.case import AnyPriority, OrderedAim
from turgor.domain.explanations import Conflict, Relaxation, Stage
from turgor.domain.offers import CourseOffer, LeftOut, RegimenOffer
from turgor.domain.regimens import Pause, Segment


class Found(StrEnum):
    """What the search came to."""

    PLAN = "plan"
    CONFLICT = "conflict"  # pins and limits contradict each other
    NOTHING = "nothing"  # the limit struck before a first plan


@attrs.frozen(order=True)
class PlacedSession:
    """One session with its day; `place` is its position in the visit of that day.

    Attributes:
        resources: what it is given with, by id, where the clinic names any.

    """

    date: date
    place: int
    course: str
    number: int
    start: time = time()
    resources: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.course}.{self.number}"


@attrs.frozen
class PlacedVisit:
    """The sessions of one day, in the order in which they are given, with times."""

    date: date
    start: time
    end: time
    sessions: tuple[PlacedSession, ...]


@attrs.frozen
class PlacedRegimen:
    """Chosen home care with its segments and pauses."""

    offer: RegimenOffer
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...]


@attrs.frozen
class Other:
    """Another plan that is truly different: as in `Alternative`."""

    letter: str
    priority: AnyPriority
    leads: tuple[OrderedAim, ...]
    schedule: Schedule
    criteria: tuple[Criterion, ...]
    proven: bool


@attrs.frozen
class Schedule:
    """What is done when.

    Attributes:
        courses: the chosen ones, in id order.
        stages: the lexicographic stages, in the order in which they were solved.
        conflict: for `Found.CONFLICT`, an irreducible set of limits; `relaxations` what would have to give.
        left_out: what was offered and not chosen, and why.
        others, unbeaten: other plans, and in what none is noticeably better, where that was asked.
    """

    found: Found
    courses: tuple[CourseOffer, ...] = ()
    visits: tuple[PlacedVisit, ...] = ()
    regimens: tuple[PlacedRegimen, ...] = ()
    stages: tuple[Stage, ...] = ()
    conflict: tuple[Conflict, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    others: tuple[Other, ...] = ()
    unbeaten: tuple[Unbeaten, ...] = ()

    @property
    def sessions(self) -> tuple[PlacedSession, ...]:
        return tuple(session for visit in self.visits for session in visit.sessions)
