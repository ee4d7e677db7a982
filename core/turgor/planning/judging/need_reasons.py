"""The reasons that events give, in words: through the states they leave, and through the states they need gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from turgor.domain.case import Event
from turgor.domain.catalogue import Catalogue
from turgor.domain.dates import DateRange
from turgor.domain.evidence import Evidence
from turgor.domain.messages import Message, Phrase
from turgor.domain.skin import Severity
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import FactUse, Reason, Status
from turgor.planning.judging.statuses import STRICTEST_LAST
from turgor.planning.skin.occupancy import Forbidden
from turgor.planning.skin.skin_state import LagCause
from turgor.planning.skin.unheard_of import UnheardOf

AFTER = Phrase("need.after", "After {event}: {state}. It must have been gone for {days} days.")
AFTER_OVER = Phrase("need.after_over", "After {event}: {state}. It must be gone first.")
AFTER_FOR_EVER = Phrase("need.after_for_ever", "After {event}: {state}. This does not end.")
WHILE = Phrase("need.while", "While this goes on: {event}. {state}. It must be over for {days} days.")
UNTIL_OVER = Phrase("need.until_over", "Until this is over, and for {days} days more: {event}.")
AHEAD = Phrase(
    "need.ahead",
    "The treatment leaves this: {state}. It must be gone {days} days before the planned {event}.",
)
UNKNOWN = Phrase(
    "need.unknown", "Not known whether it was or will be: {events}. It matters because: {state}."
)
UNHEARD_OF = Phrase(
    "need.unheard_of",
    "{product} was used or given, and nobody here can say what it leaves on the skin: its modality was not asked.",
)
COURSE_WINDOW = Phrase("need.course_window", "Less than {days} days since a session of {treatment}.")


def of_event(found: Forbidden, catalogue: Catalogue) -> Reason:
    """The reason that an event gives through a state that the treatment (or the event) needs gone."""
    cause, name = found.cause, name_of(found.event.kind, catalogue)
    for_ever = cause.days is None and found.span.last is None
    goes_on = found.span.last is None and not for_ever
    return attrs.evolve(
        _of_need(cause.state, cause.severity, cause.sources, _text(found, name, catalogue)),
        status=_status(cause.severity, for_ever=for_ever),
        overridable=cause.severity is Severity.RELATIVE,
        facts=(FactUse(found.event.kind, _when(found.event.start)),),
        until=UNTIL_OVER(event=name, days=cause.clear_days) if goes_on else None,
    )


def of_unknown_events(
    state: str, causes: Sequence[LagCause], missing: Iterable[str], catalogue: Catalogue
) -> Reason:
    """The reason that facts and kinds of event give of which nobody knows whether they are so."""
    asked = tuple(sorted(missing))
    severity = max((cause.severity for cause in causes), key=STRICTEST_LAST.index)
    sources = tuple(dict.fromkeys(source for cause in causes for source in cause.sources))
    names = tuple(name_of(kind, catalogue) for kind in asked)
    return attrs.evolve(
        _of_need(state, severity, sources, UNKNOWN(events=names, state=_meaning(state, catalogue))),
        status=Status.UNDECIDED if severity.blocks else Status.CAUTION,
        facts=tuple(FactUse(kind, None) for kind in asked),
    )


def of_unheard_of(thing: UnheardOf) -> Reason:
    """The reason that something gives of which nobody knows what it leaves; a practitioner who knows sets it aside."""
    return Reason(
        rule=f"unheard_of:{thing.id}",
        severity=Severity.RELATIVE,
        status=Status.UNDECIDED,
        text=UNHEARD_OF(product=thing.id),
        evidence=Evidence.NONE,
        sources=(),
        facts=(FactUse(thing.id, ""),),
        overridable=True,
    )


def of_course_window(treatment: Treatment, days: int, event: Event) -> Reason:
    """The last session of the same treatment was too short a time ago for its own course."""
    return Reason(
        rule="course",
        severity=Severity.ABSOLUTE,
        status=Status.DEFERRED,
        text=COURSE_WINDOW(treatment=treatment.name, days=days),
        evidence=treatment.evidence,
        sources=treatment.sources,
        facts=(FactUse(event.kind, _when(event.start)),),
    )


def name_of(id_: str, catalogue: Catalogue) -> str:
    """What people call an event kind, a treatment or a fact."""
    if kind := catalogue.vocabulary.event_kinds.get(id_):
        return kind.name
    if treatment := catalogue.treatments.get(id_):
        return treatment.name
    fact = catalogue.vocabulary.facts.get(id_)
    return fact.question if fact else id_


def _text(found: Forbidden, name: str, catalogue: Catalogue) -> Message:
    cause, state = found.cause, _meaning(found.cause.state, catalogue)
    if found.ahead:
        return AHEAD(event=name, state=state, days=cause.clear_days)
    if cause.days is None:
        return AFTER_FOR_EVER(event=name, state=state)
    if found.span.last is None:
        return WHILE(event=name, state=state, days=cause.clear_days)
    if cause.clear_days == 0:
        return AFTER_OVER(event=name, state=state)
    return AFTER(event=name, state=state, days=cause.clear_days)


def _status(severity: Severity, *, for_ever: bool) -> Status:
    """A need that will be met defers; one that never will cannot."""
    if not severity.blocks:
        return Status.CAUTION if severity is Severity.CAUTION else Status.ELIGIBLE
    return Status.CONTRAINDICATED if for_ever else Status.DEFERRED


def _of_need(state: str, severity: Severity, sources: tuple[str, ...], text: Message) -> Reason:
    """Evidence for gaps between procedures is very low almost everywhere (clinical reference)."""
    return Reason(f"need:{state}", severity, Status.DEFERRED, text, Evidence.VERY_LOW, sources)


def _meaning(state: str, catalogue: Catalogue) -> str:
    known = catalogue.vocabulary.states.get(state)
    return known.meaning if known else state


def _when(start: DateRange | None) -> str:
    """The date of an event as the value of a fact: a day, or a range."""
    if start is None:
        return ""
    first, last = start.earliest.isoformat(), start.latest.isoformat()
    return first if first == last else f"{first}/{last}"
