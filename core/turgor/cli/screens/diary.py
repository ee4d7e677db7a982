"""What was noted of a plan on the screen: sessions, preparations, home care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType

from turgor.cli.output import heading, table
from turgor.documents.wording import words
from turgor.domain.diary import Diary, HomeCareReport, HowGiven, SessionDone
from turgor.domain.plan import Plan
from turgor.domain.recorded import RecordedField, said

Fields = Mapping[str, tuple[RecordedField, ...]]  # of a course or a regimen, by its id


def how_given(given: HowGiven, fields: Iterable[RecordedField] = ()) -> str:
    """Operator, device, lot and settings in one line."""
    lot = f"lot {given.lot}" if given.lot else ""
    return ", ".join(one for one in (given.operator, given.device, lot, *said(fields, given.settings)) if one)


def report_line(report: HomeCareReport) -> str:
    """How often home care was used, and how the skin bore it."""
    score = "" if report.irritation is None else f", irritation {report.irritation}"
    return f"used on {report.days_used} days of {report.days_planned} planned{score}"


def diary_screen(diary: Diary, plan: Plan) -> Iterator[RenderableType]:
    """All that was noted of one plan."""
    fields: Fields = {course.id: course.recorded for course in plan.courses}
    fields = {**fields, **{regimen.id: regimen.recorded for regimen in plan.regimens}}
    if diary.done:
        yield heading("Sessions given")
        yield sessions_table(diary.done, fields)
    if diary.missed:
        yield heading("Sessions missed")
        rows = [(words.day(one.day), one.session, one.why, one.made_by) for one in diary.missed]
        yield table(["planned for", "session", "why", "noted by"], rows)
    if diary.prepared:
        yield heading("Done before sessions")
        done = [
            (words.day(one.day), one.prerequisite.replace("_", " "), one.session) for one in diary.prepared
        ]
        yield table(["on", "what", "for"], done)
    if diary.home_care:
        yield heading("Home care")
        yield home_care_table(diary.home_care, fields)


def sessions_table(done: Iterable[SessionDone], fields: Fields) -> RenderableType:
    """One line a session."""
    rows = [
        (words.day(one.day), one.session, how_given(one.given, _of(fields, one)), one.given.reaction)
        for one in done
    ]
    return table(["on", "session", "how", "reaction"], rows)


def home_care_table(reports: Iterable[HomeCareReport], fields: Fields) -> RenderableType:
    """One line a report."""
    rows = [
        (
            one.id,
            words.days(one.first, one.last),
            one.regimen,
            f"{one.days_used} of {one.days_planned}",
            "" if one.irritation is None else one.irritation,
            "; ".join(part for part in (*said(fields.get(one.regimen, ()), one.recorded), one.note) if part),
        )
        for one in reports
    ]
    return table(["report", "days", "home care", "used", "irritation", "notes"], rows)


def _of(fields: Fields, done: SessionDone) -> tuple[RecordedField, ...]:
    return fields.get(done.session.rpartition(".")[0], ())
