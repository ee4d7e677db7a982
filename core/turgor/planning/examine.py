"""From a case to findings: what is known about the patient on the day of planning, without who the patient is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

import attrs

from turgor.domain.case import SYSTEMIC, Assessment, Case, Event, History, Measurement
from turgor.domain.catalogue import Catalogue, Vocabulary
from turgor.domain.dates import DateRange
from turgor.domain.findings import Findings, ProfileEntry
from turgor.domain.messages import Message, Phrase
from turgor.domain.vocabulary import Fact
from turgor.planning.finding.changes import changes, not_compared
from turgor.planning.finding.habits import weigh
from turgor.planning.finding.used_already import against_what_is_used

UNGRADED = Phrase("findings.ungraded", "No laxity grade yet for: {zones}.")
ASSERTED = Phrase(
    "findings.asserted", "Seen on the day of the assessment and taken as an event of that day: {event}."
)
UNDATED = Phrase("findings.undated", "The day is not known, so it is taken to be today: {event}.")


def examine(case: Case, catalogue: Catalogue, today: date) -> Findings:
    """Gather what planning and the modalities may know about the patient."""
    vocabulary, assessment = catalogue.vocabulary, case.assessment
    asserted = tuple(_asserted(assessment, vocabulary))
    profile = _profile(assessment.measurements)
    findings = Findings(
        today=today,
        birth_date=case.patient.birth_date,
        answers=assessment.answers,
        history=_history(case.history, asserted, assessment, vocabulary),
        using=case.using,
        goal_sites=case.goals.sites,
        laxity=_laxity(assessment.measurements, vocabulary),
        profile=profile,
        changes=tuple(changes(profile, vocabulary.instruments)),
        notices=(),
    )
    habits = weigh(findings, catalogue)
    return attrs.evolve(
        findings,
        habits=tuple(id_ for id_, has in habits.items() if has.value),
        unknown_habits=tuple(id_ for id_, has in habits.items() if has.value is None),
        notices=(
            *_notices(findings, asserted, vocabulary),
            *against_what_is_used(findings, catalogue),
        ),
    )


def _asserted(assessment: Assessment, vocabulary: Vocabulary) -> Iterator[Event]:
    """The events that a yes stands for, on the day of the assessment and where the yes was given."""
    for fact in _asserting(vocabulary):
        by_site = assessment.answers.by_fact.get(fact.id, {})
        sites = frozenset(site for site, value in by_site.items() if value is True)
        if sites:
            placed = frozenset() if SYSTEMIC in sites else sites
            yield Event(fact.asserts, DateRange.on(assessment.date), sites=placed, observed=True)


def _asserting(vocabulary: Vocabulary) -> list[Fact]:
    return [fact for _, fact in sorted(vocabulary.facts.items()) if fact.asserts]


def _history(
    history: History, asserted: tuple[Event, ...], assessment: Assessment, vocabulary: Vocabulary
) -> History:
    """The history with what facts assert. A kind is not denied while a fact that stands for it is unknown."""
    doubtful = {fact.asserts for fact in _asserting(vocabulary) if not _seen(fact, assessment, vocabulary)}
    return History(history.events + asserted, history.never - doubtful)


def _seen(fact: Fact, assessment: Assessment, vocabulary: Vocabulary) -> bool:
    """Whether a fact is answered, at every site where it is asked per site."""
    sites = vocabulary.zones.sites if fact.per_zone else {SYSTEMIC}
    return all(assessment.answers.value(fact.id, site) is not None for site in sites)


def _laxity(measurements: Iterable[Measurement], vocabulary: Vocabulary) -> Mapping[str, float]:
    """The latest grade of each site; two instruments on one day are judged by the laxer reading."""
    graded = [m for m in measurements if vocabulary.instruments[m.instrument].grades_laxity]
    latest = {m.site: m for m in sorted(graded, key=lambda m: (m.date, m.mean))}
    return {site: latest[site].mean for site in sorted(latest)}


def _profile(measurements: Iterable[Measurement]) -> tuple[ProfileEntry, ...]:
    """All readings by site, instrument and setting, oldest first: only equal settings may be compared."""

    def series(m: Measurement) -> tuple[str, str, str]:
        return m.site, m.instrument, m.settings

    ordered = sorted(measurements, key=lambda m: (*series(m), m.date))
    return tuple(ProfileEntry(*key, tuple(readings)) for key, readings in groupby(ordered, series))


def _notices(findings: Findings, asserted: tuple[Event, ...], vocabulary: Vocabulary) -> Iterator[Message]:
    if ungraded := findings.goal_sites - findings.laxity.keys():
        yield UNGRADED(zones=vocabulary.zones.cover(ungraded))
    for event in asserted:
        yield ASSERTED(event=_kind(event, vocabulary))
    for event in findings.history.events:
        if event.start is None and event.end is None and event.expected_end is None:
            yield UNDATED(event=_kind(event, vocabulary))
    yield from not_compared(findings.profile, vocabulary)


def _kind(event: Event, vocabulary: Vocabulary) -> str:
    kind = vocabulary.event_kinds.get(event.kind)
    return kind.name if kind else event.kind
