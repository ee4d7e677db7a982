"""What must be done before a session gets its own day: early enough, still valid, and not before today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.courses import PlannedPrerequisite
from turgor.domain.offers import CourseOffer, RegimenOffer
from turgor.domain.schedule import PlacedSession
from turgor.domain.treatments import Prerequisite


def window(needed: Prerequisite, session: date, today: date) -> tuple[date, date]:
    """The days on which it counts for a session on a day; empty (first after last) where it comes too late."""
    first = max(today, session - timedelta(days=needed.valid_days))
    return first, session - timedelta(days=needed.lead_days)


def day_for(needed: Prerequisite, session: date, clinic: Clinic, today: date) -> date | None:
    """The last day on which it can be done for a session; None where there is none.

    The last one, since what is done late is least likely to be overtaken by events.
    """
    first, last = window(needed, session, today)
    backwards = (last - timedelta(days=back) for back in range((last - first).days + 1))
    return next((day for day in backwards if not needed.at_clinic or clinic.hours(day)), None)


def is_prepared(offer: CourseOffer, needed: Prerequisite, session: date) -> bool:
    """Whether it was done for the course already, and counts for a session on a day."""
    return any(
        one.prerequisite == needed.id and needed.lead_days <= (session - one.date).days <= needed.valid_days
        for one in offer.prepared
    )


def planned_prerequisites(
    offer: CourseOffer, sessions: Sequence[PlacedSession], catalogue: Catalogue, clinic: Clinic, today: date
) -> tuple[PlannedPrerequisite, ...]:
    """What is still to be done before a course, with its days, in date order. `sessions` are its own, in date order."""
    planned = _planned(offer, sessions, catalogue, clinic, today)
    return tuple(sorted(planned, key=lambda one: (one.date, one.id, one.session)))


def before_first_use(
    offer: RegimenOffer, first: date, catalogue: Catalogue, clinic: Clinic, today: date
) -> tuple[PlannedPrerequisite, ...]:
    """The prerequisites of home care with their days before its first day of use, in date order."""
    needed = [catalogue.vocabulary.prerequisites[id_] for id_ in offer.prerequisites]
    planned = (_on_its_day(one, offer.id, first, clinic, today) for one in needed)
    return tuple(sorted(planned, key=lambda one: (one.date, one.id)))


def _planned(
    offer: CourseOffer, sessions: Sequence[PlacedSession], catalogue: Catalogue, clinic: Clinic, today: date
) -> Iterator[PlannedPrerequisite]:
    for id_ in offer.prerequisites:
        needed = catalogue.vocabulary.prerequisites[id_]
        once = () if offer.given else sessions[:1]  # it was done before the first session that was given
        for session in sessions if needed.every_session else once:
            if not is_prepared(offer, needed, session.date):
                yield _on_its_day(needed, session.id, session.date, clinic, today)


def _on_its_day(
    needed: Prerequisite, waiting: str, due: date, clinic: Clinic, today: date
) -> PlannedPrerequisite:
    day = day_for(needed, due, clinic, today)
    if day is None:
        raise ValueError(f"{needed.id} has no day before {waiting} on {due}")
    first, last = window(needed, due, today)
    return PlannedPrerequisite(
        needed.id, needed.name, waiting, first, last, day, needed.at_clinic, needed.by_patient
    )
