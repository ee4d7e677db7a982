"""Risk habits: which of them the patient has, what is not known about the others, and what answers each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from turgor.domain.case import SYSTEMIC
from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Findings
from turgor.planning.skin.actions import traits_of
from turgor.rules import Subject, compile_condition
from turgor.rules.answering.kleene import Truth


def weigh(findings: Findings, catalogue: Catalogue) -> Mapping[str, Truth]:
    """Habit -> whether the patient has it today, in id order."""
    subject = Subject(findings, catalogue.vocabulary, traits_of=traits_of(catalogue))
    return {
        id_: compile_condition(habit.when, catalogue.vocabulary).at(subject, SYSTEMIC, findings.today)
        for id_, habit in sorted(catalogue.vocabulary.risk_habits.items())
    }


def answering(habit: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The installed treatments that answer a habit, in id order."""
    trait = catalogue.vocabulary.risk_habits[habit].answered_by
    return tuple(
        id_
        for id_, one in sorted(catalogue.treatments.items())
        if habit in one.answers or trait in one.traits
    )


def against_advice(habit: str, findings: Findings, catalogue: Catalogue) -> tuple[str, ...]:
    """The blocking rules about what answers a habit that hold, or may hold, for the patient: no advice against them."""
    subject = Subject(findings, catalogue.vocabulary, traits_of=traits_of(catalogue))
    declared = catalogue.vocabulary.risk_habits[habit]
    traits = {declared.answered_by, *declared.advice_traits}
    speaking = [
        rule for rule in catalogue.rules if rule.severity.blocks and traits.intersection(rule.applies_to)
    ]
    return tuple(
        rule.id
        for rule in speaking
        if compile_condition(rule.when, catalogue.vocabulary).at(subject, SYSTEMIC, findings.today).value
        is not False
    )


def open_answers(findings: Findings, catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is not known and would tell whether the patient has a habit, with the treatments that answer it."""
    weighed = weigh(findings, catalogue)
    for habit in findings.unknown_habits:
        for asked in weighed[habit].missing:
            yield asked, answering(habit, catalogue)
