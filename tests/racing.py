"""A clinic with one laser that several want at once: processes that plan and book the same hours again and again.

`python -m racing WHERE NUMBER` is one practitioner with a patient of their own. In a round all begin together: plan,
approve; who was not quick enough takes the next best plan and approves that. When all have something, or there is nothing
left, each gives back what they have.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time as clock
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import time
from functools import partial
from pathlib import Path
from threading import Timer
from typing import TypeVar

import attrs
from sqlalchemy import select

import desks
from turgor.domain.case import Available, Case
from turgor.domain.plan import Outcome
from turgor.domain.resources import Resource
from turgor.host import Asking
from turgor.practice import Practice, open_practice
from turgor.practice.records import (
    BookedAlready,
    Built,
    Desk,
    approve_plan,
    build_plan,
    next_best,
    open_kept,
    stop_plan,
)
from turgor.store import Store
from turgor.store.rows import AuditRow, BookingRow

LASER = "laser.ndyag_long_pulse"
OTHERS = frozenset(
    {"microneedling", "radiofrequency", "facial_exercise", "nutrition", "topicals"}
)  # nobody asks
HALF_A_YEAR = 182  # days; too few Wednesdays for eight
TRIES = 20  # of one round; who loses so often has met nobody else's booking, but a fault
PATIENCE = 600  # seconds for one round of one who is never alone; who waits longer waits for ever
T = TypeVar("T")


def one_laser(practice: Practice) -> Practice:
    """A clinic with one room and one laser, that everybody wants."""
    policy = attrs.evolve(
        practice.clinic,
        rooms=(Resource("room-1"),),
        devices=(Resource("ndyag", does=(LASER,)),),
        turnaround_minutes=10,
        horizon_days=HALF_A_YEAR,
    )
    return attrs.evolve(practice, clinic=policy)


def wants_it(number: int) -> Case:
    """One of several patients who are alike: at one hour of the week, and this laser alone."""
    case = desks.healthy()
    wishes = attrs.evolve(
        case.preferences,
        pins=attrs.evolve(case.preferences.pins, only=(LASER,), must=(LASER,)),
        available=(Available(2, time(9, 0), time(9, 40)),),
    )
    patient = attrs.evolve(case.patient, name=f"Number{number} Marsh{number}", number=f"P-{number}")
    return attrs.evolve(case, patient=patient, preferences=wishes)


@attrs.frozen
class Race:
    """What one practitioner was answered, and how long the slowest answer took in seconds."""

    answers: Mapping[str, int]
    slowest: Mapping[str, float]


@attrs.frozen
class Practitioner:
    """One who plans and books for a patient of their own."""

    desk: Desk
    practice: Practice
    patient: int
    answers: Counter[str] = attrs.field(factory=Counter)
    slowest: dict[str, float] = attrs.field(factory=dict)

    def win(self) -> Built:
        """Plan and approve until there is something, or nothing left."""
        built = self._timed("plan", lambda: build_plan(self.desk, self.practice, self.patient))
        for _ in range(TRIES):
            if built.plan.outcome is not Outcome.PLAN:
                self.answers["nothing left"] += 1
                return built
            try:
                self._timed("approve", partial(approved, self.desk, built))
            except BookedAlready as lost:
                self.answers["lost"] += 1
                again = partial(next_best, self.desk, self.practice, built.version.ref, lost)
                built = self._timed("next best", again).built
            else:
                self.answers["booked"] += 1
                return built
        raise AssertionError("lost for ever")

    def give_back(self, built: Built) -> None:
        """The round is over."""
        self._timed("stop", partial(stop_plan, self.desk, built.version.ref, "the round is over"))

    def _timed(self, name: str, act: Callable[[], T]) -> T:
        begin = clock.perf_counter()
        try:
            return act()
        finally:
            self.slowest[name] = max(self.slowest.get(name, 0.0), clock.perf_counter() - begin)


def approved(desk: Desk, made: Built) -> None:
    """All cautions acknowledged."""
    approve_plan(desk, made.version.ref, [one.id for one in open_kept(desk, made.version.ref).cautions])


def race(where: str, processes: int, rounds: int) -> list[Race]:
    """So many practitioners at once, in so many rounds. Raises AssertionError where one of them failed."""
    with Store.open(where) as store:
        for number in range(1, processes + 1):
            assert desks.known(desks.desk_at(store), wants_it(number)).id == number
    all_of_them = [_started(where, number) for number in range(1, processes + 1)]
    try:
        for _ in range(rounds):
            _together(all_of_them, "win")
            _together(all_of_them, "give back")
        return [Race(**json.loads(said)) for said in _together(all_of_them, "tell")]
    finally:
        for one in all_of_them:
            one.kill()
            one.communicate()


def _started(where: str, number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "racing", where, str(number)],
        cwd=Path(__file__).parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _together(them: Sequence[subprocess.Popen[str]], word: str) -> list[str]:
    """Say a word to all, then wait for all."""
    for one in them:
        assert one.stdin
        one.stdin.write(f"{word}\n")
        one.stdin.flush()
    return [_answer(one) for one in them]


def _answer(one: subprocess.Popen[str]) -> str:
    """Raises AssertionError where it failed, or was ended for it waited too long."""
    assert one.stdout
    assert one.stderr
    too_long = Timer(PATIENCE, one.kill)
    too_long.start()
    said = one.stdout.readline()
    too_long.cancel()
    assert said, one.stderr.read() or f"no answer in {PATIENCE} seconds"
    return said


def overlaps_ever(store: Store) -> Iterator[str]:
    """Two who had one resource at one time, at any moment: told by the audit trail, not by what guards the table."""
    held: dict[str, list[BookingRow]] = {}
    with store.reading() as session:
        rows: dict[str, list[BookingRow]] = {}
        for row in session.scalars(select(BookingRow)):
            rows.setdefault(f"plan:{row.plan_id}/{row.number}", []).append(row)
        for line in session.scalars(select(AuditRow).order_by(AuditRow.seq)):
            if line.action in ("stopped", "superseded"):
                held.pop(line.subject, None)
            if line.action == "approved":
                mine = rows[line.subject]
                for other in (one for others in held.values() for one in others):
                    for one in mine:
                        if _meet(one, other):
                            yield f"line {line.seq}: {line.subject} and plan:{other.plan_id}/{other.number}"
                held[line.subject] = mine


def _meet(one: BookingRow, other: BookingRow) -> bool:
    return (
        one.resource_id == other.resource_id
        and one.start_minute < other.end_minute
        and other.start_minute < one.end_minute
    )


def main(where: str, number: int) -> None:
    """One practitioner, who does what is said."""
    practice = open_practice(today=desks.START.date(), disabled=OTHERS, asking=Asking(strict=True))
    with Store.open(where) as store:
        me = Practitioner(desks.desk_at(store, f"desk {number}"), one_laser(practice), number)
        built = None
        for line in sys.stdin:
            match line.strip():
                case "win":
                    built = me.win()
                case "give back" if built:
                    me.give_back(built)
                case "tell":
                    _say(json.dumps({"answers": dict(me.answers), "slowest": me.slowest}))
                    return
            _say("done")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
