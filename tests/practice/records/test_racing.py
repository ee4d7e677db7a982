"""Practitioners in processes of their own, who plan and book the same hours: no overlap, no deadlock, an answer each."""

from __future__ import annotations

from collections import Counter

import pytest

import desks
from racing import Race, overlaps_ever, race
from turgor.practice.records import check_records
from turgor.store import Store

SLOW = 120  # seconds for one answer on a machine that does much else; no lock is waited for so long


def looked_through(where: str, raced: list[Race], rounds: int) -> Counter[str]:
    """All answers together, after the records were looked through."""
    answers: Counter[str] = sum((Counter(one.answers) for one in raced), Counter())
    assert answers["booked"] + answers["nothing left"] == len(raced) * rounds
    assert max(seconds for one in raced for seconds in one.slowest.values()) < SLOW
    with Store.open(where) as store:
        assert list(overlaps_ever(store)) == []
        assert check_records(desks.desk_at(store)) == ()
    return answers


def test_two_processes_never_book_the_same(where: str) -> None:
    """Whoever comes second is planned around the first, every time."""
    answers = looked_through(where, race(where, processes=2, rounds=2), rounds=2)
    assert answers == {"booked": 4, "lost": answers["lost"]}
    assert answers["lost"] > 0


@pytest.mark.soak
def test_eight_processes_that_plan_and_book_the_same_day_in_200_rounds_of_theirs_never_overlap(
    where: str,
) -> None:
    """Each call answers: booked, lost and planned anew, or nothing left (`tests/bench/races.py` shows the figures)."""
    answers = looked_through(where, race(where, processes=8, rounds=25), rounds=25)
    assert answers["lost"] > 200  # each round is lost by most of them at first
