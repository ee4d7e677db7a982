"""Judging a patient without planning anything."""

from __future__ import annotations

import attrs

from turgor.domain.case import Case
from turgor.planner import Judged, assess
from turgor.planning.scheduling.calendar import last_day
from turgor.practice.opening import Practice


def judge_case(practice: Practice, case: Case) -> Judged:
    """What is found, and who may have what, where and when, as far ahead as a plan would reach."""
    judged = assess(case, practice.clinic, practice.host, practice.today)
    last = last_day(case.preferences, practice.clinic, practice.today)
    verdicts = tuple(verdict.until(last) for verdict in judged.verdicts.verdicts)
    return attrs.evolve(judged, verdicts=attrs.evolve(judged.verdicts, verdicts=verdicts))
