"""Judging a patient without planning anything."""

from __future__ import annotations

import attrs

from turgor.domain.case import Case
from turgor.domain.findings import Findings
from turgor.domain.verdicts import Verdicts
from turgor.planner import Judged, assess, reassess
from turgor.planning.scheduling.calendar import last_day
from turgor.practice.opening import Practice


def judge_case(practice: Practice, case: Case) -> Judged:
    """What is found, and who may have what, where and when, as far ahead as a plan would reach."""
    judged = assess(case, practice.clinic, practice.host, practice.today)
    return attrs.evolve(judged, verdicts=_as_far_as_a_plan(judged.verdicts, practice, case))


def judge_again(practice: Practice, case: Case, findings: Findings) -> Verdicts:
    """The verdicts that other findings of the same patient would lead to, as far ahead as a plan would reach."""
    return _as_far_as_a_plan(reassess(findings, case, practice.clinic, practice.host), practice, case)


def _as_far_as_a_plan(found: Verdicts, practice: Practice, case: Case) -> Verdicts:
    last = last_day(case.preferences, practice.clinic, practice.today)
    return attrs.evolve(found, verdicts=tuple(verdict.until(last) for verdict in found.verdicts))
