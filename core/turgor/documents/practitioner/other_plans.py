"""What a plan and its alternatives come to, in words: the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from turgor.documents.wording import words
from turgor.domain.alternatives import FORMER, Alternative, Criterion
from turgor.domain.messages import Phrase
from turgor.domain.money import Money
from turgor.domain.plan import Plan

LABELS = {
    "most-benefit": Phrase("other_plans.benefit", "Benefit, in points"),
    "finish": Phrase("other_plans.finish", "Last session"),
    "visits": Phrase("other_plans.visits", "Visits"),
    "downtime": Phrase("other_plans.downtime", "Days of downtime"),
    "unknown-prices": Phrase("other_plans.unpriced", "Courses without a price"),
    "cost": Phrase("other_plans.cost", "Known price of the sessions"),
    "ideal-intervals": Phrase("other_plans.intervals", "Days off the ideal intervals"),
}
THIS = Phrase("other_plans.this", "This plan")
BETTER = Phrase("other_plans.better", "Better: {gains}")
WORSE = Phrase("other_plans.worse", "given up: {losses}")
NOTHING = Phrase("other_plans.nothing", "nothing that is compared here")
NOT_PROVEN = Phrase(
    "other_plans.not_proven",
    "not proven that no plan is at least as good in everything and better in something",
)
REPLACED = Phrase("other_plans.replaced", "the plan that was replaced")
DATED = Phrase("other_plans.dated", "{course}, {where}: {days}")
SAID = Phrase("other_plans.said", "{letter}: {courses}. {told}.")
CHOSEN = Phrase(
    "other_plans.chosen", "Chosen instead of plan {number}, as its alternative {letter}: {because}"
)


def rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """One row for each criterion: its name, the plan's value, that of each alternative."""
    for number, one in enumerate(plan.alternatives[0].criteria if plan.alternatives else ()):
        others = [other.criteria[number] for other in plan.alternatives]
        if any((one.plan, *(other.value for other in others))):
            values = (one.plan, *(other.value for other in others))
            yield LABELS[one.name]().text, *(_value(one, value, plan) for value in values)


def _value(one: Criterion, value: int, plan: Plan) -> str:
    if one.name == "finish":
        return words.day(plan.today + timedelta(days=value))
    if one.name == "cost":
        return words.amount(Money(Decimal(value) / 100, plan.policy.currency))
    return str(value)


def said(other: Alternative, plan: Plan) -> str:
    """What is done when, and what one gives up for what."""
    gains = [message.text for message in other.gains] or [NOTHING().text]
    losses = [message.text for message in other.gives_up] or [NOTHING().text]
    told = [BETTER(gains=words.joined(gains)).text, WORSE(losses=words.joined(losses)).text]
    if not other.proven:
        told.append((REPLACED if other.letter == FORMER else NOT_PROVEN)().text)
    courses = "; ".join(_courses(other, plan))
    return SAID(letter=other.letter, courses=courses, told="; ".join(told)).text


def _courses(other: Alternative, plan: Plan) -> Iterator[str]:
    for course in other.courses:
        days = [
            words.day(visit.date)
            for visit in other.visits
            for session in visit.sessions
            if session.course == course.id
        ]
        where = words.places(course.zones, plan.zone_names)
        yield DATED(course=course.name, where=where, days=words.joined(days)).text


def chosen(plan: Plan) -> str:
    """That the practitioner chose this plan, and why; empty where there was no choice."""
    if plan.choice is None:
        return ""
    choice = plan.choice
    return CHOSEN(number=plan.replaces, letter=choice.letter, because=choice.because).text
