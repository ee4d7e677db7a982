"""Judging a patient without planning anything."""

from __future__ import annotations

from turgor.domain.case import Case
from turgor.planner import Judged, assess
from turgor.practice.opening import Practice


def judge_case(practice: Practice, case: Case) -> Judged:
    """What is found, and who may have what, where and when."""
    return assess(case, practice.clinic, practice.host, practice.today)
