"""A case file -> the patient's case. Everything that is wrong with it is said at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from turgor.domain.case import (
    SYSTEMIC,
    Answers,
    Assessment,
    Case,
    Event,
    Goals,
    History,
    Measurement,
    Override,
    Patient,
    Preferences,
    Using,
)
from turgor.domain.catalogue import Catalogue
from turgor.files.answers import BySite, denied, read_facts
from turgor.files.dates import not_after
from turgor.files.errors import InvalidFile
from turgor.files.extends import read_layered
from turgor.files.history import check_contradictions, read_asked, read_events
from turgor.files.measurements import Reading, measured, read_readings
from turgor.files.source import Source
from turgor.files.wishes import wish_fields
from turgor.files.words import Words, each
from turgor.structuring.primitives import a_date, a_name
from turgor.structuring.problems import Collector, InvalidContent, wrong
from turgor.structuring.records import Field, StrictConverter, structure_fields

OLDEST = 120  # years


@attrs.frozen
class _Assessment:
    """The table ``[assessment]``."""

    date: date
    facts: Mapping[str, BySite] = attrs.field(factory=dict)
    none_of: tuple[str, ...] = ()
    measurements: tuple[Reading, ...] = ()


@attrs.frozen
class _File:
    """All tables of a case file."""

    patient: Patient
    assessment: Assessment
    goals: Goals
    history: tuple[Event, ...] = ()
    history_asked: frozenset[str] = frozenset()
    using: tuple[Using, ...] = ()
    overrides: tuple[Override, ...] = ()
    preferences: Preferences = Preferences()


def read_case(
    source: str | Path,
    catalogue: Catalogue,
    today: date | None = None,
    *,
    absent: frozenset[str] = frozenset(),
    currency: str = "GBP",
) -> Case:
    """The case in a TOML or JSON file, or on standard input (``-``). Raises InvalidFile.

    Dates are compared with `today`, the day of planning; without it, with the day of the assessment. What belongs
    to an `absent` modality (installed, and cannot be asked) is taken on trust. A budget is in `currency`, the
    clinic's.
    """
    layered = read_layered(Source.read(source))
    found = Collector()
    case = _read(layered.tables, _Reader(Words(catalogue, absent), today, currency), found)
    if case is None:
        raise InvalidFile(
            attrs.evolve(problem, file=layered.file_of(problem.place)) for problem in found.problems
        )
    return case


@attrs.frozen
class _Reader:
    """What is needed to understand a case file, besides the file."""

    words: Words
    today: date | None
    currency: str

    def converter(self, now: date | None) -> StrictConverter:
        return StrictConverter(
            {
                _File: {
                    "assessment": Field(read=self._assessment),
                    "history": Field(read=lambda value: read_events(value, self.words)),
                    "history_asked": Field(read=lambda value: read_asked(value, self.words)),
                },
                Patient: {
                    "name": Field(read=a_name),
                    "birth_date": Field(read=lambda value: _birth_date(value, now)),
                },
                **wish_fields(self.words, now, self.currency),
            }
        )

    def _assessment(self, table: object) -> Assessment:
        found = Collector()
        values = structure_fields(table, _Assessment, found, self._assessment_converter())
        _check_denied_and_answered(values, found)
        measurements: tuple[Measurement, ...] = ()
        if "date" in values and "measurements" in values:
            measurements = measured(values["measurements"], values["date"], self.words, found)
        found.check()
        return Assessment(values["date"], self._answers(values), measurements)

    def _assessment_converter(self) -> StrictConverter:
        return StrictConverter(
            {
                _Assessment: {
                    "date": Field(read=lambda value: not_after(value, self.today)),
                    "facts": Field(read=lambda value: read_facts(value, self.words)),
                    "none_of": Field(read=self._none_of),
                    "measurements": Field(read=lambda value: read_readings(value, self.words, self.today)),
                }
            }
        )

    def _none_of(self, value: object) -> tuple[str, ...]:
        return each(value, self._deniable)

    def _deniable(self, value: object) -> str:
        if self.words.is_absent(value, self.words.catalogue.vocabulary.facts):
            return str(value)
        fact = self.words.fact(value)
        if denied(fact) is None:
            raise wrong(f"{fact.id!r} cannot be denied; answer it in assessment.facts, or leave it out")
        return fact.id

    def _answers(self, values: Mapping[str, Any]) -> Answers:
        facts = self.words.catalogue.vocabulary.facts
        by_fact: dict[str, BySite] = dict(values["facts"])
        for name in values["none_of"]:
            if name in facts and (no := denied(facts[name])) is not None:
                by_fact[name] = {SYSTEMIC: no}
        return Answers(dict(sorted(by_fact.items())))


def _read(tables: Mapping[str, Any], reader: _Reader, found: Collector) -> Case | None:
    """The case, or None where `found` says what is wrong."""
    converter = reader.converter(reader.today or _assessed(tables))
    values = structure_fields(tables, _File, found, converter)
    if "history" in values and "history_asked" in values:
        history = History(values["history"], values["history_asked"])
        check_contradictions(history, _assessed(tables), found)
        _check_asserted_and_denied(values.get("assessment"), history, reader.words, found)
    if found.problems:
        return None
    file = _File(**values)
    return Case(
        file.patient, file.assessment, file.goals, history, file.using, file.overrides, file.preferences
    )


def _assessed(tables: Mapping[str, Any]) -> date | None:
    """The day of the assessment, if it can be read at all."""
    try:
        return a_date(tables["assessment"]["date"])
    except (KeyError, TypeError, InvalidContent):
        return None


def _birth_date(value: object, now: date | None) -> date:
    day = not_after(value, now)
    if now and now.year - day.year > OLDEST:
        raise wrong(f"makes the patient more than {OLDEST} years old, got {day}")
    return day


def _check_denied_and_answered(values: Mapping[str, Any], found: Collector) -> None:
    for index, name in enumerate(values.get("none_of", ())):
        if name in values.get("facts", {}):
            found.add(("none_of", index), f"{name!r} is also answered in assessment.facts")


def _check_asserted_and_denied(
    assessment: Assessment | None, history: History, words: Words, found: Collector
) -> None:
    """A fact that stands for an event (a visible tan) cannot be true while the event is denied."""
    if assessment is None:
        return
    for name, by_site in assessment.answers.by_fact.items():
        event = words.catalogue.vocabulary.facts[name].asserts
        if event in history.never and any(value is True for value in by_site.values()):
            found.add(
                ("assessment", "facts", name), f"is true, and {event!r} is denied in history_asked.never"
            )
