"""How the daily questions to the records grow with patients and plans (`make bench`).

Records are copies of two patients with one plan in three versions each, under drawn names. Times are ratios to the same question
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
from typing import Any

import attrs
import click
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

import databases
import desks
from turgor.domain.skin import Severity
from turgor.host import Host
from turgor.practice.records import (
    affected_plans,
    approve_plan,
    build_plan,
    due_list,
    find_patients,
    open_kept,
    open_patient,
    which_plan,
)
from turgor.store import Store
from turgor.store.names import folded
from turgor.store.rows import (
    AssessmentRow,
    AssessmentVersionRow,
    PatientRow,
    PlanDateRow,
    PlanDocumentRow,
    PlanJudgedRow,
    PlanRow,
    PlanSaidRow,
    PlanVersionRow,
    Row,
)

PAGE = Path(__file__).parents[2] / "docs" / "bench" / "records.md"
SIZES = (100, 1_000, 10_000)
RUNS = 5
AT_ONCE = 500
FOUND_BY = ("Ada", "Bea", "Cleo", "Dora", "Eve", "Fay", "Gwen", "Hana", "Ida", "Jo")
ELSEWHERE, SPEAKS = (
    "ACNE-1",
    "T-POC",
)  # a rule of no treatment in these plans; one of a treatment in all of them
HEAD = """\
# The records, with many patients

Made by `make bench`. Each patient has one plan in three versions, one of them followed. Numbers are ratios to the same
question to the same database with {first} patients; the smallest of {runs} runs counts, but of the questions after a
correction, which are asked once. The second column says what the question costs with {first} patients beside opening one
patient's chart in SQLite, which took {chart} ms here: read the ratios, other machines are other.

A search by name looks through all names, a due list grows with what is due. After a correction nothing is opened where no
changed rule speaks of a treatment of the plan. Where one speaks of all of them, each plan is asked whether the rule makes
of it what it made; the first plan that is affected is shown at once, the others follow, one in a hundred here. What stays
the same is remembered: asked again, only those that are affected are judged anew. PostgreSQL changes little: each question
goes through a socket, and every write waits for the server. [Races for the same hours](races.md) are counted by themselves.

"""


@contextmanager
def everywhere() -> Iterator[list[tuple[str, str]]]:
    """Empty records in both databases."""
    with TemporaryDirectory() as folder, databases.postgres() as server:
        yield [("SQLite", databases.new_sqlite(Path(folder))), ("PostgreSQL", databases.new_postgres(server))]


def two_patients(store: Store) -> None:
    """The patients of whom all others are copies, each with a plan that is followed."""
    desk = desks.desk_at(store)
    desks.followed(desk)
    made = build_plan(desk, desks.practice(), desks.known(desk, desks.healthy()).id)
    cautions = [one.id for one in open_kept(desk, made.version.ref).cautions]
    approve_plan(desk, made.version.ref, cautions)


def fill(store: Store, many: int) -> None:
    """Copies up to so many patients, each with three versions of a plan, the second of them followed.

    One in a hundred is of the patient whom the corrected rule concerns, the others of the one whom it leaves alone.
    """
    drawn = random.Random(many)
    with store.writing() as session:
        rows = {kind: _two(session, kind) for kind in _KEYS}
        dates = {plan: _dates(session, plan) for plan in (1, 2)}
        there = session.scalars(select(PatientRow.id).order_by(PatientRow.id.desc()).limit(1)).one()
        for first in range(there + 1, many + 1, AT_ONCE):
            ids = range(first, min(first + AT_ONCE, many + 1))
            for kind, copies in _copies(ids, rows, dates, drawn):
                session.execute(insert(kind), copies)


_KEYS: dict[type[Row], str] = {
    PatientRow: "id",
    AssessmentRow: "id",
    AssessmentVersionRow: "assessment_id",
    PlanRow: "id",
    PlanVersionRow: "plan_id",
    PlanDocumentRow: "plan_id",
    PlanSaidRow: "plan_id",
}


def _two(session: Session, kind: type[Row]) -> dict[int, dict[str, Any]]:
    """The rows of the first two patients, by their numbers."""
    table = kind.__table__
    return {row._mapping[_KEYS[kind]]: dict(row._mapping) for row in session.execute(select(table))}


def _dates(session: Session, plan: int) -> list[dict[str, Any]]:
    found = session.execute(select(PlanDateRow.__table__).where(PlanDateRow.plan_id == plan))
    return [dict(row._mapping) for row in found]


def _copies(
    ids: range,
    rows: dict[type[Row], dict[int, dict[str, Any]]],
    dates: dict[int, list[dict[str, Any]]],
    drawn: random.Random,
) -> Iterator[tuple[type[Row], list[dict[str, Any]]]]:
    of = {i: 1 if i % 100 == 0 else 2 for i in ids}

    def like(kind: type[Row], i: int, **changes: object) -> dict[str, Any]:
        return {**rows[kind][of[i]], **changes}

    def versions(kind: type[Row]) -> list[dict[str, Any]]:
        return [like(kind, i, plan_id=i, number=n) for i in ids for n in (1, 2, 3)]

    yield PatientRow, [like(PatientRow, i, id=i, number=f"N-{i}", **_named(drawn)) for i in ids]
    yield AssessmentRow, [like(AssessmentRow, i, id=i, patient_id=i) for i in ids]
    yield AssessmentVersionRow, [like(AssessmentVersionRow, i, assessment_id=i) for i in ids]
    yield PlanRow, [like(PlanRow, i, id=i, patient_id=i, newest=3) for i in ids]
    yield (
        PlanVersionRow,
        [
            {**one, "assessment_id": one["plan_id"], "status": _status(one["number"])}
            for one in versions(PlanVersionRow)
        ],
    )
    yield PlanDocumentRow, versions(PlanDocumentRow)
    yield PlanSaidRow, versions(PlanSaidRow)
    yield (
        PlanDateRow,
        [
            {**one, "plan_id": i, "number": n, "day": _day(one["day"], drawn)}
            for i in ids
            for n in (1, 2, 3)
            for one in dates[of[i]]
        ],
    )


def _status(number: int) -> str:
    return {1: "superseded", 2: "active", 3: "stopped"}[number]


def _named(drawn: random.Random) -> dict[str, str]:
    name = f"{drawn.choice(FOUND_BY)} {drawn.randrange(10**6):06d}"
    born = date(1940, 1, 1) + timedelta(days=drawn.randrange(20_000))
    return {"name": name, "folded": folded(name), "birth_date": born.isoformat()}


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


def with_rule(id_: str, **changes: object) -> Host:
    """The modalities with one rule corrected."""
    host, known = Host.load(), desks.practice().host.catalogue
    rules = tuple(attrs.evolve(rule, **changes) if rule.id == id_ else rule for rule in known.rules)
    host.catalogue = attrs.evolve(known, rules=rules)
    return host


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """What is asked all day."""
    desk, host = desks.desk_at(store), desks.practice().host
    return {
        "find by a name": lambda: find_patients(desk, "fay 12"),
        "find by birth date": lambda: find_patients(desk, born=date(1974, 2, 2)),
        "a patient's chart": lambda: open_patient(desk, "#1"),
        "one plan, read and shown": lambda: open_kept(desk, which_plan(desk, "1/1")),
        "due within two weeks": lambda: due_list(desk, date(2027, 1, 1)),
        "affected: nothing changed": lambda: list(affected_plans(desk, host)),
    }


def after_a_correction(store: Store) -> Iterator[tuple[str, float]]:
    """What is asked when a rule was corrected: once, for what is found is remembered."""
    desk = desks.desk_at(store)
    with store.writing() as session:
        session.execute(delete(PlanJudgedRow))
    elsewhere, speaks = with_rule(ELSEWHERE, when="True"), with_rule(SPEAKS, severity=Severity.ABSOLUTE)
    yield "affected: a rule that speaks of no such plan", _once(lambda: list(affected_plans(desk, elsewhere)))
    found: list[object] = []
    yield (
        "affected: a rule that speaks of all, until the first is shown",
        _once(lambda: next(affected_plans(desk, speaks))),
    )
    with store.writing() as session:
        session.execute(delete(PlanJudgedRow))
    yield "the same, until all are shown", _once(lambda: found.extend(affected_plans(desk, speaks)))
    yield "the same, asked again", _once(lambda: list(affected_plans(desk, speaks)))
    assert found, "the rule concerns nobody: nothing was measured"


def _once(question: Callable[[], object]) -> float:
    start = time.perf_counter()
    question()
    return time.perf_counter() - start


@click.command()
def main() -> None:
    """Write docs/bench/records.md."""
    text, chart = "", 0.0
    with everywhere() as places:
        for name, where in places:
            took: dict[str, list[float]] = {}
            with Store.open(where) as store:
                two_patients(store)
                for size in SIZES:
                    fill(store, size)
                    for question, ask in questions(store).items():
                        took.setdefault(question, []).append(least(ask))
                    for question, seconds in after_a_correction(store):
                        took.setdefault(question, []).append(seconds)
                    click.echo(f"{name}: {size} patients")
            chart = chart or took["a patient's chart"][0]
            text += _table(name, took, chart)
    head = HEAD.format(first=SIZES[0], runs=RUNS, chart=round(chart * 1_000))
    PAGE.write_text((head + text).rstrip() + "\n", encoding="utf-8")
    click.echo(f"Written: {PAGE}")


def _table(name: str, took: dict[str, list[float]], chart: float) -> str:
    sizes = " | ".join(f"{size:,}" for size in SIZES)
    lines = [f"## {name}", "", f"| question | beside a chart | {sizes} |", "|---|---|" + "---|" * len(SIZES)]
    for question, times in took.items():
        ratios = " | ".join(f"{one / times[0]:.1f}" for one in times)
        lines.append(f"| {question} | {times[0] / chart:.1f} | {ratios} |")
    return "\n".join(lines) + "\n\n"


if __name__ == "__main__":
    main()
