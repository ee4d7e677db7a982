"""Processes that work on one thing after another: each within its limits, and no loss stops the rest."""

from __future__ import annotations

import pytest

from slow_work import work
from turgor.practice.workers import Limits, Lost, run

LIMITS = Limits(seconds=1.5)


def test_all_things_are_worked_on():
    """Each thing is told of once, whoever did it."""
    told = dict(run(work, [f"thing {number}" for number in range(9)], LIMITS, 2))
    assert sorted(told) == [f"thing {number}" for number in range(9)]
    assert {text.partition(" by ")[0] for text in told.values()} == set(told)


@pytest.mark.parametrize(
    ("thing", "reason"), [("sleeps", "longer than 1.5 seconds"), ("dies", "ended without a word")]
)
def test_what_is_lost_is_told_and_the_rest_goes_on(thing, reason):
    """A process that hangs or dies costs the thing it was at and nothing else."""
    told = dict(run(work, ["a", thing, "b", "c"], LIMITS, 1))
    lost = told.pop(thing)
    assert isinstance(lost, Lost)
    assert lost.step == f"step of {thing}"
    assert reason in lost.reason
    assert sorted(told) == ["a", "b", "c"]


def test_each_step_has_its_own_time():
    """Work of many steps may take longer than one step may."""
    ((_, told),) = run(work, ["long"], LIMITS, 1)
    assert told.startswith("long by")


def test_memory_is_limited():
    """Whoever asks for too much memory is refused it, and says so."""
    assert dict(run(work, ["eats", "a"], LIMITS, 1))["eats"] == "no more memory"


def test_processes_are_replaced():
    """After some things a fresh process goes on, so that nothing piles up."""
    told = run(work, list("abcdef"), Limits(seconds=5, things=2), 1)
    assert len({text.partition(" by ")[2] for _, text in told}) == 3


def test_nothing_to_do():
    """No thing, no process."""
    assert list(run(work, [], LIMITS)) == []
