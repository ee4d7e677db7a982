"""Which home care is chosen: it is never traded against courses.

In this order: what the practitioner pinned, sun protection, moisturiser and an answer to each risk habit, what a
chosen item must go with, then the best per mechanism while minutes a day and budget last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from turgor.domain.messages import Message, Phrase
from turgor.domain.modalities import Offer
from turgor.domain.offers import CourseOffer, LeftOut, RegimenOffer
from turgor.planning.offer import ALWAYS_TRAITS
from turgor.planning.scheduling.choice import budget_cents, cents, exclusion
from turgor.planning.scheduling.problem import Problem

MINUTES = Phrase("home.minutes", "It does not fit into {minutes} minutes of home care a day.")
BUDGET = Phrase("home.budget", "It does not fit into the budget.")
MECHANISM = Phrase("home.mechanism", "{other} works in the same way.")
CLASH = Phrase("home.clash", "It does not go together with {other}.")
ALONE = Phrase("home.alone", "It must go with home care of the kind {traits}, which cannot be chosen.")
NO_FIT = Phrase("home.no_fit", "It does not suit the laxity there.")
Chosen = tuple[RegimenOffer, ...]


@attrs.frozen
class HomeChoice:
    """The chosen home care and what was left out, and why."""

    regimens: Chosen
    left_out: tuple[LeftOut, ...] = ()


def eligible(problem: Problem) -> Chosen:
    """The home care that may be chosen: what is always chosen first, then the most beneficial."""
    free = [offer for offer in problem.offers.regimens if exclusion(offer, problem) is None]
    return tuple(sorted(free, key=lambda offer: (not offer.always, -offer.benefit, offer.id)))


def base(problem: Problem, spent: int = 0) -> HomeChoice:
    """What is chosen whatever the courses are: pinned home care first, then what is always chosen."""
    pinned = problem.preferences.pins.must
    offers = eligible(problem)
    first = [offer for offer in offers if offer.treatment in pinned]
    return _adding((), [*first, *(o for o in offers if o.always and o not in first)], problem, spent)


def companions(goes_with: Iterable[str], chosen: Chosen, problem: Problem) -> Chosen | None:
    """What must be added to the chosen home care so that every trait asked for is there; None if it cannot be."""
    added: Chosen = ()
    wanted = list(goes_with)
    while wanted:
        trait = wanted.pop(0)
        if any(trait in problem.traits(offer.treatment) for offer in (*chosen, *added)):
            continue
        provider = _provider(trait, (*chosen, *added), problem)
        if provider is None:
            return None
        added = (*added, provider)
        wanted += provider.goes_with
    return added


def _provider(trait: str, chosen: Chosen, problem: Problem) -> RegimenOffer | None:
    fitting = (offer for offer in eligible(problem) if trait in problem.traits(offer.treatment))
    return next((offer for offer in fitting if clashing(offer, chosen, problem) is None), None)


def required_by(course: CourseOffer, chosen: Chosen, problem: Problem) -> Chosen | None:
    """What a course adds to the home care chosen so far; None where the course cannot be chosen for want of it."""
    return companions(problem.catalogue.treatments[course.treatment].goes_with, chosen, problem)


def clashing(offer: RegimenOffer, chosen: Iterable[RegimenOffer], problem: Problem) -> RegimenOffer | None:
    """The chosen home care that an offer cannot be used beside, if any."""
    return next((other for other in chosen if clash(offer, other, problem)), None)


def clash(one: RegimenOffer, other: RegimenOffer, problem: Problem) -> bool:
    """Whether one leaves on the skin what the other needs gone: daily care could then never hold both."""
    return any(lag.because for lag in (problem.lag(one.id, other.id), problem.lag(other.id, one.id)))


def choose(problem: Problem, courses: Sequence[CourseOffer], spent: int) -> HomeChoice:
    """The home care of the plan, given its courses and what they cost in hundredths."""
    start = base(problem)
    needed = list(start.regimens)
    for course in courses:
        needed += [o for o in required_by(course, start.regimens, problem) or () if o not in needed]
    rest = [offer for offer in eligible(problem) if offer not in needed]
    result = _adding(tuple(needed), sorted(rest, key=lambda o: (-o.benefit, o.id)), problem, spent)
    return attrs.evolve(result, left_out=(*_excluded(problem), *result.left_out))


def _excluded(problem: Problem) -> Iterator[LeftOut]:
    for offer in problem.offers.regimens:
        if limit := exclusion(offer, problem):
            yield LeftOut(offer.treatment, offer.sites, limit.text)


def _adding(chosen: Chosen, offers: Iterable[RegimenOffer], problem: Problem, spent: int) -> HomeChoice:
    left_out: list[LeftOut] = []
    for offer in offers:
        if offer in chosen:
            continue
        added = companions(offer.goes_with, (*chosen, offer), problem)
        if reason := _obstacle(offer, added, chosen, problem, spent):
            left_out.append(LeftOut(offer.treatment, offer.sites, reason))
        else:
            chosen = (*chosen, offer, *(added or ()))
    return HomeChoice(chosen, tuple(left_out))


def _obstacle(
    offer: RegimenOffer, added: Chosen | None, chosen: Chosen, problem: Problem, spent: int
) -> Message | None:
    """Why an offer with its companions cannot join what is chosen."""
    if added is None:
        return ALONE(traits=offer.goes_with)
    if unfit := _unfit(offer, chosen, problem):
        return unfit
    together = (*chosen, offer, *added)
    if minutes(together) > problem.minutes_a_day and problem.keeps("minutes_a_day"):
        return MINUTES(minutes=problem.minutes_a_day)
    budget = budget_cents(problem)
    if budget is not None and not _affordable(offer, together, problem, budget - spent):
        return BUDGET()
    return None


def _unfit(offer: RegimenOffer, chosen: Chosen, problem: Problem) -> Message | None:
    """What makes an offer useless or impossible beside the chosen ones."""
    if other := clashing(offer, chosen, problem):
        return CLASH(other=other.treatment)
    if other := _same_mechanism(offer, chosen, problem):
        return MECHANISM(other=other.treatment)
    useful = offer.benefit or offer.always or _pinned(offer, problem)
    return None if useful else NO_FIT()


def _affordable(offer: RegimenOffer, together: Chosen, problem: Problem, left: int) -> bool:
    """Whether it fits the money left. An unknown price enters only by pin, or where it is always chosen."""
    known = offer.price is not None or offer.always or _pinned(offer, problem)
    return known and sum(cents(one.price) for one in together) <= left


def _same_mechanism(offer: RegimenOffer, chosen: Chosen, problem: Problem) -> RegimenOffer | None:
    """Chosen home care that makes this one superfluous; nothing does where it answers what nothing else does."""
    if _pinned(offer, problem):
        return None
    answered = {answer for other in chosen for answer in _answers(other, problem)}
    if offer.always and not _answers(offer, problem) <= answered:
        return None
    return next((other for other in chosen if other.mechanism == offer.mechanism), None)


def _answers(offer: RegimenOffer, problem: Problem) -> set[str]:
    treatment = problem.catalogue.treatments[offer.treatment]
    return set(treatment.traits & ALWAYS_TRAITS) | (set(treatment.answers) & set(problem.findings.habits))


def _pinned(offer: Offer, problem: Problem) -> bool:
    return offer.treatment in problem.preferences.pins.must


def minutes(regimens: Iterable[RegimenOffer]) -> int:
    """Minutes of home care on a day on which all of it is used."""
    return sum(offer.minutes_a_day for offer in regimens)
