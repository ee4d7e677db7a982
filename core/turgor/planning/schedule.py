"""From offers to dates: which courses, on which days, with which home care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

import attrs

from turgor.domain.explanations import Stage
from turgor.domain.messages import Phrase
from turgor.domain.offers import CourseOffer, LeftOut, RegimenOffer
from turgor.domain.schedule import Found, Other, Schedule
from turgor.planning.conflicts.conflict import conflict
from turgor.planning.conflicts.probe import Probe
from turgor.planning.conflicts.relaxations import relaxations
from turgor.planning.home_care.home_choice import base, choose, required_by
from turgor.planning.home_care.in_use import as_used
from turgor.planning.home_care.meeting import days_of_the_week
from turgor.planning.home_care.regimens import place
from turgor.planning.scheduling.aims import BENEFIT, GOALS, ladder
from turgor.planning.scheduling.alternatives import LEADS, compared, none_at_all, others
from turgor.planning.scheduling.choice import exclusion
from turgor.planning.scheduling.days import course_days
from turgor.planning.scheduling.model import candidates
from turgor.planning.scheduling.passes import optimise
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.search import NoPlan, NotFound, Solved
from turgor.planning.scheduling.selection import Selection
from turgor.planning.scheduling.times import visits
from turgor.planning.scheduling.worthwhile import Worth, narrowed

NO_DATES = Phrase("schedule.no_dates", "Its sessions find no days within all limits.")
NO_HOME_CARE = Phrase(
    "schedule.no_home_care", "It must go with home care of the kind {traits}, which cannot be chosen."
)
NOT_CHOSEN = Phrase("schedule.not_chosen", "The plan is better without it under this priority.")
NO_USE = Phrase("schedule.no_use", "No day is left on which it may be used.")


def schedule(problem: Problem, seed: int, *, alternatives: bool = False) -> Schedule:
    """Select courses and date them, then place home care around them; look for other plans, too, where asked.

    `seed` is the solver's; where every stage is proven, the schedule does not depend on it.
    """
    try:
        solved = _solved(problem, seed)
    except NotFound:
        return Schedule(Found.NOTHING)
    except NoPlan:
        probe = Probe(problem, seed)
        return Schedule(Found.CONFLICT, conflict=conflict(probe), relaxations=relaxations(probe))
    placed = with_home_care(problem, solved)
    return _with_others(placed, problem, solved, seed) if alternatives else placed


def _with_others(placed: Schedule, problem: Problem, plan: Solved, seed: int) -> Schedule:
    """Other plans may keep less of the benefit, so that they may hold other courses."""
    held = plan.selection.problem
    offered = candidates(problem, base(problem))
    if offered and held.before is None:
        ordered = attrs.evolve(problem, priority=tuple(LEADS))
        fewer, most = narrowed(ordered, tuple(days.course for days in offered))
        held = fewer if _reaches(plan, most) else problem
    looked = others(held, plan, seed) if offered else none_at_all(plan)
    found = tuple(
        Other(
            letter,
            one.order,
            one.leads,
            with_home_care(attrs.evolve(problem, priority=one.order), one.solved),
            compared(one.solved.selection, plan.selection),
            one.proven,
        )
        for letter, one in zip(ascii_uppercase[1:], looked.found, strict=False)
    )
    return attrs.evolve(placed, others=found, unbeaten=looked.unbeaten)


def _solved(problem: Problem, seed: int) -> Solved:
    """The solver is asked only where there is something to decide, and first only about what may be best."""
    pins = problem.preferences.pins
    courses = tuple(days.course for days in candidates(problem, base(problem)))
    if not (pins.must or pins.dates or courses):
        return Solved(Selection(problem), tuple(_empty_stages(problem)))
    if problem.before is not None:  # which courses there are was settled by the older plan
        return optimise(problem, seed)
    fewer, most = narrowed(problem, courses)
    if len(fewer.offers.courses) < len(courses):
        try:
            solved = optimise(fewer, seed)
        except NoPlan:  # the whole problem tells whether there is none, and why
            return optimise(problem, seed)
        if _reaches(solved, most):
            return solved
    return optimise(problem, seed)


def _reaches(solved: Solved, most: Worth) -> bool:
    """Whether the narrowed problem found dates for the best that all courses together could bring."""
    bounds = {stage.name: stage.bound for stage in solved.stages}
    return (bounds[GOALS.name], bounds[BENEFIT.name]) == (most.goals, most.benefit)


def _empty_stages(problem: Problem) -> Iterator[Stage]:
    for aim in ladder(problem):
        value = aim.value(Selection(problem))
        yield Stage(aim.name, value, value, proven=True, better=aim.better)


def with_home_care(problem: Problem, solved: Solved) -> Schedule:
    """What was chosen and dated, with its visits and the home care around them."""
    selection = solved.selection
    placed = visits(selection)
    sessions = tuple(session for visit in placed for session in visit.sessions)
    home = choose(problem, selection.courses, selection.cost)
    days = days_of_the_week([as_used(offer, problem) for offer in home.regimens], problem)
    regimens = [place(offer, sessions, problem, days[offer.id]) for offer in home.regimens]
    needed = _needed(problem, selection, [regimen.offer for regimen in regimens])
    used = tuple(r for r in regimens if r.segments or r.offer.id in needed)
    unused = [LeftOut(r.offer.treatment, r.offer.sites, NO_USE()) for r in regimens if r not in used]
    return Schedule(
        Found.PLAN,
        courses=selection.courses,
        visits=placed,
        regimens=used,
        stages=solved.stages,
        left_out=(*_courses_left_out(problem, selection), *home.left_out, *unused),
    )


def _needed(problem: Problem, selection: Selection, home: Sequence[RegimenOffer]) -> frozenset[str]:
    """The home care without which something chosen would lack what it must go with."""
    asked = {trait for course in selection.courses for trait in _goes_with(course, problem)}
    asked |= {trait for offer in home for trait in offer.goes_with}
    return frozenset(offer.id for offer in home if problem.traits(offer.treatment) & asked)


def _goes_with(course: CourseOffer, problem: Problem) -> tuple[str, ...]:
    return problem.catalogue.treatments[course.treatment].goes_with


def _courses_left_out(problem: Problem, selection: Selection) -> Iterator[LeftOut]:
    """The courses that were offered and not chosen, each with its reason."""
    chosen = {course.id for course in selection.courses}
    home = base(problem).regimens
    for course in problem.offers.courses:
        if course.id in chosen:
            continue
        if limit := exclusion(course, problem):
            why = limit.text
        elif not course_days(course, problem).possible:
            why = NO_DATES()
        elif required_by(course, home, problem) is None:
            why = NO_HOME_CARE(traits=_goes_with(course, problem))
        else:
            why = NOT_CHOSEN()
        yield LeftOut(course.treatment, course.sites, why)
