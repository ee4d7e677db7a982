"""Patients, their assessments and their plans on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType

from turgor.cli.output import cell, heading, table
from turgor.cli.screens.diary import diary_screen, home_care_table, sessions_table
from turgor.documents.wording import words
from turgor.domain.catalogue import Vocabulary
from turgor.domain.findings import Change
from turgor.practice.records import Affected, Chart, Kept, PatientRecord, PlanVersion, Progress


def patients_screen(found: Iterable[PatientRecord]) -> RenderableType:
    """One line a patient."""
    rows = [
        (f"#{one.id}", one.patient.number, one.patient.name, one.patient.birth_date or "") for one in found
    ]
    return table(["record", "number", "name", "born"], rows)


def chart_screen(chart: Chart) -> Group:
    """Everything that is kept of a patient, in order of time."""
    return Group(*_chart(chart))


def _chart(chart: Chart) -> Iterator[RenderableType]:
    patient = chart.record.patient
    if chart.record.erased:
        yield cell(f"#{chart.record.id}: erased", "bold")
    else:
        yield cell(f"#{chart.record.id} {patient.name}", "bold")
        told = (
            patient.number,
            patient.birth_date and words.day(patient.birth_date),
            patient.sex,
            patient.contact,
        )
        yield cell(", ".join(str(one) for one in told if one))
    for other in chart.alike:
        yield cell(f"May be the same person as #{other.id}", "yellow")
    yield heading("Assessments")
    rows = [
        (
            f"{one.assessment}/{one.number}",
            words.day(one.day),
            one.made_by,
            _said(one.reason, newest=one.newest),
        )
        for one in chart.assessments
    ]
    yield table(["assessment", "day", "by", ""], rows)
    yield heading("Plans")
    yield plans_screen(chart.plans) if chart.plans else cell("None.")
    if chart.sessions:
        yield heading("Sessions given")
        yield sessions_table(chart.sessions)
    if chart.home_care:
        yield heading("Home care")
        yield home_care_table(chart.home_care)


def _said(reason: str, *, newest: bool) -> str:
    return "; ".join(one for one in ("" if newest else "corrected since", reason) if one)


def plans_screen(found: Sequence[PlanVersion]) -> RenderableType:
    """One line a version."""
    rows = [
        (
            str(one.ref),
            f"#{one.patient}",
            one.status,
            words.day(one.today),
            words.day(one.finish) if one.finish else "",
            one.made_by,
            one.reason,
        )
        for one in found
    ]
    return table(["plan", "patient", "status", "from", "last session", "by", "because"], rows)


def kept_screen(kept: Kept) -> Group:
    """What a version's life adds to its plan."""
    return Group(*_kept(kept))


def _kept(kept: Kept) -> Iterator[RenderableType]:
    version = kept.version
    yield cell(f"Plan {version.ref}, {version.status}, patient #{version.patient}", "bold")
    if version.ref.number != version.newest:
        yield cell(f"The newest version is {version.ref.plan}/{version.newest}.", "yellow")
    if version.clinic is not None:
        yield cell(
            f"Made with version {version.clinic} of the clinic (turgor clinic show --version {version.clinic})."
        )
    rows = [(words.day(step.at.date()), step.status, step.by, step.reason) for step in kept.steps]
    made = (words.day(version.made_at.date()), "draft", version.made_by, version.reason)
    yield table(["on", "status", "by", "because"], [made, *rows])
    if kept.cautions:
        yield heading("Cautions")
        acknowledged = kept.approval.cautions if kept.approval else ()
        yield table(
            ["id", "caution", ""],
            [
                (one.id, one.text.text, "acknowledged" if one.id in acknowledged else "")
                for one in kept.cautions
            ],
        )
    if kept.plan.diary:
        yield from diary_screen(kept.plan.diary)


def progress_screen(found: Progress, known: Vocabulary) -> RenderableType:
    """One line a series: every visit, what is aimed for, and what the change from first to latest is worth."""
    changes = {(one.site, one.instrument, one.settings): one for one in found.changes}
    targets = {(one.site, one.instrument): f"{one.value:.3g}" for one in found.targets}
    rows = [
        (
            known.zones.name_of(one.site),
            known.instruments[one.instrument].name,
            "  ".join(f"{words.day(reading.date)}: {reading.mean:.3g}" for reading in one.readings),
            targets.get((one.site, one.instrument), ""),
            _change(changes.get((one.site, one.instrument, one.settings))),
        )
        for one in found.series
    ]
    return table(["where", "instrument", "readings", "aim", "change"], rows)


def _change(change: Change | None) -> str:
    if change is None:
        return ""
    worth = {True: "real", False: "not shown to be real", None: "nobody can say whether it is real"}
    return f"{change.movement} ({change.difference:+.3g}), {worth[change.real]}"


def affected_screen(found: Affected) -> RenderableType:
    """One plan whose verdicts change, with the rules."""
    rows = [
        (
            str(found.version.ref),
            f"#{found.version.patient}",
            shift.treatment,
            f"{shift.before} to {shift.after}",
            "; ".join(
                [
                    *(f"{one.rule}: {one.text.text}" for one in shift.reasons),
                    *(f"no more {one}" for one in shift.gone),
                ]
            ),
        )
        for shift in found.shifts
    ]
    return table(["plan", "patient", "treatment", "verdict", "because"], rows)
