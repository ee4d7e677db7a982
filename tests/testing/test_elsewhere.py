"""Work in another Python: its results one by one, and what became of it."""

from __future__ import annotations

import os
import time

from turgor.testing.elsewhere import Elsewhere, Work, can_go_elsewhere


def test_results_come_back_in_order() -> None:
    """All of them, and nothing is said to be missing."""
    assert Work(range, 3).done() == Elsewhere((0, 1, 2))


def test_work_that_ends_its_process_is_told_from_work_that_is_done() -> None:
    """With exit code 0, too, which whoever starts a process takes for success."""
    assert Work(os._exit, 0).done() == Elsewhere((), "it ended its own process (exit code 0)")


def test_work_that_gives_no_answer_is_not_waited_for() -> None:
    """It is ended."""
    assert Work(time.sleep, 600).done(stalled=2.0) == Elsewhere((), "there was no answer for 2 s")


def test_the_order_of_sets_depends_on_the_seed_alone() -> None:
    """Equal seeds, equal orders."""
    words = frozenset(map(str, range(20)))
    orders = [Work(iter, words, hash_seed=seed).done() for seed in (1, 1, 2)]
    assert orders[0] == orders[1]
    assert orders[0] != orders[2]


def test_what_exists_in_this_python_only_stays_here() -> None:
    """A function without a name cannot be sent."""
    assert can_go_elsewhere(len)
    assert not can_go_elsewhere(lambda: 1)
