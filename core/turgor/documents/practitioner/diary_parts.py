"""What was noted since the plan was made: sessions as they were given, preparations, home care."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.practitioner.names import Names
from turgor.documents.sheet import Block, Cell, Table, row
from turgor.documents.wording import words
from turgor.domain.diary import Diary, HomeCareEntry, HowGiven, SessionEntry
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

SINCE = Phrase("record.diary", "What was done since")
DAY, SESSION, HOW = (
    Phrase("record.diary.day", "Day"),
    Phrase("record.diary.session", "Session"),
    Phrase("record.diary.how", "How, and how the skin took it"),
)
LOT = Phrase("record.diary.lot", "lot {lot}")
REACTION = Phrase("record.diary.reaction", "Skin: {reaction}")
MISSED = Phrase("record.diary.missed", "Not given, planned for {day}")
MISSED_WHY = Phrase("record.diary.missed_why", "Not given, planned for {day}: {why}")
PREPARED = Phrase("record.diary.prepared", "{what}, for {session}")
DAYS, HOME, USED = (
    Phrase("record.diary.days", "Days"),
    Phrase("record.diary.home", "Home care"),
    Phrase("record.diary.used", "Used, and how the skin took it"),
)
OF_DAYS = Phrase("record.diary.of_days", "on {used} days of {planned} planned")
IRRITATION = Phrase("record.diary.irritation", "Worst irritation: {score}")


def diary_parts(plan: Plan) -> Iterator[Block]:
    """Where the plan comes out of the records and something was noted."""
    if plan.diary is None:
        return
    names = Names(plan)
    if rows := sorted(_sessions(plan.diary, names), key=lambda one: one[0]):
        head = tuple(phrase().text for phrase in (DAY, SESSION, HOW))
        yield Block(
            SINCE().text, table=Table(head, tuple(cells for _, cells in rows), (22, 36, 42)), part=True
        )
    if plan.diary.home_care:
        head = tuple(phrase().text for phrase in (DAYS, HOME, USED))
        reports = tuple(_report(one, plan.diary, names) for one in plan.diary.home_care)
        yield Block(HOME().text, table=Table(head, reports, (30, 34, 36)), part=not rows)


def _sessions(diary: Diary, names: Names) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Each with the day by which it is sorted."""
    for done in diary.done:
        lines = tuple(_how(done, diary))
        how = Cell(lines[0], lines[1:]) if lines else Cell(words.NOTHING)
        yield done.day.isoformat(), row(words.day(done.day), names.of(done.session), how)
    for missed in diary.missed:
        said = (MISSED_WHY if missed.why else MISSED)(day=words.day(missed.planned), why=missed.why)
        yield missed.noted.isoformat(), row(words.day(missed.noted), names.of(missed.session), said.text)
    for prepared in diary.prepared:
        what = words.opening(prepared.prerequisite.replace("_", " "))
        said = PREPARED(what=what, session=names.of(prepared.session))
        yield prepared.date.isoformat(), row(words.day(prepared.date), said.text, words.NOTHING)


def _how(done: SessionEntry, diary: Diary) -> Iterator[str]:
    if who := ", ".join(_with(done.given)):
        yield who
    yield from diary.said(done)
    if done.given.reaction:
        yield REACTION(reaction=done.given.reaction).text


def _with(given: HowGiven) -> list[str]:
    parts = (given.operator, given.device, LOT(lot=given.lot).text if given.lot else "")
    return [part for part in parts if part]


def _report(report: HomeCareEntry, diary: Diary, names: Names) -> tuple[Cell, ...]:
    used = OF_DAYS(used=report.days_used, planned=report.days_planned).text
    score = [] if report.irritation is None else [IRRITATION(score=report.irritation).text]
    below = (*score, *diary.said(report), *((report.note,) if report.note else ()))
    return row(
        words.days(report.first, report.last), names.of(report.regimen), Cell(words.opening(used), below)
    )
