"""What a practice does with its records, each act one transaction, with what leads there: for tests that disturb them."""

from __future__ import annotations

from collections.abc import Callable

import desks
from turgor.domain.case import Patient
from turgor.practice.records import (
    Desk,
    HowGiven,
    PlanRef,
    add_assessment,
    add_event,
    add_patient_with,
    approve_plan,
    build_plan,
    complete_plan,
    correct_assessment,
    correct_patient,
    erase_patient,
    revise_plan,
    session_done,
    session_missed,
    start_plan,
    stop_plan,
)

Act = Callable[[Desk], object]


def nothing(_: Desk) -> None:
    """Empty records."""


def known(desk: Desk) -> None:
    """A patient with an assessment."""
    desks.known(desk, desks.anjali())


def drafted(desk: Desk) -> None:
    """And a draft."""
    known(desk)
    build_plan(desk, desks.practice(), 1)


def approved(desk: Desk) -> None:
    """Which was approved."""
    desks.followed(desk)


def begun(desk: Desk) -> None:
    """And was begun."""
    approved(desk)
    start_plan(desk, PlanRef(1, 1))


CAUTIONS = (
    "FST-10@radiofrequency.microneedling",
    "PIH-2@radiofrequency.microneedling",
    "T-POC@topicals.tretinoin",
    "T-SUNWORK@topicals.tretinoin",
)
FIRST = "radiofrequency.microneedling#1.1"

ACTS: dict[str, tuple[Act, Act]] = {
    "add": (nothing, lambda desk: add_patient_with(desk, desks.anjali())),
    "change": (known, lambda desk: correct_patient(desk, 1, 1, Patient("Anjali Sen"))),
    "assess": (known, lambda desk: add_assessment(desk, 1, desks.anjali())),
    "correct": (known, lambda desk: correct_assessment(desk, 1, 1, desks.anjali(), "wrong line")),
    "build": (known, lambda desk: build_plan(desk, desks.practice(), 1)),
    "revise": (approved, lambda desk: revise_plan(desk, desks.practice(), PlanRef(1, 1), "asked")),
    "approve": (drafted, lambda desk: approve_plan(desk, PlanRef(1, 1), CAUTIONS)),
    "start": (approved, lambda desk: start_plan(desk, PlanRef(1, 1))),
    "given": (approved, lambda desk: session_done(desk, 1, FIRST, given=HowGiven(settings={"depth": "1.5"}))),
    "missed": (approved, lambda desk: session_missed(desk, 1, FIRST, "ill")),
    "event": (
        approved,
        lambda desk: add_event(desk, desks.practice().host, 1, {"kind": "sunburn", "start": "2026-11-20"}),
    ),
    "stop": (begun, lambda desk: stop_plan(desk, PlanRef(1, 1), "moves")),
    "complete": (begun, lambda desk: complete_plan(desk, PlanRef(1, 1))),
    "erase": (approved, lambda desk: erase_patient(desk, 1)),
}
"""What leads there, and an act that is one transaction."""
