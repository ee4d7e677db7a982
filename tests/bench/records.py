"""How the daily questions to the records grow with patients and plans (`make bench`).

Records are copies of one patient with one plan in three versions, under drawn names. Times are ratios to the same question
with the fewest patients in the same database; the smallest of several runs counts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import insert, select

import databases
import desks
from turgor.practice.records import (
    affected_plans,
    due_list,
    find_patients,
    open_kept,
    open_patient,
    which_plan,
)
from turgor.store import Store
from turgor.store.rows import (
    AssessmentRow,
    AssessmentVersionRow,
    PatientRow,
    PlanDateRow,
    PlanDocumentRow,
    PlanRow,
    PlanVersionRow,
)

PAGE = Path(__file__).parents[2] / "docs" / "bench" / "records.md"
SIZES = (100, 1_000, 10_000)
RUNS = 5
AT_ONCE = 500
FOUND_BY = ("Ada", "Bea", "Cleo", "Dora", "Eve", "Fay", "Gwen", "Hana", "Ida", "Jo")
HEAD = """\
# The records, with many patients

Made by `make bench`. Each patient has one plan in three versions, one of them followed. All numbers are ratios to the
same question to the same database with {first} patients; the smallest of {runs} runs counts. A column of the first size
says what the question costs beside opening one patient's chart in SQLite. [Races for the same hours](races.md) are counted
by themselves.

"""


@contextmanager
def everywhere() -> Iterator[list[tuple[str, str]]]:
    """Empty records in both databases."""
    with TemporaryDirectory() as folder, databases.postgres() as server:
        yield [("SQLite", databases.new_sqlite(Path(folder))), ("PostgreSQL", databases.new_postgres(server))]


def one_patient(store: Store) -> None:
    """The patient of whom all others are copies."""
    desks.followed(desks.desk_at(store))


def fill(store: Store, many: int) -> None:
    """Copies up to so many patients, each with three versions of a plan, the first of them approved."""
    drawn = random.Random(many)
    with store.writing() as session:
        patient = dict(session.execute(select(PatientRow.__table__).limit(1)).one()._mapping)
        assessed = dict(session.execute(select(AssessmentVersionRow.__table__).limit(1)).one()._mapping)
        version = dict(session.execute(select(PlanVersionRow.__table__).limit(1)).one()._mapping)
        document = dict(session.execute(select(PlanDocumentRow.__table__).limit(1)).one()._mapping)
        dates = [
            dict(row._mapping)
            for row in session.execute(select(PlanDateRow.__table__).where(PlanDateRow.plan_id == 1))
        ]
        there = session.scalars(select(PatientRow.id).order_by(PatientRow.id.desc()).limit(1)).one()
        for first in range(there + 1, many + 1, AT_ONCE):
            ids = range(first, min(first + AT_ONCE, many + 1))
            rows: list[tuple[type, list[dict[str, object]]]] = [
                (PatientRow, [{**patient, "id": i, "number": f"N-{i}", **_named(drawn)} for i in ids]),
                (AssessmentRow, [{"id": i, "patient_id": i, "current": 1} for i in ids]),
                (AssessmentVersionRow, [{**assessed, "assessment_id": i} for i in ids]),
                (PlanRow, [{"id": i, "patient_id": i, "newest": 3} for i in ids]),
                (
                    PlanVersionRow,
                    [
                        {**version, "plan_id": i, "assessment_id": i, "number": n, "status": _status(n)}
                        for i in ids
                        for n in (1, 2, 3)
                    ],
                ),
                (PlanDocumentRow, [{**document, "plan_id": i, "number": n} for i in ids for n in (1, 2, 3)]),
                (
                    PlanDateRow,
                    [
                        {**one, "plan_id": i, "number": n, "day": _day(one["day"], drawn)}
                        for i in ids
                        for n in (1, 2, 3)
                        for one in dates
                    ],
                ),
            ]
            for table, some in rows:
                session.execute(insert(table), some)


def _status(number: int) -> str:
    return {1: "superseded", 2: "active", 3: "stopped"}[number]


def _named(drawn: random.Random) -> dict[str, str]:
    name = f"{drawn.choice(FOUND_BY)} {drawn.randrange(10**6):06d}"
    born = date(1940, 1, 1) + timedelta(days=drawn.randrange(20_000))
    return {"name": name, "folded": " ".join(sorted(name.casefold().split())), "birth_date": born.isoformat()}


def _day(day: object, drawn: random.Random) -> str:
    return (date.fromisoformat(str(day)) + timedelta(days=drawn.randrange(700))).isoformat()


def least(question: Callable[[], object]) -> float:
    """The smallest of several runs, in seconds."""
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        question()
        found.append(time.perf_counter() - start)
    return min(found)


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """What is asked all day."""
    desk, host = desks.desk_at(store), desks.practice().host
    return {
        "find by a name": lambda: find_patients(desk, "fay 12"),
        "find by birth date": lambda: find_patients(desk, born=date(1974, 2, 2)),
        "a patient's chart": lambda: open_patient(desk, "#1"),
        "one plan, read and shown": lambda: open_kept(desk, which_plan(desk, "1/1")),
        "due within two weeks": lambda: due_list(desk, date(2027, 1, 1)),
        "affected, where nothing changed": lambda: list(affected_plans(desk, host)),
    }


@click.command()
def main() -> None:
    """Write docs/bench/records.md."""
    text = HEAD.format(first=SIZES[0], runs=RUNS)
    chart = 0.0
    with everywhere() as places:
        for name, where in places:
            took: dict[str, list[float]] = {}
            with Store.open(where) as store:
                one_patient(store)
                for size in SIZES:
                    fill(store, size)
                    for question, ask in questions(store).items():
                        took.setdefault(question, []).append(least(ask))
                    click.echo(f"{name}: {size} patients")
            chart = chart or took["a patient's chart"][0]
            text += (
                f"## {name}\n\n| question | beside a chart | "
                + " | ".join(f"{size:,}" for size in SIZES)
                + " |\n"
            )
            text += "|---|---|" + "---|" * len(SIZES) + "\n"
            for question, times in took.items():
                ratios = " | ".join(f"{one / times[0]:.1f}" for one in times)
                text += f"| {question} | {times[0] / chart:.1f} | {ratios} |\n"
            text += "\n"
    PAGE.write_text(text.rstrip() + "\n", encoding="utf-8")
    click.echo(f"Written: {PAGE}")


if __name__ == "__main__":
    main()
