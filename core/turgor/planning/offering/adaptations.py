"""What the cautions that apply change in an offer: numbers, prerequisites, and the list of what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from turgor.domain.findings import Findings
from turgor.domain.offers import Adaptation
from turgor.domain.rules import Rule
from turgor.domain.skin import Severity
from turgor.domain.terms import CourseTerms, Interval, SessionCount, Step
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import Reason
from turgor.domain.vocabulary import EventKind

# Of two numbers for one thing the stricter counts: longer gaps and slower steps (these), and else the smaller.
LARGER = ("interval_min_days", "interval_ideal_days", "weeks_per_step_factor")


def firing(reasons: Iterable[Reason], rules: Mapping[str, Rule]) -> tuple[tuple[Reason, Rule], ...]:
    """The declared rules behind the reasons, each once, in id order."""
    found = {reason.rule: (reason, rules[reason.rule]) for reason in reasons if reason.rule in rules}
    return tuple(found[id_] for id_ in sorted(found))


def strictest(rules: Iterable[Rule]) -> Mapping[str, int]:
    """The numbers of several rules, the stricter of each."""
    numbers: dict[str, int] = {}
    for rule in rules:
        for name, value in rule.numbers.items():
            stricter = max if name in LARGER else min
            numbers[name] = stricter(numbers.get(name, value), value)
    return numbers


def adapted_interval(declared: Interval, numbers: Mapping[str, int]) -> Interval:
    """The interval with longer minimum and ideal and shorter maximum; the minimum wins over the maximum."""
    least = max(declared.min_days, numbers.get("interval_min_days", 0))
    ideal = max(declared.ideal_days, numbers.get("interval_ideal_days", 0), least)
    most = min(declared.max_days, numbers.get("interval_max_days", declared.max_days))
    if "interval_max_days" in numbers:
        ideal = max(least, min(ideal, most))
    return Interval(least, ideal, max(most, ideal))


def adapted_count(declared: SessionCount, numbers: Mapping[str, int]) -> SessionCount:
    """The number of sessions, never more than declared."""
    most = max(1, min(declared.maximum, numbers.get("sessions_max", declared.maximum)))
    typical = max(1, min(declared.typical, most, numbers.get("sessions_typical", most)))
    return SessionCount(min(declared.minimum, typical), typical, most)


def adapted_course(declared: CourseTerms, numbers: Mapping[str, int]) -> CourseTerms:
    """The course with its interval and its number of sessions adapted."""
    return attrs.evolve(
        declared,
        sessions=adapted_count(declared.sessions, numbers),
        interval=adapted_interval(declared.interval, numbers),
    )


def adapted_steps(declared: Sequence[Step], numbers: Mapping[str, int]) -> tuple[Step, ...]:
    """The titration, each step so many times as long."""
    factor = max(1, numbers.get("weeks_per_step_factor", 1))
    return tuple(attrs.evolve(step, weeks=step.weeks and step.weeks * factor) for step in declared)


def adaptations(fired: Iterable[tuple[Reason, Rule]]) -> tuple[Adaptation, ...]:
    """What is listed: every caution with its advice, enforced where the offer's own terms carry it out."""
    return tuple(
        Adaptation(rule.id, reason.advice or reason.text, bool(rule.numbers or rule.requires))
        for reason, rule in fired
        if reason.severity is not Severity.NOTE
    )


HEALED_CHECK = "healed_check"


def healing(
    treatment: Treatment, sites: frozenset[str], findings: Findings, kinds: Mapping[str, EventKind]
) -> tuple[str, ...]:
    """The check that an illness is over on the day it should be: asked for where its state would be in the way."""
    needed = {need.state for need in treatment.terms.needs if need.severity.blocks}
    expected = [
        event
        for event in findings.history.events
        if event.end is None and event.expected_end and event.kind in kinds
    ]
    in_the_way = any(
        (not event.sites or event.sites & sites)
        and needed & {effect.state for effect in kinds[event.kind].terms.effects}
        for event in expected
    )
    return (HEALED_CHECK,) if in_the_way else ()


def required(declared: Iterable[str], rules: Iterable[Rule]) -> tuple[str, ...]:
    """The prerequisites of a treatment and those that rules add, each once."""
    return tuple(dict.fromkeys((*declared, *(name for rule in rules for name in rule.requires))))
