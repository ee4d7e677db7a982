"""A second formulation of the scheduling problem: one boolean for each session and day, nothing shared with the first.

Slower by far, and simple enough to be believed: every limit is a sum over days. It finds the optimum of all stages, one
after the other, and the days that the tie-break leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

import attrs
from ortools.sat.python import cp_model

import oracle_reading as reading
from turgor.domain.case import Priority
from turgor.domain.offers import CourseOffer
from turgor.planning.scheduling.problem import Problem

Expression = Any
CHUNK = 3  # sessions whose days are ranked in one solve of the tie-break
LIMIT = 600.0  # deterministic time for each stage


@attrs.frozen
class Optimum:
    """The best plan: the value of each stage, and the day of each session counted from today."""

    values: dict[str, int]
    days: dict[str, int]


@attrs.frozen
class Slots:
    """One possible session: a boolean for each of its days."""

    course: CourseOffer
    number: int
    on: dict[int, Any]
    held: Any

    @property
    def id(self) -> str:
        return f"{self.course.id}.{self.number}"

    @property
    def day(self) -> Expression:
        """Its day; 0 where it is not held."""
        return sum(d * literal for d, literal in self.on.items())

    def within(self, days: range) -> list[Any]:
        return [literal for d, literal in self.on.items() if d in days]


OF_PRESETS = {
    Priority.BALANCED: "downtime-and-visits",
    Priority.SOONEST: "finish",
    Priority.FEWEST_VISITS: "visits",
    Priority.LEAST_DOWNTIME: "downtime",
    Priority.LOWEST_COST: "cost",
}


class TimeIndexed:
    """The model of one problem, of a clinic that names no rooms, devices and staff."""

    def __init__(self, problem: Problem) -> None:
        if problem.clinic.resources:
            raise ValueError("the second formulation knows nothing of rooms, devices and staff")
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.courses = reading.candidates(problem)
        self.chosen = {course.id: self.cp.new_bool_var(course.id) for course in self.courses}
        self.sessions = [slots for course in self.courses for slots in self._course(course)]
        self._choice()
        self._apart()
        self._visits()
        self._pace()
        self._courses_at_once()

    def of(self, course: CourseOffer) -> list[Slots]:
        return [slots for slots in self.sessions if slots.course is course]

    def _course(self, course: CourseOffer) -> list[Slots]:
        problem, cp = self.problem, self.cp
        first, least = len(course.given) + 1, reading.needed(problem, course)
        numbers = range(first, reading.needed_typical(problem, course) + 1)
        sessions = [self._session(course, number, compulsory=number <= least) for number in numbers]
        low, high = course.interval.min_days, course.interval.max_days
        kept = problem.keeps(f"interval:{course.id}")
        if not kept:
            low, high = 1, problem.length
        for before, after in pairwise(sessions):
            cp.add_implication(after.held, before.held)
            for d, literal in after.on.items():
                cp.add_bool_or(*before.within(range(d - high, d - low + 1)), ~literal)
        if course.given and kept:
            last = (course.given[-1] - problem.findings.today).days
            for d, literal in sessions[0].on.items() if sessions else ():
                if not low <= d - last <= high:
                    cp.add(literal == 0)
        return sessions

    def _session(self, course: CourseOffer, number: int, *, compulsory: bool) -> Slots:
        cp = self.cp
        days = reading.allowed_days(self.problem, course, number)
        on = {d: cp.new_bool_var(f"{course.id}.{number} on {d}") for d in days}
        held = self.chosen[course.id] if compulsory else cp.new_bool_var(f"{course.id}.{number}")
        cp.add_exactly_one(*on.values(), ~held)
        return Slots(course, number, on, held)

    def _choice(self) -> None:
        """Which courses go together is a table; what they cost is a sum."""
        cp, rows = self.cp, list(reading.choices(self.problem, self.courses))
        most = 10**7
        self.goals = cp.new_int_var(0, most, "goals")
        self.benefit = cp.new_int_var(0, most, "benefit")
        self.count = cp.new_int_var(0, len(self.courses), "courses")
        home_care = cp.new_int_var(0, 10**9, "home care")
        columns = [*self.chosen.values(), self.goals, self.benefit, self.count, home_care]
        table = [(*map(int, row.chosen), row.goals, row.benefit, row.count, row.home_care) for row in rows]
        cp.add_allowed_assignments(columns, table)
        prices = {course.id: reading.hundredths(course.price) for course in self.courses}
        self.cost = sum(prices[one.course.id] * one.held for one in self.sessions)
        left = reading.money_left(self.problem)
        if left is not None:
            cp.add(self.cost + home_care <= left)

    def _apart(self) -> None:
        for a, b in combinations(self.courses, 2):
            if not self.problem.keeps("lag:" + "|".join(sorted((a.id, b.id)))):
                continue
            there, back = reading.wait(self.problem, a, b), reading.wait(self.problem, b, a)
            for one in self.of(a):
                for other in self.of(b):
                    for d, literal in one.on.items():
                        close = (*range(d - back + 1, d), *range(d + 1, d + there))
                        near = [other.on[n] for n in close if n in other.on]
                        if near:
                            self.cp.add_at_most_one(literal, *near)

    def _visits(self) -> None:
        """Each day is a visit or not; what it holds has an order and fits the free time."""
        problem, cp = self.problem, self.cp
        days = sorted({d for one in self.sessions for d in one.on})
        self.visit = {d: cp.new_bool_var(f"visit on {d}") for d in days}
        never = reading.never_in_one_visit(problem, self.courses)
        takes = {c.id: c.minutes + problem.clinic.turnaround_minutes for c in self.courses}
        for d in days:
            here = {
                course.id: [one.on[d] for one in self.of(course) if d in one.on] for course in self.courses
            }
            for literals in here.values():
                for literal in literals:
                    cp.add_implication(literal, self.visit[d])
            cp.add_bool_or(*(literal for literals in here.values() for literal in literals), ~self.visit[d])
            for group in never:
                together = [literal for course in group for literal in here[course.id]]
                if all(here[course.id] for course in group):
                    cp.add(sum(together) < len(group))
            room = reading.free_minutes(problem, reading.day(problem, d))
            if sum(takes[id_] for id_, literals in here.items() if literals) > room:
                cp.add(sum(takes[id_] * literal for id_, lits in here.items() for literal in lits) <= room)
        most = problem.preferences.most_visits
        if most is not None and problem.keeps("most_visits"):
            cp.add(sum(self.visit.values()) <= most - len({one.date for one in problem.given}))

    def _pace(self) -> None:
        """Days between visits, days of downtime in a row, and money in a month."""
        problem, cp, wishes = self.problem, self.cp, self.problem.preferences
        least, days = reading.days_between(problem), range(problem.length + 1)
        for d in days if least > 1 else ():
            cp.add_at_most_one(self.visit[n] for n in range(d, d + least) if n in self.visit)
        if wishes.downtime_at_a_time is not None and problem.keeps("downtime_at_a_time"):
            self._downtime_in_a_row(wishes.downtime_at_a_time)
        if wishes.budget_a_month is not None and problem.keeps("budget_a_month"):
            for one in sorted({reading.month(problem, d) for d in days}):
                spent = [
                    reading.hundredths(slots.course.price) * literal
                    for slots in self.sessions
                    for d, literal in slots.on.items()
                    if reading.month(problem, d) == one
                ]
                left = reading.hundredths(wishes.budget_a_month) - reading.spent_in(problem, one)
                if spent:
                    cp.add(sum(spent) <= left)

    def _downtime_in_a_row(self, most: int) -> None:
        """Of so many days and the day of the session and one more, one at least must be clear."""
        cp, given = self.cp, reading.red_already(self.problem)
        last = self.problem.length + max((c.downtime_days_max for c in self.courses), default=0)
        red = {d: cp.new_bool_var(f"red on {d}") for d in range(min(given, default=0), last + 1)}
        for d in sorted(given & red.keys()):
            cp.add(red[d] == 1)
        for one in self.sessions:
            for d, literal in one.on.items():
                for shown in range(
                    d, d + one.course.downtime_days_max + 1 if one.course.downtime_days_max else d
                ):
                    cp.add_implication(literal, red[shown])
        for d in red:
            stretch = range(d, d + most + 2)
            if d + most + 1 in red and not given.issuperset(stretch):
                cp.add(sum(red[n] for n in stretch) <= most + 1)

    def _courses_at_once(self) -> None:
        """On each day and site, count the courses that have begun and are not over."""
        most = self.problem.clinic.courses_at_once
        sites = sorted({site for course in self.courses for site in course.sites})
        groups = [[course for course in self.courses if site in course.sites] for site in sites]
        crowded = [group for group in groups if len(group) > most and self.problem.keeps("courses_at_once")]
        concerned = {course.id: course for group in crowded for course in group}
        running = {id_: self._running(course) for id_, course in concerned.items()}
        for group in crowded:
            for d in range(self.problem.length + 1):
                self.cp.add(sum(running[course.id][d] for course in group) <= most)

    def _running(self, course: CourseOffer) -> list[Any]:
        """For each day, whether it lies between the first session and the last, both included."""
        cp, sessions = self.cp, self.of(course)
        days = range(self.problem.length + 1)
        running = [cp.new_bool_var(f"{course.id} runs on {d}") for d in days]
        begun = self._by(sessions[0])
        for one in sessions:
            by = self._by(one)
            for d in days:
                later = one.held - (by[d - 1] if d else 0)  # whether it lies on this day or after it
                cp.add(running[d] >= begun[d] + later - 1)
        return running

    def _by(self, one: Slots) -> list[Any]:
        """For each day, whether the session is held by then."""
        held_by: list[Any] = []
        for d in range(self.problem.length + 1):
            held_by.append(self.cp.new_bool_var(f"{one.id} by {d}"))
            self.cp.add(held_by[d] == (held_by[d - 1] if d else 0) + one.on.get(d, 0))
        return held_by

    def stages(self) -> list[tuple[str, Expression, int, int]]:
        """Name, what is made large (+1) or small (-1), and the percent of the best that is kept."""
        problem = self.problem
        priority = problem.priority
        share = problem.clinic.benefit_shares
        percent = share.balanced if priority is Priority.BALANCED else share.others
        downtime = sum(one.course.downtime_days * one.held for one in self.sessions)
        visits = sum(self.visit.values())
        weights = problem.clinic.weights
        unpriced = sum(self.chosen[course.id] for course in self.courses if course.price is None)
        finish = self._finish()
        off_ideal = self._off_ideal()
        named = {
            "downtime-and-visits": [
                ("downtime-and-visits", weights.downtime_day * downtime + weights.visit * visits, -1)
            ],
            "finish": [("finish", finish, -1)],
            "visits": [("visits", visits, -1)],
            "downtime": [("downtime", downtime, -1)],
            "unknown-prices": [("unknown-prices", unpriced, -1)],
            "cost": [("unknown-prices", unpriced, -1), ("cost", self.cost, -1)],
            "most-benefit": [("most-benefit", self.benefit, 1)],
            "ideal-intervals": [("ideal-intervals", off_ideal, -1)],
        }
        order = (OF_PRESETS[priority],) if isinstance(priority, Priority) else priority
        own = [stage for name in order for stage in named[name]]
        rank = sum(2**n * self.chosen[c.id] for n, c in enumerate(reversed(self.courses)))
        moved = [] if problem.before is None else self._moves(problem.before)
        return [
            *((name, what, -1, 100) for name, what in moved),
            ("goals", self.goals, 1, 100),
            ("benefit", self.benefit, 1, percent),
            ("sessions", self._shortfall(), -1, 100),
            ("soft-needs", self._cautions(), -1, 100),
            *((name, what, sign, 100) for name, what, sign in own),
            ("most benefit", self.benefit, 1, 100),
            ("fewest courses", self.count, -1, 100),
            ("first courses", rank, 1, 100),
            ("ideal-intervals", off_ideal, -1, 100),
            ("finish", finish, -1, 100),
            ("tie-break", sum(one.day for one in self.sessions), -1, 100),
        ]

    def _moves(self, before: dict[str, int]) -> list[tuple[str, Expression]]:
        """Near sessions moved, sessions moved, days moved."""
        problem = self.problem
        stays = {one.id: one.on.get(before.get(one.id, -1), 0) for one in self.sessions}
        near = [id_ for id_, d in before.items() if 0 <= d < problem.clinic.freeze_days]
        new = sum(one.held for one in self.sessions if one.id not in before)
        lost = problem.length - min([0, *before.values()]) + 1
        shift = lost * len(before)
        for one in self.sessions:
            if one.id in before:
                shift += sum((abs(d - before[one.id]) - lost) * literal for d, literal in one.on.items())
        return [
            ("near-sessions-moved", sum(1 - stays.get(id_, 0) for id_ in near)),
            ("sessions-moved", sum(1 - stays.get(id_, 0) for id_ in before) + new),
            ("days-moved", shift),
        ]

    def _shortfall(self) -> Expression:
        usual = sum((c.sessions.typical - len(c.given)) * self.chosen[c.id] for c in self.courses)
        return usual - sum(one.held for one in self.sessions)

    def _cautions(self) -> Expression:
        """Pairs of sessions that stand where a caution would not have them."""
        problem, cp, broken = self.problem, self.cp, []
        for a, b in combinations(self.courses, 2):
            there, back = (
                min(reading.wait(problem, *pair, cautions=True), problem.length + 1)
                for pair in ((a, b), (b, a))
            )
            share = reading.may_share(problem, (a, b), cautions=True)
            if max(there, back) <= 1 and share:
                continue
            for one in self.of(a):
                for other in self.of(b):
                    broken.append(cp.new_bool_var(f"{one.id} too close to {other.id}"))
                    for d, literal in one.on.items():
                        close = [*range(d - back + 1, d), *range(d + 1, d + there), *([] if share else [d])]
                        near = [other.on[n] for n in close if n in other.on]
                        cp.add(broken[-1] >= literal + sum(near) - 1)
        return sum(broken)

    def _off_ideal(self) -> Expression:
        terms = []
        for course in self.courses:
            ideal = course.interval.ideal_days
            for before, after in pairwise(self.of(course)):
                off = self.cp.new_int_var(0, self.problem.length, f"{after.id} off")
                gap = after.day - before.day
                self.cp.add(off >= gap - ideal).only_enforce_if(after.held)
                self.cp.add(off >= ideal - gap).only_enforce_if(after.held)
                terms.append(off)
        return sum(terms)

    def _finish(self) -> Expression:
        finish = self.cp.new_int_var(0, max(0, self.problem.length), "finish")
        for one in self.sessions:
            self.cp.add(finish >= one.day)
        return finish


def optimum(problem: Problem) -> Optimum | None:
    """The best plan by all stages; None where limits contradict each other. Raises where a stage stays open."""
    model = TimeIndexed(problem)
    values: dict[str, int] = {}
    solver = None
    for name, what, sign, percent in model.stages():
        solver = _best(model, what, sign, solver)
        if solver is None:
            return None
        value = solver.value(what)
        model.cp.add(what >= -(-percent * value // 100) if sign > 0 else what <= value)
        values[name] = value
    for start in range(0, len(model.sessions), CHUNK):
        solver = _best(model, _rank(model, model.sessions[start : start + CHUNK]), -1, solver)
        for one in model.sessions[start : start + CHUNK]:
            model.cp.add(_place(model, one) == solver.value(_place(model, one)))
    values["benefit"] = solver.value(model.benefit)
    days = {one.id: solver.value(one.day) for one in model.sessions if solver.value(one.held)}
    return Optimum({name: value for name, value in values.items() if " " not in name}, days)


def _place(model: TimeIndexed, one: Slots) -> Expression:
    """Its day; the day after the last where it is not held."""
    return one.day + (model.problem.length + 1) * (1 - one.held)


def _rank(model: TimeIndexed, some: Sequence[Slots]) -> Expression:
    """The first of some sessions matters most."""
    places = [_place(model, one) for one in reversed(some)]
    return sum((model.problem.length + 2) ** n * place for n, place in enumerate(places))


def _best(
    model: TimeIndexed, what: Expression, sign: int, before: cp_model.CpSolver | None
) -> cp_model.CpSolver | None:
    """The solver with a proven best plan, from the last one on; None where there is no plan."""
    model.cp.minimize(-sign * what)
    if before is not None:
        model.cp.clear_hints()
        solution = before.response_proto.solution
        model.cp.proto.solution_hint.vars.extend(range(len(solution)))
        model.cp.proto.solution_hint.values.extend(solution)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = LIMIT
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise TimeoutError(f"{solver.status_name(status)} after {solver.wall_time:.0f} s")
    return solver
