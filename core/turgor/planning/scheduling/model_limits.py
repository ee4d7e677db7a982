"""Limits on a plan as a whole: choice, courses at once, length of a visit, visits, money, minutes of home care."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from turgor.domain.offers import CourseOffer
from turgor.planning.home_care.home_choice import minutes, never_together, required_by
from turgor.planning.scheduling.choice import budget_cents, cents
from turgor.planning.scheduling.model import Model
from turgor.planning.scheduling.model_pace import add_pace
from turgor.planning.scheduling.visits import visit_count

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Expression = Any


def add_limits(model: Model) -> None:
    """Add every limit that counts."""
    _pins(model)
    _courses_at_once(model)
    _visit_length(model)
    _home_care_and_money(model)
    most = model.problem.most_visits
    if most is not None:
        model.cp.add(visit_count(model) <= most)
    add_pace(model)


def _pins(model: Model) -> None:
    """Every pinned treatment is chosen, and every session with a fixed day is held."""
    at_home = {offer.treatment for offer in model.home.regimens}
    for treatment in model.problem.preferences.pins.must:
        if model.problem.keeps(f"must:{treatment}") and treatment not in at_home:
            _one_of(model, [c for c in model.courses if c.treatment == treatment], f"offered:{treatment}")
    for session in model.problem.preferences.pins.dates:
        if model.problem.keeps(f"date:{session}"):
            held = [one.course for one in model.sessions if one.id == session]
            _one_of(model, held, f"offered:{session.partition('#')[0]}")


def _one_of(model: Model, courses: list[CourseOffer], offered: str) -> None:
    """One of the courses is chosen; where none exists, that is a contradiction unless `offered` is dropped."""
    if courses or model.problem.keeps(offered):
        model.cp.add_bool_or([model.chosen[course.id] for course in courses])


def _courses_at_once(model: Model) -> None:
    """At most so many courses with overlapping spans on a site."""
    problem = model.problem
    if not problem.keeps("courses_at_once"):
        return
    most = problem.clinic.courses_at_once
    groups = {
        frozenset(c.id for c in model.courses if site in c.sites) for c in model.courses for site in c.sites
    }
    crowded = sorted(sorted(group) for group in groups if len(group) > most)
    spans = {id_: _span(model, id_) for id_ in sorted({id_ for group in crowded for id_ in group})}
    for group in crowded:
        model.cp.add_cumulative([spans[id_] for id_ in group], [1] * len(group), most)


def _span(model: Model, course: str) -> cp_model.IntervalVar:
    """From the first session to the last one that is held."""
    sessions = model.of(course)
    end = model.cp.new_int_var(0, model.problem.length + 2, f"{course} end")
    size = model.cp.new_int_var(0, model.problem.length + 2, f"{course} size")
    for session in sessions:
        model.cp.add(end >= session.day + 1).only_enforce_if(session.held)
    return model.cp.new_optional_interval_var(
        sessions[0].day, size, end, model.chosen[course], f"{course} span"
    )


def _visit_length(model: Model) -> None:
    """The sessions of one day fit into the longest free time of that day."""
    problem = model.problem
    day_numbers = sorted({day for session in model.sessions for day in session.days})
    if not day_numbers:
        return
    room = {day: problem.capacity(problem.day(day)) for day in day_numbers}
    if sum(problem.needs_minutes(course) for course in model.courses) <= min(room.values()):
        return
    most = max(room.values())
    intervals = [
        model.cp.new_optional_fixed_size_interval_var(s.day, 1, s.held, f"{s.id} takes time")
        for s in model.sessions
    ]
    demands = [min(problem.needs_minutes(s.course), most) for s in model.sessions]
    for first, length, free in _stretches(room):
        if free < most:
            intervals.append(model.cp.new_fixed_size_interval_var(first, length, f"short day {first}"))
            demands.append(most - free)
    model.cp.add_cumulative(intervals, demands, most)


def _stretches(room: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """Runs of days in a row with equal room: first day, number of days, minutes."""
    for (free, _), run in groupby(enumerate(room), key=lambda entry: (room[entry[1]], entry[1] - entry[0])):
        days = [day for _, day in run]
        yield days[0], len(days), free


def _home_care_and_money(model: Model) -> None:
    """Courses need their home care; all home care fits the minutes of a day, and everything fits the budget."""
    problem, cp = model.problem, model.cp
    needed = {c.id: required_by(c, model.home.regimens, problem) or () for c in model.courses}
    extra = {offer.id: offer for offers in needed.values() for offer in offers}
    used = {id_: cp.new_bool_var(f"{id_} used") for id_ in sorted(extra)}
    for course, offers in needed.items():
        for offer in offers:
            cp.add_implication(model.chosen[course], used[offer.id])
    for group in never_together([extra[id_] for id_ in sorted(extra)], model.home.regimens, problem):
        cp.add_bool_or(~used[offer.id] for offer in group)
    if problem.keeps("minutes_a_day") and extra:
        more = sum(extra[id_].minutes_a_day * used[id_] for id_ in used)
        cp.add(more <= problem.minutes_a_day - minutes(model.home.regimens))
    budget = budget_cents(problem)
    if budget is not None:
        fixed = sum(cents(offer.price) for offer in model.home.regimens)
        cp.add(
            course_cost(model) + sum(cents(extra[id_].price) * used[id_] for id_ in used) <= budget - fixed
        )


def course_cost(model: Model) -> Expression:
    """What the courses cost as far as it is known, in hundredths."""
    return sum(cents(session.course.price) * session.held for session in model.sessions)
