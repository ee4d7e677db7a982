"""Home care as one merged routine: what in which order, how often, and when it rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from turgor.documents.patient.model import PauseRow, RoutineStep, Titration, Week
from turgor.documents.patient.visits import prerequisite
from turgor.documents.wording import frequency, words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.regimens import HomeKind, Regimen, Segment
from turgor.domain.terms import Slot

_REST = Phrase("documents.pause_rest", "No {names}")
FOR_EVERYBODY = "for_everybody"  # core's trait of care for all skin, wherever firmness is the goal
_FOR_PLACES = Phrase("documents.routine_place", "for {places}")
_ORDER = Phrase("documents.routine_order", "The numbers give the order of use.")
_AFTER_FIRST = Phrase("documents.routine_after", "Just after a visit, “After each visit” comes first.")
_GATE = Phrase("documents.gate", "Take the next step only if {gate}. If not, stay where you are.")
_GATE_OF_ALL = Phrase(
    "documents.gate_all", "{names}: take the next step only if {gate}. If not, stay where you are."
)
_ONLY_IF = Phrase("documents.gate_one", "Only if {gate}")
_REGIMEN_FIRST = Phrase("documents.regimen_first", "{name}: {what}")


def routine(plan: Plan) -> tuple[RoutineStep, ...]:
    """Everything put on skin in the order of use, numbered within the morning and within the evening."""
    found, morning, evening = [], 0, 0
    for regimen in sorted(plan.regimens, key=lambda item: (item.order, item.id)):
        if regimen.kind is not HomeKind.SKIN:
            continue
        slots = {segment.slot for segment in regimen.segments}
        in_morning, in_evening = (
            bool(slots & {Slot.MORNING, Slot.BOTH}),
            bool(slots & {Slot.EVENING, Slot.BOTH}),
        )
        morning, evening = morning + in_morning, evening + in_evening
        found.append(
            RoutineStep(
                name=words.opening(regimen.plain_name),
                how=how(regimen),
                where=_where(plan, regimen),
                morning=morning if in_morning else 0,
                evening=evening if in_evening else 0,
                anytime=not (in_morning or in_evening),
                certain_days=frequency.changes(regimen),
            )
        )
    return tuple(found)


def _where(plan: Plan, regimen: Regimen) -> str:
    """The places, but not for what protects or calms all skin: its line says how far it goes."""
    traits = plan.replay.traits.get(regimen.treatment, ()) if plan.replay else ()
    if FOR_EVERYBODY in traits or not regimen.zones:
        return ""
    return _FOR_PLACES(places=words.the_places(regimen.zones, plan.zone_names)).text


def notes(plan: Plan) -> tuple[str, ...]:
    """How to read the routine, and what comes before it."""
    if not any(regimen.kind is HomeKind.SKIN for regimen in plan.regimens):
        return ()
    after = any(item.instructions.after for item in plan.instructions if item.treatment in _course_ids(plan))
    return (_ORDER().text, *((_AFTER_FIRST().text,) if after else ()))


def _course_ids(plan: Plan) -> set[str]:
    return {course.treatment for course in plan.courses}


def how(regimen: Regimen) -> str:
    """The line of the routine, with the dose where it stays the same and the line does not hold it already."""
    doses = {segment.dose for segment in regimen.segments} - {""}
    dose = next(iter(doses)) if len(doses) == 1 else ""
    manner = words.sentence(regimen.how)
    return manner if dose.lower() in manner.lower() else f"{words.sentence(dose)} {manner}".strip()


def titrations(regimens: Sequence[Regimen]) -> tuple[Titration, ...]:
    """The weeks of everything that is put on skin, but not simply every day."""
    in_order = sorted(regimens, key=lambda item: (item.order, item.id))
    found = [
        _titration(regimen)
        for regimen in in_order
        if regimen.kind is HomeKind.SKIN and frequency.changes(regimen)
    ]
    return tuple(_with_gate(titration, found) for titration in found)


def _with_gate(titration: Titration, among: Sequence[Titration]) -> Titration:
    """What new steps wait for is said once, below the last of the things for which it is the same."""
    same = [other for other in among if other.gate == titration.gate]
    if not titration.gate:
        return titration
    if titration is not same[-1]:
        return attrs.evolve(titration, gate="")
    phrase = _GATE if len(same) == 1 else _GATE_OF_ALL
    names = words.opening(words.joined(words.inside(other.name) for other in same))
    return attrs.evolve(titration, gate=phrase(gate=titration.gate, names=names).text)


def _titration(regimen: Regimen) -> Titration:
    in_turn = steps(regimen.segments)
    gates = {segment.gate for segment in in_turn[1:]} - {""}
    gate = gates.pop() if len(gates) == 1 else ""
    return Titration(
        name=words.opening(regimen.plain_name),
        weeks=tuple(_week(segment, regimen, gate) for segment in in_turn),
        gate=words.inside(gate),
        apart=" ".join(frequency.apart(regimen)),
    )


def steps(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, neighbours that look the same to the patient joined."""
    joined: list[Segment] = []
    for segment in segments:
        before = joined[-1] if joined else None
        if before and _looks(before) == _looks(segment):
            joined[-1] = attrs.evolve(before, to=segment.to)
        else:
            joined.append(segment)
    return joined


def _looks(segment: Segment) -> tuple[tuple[int, ...], Slot, str]:
    return segment.weekdays, segment.slot, segment.dose


def _week(segment: Segment, regimen: Regimen, gate: str) -> Week:
    often = words.opening(frequency.short(segment.per_week, segment.slot))
    text = often if segment.per_week == 7 else f"{often}: {frequency.day_names(segment.weekdays)}"
    doses = {other.dose for other in regimen.segments}
    notes = [segment.dose] if len(doses) > 1 else []
    if segment.gate and segment.gate != gate:
        notes.append(_ONLY_IF(gate=words.inside(segment.gate)).text)
    return Week(
        dates=words.opening(words.days(segment.from_, segment.to, "MMM")),
        days=frequency.day_flags(segment.weekdays),
        words=text,
        note=" ".join(words.sentence(note) for note in notes if note),
    )


def pauses(plan: Plan) -> tuple[PauseRow, ...]:
    """What rests and when; things that rest on the same days share a row."""
    rows: dict[tuple[tuple[date, date], ...], list[str]] = {}
    for regimen in plan.regimens:
        if days := tuple((pause.from_, pause.to) for pause in regimen.pauses):
            rows.setdefault(days, []).append(words.inside(regimen.plain_name))
    return tuple(
        PauseRow(_REST(names=words.joined_or(names)).text, words.sentence(words.list_of_days(days)))
        for days, names in rows.items()
    )


def first(regimens: Sequence[Regimen]) -> tuple[str, ...]:
    """What must be done before something is used for the first time."""
    return tuple(
        _REGIMEN_FIRST(name=words.opening(regimen.plain_name), what=prerequisite(item)).text
        for regimen in regimens
        for item in regimen.prerequisites
        if item.by_patient
    )
