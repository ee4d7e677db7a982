"""Patients of whom less is known."""

from __future__ import annotations

from collections.abc import Collection

import attrs

from turgor.api import Answers, History
from turgor.domain.case import Case, Patient


def forgetting(case: Case, names: Collection[str]) -> Case:
    """The same case where some facts and kinds of event are unknown. What happened stays."""
    answered = case.assessment.answers
    left = Answers({name: by_site for name, by_site in answered.by_fact.items() if name not in names})
    history = attrs.evolve(case.history, never=case.history.never - frozenset(names))
    return attrs.evolve(case, assessment=attrs.evolve(case.assessment, answers=left), history=history)


def knowing_nothing(case: Case) -> Case:
    """The same person, of whom nobody asked anything."""
    return attrs.evolve(
        case,
        patient=Patient(case.patient.name),
        assessment=attrs.evolve(case.assessment, answers=Answers(), measurements=()),
        history=History(),
        using=(),
    )
