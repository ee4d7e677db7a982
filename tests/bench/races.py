"""What eight practitioners are answered who plan and book the same hours at once, on both databases.

`PYTHONPATH=tests python tests/bench/races.py [ROUNDS]` writes docs/bench/races.md; `make soak` runs the same as a test.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

import databases
import desks
from racing import overlaps_ever, race
from turgor.practice.records import check_records
from turgor.store import Store

PAGE = Path(__file__).parents[2] / "docs" / "bench" / "races.md"
PROCESSES, ROUNDS = 8, 25
HEAD = """\
# Races for the same hours

Made by `PYTHONPATH=tests .venv/bin/python tests/bench/races.py {rounds}`; `make soak` runs the same as a test, `make test` a short
one. {processes} processes are practitioners, each with a patient of their own who can only come on Wednesdays from 9:00 to
9:40, all for one laser in one room. In each of {rounds} rounds they begin together: each plans and approves; who was not
quick enough takes the next best plan around what was lost and approves that, until something is booked or, in half a
year, nothing is left. Then all give back what they have. That is {all_} times planning and booking, and again for every
race that was lost. Overlaps are looked for in the audit trail, line by line, not by what guards the table. Whoever is not
answered within ten minutes, or answered that the records are busy, ends it all.

| | SQLite | PostgreSQL |
|---|---|---|
"""
ROWS = {
    "booked": "booked",
    "lost": "lost a race, and was planned anew around it",
    "nothing left": "nothing left in half a year",
    "overlaps": "overlaps, at any moment",
    "problems": "problems in the records afterwards",
}


def counted(where: str, rounds: int) -> Mapping[str, int]:
    """All answers in one database, and what was found afterwards. Raises AssertionError where there was none."""
    raced = race(where, PROCESSES, rounds)
    with Store.open(where) as store:
        found = {
            "overlaps": len(list(overlaps_ever(store))),
            "problems": len(check_records(desks.desk_at(store))),
        }
    return Counter(found) + sum((Counter(one.answers) for one in raced), Counter[str]())


def page(rounds: int, sqlite: Mapping[str, int], postgresql: Mapping[str, int]) -> str:
    """The page that tells of both."""
    head = HEAD.format(processes=PROCESSES, rounds=rounds, all_=f"{PROCESSES * rounds:,}")
    rows = [
        f"| {text} | {sqlite.get(name, 0):,} | {postgresql.get(name, 0):,} |" for name, text in ROWS.items()
    ]
    return head + "\n".join(rows) + "\n"


def main(rounds: int) -> None:
    """Both databases, one after the other."""
    with TemporaryDirectory() as folder, databases.postgres() as server:
        sqlite = counted(databases.new_sqlite(Path(folder)), rounds)
        postgresql = counted(databases.new_postgres(server), rounds)
    PAGE.write_text(page(rounds, sqlite, postgresql), encoding="utf-8")
    click.echo(f"Written: {PAGE}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
