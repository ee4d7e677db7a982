"""Every limit of a problem by its name, so that one after the other can be dropped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from turgor.domain.messages import Phrase, plain
from turgor.domain.modalities import Offer
from turgor.planning.home_care import daily_totals, meeting
from turgor.planning.home_care.in_use import as_used
from turgor.planning.scheduling.choice import exclusion
from turgor.planning.scheduling.days import DATE, HORIZON, day_limits
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.pace_limits import pace_limits
from turgor.planning.scheduling.problem import Problem, separation

# The kinds in the order in which an explanation names them: what can be spared last comes first.
ORDER = (
    *("home_care", "lag", "verdict", "prerequisite", "interval", "courses_at_once", "terms"),
    *("must", "must_not", "only", "date", "not_on"),
    *("budget", "budget_a_month", "unknown_price", "aversion"),
    *("most_visits", "days_between_visits", "downtime_at_a_time", "minutes_a_day"),
    *("horizon", "closed", "resource", "away", "available", "downtime_free", "follow_up"),
)
MUST = Phrase("limit.must", "The practitioner wants {treatment}.")
OFFERED = Phrase("limit.offered", "{treatment} is not offered: {reason}")
NO_OFFER = Phrase("limit.no_offer", "no installed treatment of that name is allowed and suits a goal.")
INTERVAL = Phrase("limit.interval", "Sessions of {course} are {least} to {most} days apart.")
AT_ONCE = Phrase("limit.courses_at_once", "At most {most} courses run at once on one site.")
APART = Phrase("limit.apart", "{one} and {other} need days between them.")
MOST_VISITS = Phrase("limit.most_visits", "At most {most} visits are wanted.")
BUDGET = Phrase("limit.budget", "The budget is {amount} {currency}.")
MINUTES = Phrase("limit.minutes_a_day", "At most {minutes} minutes a day of home care are wanted.")


def named_limits(problem: Problem) -> tuple[Limit, ...]:
    """Every limit, each once, those first that an explanation should name: of safety, then pins, wishes, calendar."""
    of_pairs = (*_between_courses(problem), *_of_home_care(problem))
    found = (*_of_courses(problem), *_wishes(problem), *_pins(problem), *of_pairs)
    by_id = {limit.id: limit for limit in reversed(found)}
    return tuple(sorted(by_id.values(), key=lambda limit: (_place(limit), limit.id)))


def _place(limit: Limit) -> int:
    """Where a limit stands; unnamed kinds in between."""
    return ORDER.index(limit.kind) if limit.kind in ORDER else ORDER.index("must")


def _wishes(problem: Problem) -> Iterator[Limit]:
    wanted = problem.preferences
    yield Limit("horizon", "horizon", HORIZON(day=problem.last))
    if wanted.most_visits is not None:
        yield Limit("most_visits", "most_visits", MOST_VISITS(most=wanted.most_visits))
    if wanted.budget is not None:
        text = BUDGET(amount=str(wanted.budget.amount), currency=wanted.budget.currency)
        yield Limit("budget", "budget", text)
    yield from pace_limits(problem)
    yield Limit("minutes_a_day", "minutes_a_day", MINUTES(minutes=problem.minutes_a_day))
    for offer in _all(problem):
        if limit := exclusion(offer, problem):
            yield limit


def _all(problem: Problem) -> tuple[Offer, ...]:
    return (*problem.offers.courses, *problem.offers.regimens)


def _pins(problem: Problem) -> Iterator[Limit]:
    pins = problem.preferences.pins
    named = dict.fromkeys((*pins.must, *(session.partition("#")[0] for session in pins.dates)))
    offered = {offer.treatment for offer in _all(problem)}
    for treatment in pins.must:
        yield Limit(f"must:{treatment}", "must", MUST(treatment=treatment))
    for session, day in pins.dates.items():
        yield Limit(f"date:{session}", "date", DATE(session=session, day=day))
    for treatment in named:
        if treatment not in offered:
            yield _not_offered(treatment, problem)


def _not_offered(treatment: str, problem: Problem) -> Limit:
    why = next((left.why for left in problem.offers.left_out if left.treatment == treatment), NO_OFFER())
    return Limit(
        f"offered:{treatment}",
        "verdict",
        OFFERED(treatment=treatment, reason=why.text),
        (treatment,),
    )


def _of_home_care(problem: Problem) -> Iterator[Limit]:
    """What keeps pinned home care from being used: what must not meet, and what adds up to too much."""
    pinned = [one for one in problem.offers.regimens if one.treatment in problem.preferences.pins.must]
    names = {name for one in pinned for name in as_used(one, problem).names}
    for rule in meeting.rules(problem):
        if names.intersection((*rule.one, *rule.other)):
            text = plain(f"incompatible.{rule.id}.advice", rule.advice)
            yield Limit(meeting.limit_id(rule), "home_care", text, sources=rule.sources)
    brought = {dose.substance for one in pinned for dose in daily_totals.doses(one, problem)}
    for limit, _ in daily_totals.applicable(brought, problem):
        text = plain(f"daily_limit.{limit.id}.advice", limit.advice)
        yield Limit(daily_totals.limit_id(limit), "home_care", text, sources=limit.sources)


def _of_courses(problem: Problem) -> Iterator[Limit]:
    for course in problem.offers.courses:
        least, most = course.interval.min_days, course.interval.max_days
        text = INTERVAL(course=course.treatment, least=least, most=most)
        sources = problem.catalogue.treatments[course.treatment].sources
        yield Limit(f"interval:{course.id}", "interval", text, sources=sources)
        yield from (day_limit.limit for day_limit in day_limits(course, problem))


def _between_courses(problem: Problem) -> Iterator[Limit]:
    yield Limit("courses_at_once", "courses_at_once", AT_ONCE(most=problem.clinic.courses_at_once))
    for one, other in combinations(problem.offers.courses, 2):
        causes = (*problem.lag(one.id, other.id).because, *problem.lag(other.id, one.id).because)
        if causes:
            sources = tuple(dict.fromkeys(source for cause in causes for source in cause.sources))
            text = APART(one=one.treatment, other=other.treatment)
            yield Limit(separation(one.id, other.id), "lag", text, sources=sources)
