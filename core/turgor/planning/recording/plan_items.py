"""The parts of a plan that are done: courses, visits, home care, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from decimal import Decimal

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.courses import Course, PlannedContact, PlannedPrerequisite, Session, Visit
from turgor.domain.money import Money
from turgor.domain.offers import CourseOffer
from turgor.domain.plan import Cost
from turgor.domain.regimens import HomeKind, Regimen
from turgor.domain.schedule import PlacedRegimen, PlacedSession, PlacedVisit
from turgor.domain.terms import Slot
from turgor.planning.recording.stages import Stages
from turgor.planning.scheduling.prerequisites import before_first_use, planned_prerequisites

# Core's traits that say what home care is, the first that fits.
_KINDS = (
    (HomeKind.SKIN, frozenset({"topical"})),
    (HomeKind.FOOD, frozenset({"nutrition", "supplement", "food_pattern"})),
    (HomeKind.EXERCISE, frozenset({"exercise", "strength_training"})),
)


def course(offer: CourseOffer, stages: Stages) -> Course:
    """A chosen course with the days of its sessions, what must come before them and what comes after."""
    treatment = stages.catalogue.treatments[offer.treatment]
    sessions = [session for session in stages.schedule.sessions if session.course == offer.id]
    last = sessions[-1].date
    return Course(
        id=offer.id,
        treatment=offer.treatment,
        name=treatment.name,
        plain_name=treatment.plain_name,
        zones=stages.catalogue.vocabulary.zones.cover(offer.sites),
        sites=tuple(sorted(offer.sites)),
        sessions=len(offer.given) + len(sessions),
        typical=offer.sessions.typical,
        interval=offer.interval,
        minutes=offer.minutes,
        downtime_days=offer.downtime_days,
        downtime_days_max=offer.downtime_days_max,
        benefit=offer.benefit,
        mechanism=offer.mechanism,
        prerequisites=planned_prerequisites(
            offer, sessions, stages.catalogue, stages.clinic, stages.findings.today
        ),
        adaptations=offer.adaptations,
        cost=_times(offer.price, len(sessions)),
        review=_first_open(last + timedelta(weeks=offer.peak_weeks), stages.clinic)
        if offer.peak_weeks
        else None,
        maintenance=last + timedelta(days=offer.maintenance_days) if offer.maintenance_days else None,
        follow_ups=tuple(_contacts(offer, sessions, stages.clinic)),
        given=offer.given,
        prepared=offer.prepared,
        recorded=treatment.recorded,
    )


def _times(price: Money | None, count: int) -> Money | None:
    return None if price is None else Money(price.amount * count, price.currency)


def _first_open(day: date, clinic: Clinic) -> date:
    """The first day from `day` on which the clinic is open; within a year, or `day` itself."""
    for offset in range(366):
        if clinic.hours(day + timedelta(days=offset)):
            return day + timedelta(days=offset)
    return day


def _contacts(
    offer: CourseOffer, sessions: Sequence[PlacedSession], clinic: Clinic
) -> Iterator[PlannedContact]:
    for session in sessions:
        for contact in offer.terms.follow_ups:
            day = _first_open(session.date + timedelta(days=contact.after_days), clinic)
            yield PlannedContact(session.id, day, contact.text)


def visit(placed: PlacedVisit, stages: Stages) -> Visit:
    """One appointment with its sessions in order."""
    offers = {offer.id: offer for offer in stages.schedule.courses}
    sessions = tuple(_session(one, offers[one.course], stages) for one in placed.sessions)
    used = {id_ for session in sessions for id_ in session.resources}
    resources = tuple(id_ for id_ in stages.clinic.resources if id_ in used)
    return Visit(placed.date, placed.start, placed.end, sessions, resources)


def _session(placed: PlacedSession, offer: CourseOffer, stages: Stages) -> Session:
    zones = stages.catalogue.vocabulary.zones.cover(offer.sites)
    session = Session(placed.id, placed.course, placed.number, offer.treatment, zones, offer.minutes)
    if not stages.clinic.resources:
        return session
    return attrs.evolve(session, start=placed.start, resources=placed.resources)


def regimen(placed: PlacedRegimen, stages: Stages) -> Regimen:
    """Chosen home care with its titration and pauses."""
    offer = placed.offer
    treatment = stages.catalogue.treatments[offer.treatment]
    terms = treatment.regimen
    assert terms is not None  # noqa: S101  a regimen offer is made from regimen terms only
    return Regimen(
        id=offer.id,
        treatment=offer.treatment,
        name=treatment.name,
        plain_name=treatment.plain_name,
        zones=stages.catalogue.vocabulary.zones.cover(offer.sites),
        sites=tuple(sorted(offer.sites)),
        how=terms.how,
        order=terms.order,
        minutes_a_day=offer.minutes_a_day,
        segments=placed.segments,
        pauses=placed.pauses,
        adaptations=offer.adaptations,
        prerequisites=_before_first_use(placed, stages),
        cost=offer.price,
        effect_weeks=terms.effect_weeks,
        kind=home_kind(treatment.traits, terms.slot),
        recorded=treatment.recorded,
    )


def _before_first_use(placed: PlacedRegimen, stages: Stages) -> tuple[PlannedPrerequisite, ...]:
    if not placed.segments:
        return ()
    first, today = placed.segments[0].from_, stages.findings.today
    return before_first_use(placed.offer, first, stages.catalogue, stages.clinic, today)


def home_kind(traits: AbstractSet[str], slot: Slot) -> HomeKind:
    """What home care is, by its traits; without a telling trait, what has no time of day is a habit."""
    untold = HomeKind.HABIT if slot is Slot.ANY else HomeKind.SKIN
    return next((kind for kind, telling in _KINDS if telling & traits), untold)


def cost(stages: Stages) -> Cost:
    """What is known of the cost, and what has no price."""
    prices = {offer.id: _times(offer.price, _count(offer, stages)) for offer in stages.schedule.courses}
    prices |= {placed.offer.id: placed.offer.price for placed in stages.schedule.regimens}
    known = sum((price.amount for price in prices.values() if price), Decimal(0))
    unknown = tuple(item for item, price in prices.items() if price is None)
    return Cost(Money(known, stages.clinic.currency), unknown)


def _count(offer: CourseOffer, stages: Stages) -> int:
    return sum(session.course == offer.id for session in stages.schedule.sessions)
