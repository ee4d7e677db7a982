"""What a plan is optimised for, stage by stage: each aim as an expression of the model and as a value of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

import attrs

from turgor.domain.case import AnyPriority, OrderedAim, Priority
from turgor.domain.offers import CourseOffer
from turgor.planning.offering.benefit import adds_to
from turgor.planning.scheduling.model import Model, PairVars, SessionVars, full_in_common, never_all_on
from turgor.planning.scheduling.model_limits import course_cost
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import (
    Selection,
    caution_days,
    caution_shares,
    given_up_days,
    near_sessions,
)
from turgor.planning.scheduling.visits import visit_count

Expression = Any
LARGER, SMALLER = "larger", "smaller"


@attrs.frozen
class Aim:
    """One thing to be made as large or as small as possible.

    Attributes:
        express: adds what it needs to the model and returns the expression to be optimised.
        value: the same of a finished selection.
        least: what it cannot be less than, as far as that is known without solving.

    """

    name: str
    better: str
    express: Callable[[Model], Expression]
    value: Callable[[Selection], int]
    least: Callable[[Model], int] = lambda _: 0


def _goals(model: Model) -> Expression:
    served = []
    for site in sorted(model.problem.findings.goal_sites):
        serving = [model.chosen[course.id] for course in model.courses if course.benefit.at(site)]
        if serving:
            served.append(model.cp.new_bool_var(f"{site} served"))
            model.cp.add_bool_or(*serving, ~served[-1])
    return sum(served)


def _benefit(model: Model) -> Expression:
    """Per site the best chosen course, and half of a second one where that counts."""
    asked_for = frozenset(model.problem.preferences.pins.must)
    terms: list[Expression] = []
    for site in sorted(model.problem.findings.goal_sites):
        laxity = model.problem.findings.laxity_at(site)
        courses = [course for course in model.courses if course.benefit.at(site)]
        best = {c.id: model.cp.new_bool_var(f"{c.id} best at {site}") for c in courses}
        second = {c.id: model.cp.new_bool_var(f"{c.id} second at {site}") for c in courses}
        model.cp.add_at_most_one(best.values())
        model.cp.add_at_most_one(second.values())
        for course in courses:
            model.cp.add_implication(best[course.id], model.chosen[course.id])
            model.cp.add_implication(second[course.id], model.chosen[course.id])
            beside = [best[c.id] for c in courses if adds_to(c, course, site, laxity, asked_for)]
            model.cp.add_bool_or(*beside, ~second[course.id])
            points = course.benefit.at(site)
            terms += [points * best[course.id], points // 2 * second[course.id]]
    return sum(terms)


def _shortfall(model: Model) -> Expression:
    usual = sum(_to_come(course) * model.chosen[course.id] for course in model.courses)
    return usual - sum(session.held for session in model.sessions)


def _to_come(course: CourseOffer) -> int:
    """The usual number of sessions without those that were given."""
    return course.sessions.typical - len(course.given)


def _soft_needs(model: Model) -> Expression:
    return sum(literal for pair in model.pairs for literal in _caution_broken(model, pair))


def _caution_broken(model: Model, pair: PairVars) -> list[Expression]:
    problem, cp = model.problem, model.cp
    a, b = pair.one.course.id, pair.other.course.id
    there, back = (caution_days(problem.soft_lag(*ids), problem) for ids in ((a, b), (b, a)))
    rough = full_in_common((pair.one, pair.other), problem, gently=True)
    if max(there, back) <= 1 and caution_shares(problem, a, b) and not rough:
        return []
    broken = cp.new_bool_var(f"{pair.one.id} too close to {pair.other.id}")
    cp.add(pair.other.day >= pair.one.day + there).only_enforce_if(pair.before, ~broken)
    cp.add(pair.one.day >= pair.other.day + back).only_enforce_if(pair.after, ~broken)
    if not caution_shares(problem, a, b):
        cp.add_implication(pair.together, broken)
    never_all_on(cp, (pair.one, pair.other), rough, [pair.together, ~broken], problem)
    return [broken]


def _downtime(model: Model) -> Expression:
    return sum(session.course.downtime_days * session.held for session in model.sessions)


def _balance(model: Model) -> Expression:
    weights = model.problem.clinic.weights
    return weights.downtime_day * _downtime(model) + weights.visit * visit_count(model)


def _deviation(model: Model) -> Expression:
    terms = []
    for course in model.courses:
        ideal = course.interval.ideal_days
        for before, after in pairwise(model.of(course.id)):
            off = model.cp.new_int_var(0, model.problem.length, f"{after.id} off its ideal day")
            model.cp.add(off >= after.day - before.day - ideal).only_enforce_if(after.held)
            model.cp.add(off >= ideal - after.day + before.day).only_enforce_if(after.held)
            terms.append(off)
    return sum(terms)


def _finish(model: Model) -> Expression:
    finish = model.cp.new_int_var(0, max(0, model.problem.length), "finish")
    for session in model.sessions:
        model.cp.add(finish >= session.day).only_enforce_if(session.held)
    return finish


def _unknown_prices(model: Model) -> Expression:
    return sum(model.chosen[course.id] for course in model.courses if course.price is None)


def _day_sum(model: Model) -> Expression:
    """A session that is not held stands on the day after the last: taken off again."""
    absent = model.problem.length + 1
    return sum(session.day - absent * ~session.held for session in model.sessions)


def off_its_day(session: str, day: int) -> Aim:
    """How far a session is from a day, counted from today; further than any day is where it is not held."""

    def not_held(problem: Problem) -> int:
        return max(problem.length, day) + 1

    def express(model: Model) -> Expression:
        most = not_held(model.problem)
        for one in model.sessions:
            if one.id == session:
                off = model.cp.new_int_var(0, most, f"{session} off day {day}")
                model.cp.add(off >= one.day - day).only_enforce_if(one.held)
                model.cp.add(off >= day - one.day).only_enforce_if(one.held)
                model.cp.add(off >= most).only_enforce_if(~one.held)
                return off
        return most

    def value(selection: Selection) -> int:
        most = not_held(selection.problem)
        return next((abs(held.day - day) for held in selection.held if held.id == session), most)

    return Aim("off-its-day", SMALLER, express, value)


def _moved(model: Model) -> Expression:
    """Sessions of the older plan that are on another day or given up, and sessions that it did not have."""
    before = model.problem.before or {}
    moved: list[Expression] = []
    for session in model.sessions:
        if session.id not in before:
            moved.append(session.held)
            continue
        stays = model.cp.new_bool_var(f"{session.id} stays")
        model.cp.add(session.day == before[session.id]).only_enforce_if(stays)
        moved.append(1 - stays)
    known = {session.id for session in model.sessions}
    return sum(moved) + sum(id_ not in known for id_ in before)


def _least_moved(model: Model, before: Mapping[str, int]) -> int:
    """The sessions that have lost the days they had."""
    kept = sum(before.get(session.id) in session.days for session in model.sessions)
    return len(before) - kept


def _least_shift(model: Model) -> int:
    """As if each session could have the day that is nearest to its own."""
    before, given_up = model.problem.before or {}, given_up_days(model.problem)
    nearest = {
        s.id: abs(nearest_day(s, before[s.id]) - before[s.id]) for s in model.sessions if s.id in before
    }
    return sum(min(nearest.get(id_, given_up), given_up) for id_ in before)


def nearest_day(session: SessionVars, day: int) -> int:
    """Of the days that a session may have the one nearest to a day."""
    return min(session.days, key=lambda other: abs(other - day))


def _shift(model: Model) -> Expression:
    """Days by which sessions move; one that is given up moves further than any other can."""
    before, given_up = model.problem.before or {}, given_up_days(model.problem)
    terms = []
    for session in model.sessions:
        if session.id in before:
            off = model.cp.new_int_var(0, given_up, f"{session.id} shifted")
            model.cp.add(off >= session.day - before[session.id]).only_enforce_if(session.held)
            model.cp.add(off >= before[session.id] - session.day).only_enforce_if(session.held)
            model.cp.add(off >= given_up).only_enforce_if(~session.held)
            terms.append(off)
    known = {session.id for session in model.sessions}
    return sum(terms) + sum(given_up for id_ in before if id_ not in known)


def _near(model: Model) -> Expression:
    """Sessions of the next days that do not stay on their day."""
    near = near_sessions(model.problem)
    moved: list[Expression] = []
    for session in model.sessions:
        if session.id in near:
            stays = model.cp.new_bool_var(f"{session.id} stays, near")
            model.cp.add(session.day == near[session.id]).only_enforce_if(stays)
            moved.append(1 - stays)
    known = {session.id for session in model.sessions}
    return sum(moved) + sum(id_ not in known for id_ in near)


NEAR = Aim(
    "near-sessions-moved",
    SMALLER,
    _near,
    attrgetter("near_moved"),
    lambda model: _least_moved(model, near_sessions(model.problem)),
)
MOVED = Aim(
    "sessions-moved",
    SMALLER,
    _moved,
    attrgetter("moved"),
    lambda model: _least_moved(model, model.problem.before or {}),
)
SHIFT = Aim("days-moved", SMALLER, _shift, attrgetter("shift"), _least_shift)
GOALS = Aim("goals", LARGER, _goals, attrgetter("goals"))
BENEFIT = Aim("benefit", LARGER, _benefit, attrgetter("benefit"))
SESSIONS = Aim("sessions", SMALLER, _shortfall, attrgetter("shortfall"))
SOFT_NEEDS = Aim("soft-needs", SMALLER, _soft_needs, attrgetter("soft_needs"))
INTERVALS = Aim("ideal-intervals", SMALLER, _deviation, attrgetter("deviation"))
FINISH = Aim("finish", SMALLER, _finish, attrgetter("finish"))
VISITS = Aim("visits", SMALLER, visit_count, attrgetter("visits"))
DAY_SUM = Aim("tie-break", SMALLER, _day_sum, attrgetter("day_sum"))
BALANCE = Aim("downtime-and-visits", SMALLER, _balance, attrgetter("balance"))
DOWNTIME = Aim("downtime", SMALLER, _downtime, attrgetter("downtime"))
UNKNOWN_PRICES = Aim("unknown-prices", SMALLER, _unknown_prices, attrgetter("unknown_prices"))
COST = Aim("cost", SMALLER, course_cost, attrgetter("cost"))
MOST_BENEFIT = Aim("most-benefit", LARGER, _benefit, attrgetter("benefit"))
PRESETS: dict[Priority, Sequence[Aim]] = {
    Priority.BALANCED: (BALANCE,),
    Priority.SOONEST: (FINISH,),
    Priority.FEWEST_VISITS: (VISITS,),
    Priority.LEAST_DOWNTIME: (DOWNTIME,),
    Priority.LOWEST_COST: (UNKNOWN_PRICES, COST),
}
NAMED: dict[OrderedAim, Sequence[Aim]] = {
    OrderedAim.VISITS: (VISITS,),
    OrderedAim.FINISH: (FINISH,),
    OrderedAim.DOWNTIME: (DOWNTIME,),
    OrderedAim.COST: (UNKNOWN_PRICES, COST),  # what is not known is not cheap
    OrderedAim.UNKNOWN_PRICES: (UNKNOWN_PRICES,),
    OrderedAim.MOST_BENEFIT: (MOST_BENEFIT,),
    OrderedAim.DOWNTIME_AND_VISITS: (BALANCE,),
    OrderedAim.IDEAL_INTERVALS: (INTERVALS,),
}


def own_aims(priority: AnyPriority) -> tuple[Aim, ...]:
    """The aims of a preset, or those that an explicit order names."""
    if isinstance(priority, Priority):
        return tuple(PRESETS[priority])
    return tuple(aim for name in priority for aim in NAMED[name])


def choosing(problem: Problem) -> tuple[Aim, ...]:
    """The stages that choose courses, in the order in which they are solved; where there is an older plan, it comes first."""
    kept = () if problem.before is None else (NEAR, MOVED, SHIFT)
    return tuple(dict.fromkeys((*kept, GOALS, BENEFIT, SESSIONS, SOFT_NEEDS, *own_aims(problem.priority))))


def ladder(problem: Problem) -> tuple[Aim, ...]:
    """All stages of a problem: those that choose courses, then those that date the chosen ones."""
    return tuple(dict.fromkeys((*choosing(problem), INTERVALS, FINISH, DAY_SUM)))
