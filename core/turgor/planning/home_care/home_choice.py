"""Which home care is chosen: it is never traded against courses.

In this order: what the practitioner pinned, sun protection, moisturiser and an answer to each risk habit, what a
chosen item must go with, then the best per mechanism while minutes a day and budget last. What must not meet
something that is chosen, in use, taken or planned is left out, and so is what would pass a daily limit.
Described in docs/explanation/home-care.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import attrs

from turgor.domain.messages import Message, Phrase
from turgor.domain.modalities import Offer
from turgor.domain.offers import CourseOffer, LeftOut, RegimenOffer
from turgor.planning.home_care import circumstances, daily_totals, meeting
from turgor.planning.home_care.circumstances import Barred
from turgor.planning.home_care.in_use import as_used, going_on
from turgor.planning.home_care.preference import rank, too_many, unproven
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
    return tuple(sorted(free, key=lambda offer: (not offer.always, *rank(offer, problem))))


def base(problem: Problem, spent: int = 0) -> HomeChoice:
    """What is chosen whatever the courses are: pinned home care first, then what is always chosen."""
    pinned = [name for name in problem.preferences.pins.must if problem.keeps(f"must:{name}")]
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
    return next((offer for offer in fitting if _impossible((offer,), chosen, problem) is None), None)


def required_by(course: CourseOffer, chosen: Chosen, problem: Problem) -> Chosen | None:
    """What a course adds to the home care chosen so far; None where the course cannot be chosen for want of it."""
    return companions(problem.catalogue.treatments[course.treatment].goes_with, chosen, problem)


def never_together(extra: Sequence[RegimenOffer], chosen: Chosen, problem: Problem) -> Iterator[Chosen]:
    """The smallest groups of home care that cannot all be used beside what is chosen.

    Mostly two that clash; three or more where each two find room, but not all of them in a week or a daily total.
    """
    found: list[set[str]] = []
    for size in range(2, len(extra) + 1):
        for group in combinations(extra, size):
            ids = {offer.id for offer in group}
            if any(smaller <= ids for smaller in found):
                continue
            if _impossible(group[-1:], (*chosen, *group[:-1]), problem):
                found.append(ids)
                yield group


def _leaving(offer: RegimenOffer, chosen: Chosen, problem: Problem) -> RegimenOffer | None:
    """The chosen home care that leaves on the skin what an offer needs gone, or the other way round."""
    return next(
        (
            other
            for other in chosen
            if problem.lag(offer.id, other.id).because or problem.lag(other.id, offer.id).because
        ),
        None,
    )


def choose(problem: Problem, courses: Sequence[CourseOffer], spent: int) -> HomeChoice:
    """The home care of the plan, given its courses and what they cost in hundredths."""
    start = base(problem)
    asked = {o.id: o for course in courses for o in required_by(course, start.regimens, problem) or ()}
    needed = [*start.regimens, *(asked[id_] for id_ in sorted(asked))]  # in the order of `never_together`
    rest = [offer for offer in eligible(problem) if offer not in needed]
    result = _adding(tuple(needed), sorted(rest, key=lambda o: rank(o, problem)), problem, spent)
    advised = tuple(_advised(offer, result.regimens, problem) for offer in result.regimens)
    return HomeChoice(advised, (*_excluded(problem), *result.left_out))


def _advised(offer: RegimenOffer, chosen: Chosen, problem: Problem) -> RegimenOffer:
    """Home care with what is to be minded because of the rest."""
    others = (*(as_used(other, problem) for other in chosen), *going_on(problem, chosen))
    advice = meeting.advice(as_used(offer, problem), others, problem)
    return attrs.evolve(offer, adaptations=(*offer.adaptations, *advice))


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
            left_out.append(LeftOut(offer.treatment, offer.sites, reason.text, reason.sources, reason.ask))
        else:
            chosen = (*chosen, offer, *(added or ()))
    return HomeChoice(chosen, tuple(left_out))


def _obstacle(
    offer: RegimenOffer, added: Chosen | None, chosen: Chosen, problem: Problem, spent: int
) -> Barred | None:
    """Why an offer with its companions cannot join what is chosen."""
    if added is None:
        return _because(ALONE(traits=offer.goes_with))
    if impossible := _impossible((offer, *added), chosen, problem):
        return impossible
    if not _pinned(offer, problem) and (useless := _useless(offer, chosen, problem)):
        return _because(useless)
    together = (*chosen, offer, *added)
    if minutes(together) > problem.minutes_a_day and problem.keeps("minutes_a_day"):
        return _because(MINUTES(minutes=problem.minutes_a_day))
    budget = budget_cents(problem)
    if budget is not None and not _affordable(offer, together, problem, budget - spent):
        return _because(BUDGET())
    return None


def _because(text: Message) -> Barred:
    return Barred(text.key, text)


def _impossible(offers: Chosen, chosen: Chosen, problem: Problem) -> Barred | None:
    """What keeps offers from being used beside the chosen ones, whoever asks for them."""
    for offer in offers:
        if barred := circumstances.barred(offer, problem):
            return barred
        if other := _leaving(offer, chosen, problem):
            return _because(CLASH(other=other.treatment))
    there = (*(as_used(other, problem) for other in chosen), *going_on(problem, (*chosen, *offers)))
    if met := meeting.obstacle([as_used(offer, problem) for offer in offers], there, problem):
        rule, text = met
        return Barred(rule.id, text, rule.sources)
    return daily_totals.barred(offers, chosen, problem)


def _useless(offer: RegimenOffer, chosen: Chosen, problem: Problem) -> Message | None:
    """What makes an offer not worth while beside the chosen ones."""
    if other := _same_mechanism(offer, chosen, problem):
        return MECHANISM(other=other.treatment)
    if not (offer.benefit or offer.always):
        return NO_FIT()
    there = (*(as_used(other, problem) for other in chosen), *going_on(problem, (*chosen, offer)))
    return unproven(offer, problem) or too_many(as_used(offer, problem), there, problem)


def _affordable(offer: RegimenOffer, together: Chosen, problem: Problem, left: int) -> bool:
    """Whether it fits the money left. An unknown price enters only by pin, or where it is always chosen."""
    known = offer.price is not None or offer.always or _pinned(offer, problem)
    return known and sum(cents(one.price) for one in together) <= left


def _same_mechanism(offer: RegimenOffer, chosen: Chosen, problem: Problem) -> RegimenOffer | None:
    """Chosen home care that makes this one superfluous; nothing does where it answers what nothing else does."""
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
