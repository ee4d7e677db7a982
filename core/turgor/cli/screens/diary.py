"""What was noted of a plan on the screen: sessions, preparations, home care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType

from turgor.cli.output import heading, table
from turgor.documents.wording import words
from turgor.domain.diary import Diary, HomeCareEntry, HomeCareReport, HowGiven, SessionDone
from turgor.domain.recorded import RecordedField, said

REPORTS = ("report", "days", "home care", "used", "irritation", "notes")


def how_given(given: HowGiven, fields: Iterable[RecordedField] = ()) -> str:
    """Operator, device, lot and settings in one line."""
    return ", ".join([*_with(given), *said(fields, given.settings)])


def report_line(report: HomeCareReport) -> str:
    """How often home care was used, and how the skin bore it."""
    score = "" if report.irritation is None else f", irritation {report.irritation}"
    return f"used on {report.days_used} days of {report.days_planned} planned{score}"


def diary_screen(diary: Diary) -> Iterator[RenderableType]:
    """All that was noted of one plan."""
    if diary.done:
        yield heading("Sessions given")
        how = {one.session: ", ".join([*_with(one.given), *diary.said(one)]) for one in diary.done}
        rows = [(words.day(one.day), one.session, how[one.session], one.given.reaction) for one in diary.done]
        yield table(["on", "session", "how", "reaction"], rows)
    if diary.missed:
        yield heading("Sessions missed")
        missed = [(words.day(one.planned), one.session, one.why) for one in diary.missed]
        yield table(["planned for", "session", "why"], missed)
    if diary.prepared:
        yield heading("Done before sessions")
        done = [
            (words.day(one.date), one.prerequisite.replace("_", " "), one.session) for one in diary.prepared
        ]
        yield table(["on", "what", "for"], done)
    if diary.home_care:
        yield heading("Home care")
        reports = [_row(one, (*diary.said(one), one.note)) for one in diary.home_care]
        yield table(REPORTS, reports)


def sessions_table(done: Iterable[SessionDone]) -> RenderableType:
    """One line a session, of any plan."""
    rows = [
        (words.day(one.day), one.plan, one.session, ", ".join(_with(one.given)), one.given.reaction)
        for one in done
    ]
    return table(["on", "plan", "session", "with", "reaction"], rows)


def home_care_table(reports: Iterable[HomeCareReport]) -> RenderableType:
    """One line a report, of any plan."""
    return table(REPORTS, [_row(one, (one.note,)) for one in reports])


def _row(one: HomeCareReport | HomeCareEntry, notes: Iterable[str]) -> tuple[object, ...]:
    return (
        one.id,
        words.days(one.first, one.last),
        one.regimen,
        f"{one.days_used} of {one.days_planned}",
        "" if one.irritation is None else one.irritation,
        "; ".join(note for note in notes if note),
    )


def _with(given: HowGiven) -> list[str]:
    parts = (given.operator, given.device, f"lot {given.lot}" if given.lot else "")
    return [part for part in parts if part]
