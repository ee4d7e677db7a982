"""What really happened to a plan: sessions done on another day, missed or moved, and events nobody planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from turgor.domain.case import Event
from turgor.domain.money import Money
from turgor.domain.offers import Prepared


@attrs.frozen
class Done:
    """A session that was given, on its real day."""

    session: str
    date: date


@attrs.frozen
class Given:
    """A session that was given under an older plan, with what still counts of it.

    Attributes:
        price: None is unknown.

    """

    session: str
    date: date
    downtime_days_max: int = 0
    price: Money | None = None


@attrs.frozen
class Missed:
    """A session that was not given on its day, or will not be, and why."""

    session: str
    why: str = ""


@attrs.frozen
class Happened:
    """What happened since a plan was made.

    Attributes:
        today: the day from which it is planned anew.
        missed: missed by the patient or cancelled by the clinic; still to be given, on another day.
        events: new medicines, illnesses, procedures elsewhere.
        dates: session -> the day that the practitioner moved it to.
        prepared: prerequisites that were done; one that is not named is still to be done.

    """

    today: date
    done: tuple[Done, ...] = ()
    missed: tuple[Missed, ...] = ()
    events: tuple[Event, ...] = ()
    dates: Mapping[str, date] = attrs.field(factory=dict, hash=False)
    prepared: tuple[Prepared, ...] = ()
