"""A plugin whose answers are each in time may still take too long altogether."""

from __future__ import annotations

import time

import pytest

from toy_plugins import CLINIC, built_in, course_offer, findings, found, modality, status
from turgor.api import SchedulingTerms
from turgor.host import Asking, Host, Limits

OFFERS = [course_offer(f"toy.d{number}") for number in range(6)]


def asked(seconds: float, asking: Asking) -> Host:
    """A host that was asked for the dates of six offers, each answered after so long."""

    def turgor_schedule() -> SchedulingTerms:
        time.sleep(seconds)
        return SchedulingTerms()

    toy = found("toy", modality("toy"), turgor_schedule=turgor_schedule)
    host = Host.load(built_in(), extra=[toy], asking=asking)
    for offer in OFFERS:
        host.terms(offer, findings(), CLINIC)
    return host


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a tenth of a second is slow."""
    monkeypatch.setattr("turgor.host.host.SLOW", 0.1)


def test_slow_answers_are_not_waited_for_without_end() -> None:
    """It is switched off by the one that is too many, and named."""
    host = asked(0.11, Asking(Limits(slow_seconds=0.3)))
    state, reason = status(host, "toy")
    assert state == "failed"
    assert reason == "turgor_schedule and what was asked before it took longer than 0.3 s together"


def test_quick_answers_may_be_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long they take together: a host may be asked about many patients."""
    monkeypatch.setattr("turgor.host.host.SLOW", 60.0)
    assert not asked(0.01, Asking(Limits(slow_seconds=0.0))).failed


def test_an_author_who_looks_closely_is_not_hurried() -> None:
    """Where plugins run in process, a debugger may stop in each answer."""
    assert not asked(0.11, Asking(Limits(slow_seconds=0.3), strict=True)).failed
