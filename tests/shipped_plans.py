"""A plan for one shipped treatment alone, as the planner would fill it, made without planning."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import attrs

import plans
from turgor.domain.plan import Cost, Plan, TreatmentInstructions
from turgor.domain.regimens import HomeKind, Segment
from turgor.domain.terms import RegimenTerms
from turgor.domain.treatments import Treatment
from turgor.host import Host

FIRST = date(2026, 12, 14)
KINDS = {
    "nutrition": HomeKind.FOOD,
    "facial_exercise": HomeKind.EXERCISE,
}  # the rest is put on skin


@cache
def catalogue_treatments() -> tuple[Treatment, ...]:
    """Every treatment that ships."""
    return tuple(Host.load().catalogue.treatments.values())


@cache
def plan_of(treatment: Treatment) -> Plan:
    """An approved plan with all usual sessions of a procedure, or with home care and all its steps."""
    told = TreatmentInstructions(
        treatment.id,
        treatment.plain_name,
        treatment.instructions,
        treatment.evidence,
        treatment.overall_evidence,
        treatment.standing,
        treatment.risks,
        treatment.sources,
    )
    words = Host.load().catalogue.vocabulary
    bare = plans.plan(
        courses=(), visits=(), regimens=(), why=(), cost=Cost(plans.plan().cost.known), instructions=(told,),
        sources=tuple(words.sources.values()),
    )  # fmt: skip
    return _with_course(bare, treatment) if treatment.course else _with_home_care(bare, treatment)


def _with_course(bare: Plan, treatment: Treatment) -> Plan:
    terms = treatment.course
    course = plans.course(
        treatment.id, treatment.plain_name, sessions=terms.sessions.typical, typical=terms.sessions.typical,
        interval=terms.interval, minutes=terms.minutes, downtime_days=terms.downtime_days,
        downtime_days_max=terms.downtime_days_max,
    )  # fmt: skip
    step = timedelta(days=terms.interval.ideal_days)
    days = [FIRST + step * index for index in range(course.sessions)]
    return attrs.evolve(bare, courses=(course,), visits=plans.visits(course, *days))


def _with_home_care(bare: Plan, treatment: Treatment) -> Plan:
    terms = treatment.regimen
    kind = KINDS.get(treatment.modality, HomeKind.SKIN)
    regimen = plans.regimen(
        treatment.id, treatment.plain_name, terms.how, terms.order, _segments(terms), kind=kind
    )
    return attrs.evolve(bare, regimens=(regimen,))


def _segments(terms: RegimenTerms) -> tuple[Segment, ...]:
    found, start = [], plans.TODAY
    for step in terms.steps:
        end = start + timedelta(weeks=step.weeks) - timedelta(days=1) if step.weeks else None
        slot, dose = step.slot or terms.slot, step.dose or terms.dose
        found.append(Segment(start, end, step.per_week, slot, dose, step.gate))
        start = end + timedelta(days=1) if end else start
    return tuple(found)
