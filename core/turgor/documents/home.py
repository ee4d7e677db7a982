"""Home care as one merged routine: what in which order, how often, and when it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from turgor.documents import frequency, words
from turgor.documents.model import PauseRow, RoutineStep, Titration, Week
from turgor.documents.visits import prerequisite
from turgor.domain.messages import Phrase
from turgor.domain.plan import Pause, Plan, Regimen, Segment
from turgor.domain.treatments import Slot

_REST = Phrase("documents.pause_rest", "No {names}")
_PLACE = Phrase("documents.routine_place", "For {zones}, in this order:")
_GATE = Phrase("documents.gate", "Take each new step only if {gate}.")
_ONLY_IF = Phrase("documents.gate_one", "Only if {gate}")
_FOR = Phrase("documents.pause_for", "For {names}.")
_REGIMEN_FIRST = Phrase("documents.regimen_first", "{name}: {what}")


def routine(regimens: Sequence[Regimen]) -> tuple[RoutineStep, ...]:
    """Everything used at home in the order of use, numbered within the morning and within the evening."""
    steps, morning, evening = [], 0, 0
    one_place = bool(place(regimens))
    for regimen in sorted(regimens, key=lambda item: (item.order, item.id)):
        slots = {segment.slot for segment in regimen.segments}
        in_morning, in_evening = (
            bool(slots & {Slot.MORNING, Slot.BOTH}),
            bool(slots & {Slot.EVENING, Slot.BOTH}),
        )
        morning, evening = morning + in_morning, evening + in_evening
        steps.append(
            RoutineStep(
                name=words.opening(regimen.plain_name),
                how=_how(regimen),
                where="" if one_place else words.places(regimen.zones),
                morning=morning if in_morning else 0,
                evening=evening if in_evening else 0,
                anytime=not (in_morning or in_evening),
                some_days=any(segment.per_week != 7 for segment in regimen.segments),
            )
        )
    return tuple(steps)


def place(regimens: Sequence[Regimen]) -> str:
    """Where all of the routine goes, if it all goes to one place; else each step names its own."""
    places = {regimen.zones for regimen in regimens} - {()}
    return _PLACE(zones=words.places(next(iter(places)))).text if len(places) == 1 else ""


def _how(regimen: Regimen) -> str:
    """The line of the routine, with the dose where it stays the same and the line does not hold it already."""
    doses = {segment.dose for segment in regimen.segments} - {""}
    dose = next(iter(doses)) if len(doses) == 1 else ""
    how = words.sentence(regimen.how)
    return how if dose.lower() in how.lower() else f"{words.sentence(dose)} {how}".strip()


def titrations(regimens: Sequence[Regimen]) -> tuple[Titration, ...]:
    """The weeks of everything that is not simply used every day."""
    in_order = sorted(regimens, key=lambda item: (item.order, item.id))
    return tuple(_titration(regimen) for regimen in in_order if frequency.changes(regimen))


def _titration(regimen: Regimen) -> Titration:
    steps = _steps(regimen.segments)
    gates = {segment.gate for segment in steps[1:]} - {""}
    gate = gates.pop() if len(gates) == 1 else ""
    return Titration(
        name=words.opening(regimen.plain_name),
        weeks=tuple(_week(segment, regimen, gate) for segment in steps),
        gate=_GATE(gate=words.inside(gate)).text if gate else "",
    )


def _steps(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, neighbours that look the same to the patient joined."""
    steps: list[Segment] = []
    for segment in segments:
        before = steps[-1] if steps else None
        if before and (before.per_week, before.slot, before.dose) == (
            segment.per_week,
            segment.slot,
            segment.dose,
        ):
            steps[-1] = attrs.evolve(before, to=segment.to)
        else:
            steps.append(segment)
    return steps


def _week(segment: Segment, regimen: Regimen, gate: str) -> Week:
    often = words.opening(frequency.long(segment.per_week, segment.slot))
    text = often if segment.per_week == 7 else f"{often}: {frequency.day_names(segment.per_week)}"
    doses = {other.dose for other in regimen.segments}
    notes = [segment.dose] if len(doses) > 1 else []
    if segment.gate and segment.gate != gate:
        notes.append(_ONLY_IF(gate=words.inside(segment.gate)).text)
    return Week(
        dates=words.opening(words.days(segment.from_, segment.to, "MMM")),
        days=frequency.day_flags(segment.per_week),
        words=words.sentence(text),
        note=" ".join(words.sentence(note) for note in notes if note),
    )


def pauses(plan: Plan) -> tuple[PauseRow, ...]:
    """What rests and when; things that rest on the same days for the same reason share a row."""
    rows: dict[tuple[str, tuple[tuple[date, date], ...]], list[str]] = {}
    for regimen in plan.regimens:
        for because, days in _pauses_by_reason(plan, regimen).items():
            rows.setdefault((because, tuple(days)), []).append(words.inside(regimen.plain_name))
    return tuple(
        PauseRow(_REST(names=words.joined_or(names)).text, words.sentence(words.list_of_days(days)), because)
        for (because, days), names in rows.items()
    )


def _pauses_by_reason(plan: Plan, regimen: Regimen) -> dict[str, list[tuple[date, date]]]:
    days: dict[str, list[tuple[date, date]]] = {}
    for pause in regimen.pauses:
        because = words.joined(_reasons(plan, pause))
        days.setdefault(_FOR(names=because).text if because else "", []).append((pause.from_, pause.to))
    return days


def _reasons(plan: Plan, pause: Pause) -> Iterator[str]:
    """The treatments whose sessions ask for a pause."""
    names = {course.id: words.inside(course.plain_name) for course in plan.courses}
    courses = {session.id: session.course for visit in plan.visits for session in visit.sessions}
    yield from (names[courses[reason]] for reason in pause.because if reason in courses)


def first(regimens: Sequence[Regimen]) -> tuple[str, ...]:
    """What must be done before something is used for the first time."""
    return tuple(
        _REGIMEN_FIRST(name=words.opening(regimen.plain_name), what=prerequisite(item)).text
        for regimen in regimens
        for item in regimen.prerequisites
        if item.by_patient
    )
