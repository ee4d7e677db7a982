"""What a plugin answered, checked: the right records, about its own treatments, inside the bounds it was given.

Every function returns the answer as planning may use it, or raises Unusable saying what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Sized
from datetime import date
from typing import Any, TypeVar

from turgor.domain.catalogue import Vocabulary
from turgor.domain.findings import Findings
from turgor.domain.handouts import HandoutSection
from turgor.domain.modalities import Objection, Offer
from turgor.domain.offers import CourseOffer, RegimenOffer, SchedulingTerms
from turgor.domain.treatments import Modality
from turgor.host.asking import Unusable
from turgor.host.narrowing import widened
from turgor.host.shape import WrongShape, check

R = TypeVar("R")

WEEKDAYS = range(7)
LONGEST_FOLLOW_UP_DAYS = 366  # a contact later than that is no contact after a session
LONGEST_AHEAD_YEARS = 50  # so that days can be reckoned from a bound
MOST_SESSIONS = 200  # of one course, so that it can be dated at all
MOST_STEPS = 100  # of one titration
MOST_FOLLOW_UPS = 20  # of one offer
MOST_SECTIONS = 200  # of one handout; the largest that ships has some 20
LONGEST_HANDOUT = 100_000  # characters, so that the whole plan can be printed
LONGEST_DECLARED = 30_000  # of the sections that content declares: they stand there for each treatment


def modality(answer: object) -> Modality:
    """The record of a modality."""
    record: Modality = _of(answer, Modality, "turgor_modality")
    for treatment in record.treatments:
        where = f"turgor_modality: {treatment.id}"
        if treatment.course:
            fits = treatment.course.sessions.maximum <= MOST_SESSIONS
            _demand(fits, f"{where}: sessions", f"must not be more than {MOST_SESSIONS}")
        if treatment.regimen:
            _demand_few(treatment.regimen.steps, MOST_STEPS, f"{where}: steps")
    _demand_few(record.handouts, MOST_SECTIONS, "turgor_modality: handouts")
    declared = (text for one in record.handouts for text in (one.title, *one.paragraphs, *one.items))
    _demand_short(declared, LONGEST_DECLARED, "turgor_modality: handouts")
    return record


def objections(answer: object, own: Collection[str], vocabulary: Vocabulary) -> Sequence[Objection]:
    """Objections to own treatments, at sites that exist, resting on facts and sources that exist."""
    given: Sequence[Objection] = _of(answer, Sequence[Objection], "turgor_eligibility")
    for place, objection in enumerate(given):
        where = f"turgor_eligibility[{place}]"
        _known([objection.treatment], own, f"{where}.treatment", "a treatment of its own")
        _known(objection.sites, vocabulary.zones.sites, f"{where}.sites", "a site")
        _known(objection.sources, vocabulary.sources, f"{where}.sources", "a declared source")
        asked = vocabulary.facts.keys() | vocabulary.event_kinds.keys()
        _known(objection.facts, asked, f"{where}.facts", "a fact or a kind of event")
        _demand(bool(objection.sources), f"{where}.sources", "must name at least one")
    return given


def offers(
    answer: object, given: Sequence[Offer], findings: Findings, prerequisites: Collection[str]
) -> Sequence[Offer]:
    """Some of the given offers, none of them twice, each only narrowed."""
    adapted: Sequence[Offer] = _of(answer, Sequence[CourseOffer | RegimenOffer], "turgor_offers")
    by_id = {offer.id: offer for offer in given}
    _known([offer.id for offer in adapted], by_id, "turgor_offers", "one of the offers it was given")
    _demand(len({offer.id for offer in adapted}) == len(adapted), "turgor_offers", "must not repeat an offer")
    for offer in adapted:
        where = f"turgor_offers: {offer.id}"
        _demand(type(offer) is type(by_id[offer.id]), where, "must stay a course or a regimen")
        _known(offer.prerequisites, prerequisites, where, "a declared prerequisite")
        if isinstance(offer, RegimenOffer):
            _demand_few(offer.steps, MOST_STEPS, f"{where}: steps")
        for problem in widened(offer, by_id[offer.id], findings):
            raise Unusable(f"{where}: {problem}")
    return adapted


def terms(answer: object, today: date) -> SchedulingTerms:
    """Terms that leave some day free, with bounds in order and not in the past."""
    given: SchedulingTerms = _of(answer, SchedulingTerms, "turgor_schedule")
    where = "turgor_schedule"
    _known(given.avoid_weekdays, WEEKDAYS, f"{where}.avoid_weekdays", "a weekday from 0 (Monday) to 6")
    _demand(len(given.avoid_weekdays) < len(WEEKDAYS), f"{where}.avoid_weekdays", "must leave a weekday")
    for name in ("earliest", "latest"):
        bound = getattr(given, name)
        _demand(bound is None or bound >= today, f"{where}.{name}", f"must not lie before today, got {bound}")
        near = bound is None or bound.year - today.year <= LONGEST_AHEAD_YEARS
        _demand(
            near, f"{where}.{name}", f"must not lie more than {LONGEST_AHEAD_YEARS} years ahead, got {bound}"
        )
    in_order = given.earliest is None or given.latest is None or given.earliest <= given.latest
    _demand(in_order, f"{where}.latest", "must not lie before the earliest day")
    _demand_few(given.follow_ups, MOST_FOLLOW_UPS, f"{where}.follow_ups")
    for contact in given.follow_ups:
        fits = 0 <= contact.after_days <= contact.until_days <= LONGEST_FOLLOW_UP_DAYS
        _demand(fits, f"{where}.follow_ups", f"must run from 0 to {LONGEST_FOLLOW_UP_DAYS} days in order")
    return given


def handouts(answer: object, treatments: Collection[str]) -> Sequence[HandoutSection]:
    """Sections about offered treatments, with drawings that can be printed."""
    given: Sequence[HandoutSection] = _of(answer, Sequence[HandoutSection], "turgor_handout")
    _demand_few(given, MOST_SECTIONS, "turgor_handout: sections")
    texts = (text.text for one in given for text in (one.title, *one.paragraphs, *one.items))
    _demand_short(texts, LONGEST_HANDOUT, "turgor_handout")
    for place, section in enumerate(given):
        where = f"turgor_handout[{place}]"
        _known([section.treatment], treatments, f"{where}.treatment", "a treatment it was given an offer of")
        if picture := section.picture:
            described = len(picture.description.text.split()) >= 3
            _demand(described, f"{where}.picture.description", "must be at least three words")
    return given


def _of(answer: object, expected: Any, where: str) -> Any:
    try:
        check(answer, expected, where)
    except WrongShape as problem:
        raise Unusable(str(problem)) from problem
    return answer


def _known(ids: Iterable[R], allowed: Collection[R], where: str, kind: str) -> None:
    for unknown in [entry for entry in ids if entry not in allowed]:
        raise Unusable(f"{where}: {unknown!r} is not {kind}")


def _demand_few(entries: Sized, most: int, where: str) -> None:
    _demand(len(entries) <= most, where, f"must not be more than {most:,}, got {len(entries):,}")


def _demand_short(texts: Iterable[str], most: int, where: str) -> None:
    _demand(sum(map(len, texts)) <= most, where, f"must not say more than {most:,} characters")


def _demand(holds: bool, where: str, what: str) -> None:  # noqa: FBT001  reads as a sentence
    if not holds:
        raise Unusable(f"{where}: {what}")
