"""One patient's way through the program: the only place that knows the order of the stages.

case -> examine -> judge -> offer -> schedule -> explain -> assemble -> verify -> plan
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TypeVar

import attrs

from turgor import __version__
from turgor.domain.alternatives import Choice
from turgor.domain.case import AnyPriority, Case
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.courses import Course
from turgor.domain.findings import Findings
from turgor.domain.happened import Happened
from turgor.domain.modalities import Modalities, Offer
from turgor.domain.plan import Engine, Plan
from turgor.domain.rules import Rule
from turgor.domain.schedule import Schedule
from turgor.domain.verdicts import Verdicts
from turgor.domain.whatif import WhatIf
from turgor.planning.assembly import assemble
from turgor.planning.changing import whatif as changing
from turgor.planning.changing.as_it_is_now import as_it_is_now, without_own_bookings
from turgor.planning.changing.choosing import chosen
from turgor.planning.changing.going_on import courses_after, given_after, going_on, to_come
from turgor.planning.changing.moved import moves, zones_left
from turgor.planning.changing.remembering import remembering
from turgor.planning.examine import examine
from turgor.planning.explain import why
from turgor.planning.judge import judge
from turgor.planning.offer import offer
from turgor.planning.recording.other_plans import as_planned
from turgor.planning.recording.stages import Stages
from turgor.planning.schedule import schedule
from turgor.planning.scheduling.problem import Problem
from turgor.planning.skin.actions import actions_for
from turgor.verify import Breach, verify

T = TypeVar("T")


class PlanRefused(Exception):  # noqa: N818 -- what happened, in the words of the verifier
    """Our own verifier found that the planner broke a limit: a fault of ours, never shown as a plan.

    Attributes:
        plan: the plan that was refused.
        breaches: the limits that it breaks.
    """

    def __init__(self, plan: Plan, breaches: tuple[Breach, ...]) -> None:
        super().__init__("; ".join(f"{b.limit} at {b.where}: {b.text.text}" for b in breaches))
        self.plan = plan
        self.breaches = breaches


@attrs.frozen
class Judged:
    """What is known before anything is chosen: enough for `turgor verdicts`, `why` and `questions`."""

    findings: Findings
    verdicts: Verdicts


def assess(case: Case, clinic: Clinic, modalities: Modalities, today: date) -> Judged:
    """Examine the patient and judge every treatment, without choosing anything."""
    findings = examine(case, modalities.catalogue, today)
    return Judged(findings, reassess(findings, case, clinic, modalities))


def reassess(
    findings: Findings,
    case: Case,
    clinic: Clinic,
    modalities: Modalities,
    only: Collection[str] | None = None,
) -> Verdicts:
    """Judge every treatment by these findings, be they the patient's own or what they would be with other answers.

    `only` names some treatments: the verdicts of others are not wanted.
    """
    objections = modalities.objections(findings, clinic)
    return judge(findings, modalities.catalogue, clinic, case.overrides, objections, modalities.failed, only)


def assess_by(  # noqa: PLR0917 -- the arguments of `assess`, and what to look at
    case: Case,
    clinic: Clinic,
    catalogue: Catalogue,
    today: date,
    rules: tuple[Rule, ...],
    only: Collection[str],
) -> Verdicts:
    """What some rules alone would make of some treatments, whatever else speaks for or against them."""
    findings = examine(case, catalogue, today)
    return judge(findings, attrs.evolve(catalogue, rules=rules), clinic, case.overrides, only=only)


def plan(  # noqa: PLR0917 -- seed and priority are settings with defaults, passed by name
    case: Case,
    clinic: Clinic,
    modalities: Modalities,
    today: date,
    seed: int = 0,
    priority: AnyPriority | None = None,
    *,
    alternatives: bool = False,
) -> Plan:
    """Build the best plan, check it independently and return it as a draft; with other plans where asked.

    A modality that fails while it is asked costs its own treatments only: the stages run again without it.
    Equal arguments give an equal plan. Raises PlanRefused when the verifier finds a broken limit, in the plan or in
    an alternative as it would be if it were chosen.
    """

    def made() -> Stages:
        judged, problem = _problem(case, clinic, modalities, today, priority or case.goals.priority)
        scheduled = schedule(problem, seed, alternatives=alternatives)
        return _stages(case, judged, problem, scheduled, modalities, seed)

    stages = _with_who_answers(modalities, made)
    for other in stages.schedule.others:
        _checked(assemble(as_planned(stages, other)))
    return _checked(assemble(stages))


def _with_who_answers(modalities: Modalities, make: Callable[[], T]) -> T:
    """What the stages make of those modalities that answer: run again where one failed on the way."""
    failed = None
    while failed != modalities.failed:
        failed = modalities.failed
        made = make()
    return made


def _checked(candidate: Plan) -> Plan:
    """The plan, if the verifier accepts it. Raises PlanRefused."""
    if breaches := verify(candidate):
        raise PlanRefused(candidate, breaches)
    return candidate


def _stages(  # noqa: PLR0917 -- what the stages answered
    case: Case, judged: Judged, problem: Problem, scheduled: Schedule, modalities: Modalities, seed: int
) -> Stages:
    chosen: tuple[Offer, ...] = (*scheduled.courses, *(regimen.offer for regimen in scheduled.regimens))
    return Stages(
        case=case,
        clinic=problem.clinic,
        catalogue=problem.catalogue,
        findings=judged.findings,
        verdicts=judged.verdicts,
        actions=problem.actions,
        offers=problem.offers,
        schedule=scheduled,
        why=why(scheduled, problem, judged.verdicts),
        handouts=tuple(modalities.handouts(chosen, judged.findings)),
        engine=Engine(__version__, tuple(modalities.statuses)),
        priority=problem.priority,
        seed=seed,
    )


def _problem(  # noqa: PLR0917 -- the arguments of `plan`
    case: Case,
    clinic: Clinic,
    modalities: Modalities,
    today: date,
    priority: AnyPriority,
    running: tuple[Course, ...] = (),
) -> tuple[Judged, Problem]:
    """What is known, and what may be chosen from it; `running` are the courses of a plan that goes on."""
    catalogue, wishes = modalities.catalogue, case.preferences
    judged = assess(case, clinic, modalities, today)
    actions = actions_for(judged.findings, catalogue, clinic.positions)
    offers = offer(judged.findings, judged.verdicts, catalogue, clinic, wishes, modalities, running)
    return judged, Problem(offers, actions, judged.findings, clinic, wishes, priority, catalogue)


class Unchangeable(Exception):  # noqa: N818 -- an answer, not a fault
    """A plan that changes cannot be asked of: there is none, or it does not hold what was entered."""


def what_if(made: Plan, session: str, day: date, modalities: Modalities, seed: int = 0) -> WhatIf:
    """What it would come to if a session of a plan were on another day.

    Raises Unchangeable, and LookupError where the plan has no such session.
    """
    days = {one.id: visit.date for visit in made.visits for one in visit.sessions}
    if made.case is None or made.objective is None:
        raise Unchangeable
    if session not in days:
        raise LookupError(session)
    entered, priority, modalities = made.case, made.objective.priority, remembering(modalities, made)
    _, offered = _with_who_answers(
        modalities,
        lambda: _problem(entered, made.policy, modalities, made.today, priority, made.courses),
    )
    problem = going_on(offered, made.courses, made.replay.given if made.replay else ())
    return changing.what_if(_all_pinned(problem), days, session, day, seed)


def _all_pinned(problem: Problem) -> Problem:
    """The problem with each of its courses pinned."""
    pins = problem.preferences.pins
    must = tuple(dict.fromkeys((*pins.must, *(course.treatment for course in problem.offers.courses))))
    wishes = attrs.evolve(problem.preferences, pins=attrs.evolve(pins, must=must))
    return attrs.evolve(problem, preferences=wishes)


def choose(made: Plan, letter: str, because: str, modalities: Modalities) -> Plan:
    """An alternative of a plan becomes the plan; those that are declined are kept in it, with the reason.

    Raises Unchangeable, LookupError where the plan has no such alternative, NotPossible where it does not hold any
    more, and PlanRefused as `plan` does.
    """
    other = next((one for one in made.alternatives if one.letter == letter), None)
    if made.case is None or made.objective is None:
        raise Unchangeable
    if other is None:
        raise LookupError(letter)
    entered, priority, modalities = made.case, other.objective.priority, remembering(modalities, made)

    def stages() -> Stages:
        judged, problem = _problem(entered, made.policy, modalities, made.today, priority)
        scheduled = chosen(problem, made, letter, made.seed)
        return _stages(entered, judged, problem, scheduled, modalities, made.seed)

    anew = assemble(_with_who_answers(modalities, stages))
    return _checked(
        attrs.evolve(
            anew, number=f"{made.number}-{letter}", replaces=made.number, choice=Choice(letter, because)
        )
    )


def replan(
    made: Plan,
    happened: Happened,
    modalities: Modalities,
    clinic: Clinic | None = None,
    case: Case | None = None,
) -> Plan:
    """Go on from what really happened, moving as few sessions as possible, then by as few days as possible.

    The policy and the case are those of the plan unless newer ones are given. What was given counts through its
    effects from its real day. Raises Unchangeable, and PlanRefused as `plan` does.
    """
    entered = case or made.case
    if entered is None or made.objective is None:
        raise Unchangeable
    now, before = as_it_is_now(made, entered, happened), to_come(made, happened)
    courses, policy = courses_after(made, happened), without_own_bookings(clinic or made.policy, made)
    priority, given = made.objective.priority, tuple(given_after(made, happened))
    modalities = remembering(modalities, made)

    def again() -> tuple[Stages, Problem]:
        judged, offered = _problem(now, policy, modalities, happened.today, priority, courses)
        problem = attrs.evolve(
            going_on(offered, courses, given),
            before={session: (day - happened.today).days for session, day in before.items()},
        )
        scheduled = schedule(problem, made.seed)
        return _stages(now, judged, problem, scheduled, modalities, made.seed), problem

    stages, problem = _with_who_answers(modalities, again)
    anew = assemble(stages)
    candidate = attrs.evolve(
        anew,
        replaces=made.number,
        replay=anew.replay and attrs.evolve(anew.replay, before=before, given=problem.given),
        moves=tuple(moves(stages.schedule, problem, stages.verdicts, before, happened)),
        notices=(*anew.notices, *zones_left(made.courses, anew.courses, problem.catalogue.vocabulary.zones)),
    )
    return _checked(candidate)
