"""Trying everything: every legal plan of a tiny problem, and the best of them, by code that shares nothing with the solver's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from itertools import combinations, pairwise, permutations, product
from typing import Any

import attrs
from hypothesis import strategies as st

from hours import booked, every_visit, weekly
from offers import ALWAYS_OPEN, Toy, action, course, day, days, findings, pounds, span, toy, worth
from turgor.domain.case import AnyPriority, Order, OrderedAim, Preferences, Priority
from turgor.domain.clinic import Weights
from turgor.domain.dates import Days
from turgor.domain.offers import CourseOffer
from turgor.domain.resources import Resource
from turgor.domain.skin import Severity

PRESETS = [Priority.BALANCED, *Priority]
Dates = dict[str, tuple[int, ...]]  # course id -> days of its sessions
STATE, SOFT = "state", "soft_state"


@st.composite
def small_courses(draw: Any, name: str, *, priced: bool) -> CourseOffer:
    """A course of at most two sessions with few possible days."""
    least = draw(st.integers(1, 2))
    shortest = draw(st.integers(3, 9))
    ideal = shortest + draw(st.integers(0, 4))
    sites = draw(st.sets(st.sampled_from(["chin", "brow"]), min_size=1))
    return course(
        name,
        count=(least, draw(st.integers(least, 2))),
        interval=(shortest, ideal, ideal + draw(st.integers(0, 6))),
        allowed=days(*draw(st.sets(st.integers(0, 39), min_size=1, max_size=7))),
        downtime_days=(downtime := draw(st.integers(0, 3))),
        downtime_days_max=downtime,
        mechanism=draw(st.sampled_from(["heat", "needles"])),
        benefit=worth(draw(st.sampled_from([10, 45, 60, 90])), *sorted(sites)),
        sites=sorted(sites),
        price=draw(st.sampled_from([pounds(50), pounds(120), pounds(200), None])) if priced else None,
    )


def orders() -> st.SearchStrategy[Order]:
    """Aims in any order, each at most once."""
    return st.lists(st.sampled_from(OrderedAim), min_size=1, max_size=4, unique=True).map(tuple)


@st.composite
def small_problems(draw: Any, *, varied: bool = True) -> Toy:
    """Two courses that may need days between them, in one order or both, hard or as a caution.

    Varied ones have prices, and orders of aims besides the presets.
    """
    lags = st.one_of(st.none(), st.integers(0, 12))
    there, back, soft = draw(lags), draw(lags), draw(lags)
    a = action(
        "toy.a",
        {STATE: there} if there is not None else {},
        {"other": 1} if back is not None else {},
        same_visit=draw(st.booleans()),
    )
    b = action(
        "toy.b",
        {"other": back} if back is not None else {},
        {STATE: 1} if there is not None else {},
        same_visit=draw(st.booleans()),
    )
    if soft is not None:
        leaves = action("x", {SOFT: soft}).effects
        needs = action("x", {}, {SOFT: 2}, severity=Severity.CAUTION, same_visit=draw(st.booleans())).needs
        a = attrs.evolve(a, effects=(*a.effects, *leaves))
        b = attrs.evolve(b, needs=(*b.needs, *needs))
    return toy(
        draw(small_courses("toy.a", priced=varied)),
        draw(small_courses("toy.b", priced=varied)),
        actions=(a, b),
        findings=findings(goals=("chin", "brow"), laxity=draw(st.sampled_from([1.5, 2.5, None]))),
        clinic=attrs.evolve(
            ALWAYS_OPEN,
            horizon_days=40,
            courses_at_once=draw(st.integers(1, 2)),
            weights=Weights(draw(st.integers(0, 2)), draw(st.integers(0, 2))),
        ),
        preferences=Preferences(
            most_visits=draw(st.sampled_from([None, None, 1, 2, 3])),
            days_between_visits=draw(st.sampled_from([None, None, 4, 8])),
            downtime_at_a_time=draw(st.sampled_from([None, None, 2, 4])),
        ),
        priority=draw(st.sampled_from(PRESETS) | orders() if varied else st.sampled_from(PRESETS)),
    )


@st.composite
def small_problems_with_rooms(draw: Any) -> Toy:
    """The same at a clinic with a room, a device and somebody, who are not always there or free; an hour a day."""
    problem = draw(small_problems())
    hours = [(time(9), time(10)), (time(9), time(9, 30)), (time(9, 15), time(10))]

    def there() -> Any:
        weekdays = sorted(draw(st.sets(st.integers(0, 6), min_size=4)))
        return draw(st.sampled_from([(), weekly(*draw(st.sampled_from(hours)), weekdays)]))

    bookings = [
        booked(
            day(draw(st.integers(0, 39))),
            *draw(st.sampled_from(hours)),
            draw(st.sampled_from(["room", "lamp"])),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    clinic = attrs.evolve(
        problem.clinic,
        opening=weekly(time(9), time(10)),
        rooms=(Resource("room", hours=there(), away=draw(st.sampled_from([(), (span(3, 9),)]))),),
        devices=(
            Resource("lamp", does=draw(st.sampled_from([("toy.a",), ("toy.a", "toy.b")])), hours=there()),
        ),
        staff=draw(st.sampled_from([(), (Resource("amy", hours=there()), Resource("ben", does=("toy.b",)))])),
        bookings=tuple(bookings),
        most_wait_minutes=draw(st.sampled_from([0, 15])),
    )
    shared = days(*draw(st.sets(st.integers(0, 39), min_size=1, max_size=3)))
    offers = tuple(
        attrs.evolve(
            one,
            minutes=draw(st.sampled_from([15, 30])),
            allowed=Days.joining((*one.allowed.spans, *shared.spans)),
        )
        for one in problem.offers
    )
    return problem.with_(offers=offers, clinic=clinic)


def every_plan(problem: Toy) -> Iterator[Dates]:
    """Every legal plan, by trying all sets of courses, all numbers of sessions and all days."""
    options = [list(_every_course(one)) for one in problem.offers if isinstance(one, CourseOffer)]
    for chosen in product(*options):
        plan = {one.id: dates for one, dates in zip(problem.offers, chosen, strict=True) if dates}
        if _legal(problem, plan):
            yield plan


def _every_course(offer: CourseOffer) -> Iterator[tuple[int, ...]]:
    yield ()
    possible = [
        (d - findings().today).days
        for d in offer.allowed.between(findings().today, findings().today.replace(year=2028))
    ]
    for count in range(offer.sessions.minimum, offer.sessions.typical + 1):
        for dates in combinations(sorted(possible), count):
            if all(offer.interval.min_days <= b - a <= offer.interval.max_days for a, b in pairwise(dates)):
                yield dates


def _legal(problem: Toy, plan: Dates) -> bool:
    most = problem.preferences.most_visits
    if (most is not None and _visits(plan) > most) or not _equipped(problem, plan):
        return False
    numbers = sorted({number for dates in plan.values() for number in dates})
    least = problem.preferences.days_between_visits or 1
    if any(then - number < least for number, then in pairwise(numbers)):
        return False
    if _redness(problem, plan) > _or_any(problem.preferences.downtime_at_a_time):
        return False
    if len(plan) < 2:
        return True
    a, b = (problem.offers[0], problem.offers[1])
    if problem.clinic.courses_at_once == 1 and a.sites & b.sites and _overlap(plan[a.id], plan[b.id]):
        return False
    return all(_far_enough(problem, one, other) for one, other in product(plan[a.id], plan[b.id]))


def _or_any(most: int | None) -> int:
    return 10**6 if most is None else most


def _redness(problem: Toy, plan: Dates) -> int:
    """The most days in a row with redness, counted from the day of the first session."""
    lasts = {offer.id: offer.downtime_days for offer in problem.offers}
    red = {
        n for id_, dates in plan.items() for d in dates if lasts[id_] for n in range(d, d + lasts[id_] + 1)
    }
    longest = row = 0
    for number in range(60):
        row = row + 1 if number in red else 0
        longest = max(longest, row - 1)
    return longest


def _equipped(problem: Toy, plan: Dates) -> bool:
    """Whether every visit has a time at which all it needs is free."""
    numbers = {number for dates in plan.values() for number in dates}
    return all(
        _fits(problem, number, frozenset(id_ for id_, dates in plan.items() if number in dates))
        for number in numbers
    )


def _fits(problem: Toy, number: int, ids: frozenset[str], *, soft: bool = False) -> bool:
    """Whether the clinic can give these sessions on a day, in an order that is legal; `soft` with every caution."""
    if not problem.clinic.resources:
        return True
    offers = {one.treatment: one for one in problem.offers if one.id in ids}
    legal = frozenset(pair for pair in permutations(offers, 2) if _follows(problem, *pair, soft=soft))
    lengths = {name: one.minutes for name, one in offers.items()}
    return any(every_visit(problem.clinic, day(number), [(540, 600)], lengths, legal))


def _follows(problem: Toy, first: str, then: str, *, soft: bool) -> bool:
    """Whether one treatment may follow another in a visit."""
    if not problem.offers[0].sites & problem.offers[1].sites:
        return True
    known = {one.id: one for one in problem.actions}
    return all(need.same_visit for need in _met(known[first], known[then], soft=soft))


def _overlap(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] <= other[-1] and other[0] <= one[-1]


def _far_enough(problem: Toy, of_a: int, of_b: int, *, soft: bool = False) -> bool:
    """Whether a session of each may stand on these days, looking at the states themselves."""
    a, b = problem.actions
    if not problem.offers[0].sites & problem.offers[1].sites:
        return True
    if of_a < of_b:
        return _clear(a, b, of_b - of_a, soft=soft)
    if of_b < of_a:
        return _clear(b, a, of_a - of_b, soft=soft)
    return any(
        all(need.same_visit for need in _met(x, y, soft=False))
        and (not soft or all(need.same_visit for need in _met(x, y, soft=True)))
        for x, y in ((a, b), (b, a))
    )


def _met(first: Any, then: Any, *, soft: bool) -> list[Any]:
    left = {effect.state for effect in first.effects}
    return [need for need in then.needs if need.state in left and (soft or need.severity.blocks)]


def _clear(first: Any, then: Any, apart: int, *, soft: bool) -> bool:
    upper = {effect.state: effect.upper_days for effect in first.effects}
    return all(apart >= upper[need.state] + need.clear_days for need in _met(first, then, soft=soft))


def _visits(plan: Dates) -> int:
    return len({number for dates in plan.values() for number in dates})


def _benefit(problem: Toy, plan: Dates) -> int:
    total = 0
    for site in ("chin", "brow"):
        worths = sorted(
            ((o.benefit.at(site), o.mechanism) for o in problem.offers if o.id in plan), reverse=True
        )
        total += worths[0][0] if worths else 0
        moderate = problem.findings.laxity.get(site, 0) >= 2
        if len(worths) == 2 and moderate and worths[0][1] != worths[1][1]:
            total += worths[1][0] // 2
    return total


AIMS = {
    Priority.BALANCED: ("downtime-and-visits",),
    Priority.SOONEST: ("finish",),
    Priority.FEWEST_VISITS: ("visits",),
    Priority.LEAST_DOWNTIME: ("downtime",),
    Priority.LOWEST_COST: ("unknown-prices", "cost"),
}


def own_aims(priority: AnyPriority) -> Iterator[str]:
    """What a priority makes best, one after the other; of equally many unknown prices the cost counts."""
    for name in AIMS[priority] if isinstance(priority, Priority) else priority:
        if name == "cost":
            yield "unknown-prices"
        yield str(name)


def measured(problem: Toy, plan: Dates, name: str) -> int:
    """What a plan comes to in one respect; less is better, of the benefit too."""
    offers = {offer.id: offer for offer in problem.offers}
    downtime = sum(offers[id_].downtime_days * len(dates) for id_, dates in plan.items())
    weights = problem.clinic.weights
    return {
        "downtime-and-visits": weights.downtime_day * downtime + weights.visit * _visits(plan),
        "finish": _finish(plan),
        "visits": _visits(plan),
        "downtime": downtime,
        "unknown-prices": sum(offers[id_].price is None for id_ in plan),
        "cost": sum(100 * _price(offers[id_]) * len(dates) for id_, dates in plan.items()),
        "most-benefit": -_benefit(problem, plan),
        "ideal-intervals": _off_ideal(problem, plan),
        "goals": -_goals(problem, plan),
        "sessions": sum(offers[id_].sessions.typical - len(dates) for id_, dates in plan.items()),
        "soft-needs": _broken(problem, plan),
    }[name]


def _price(offer: CourseOffer) -> int:
    return int(offer.price.amount) if offer.price else 0


def _goals(problem: Toy, plan: Dates) -> int:
    offers = {offer.id: offer for offer in problem.offers}
    return sum(any(site in offers[id_].sites for id_ in plan) for site in ("chin", "brow"))


def _off_ideal(problem: Toy, plan: Dates) -> int:
    ideal = {offer.id: offer.interval.ideal_days for offer in problem.offers}
    return sum(abs(b - a - ideal[id_]) for id_, dates in plan.items() for a, b in pairwise(dates))


def _broken(problem: Toy, plan: Dates) -> int:
    """Pairs of sessions that do not keep the cautions."""
    both = product(plan.get("toy.a#1", ()), plan.get("toy.b#1", ()))
    return sum(
        not _far_enough(problem, a, b, soft=True)
        or (a == b and not _fits(problem, a, frozenset(plan), soft=True))
        for a, b in both
    )


def _finish(plan: Dates) -> int:
    return max((dates[-1] for dates in plan.values()), default=0)


def best_plan(problem: Toy) -> tuple[dict[str, int], Dates]:
    """The stages of the design, one after the other, over all legal plans."""
    plans = list(every_plan(problem))
    values: dict[str, int] = {}

    def keep(value: Any, name: str = "", *, largest: bool = False, percent: int = 100) -> None:
        best = (max if largest else min)(map(value, plans))
        least = best * percent / 100
        plans[:] = [p for p in plans if (value(p) >= least if largest else value(p) == best)]
        if name:
            values[name] = best

    priority = problem.priority
    keep(lambda p: _goals(problem, p), "goals", largest=True)
    keep(lambda p: _benefit(problem, p), largest=True, percent=90 if priority is Priority.BALANCED else 70)
    for name in ("sessions", "soft-needs", *own_aims(priority)):
        keep(lambda p, name=name: measured(problem, p, name), name)
    keep(lambda p: _benefit(problem, p), "benefit", largest=True)
    keep(len)
    keep(lambda p: ("toy.a#1" in p) * 2 + ("toy.b#1" in p), largest=True)
    for name in ("ideal-intervals", "finish"):
        keep(lambda p, name=name: measured(problem, p, name), name)
    keep(lambda p: sum(map(sum, p.values())), "tie-break")
    if "most-benefit" in values:
        values["most-benefit"] *= -1
    later = (99, 99)  # a session that is not held counts as later than any
    return values, min(plans, key=lambda p: [(*p.get(i, ()), *later)[:2] for i in ("toy.a#1", "toy.b#1")])
