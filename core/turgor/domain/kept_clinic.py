"""The clinic among the records: what was changed when, and the sessions to come that a change stands against."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import attrs

from turgor.domain.records import PlanDate, PlanRef


class ClinicChange(StrEnum):
    """What made a new version of the clinic."""

    IMPORTED = "imported"  # from a file, as a whole
    CLOSED = "closed"
    OPENED = "opened"  # days that were to be closed
    HIRED = "hired"
    RETURNED = "returned"  # what was to be hired
    AWAY = "away"
    BACK = "back"  # on days on which it was to be away


@attrs.frozen
class ClinicVersion:
    """The clinic as it was from some moment on, without its settings.

    Attributes:
        detail: what was changed, in ids and days.
        digest: of its settings.
        newest: whether it is the present one.

    """

    number: int
    change: ClinicChange
    detail: str
    digest: str
    reason: str
    made_at: datetime
    made_by: str
    newest: bool = True


class Hindrance(StrEnum):
    """Why a session cannot be given as planned."""

    CLOSED = "closed"  # all day
    HOURS = "hours"  # the clinic is closed at that time
    GONE = "gone"  # the clinic does not have the resource any more
    THERE = "there"  # it is hired for other days
    AWAY = "away"
    ITS_HOURS = "its-hours"  # it is there at other times


@attrs.frozen
class Obstacle:
    """What stands against one session; `resource` is empty where it is the clinic itself."""

    why: Hindrance
    resource: str = ""


@attrs.frozen
class Hit:
    """A session to come of a plan that is followed, and what the clinic has against it by now.

    Attributes:
        clinic: the version that found it.

    """

    clinic: int
    ref: PlanRef
    patient: int
    name: str
    date: PlanDate
    obstacle: Obstacle
