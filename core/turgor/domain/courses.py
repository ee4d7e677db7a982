"""Courses of the plan, and the visits at which their sessions are given."""

from __future__ import annotations

from datetime import date, time

import attrs

from turgor.domain.messages import Message
from turgor.domain.money import Money
from turgor.domain.offers import Adaptation, Benefit, Prepared
from turgor.domain.recorded import RecordedField
from turgor.domain.terms import Interval


@attrs.frozen
class PlannedPrerequisite:
    """What must be done before a session or the first use of home care, with its day.

    Attributes:
        session: the session, or the regimen, that waits for it.
        from_, to: the days on which it counts for that.
        date: the day it is planned for.
        by_patient: what the patient is told; empty where it is the clinic's own task.

    """

    id: str
    name: str
    session: str
    from_: date
    to: date
    date: date
    at_clinic: bool
    by_patient: str = ""


@attrs.frozen
class PlannedContact:
    """A call or a look at the skin after a session."""

    session: str
    date: date
    text: Message


@attrs.frozen
class Course:
    """A chosen course.

    Attributes:
        id: ``<treatment>#1``; its sessions are ``<treatment>#1.1``, ``.2`` and so on.
        zones: as people name them; `sites` the same, leaf by leaf.
        sessions: how many are planned; `typical` how many are usual.
        cost: of all its sessions; None is unknown.
        follow_ups: contacts after its sessions, in date order.
        given: days of its sessions before this plan; they count among `sessions`.
        prepared: prerequisites that were done for it before this plan.
        recorded: what is recorded of each session.

    """

    id: str
    treatment: str
    name: str
    plain_name: str
    zones: tuple[str, ...]
    sites: tuple[str, ...]
    sessions: int
    typical: int
    interval: Interval
    minutes: int
    downtime_days: int
    downtime_days_max: int
    benefit: Benefit
    mechanism: str
    prerequisites: tuple[PlannedPrerequisite, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    cost: Money | None = None
    review: date | None = None
    maintenance: date | None = None
    follow_ups: tuple[PlannedContact, ...] = ()
    given: tuple[date, ...] = ()
    prepared: tuple[Prepared, ...] = ()
    recorded: tuple[RecordedField, ...] = ()


@attrs.frozen
class Session:
    """One delivery of a treatment.

    Attributes:
        start: when in the visit it begins; None where the clinic names no resources.
        resources: what it is given with, by id.

    """

    id: str
    course: str
    number: int
    treatment: str
    zones: tuple[str, ...]
    minutes: int
    start: time | None = None
    resources: tuple[str, ...] = ()


@attrs.frozen
class Visit:
    """One appointment: one or more sessions in the order in which they are given.

    Attributes:
        resources: what its sessions are given with, each once, by id.

    """

    date: date
    start: time
    end: time
    sessions: tuple[Session, ...]
    resources: tuple[str, ...] = ()
