"""Other plans as the plan keeps them: their courses and visits, and in words what one gives up for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import attrs

from turgor.domain.alternatives import Alternative, Criterion
from turgor.domain.explanations import Objective
from turgor.domain.messages import Message, Phrase
from turgor.domain.schedule import Other, Schedule
from turgor.planning.recording.plan_items import course, visit
from turgor.planning.recording.stages import Stages

IN_WEEKS = 14  # days, from which on people count in weeks
Pair = tuple[Phrase, Phrase]  # for one, and for more


def _pair(key: str, one: str, many: str) -> Pair:
    return Phrase(f"{key}_one", one), Phrase(key, many)


BETTER: dict[str, Pair] = {
    "visits": _pair("alternative.visits_fewer", "1 visit fewer", "{n} visits fewer"),
    "finish": _pair("alternative.sooner", "finishes 1 day sooner", "finishes {n} days sooner"),
    "weeks": _pair("alternative.sooner_weeks", "finishes 1 week sooner", "finishes {n} weeks sooner"),
    "downtime": _pair("alternative.downtime_less", "1 day of downtime less", "{n} days of downtime less"),
    "cost": _pair("alternative.cheaper", "{amount} less", "{amount} less"),
    "unknown-prices": _pair(
        "alternative.unpriced_fewer", "1 course without a price fewer", "{n} courses without a price fewer"
    ),
    "most-benefit": _pair("alternative.benefit_more", "1 % more benefit", "{n} % more benefit"),
    "ideal-intervals": _pair(
        "alternative.nearer",
        "1 day nearer to the ideal intervals",
        "{n} days in all nearer to the ideal intervals",
    ),
}
WORSE: dict[str, Pair] = {
    "visits": _pair("alternative.visits_more", "1 visit more", "{n} visits more"),
    "finish": _pair("alternative.later", "finishes 1 day later", "finishes {n} days later"),
    "weeks": _pair("alternative.later_weeks", "finishes 1 week later", "finishes {n} weeks later"),
    "downtime": _pair("alternative.downtime_more", "1 day of downtime more", "{n} days of downtime more"),
    "cost": _pair("alternative.dearer", "{amount} more", "{amount} more"),
    "unknown-prices": _pair(
        "alternative.unpriced_more", "1 course without a price more", "{n} courses without a price more"
    ),
    "most-benefit": _pair("alternative.benefit_less", "1 % less benefit", "{n} % less benefit"),
    "ideal-intervals": _pair(
        "alternative.further",
        "1 day further from the ideal intervals",
        "{n} days in all further from the ideal intervals",
    ),
}


def alternatives(stages: Stages) -> tuple[Alternative, ...]:
    """The other plans as the plan keeps them."""
    return tuple(_alternative(other, as_planned(stages, other)) for other in stages.schedule.others)


def as_planned(stages: Stages, other: Other) -> Stages:
    """What the stages would have answered with another plan."""
    return attrs.evolve(stages, schedule=other.schedule, priority=other.priority, why=(), handouts=())


def with_all_courses(schedule: Schedule) -> Schedule:
    """What is needed to check a plan and its alternatives: every course and all home care of any of them, once."""
    held = (schedule, *(other.schedule for other in schedule.others))
    courses = {course.id: course for one in held for course in one.courses}
    regimens = {regimen.offer.id: regimen for one in reversed(held) for regimen in one.regimens}
    return attrs.evolve(
        schedule,
        courses=tuple(courses[id_] for id_ in sorted(courses)),
        regimens=tuple(dict.fromkeys((*schedule.regimens, *(regimens[id_] for id_ in sorted(regimens))))),
    )


def _alternative(other: Other, stages: Stages) -> Alternative:
    led_by = {str(aim): place for place, aim in enumerate(other.leads)}
    important_first = sorted(other.criteria, key=lambda one: led_by.get(one.name, len(led_by)))
    said = tuple(differences(important_first, stages.clinic.currency))
    return Alternative(
        letter=other.letter,
        leads=other.leads,
        objective=Objective(other.priority, other.schedule.stages),
        criteria=other.criteria,
        gains=tuple(text for text, better in said if better),
        gives_up=tuple(text for text, better in said if not better),
        courses=tuple(course(offer, stages) for offer in other.schedule.courses),
        visits=tuple(visit(placed, stages) for placed in other.schedule.visits),
        home_care=tuple(placed.offer.id for placed in other.schedule.regimens),
        proven=other.proven,
    )


def differences(criteria: Iterable[Criterion], currency: str) -> Iterator[tuple[Message, bool]]:
    """What is better (true) and what is worse than in the plan, in words."""
    for one in criteria:
        if one.gain:
            yield _said(one, currency), one.gain > 0


def _said(one: Criterion, currency: str) -> Message:
    words, by = (BETTER if one.gain > 0 else WORSE), abs(one.gain)
    if one.name == "cost":
        return words["cost"][1](amount=f"{Decimal(by) / 100:.2f} {currency}")
    if one.name == "most-benefit":
        by = max(1, round(100 * by / one.plan)) if one.plan else 100
    name = one.name
    if name == "finish" and by >= IN_WEEKS:
        name, by = "weeks", round(by / 7)
    return words[name][by > 1](n=by)
