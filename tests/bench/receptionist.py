"""How visits are booked without a solver: by the next free day, in two ways, with every limit kept.

Reads the problem as the second formulation does, and shares nothing with the scheduler.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import oracle_reading as reading
from turgor.domain.offers import CourseOffer
from turgor.planning.scheduling.problem import Problem

Booked = dict[str, list[int]]  # course -> days of its sessions, counted from today


class Desk:
    """The calendar of one patient while it is filled in."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.courses = {course.id: course for course in reading.candidates(problem)}
        self.booked: Booked = {id_: [] for id_ in self.courses}
        self._days = {
            (id_, number): reading.allowed_days(problem, course, number)
            for id_, course in self.courses.items()
            for number in range(1, course.sessions.typical + 1)
        }

    def free(self, id_: str) -> Iterator[int]:
        """The days on which the next session of a course may be, the earliest first."""
        booked, course = self.booked[id_], self.courses[id_]
        interval = course.interval
        for day in self._days[id_, len(booked) + 1]:
            if booked and not interval.min_days <= day - booked[-1] <= interval.max_days:
                continue
            others = (other for other in self.courses.values() if other is not course)
            if all(self._apart(course, day, other) for other in others) and self._fits(course, day):
                yield day

    def _apart(self, course: CourseOffer, day: int, other: CourseOffer) -> bool:
        there, back = reading.wait(self.problem, course, other), reading.wait(self.problem, other, course)
        return all(
            taken - day >= there if day < taken else day - taken >= back
            for taken in self.booked[other.id]
            if taken != day
        )

    def _fits(self, course: CourseOffer, day: int) -> bool:
        """The visit has an order and room, and neither visits nor courses become too many."""
        problem, clinic = self.problem, self.problem.clinic
        there = [self.courses[id_] for id_, days in self.booked.items() if day in days]
        minutes = sum(one.minutes + clinic.turnaround_minutes for one in (*there, course))
        if minutes > reading.free_minutes(problem, reading.day(problem, day)):
            return False
        if there and not reading.may_share(problem, [*there, course]):
            return False
        visits = {taken for days in self.booked.values() for taken in days} | {day}
        most = problem.preferences.most_visits
        if most is not None and len(visits) > most:
            return False
        spans = {id_: [*days, day] if id_ == course.id else days for id_, days in self.booked.items()}
        return (
            self._most_at_once({id_: days for id_, days in spans.items() if days}) <= clinic.courses_at_once
        )

    def _most_at_once(self, spans: Booked) -> int:
        return max(
            sum(
                site in self.courses[other].sites and days[0] <= spans[id_][0] <= days[-1]
                for other, days in spans.items()
            )
            for id_ in spans
            for site in self.courses[id_].sites
        )

    @property
    def complete(self) -> bool:
        """Whether every course has all its sessions and the money lasts."""
        full = all(len(self.booked[id_]) == c.sessions.typical for id_, c in self.courses.items())
        left = reading.money_left(self.problem)
        spent = sum(reading.hundredths(c.price) * len(self.booked[id_]) for id_, c in self.courses.items())
        return full and (left is None or spent <= left)


def course_by_course(problem: Problem) -> Booked | None:
    """One course after the other, each session on the first day; where a course gets stuck, it begins a day later."""
    desk = Desk(problem)
    for id_, course in desk.courses.items():
        for first in tuple(desk.free(id_)):
            desk.booked[id_] = [first]
            while len(desk.booked[id_]) < course.sessions.typical:
                if (day := next(desk.free(id_), None)) is None:
                    break
                desk.booked[id_].append(day)
            if len(desk.booked[id_]) == course.sessions.typical:
                break
            desk.booked[id_] = []
    return desk.booked if desk.complete else None


def next_free_slot(problem: Problem) -> Booked | None:
    """Whatever can be soonest comes next, and nothing is ever taken back."""
    desk = Desk(problem)
    while True:
        options = []
        for id_, course in desk.courses.items():
            if len(desk.booked[id_]) < course.sessions.typical:
                day = next(desk.free(id_), None)
                if day is None:
                    return None
                options.append((day, id_))
        if not options:
            return desk.booked if desk.complete else None
        day, id_ = min(options)
        desk.booked[id_].append(day)


def earliest_finish(problem: Problem) -> int:
    """The day before which no plan can end: each course alone, its sessions as close as their days allow."""
    return max((_alone(problem, course) for course in reading.candidates(problem)), default=0)


def _alone(problem: Problem, course: CourseOffer) -> int:
    """The earliest last session of a course by itself: the days that each session can reach, one after the other."""
    numbers = range(1, reading.needed(problem, course) + 1)
    days = [reading.allowed_days(problem, course, number) for number in numbers]
    reached = set(days[0])
    for _, after in pairwise(days):
        low, high = course.interval.min_days, course.interval.max_days
        reached = {day for day in after if any(low <= day - earlier <= high for earlier in reached)}
    return min(reached, default=0)
