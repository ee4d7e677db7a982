"""What is known about the patient on the day of planning, without who the patient is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from turgor.domain.case import Answers, Event, History, Measurement, Using
from turgor.domain.messages import Message
from turgor.domain.treatments import Laxity
from turgor.domain.vocabulary import Direction


@attrs.frozen
class ProfileEntry:
    """Firmness of one site: all readings of one instrument with one setting, oldest first."""

    site: str
    instrument: str
    settings: str
    readings: tuple[Measurement, ...]


class Movement(StrEnum):
    """Which way firmness moved."""

    FIRMER = "firmer"
    LOOSER = "looser"
    NONE = "none"


@attrs.frozen
class Change:
    """How one site has changed from the first visit to the latest, by one instrument with one setting.

    Attributes:
        baseline, latest: days of the visits; the values are means of their repeats.
        difference: latest minus baseline, in the instrument's unit.
        least: the difference from which (a step) or beyond which (a scatter) a change is real; None is not known.
        real: None where nobody can say.
        why: why it is not called real; None where it is.
        name, direction: of the instrument, so that a chart needs no catalogue.

    """

    site: str
    instrument: str
    settings: str
    baseline: date
    latest: date
    baseline_value: float
    latest_value: float
    difference: float
    movement: Movement
    least: float | None
    real: bool | None
    why: Message | None = None
    name: str = ""
    direction: Direction = Direction.HIGHER_IS_FIRMER


@attrs.frozen
class Findings:
    """The answer of `examine`, and all that a modality is told.

    Attributes:
        today: the day of planning.
        birth_date: for age on a day; None is unknown.
        answers: facts, by site where they differ.
        history: events, with those that facts assert added.
        using: home care in use today.
        goal_sites: where firmer skin is wanted.
        laxity: site -> latest grade, where it was graded.
        profile: firmness by site and instrument; `changes` compares the first visit with the latest.
        habits: risk habits the patient has; `unknown_habits` could not be decided.

    """

    today: date
    birth_date: date | None
    answers: Answers
    history: History
    using: tuple[Using, ...]
    goal_sites: frozenset[str]
    laxity: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    profile: tuple[ProfileEntry, ...] = ()
    changes: tuple[Change, ...] = ()
    habits: tuple[str, ...] = ()
    unknown_habits: tuple[str, ...] = ()
    notices: tuple[Message, ...] = ()

    def laxity_at(self, site: str) -> Laxity | None:
        """The word for the laxity of a site; None where it was not graded."""
        grade = self.laxity.get(site)
        return None if grade is None else Laxity.of(grade)

    def events_of(self, kind: str) -> tuple[Event, ...]:
        """What happened, or is planned, of one kind."""
        return tuple(event for event in self.history.events if event.kind == kind)
