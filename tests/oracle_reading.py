"""A scheduling problem read a second time, straight from its records: allowed days, waits, and what may be chosen.

Written apart from the scheduler, so that a limit that the one forgets is not forgotten by the other too. Only what
home care a course brings with it is asked of the program: courses compete with nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR
from itertools import chain, combinations, permutations

import attrs

from turgor.domain.case import Event, Using
from turgor.domain.money import Money
from turgor.domain.offers import CourseOffer, SkinAction
from turgor.domain.skin import Scope
from turgor.domain.treatments import Prerequisite
from turgor.planning.home_care.home_choice import base, minutes, never_together, required_by
from turgor.planning.scheduling.problem import Problem

NEVER = 10**6  # days: longer than any plan


def day(problem: Problem, offset: int) -> date:
    """The day so many days from today."""
    return problem.findings.today + timedelta(days=offset)


def free_minutes(problem: Problem, on: date) -> int:
    """How long a visit on a day may be, turnaround included."""
    whole = [(time(0), None)]
    kept = problem.dropped.isdisjoint
    clinic = list(problem.clinic.hours(on)) if kept({"closed"}) else whole
    windows = problem.preferences.available if kept({"available"}) else ()
    mine = [(w.start, w.end) for w in windows if w.weekday == on.weekday()] if windows else whole
    lengths = (min(_until(a), _until(b)) - max(_from(a), _from(b)) for a in clinic for b in mine)
    return max(lengths, default=0)


def _from(window: tuple[time, time | None]) -> int:
    return window[0].hour * 60 + window[0].minute


def _until(window: tuple[time, time | None]) -> int:
    return 24 * 60 if window[1] is None else window[1].hour * 60 + window[1].minute


def allowed_days(problem: Problem, course: CourseOffer, number: int) -> tuple[int, ...]:
    """The days, counted from today, on which a session breaks no limit that concerns it alone."""
    fits = (d for d in range(problem.length + 1) if not any(_broken(problem, course, number, d)))
    return tuple(fits)


def _broken(problem: Problem, course: CourseOffer, number: int, offset: int) -> Iterator[bool]:
    """Limit by limit, whether a session on a day breaks it; those that were dropped are left out."""
    on, wishes, clinic = day(problem, offset), problem.preferences, problem.clinic
    session = f"{course.id}.{number}"
    keeps = problem.keeps
    booked = (problem.before or {}).get(session) == offset
    yield keeps("notice") and offset < clinic.notice_days and not booked
    yield free_minutes(problem, on) < course.minutes + clinic.turnaround_minutes
    yield any(on in away and keeps(f"away:{away.first}") for away in wishes.away)
    shown = [on + timedelta(days=n) for n in range(course.downtime_days_max + 1)]
    yield any(
        d in free and keeps(f"downtime_free:{free.first}") for free in wishes.downtime_free for d in shown
    )
    yield keeps(f"verdict:{course.id}") and on not in course.allowed
    most = wishes.downtime_at_a_time
    yield keeps("downtime_at_a_time") and most is not None and course.downtime_days_max > most
    before = max((one.date for one in problem.given), default=on)
    yield 0 < (on - before).days < days_between(problem)
    terms = course.terms
    outside = on < (terms.earliest or on) or on > (terms.latest or on) or on.weekday() in terms.avoid_weekdays
    yield keeps(f"terms:{course.id}") and outside
    for contact in terms.follow_ups:
        due = range(contact.after_days, contact.until_days + 1)
        yield keeps(f"follow_up:{course.id}") and not any(clinic.hours(on + timedelta(days=n)) for n in due)
    for id_ in course.prerequisites:
        needed = problem.catalogue.vocabulary.prerequisites[id_]
        if number == 1 or needed.every_session:
            yield keeps(f"prerequisite:{id_}") and not (
                _was_done(course, needed, on) or _can_be_done(problem, needed, offset)
            )
    yield from (_after_use(problem, course, using, offset) for using in problem.findings.using)
    yield from (_before_event(problem, course, event, on) for event in problem.findings.history.events)
    fixed = wishes.pins.dates.get(session, on)
    yield keeps(f"date:{session}") and on != fixed
    for one in wishes.pins.not_on:
        yield keeps(f"not_on:{session}:{one.date}") and (one.session, one.date) == (session, on)


def days_between(problem: Problem) -> int:
    """Days from one visit to the next at least."""
    return (problem.preferences.days_between_visits or 1) if problem.keeps("days_between_visits") else 1


def red_already(problem: Problem) -> set[int]:
    """The days, from today on or before it, that may show what was given under older plans."""
    spans = (
        (first, first + one.downtime_days_max)
        for one in problem.given
        if one.downtime_days_max and (first := (one.date - problem.findings.today).days) is not None
    )
    return {day for first, last in spans for day in range(first, last + 1)}


def month(problem: Problem, offset: int) -> tuple[int, int]:
    """The calendar month of a day."""
    on = day(problem, offset)
    return on.year, on.month


def spent_in(problem: Problem, one: tuple[int, int]) -> int:
    """What was given in a month, in hundredths."""
    return sum(hundredths(g.price) for g in problem.given if (g.date.year, g.date.month) == one)


def _was_done(course: CourseOffer, needed: Prerequisite, on: date) -> bool:
    """Whether it was done under an older plan, early enough and not too long ago."""
    waited = ((on - one.date).days for one in course.prepared if one.prerequisite == needed.id)
    return any(needed.lead_days <= days <= needed.valid_days for days in waited)


def _can_be_done(problem: Problem, needed: Prerequisite, offset: int) -> bool:
    days = range(max(0, offset - needed.valid_days), offset - needed.lead_days + 1)
    return any(not needed.at_clinic or problem.clinic.hours(day(problem, d)) for d in days)


def _after_use(problem: Problem, course: CourseOffer, using: Using, offset: int) -> bool:
    """Whether what is in use today still leaves its mark on a day."""
    treatments = problem.catalogue.treatments
    everywhere = problem.catalogue.vocabulary.zones.sites
    meant = [using.treatment] if using.treatment in treatments else []
    meant = meant or [id_ for id_, one in treatments.items() if using.treatment in one.traits]
    waits = (
        _wait(problem, problem.actions[id_], using.sites or everywhere, course, cautions=False)
        for id_ in meant
        if id_ != course.treatment and id_ in problem.actions
    )
    return problem.keeps(f"using:{using.treatment}") and offset < max(waits, default=0)


def _before_event(problem: Problem, course: CourseOffer, event: Event, on: date) -> bool:
    """Whether a planned event comes too soon after a session on a day, or is not over by then."""
    if event.start is None or event.start.earliest < problem.findings.today:
        return False
    if event.kind not in problem.actions or not problem.keeps(f"event:{event.kind}"):
        return False
    sites = event.sites or problem.catalogue.vocabulary.zones.sites
    own = problem.actions[course.treatment]
    wait = _wait_on(problem, own, course.sites, problem.actions[event.kind], sites, cautions=False)
    over = event.end.latest if event.end else event.expected_end or event.start.latest
    return wait > 0 and (event.start.earliest - on).days < wait and on <= over


def wait(problem: Problem, first: CourseOffer, then: CourseOffer, *, cautions: bool = False) -> int:
    """Days that must pass between sessions of two courses; 0 where nothing is between them."""
    if first.treatment == then.treatment:
        return 0
    return _wait(problem, problem.actions[first.treatment], first.sites, then, cautions=cautions)


def _wait(
    problem: Problem, first: SkinAction, sites: frozenset[str], then: CourseOffer, *, cautions: bool
) -> int:
    return _wait_on(problem, first, sites, problem.actions[then.treatment], then.sites, cautions=cautions)


def _wait_on(
    problem: Problem,
    first: SkinAction,
    first_sites: frozenset[str],
    then: SkinAction,
    then_sites: frozenset[str],
    *,
    cautions: bool,
) -> int:
    waits = [
        NEVER if effect.upper_days is None else effect.upper_days + need.clear_days
        for effect, need in _meetings(problem, first, first_sites, then, then_sites)
        if cautions or need.severity.blocks
    ]
    return max([*waits, int(first.fills_its_day)]) if waits else 0


def _meetings(
    problem: Problem,
    first: SkinAction,
    first_sites: frozenset[str],
    then: SkinAction,
    then_sites: frozenset[str],
) -> Iterator[tuple]:
    for effect in first.effects:
        state = problem.catalogue.vocabulary.states.get(effect.state)
        everywhere = state is not None and state.scope is Scope.SYSTEMIC
        if everywhere or (first_sites | effect.spreads_to) & then_sites:
            yield from ((effect, need) for need in then.needs if need.state == effect.state)


def may_follow(problem: Problem, first: CourseOffer, then: CourseOffer, *, cautions: bool = False) -> bool:
    """Whether `then` may follow `first` within one visit."""
    if not problem.keeps("lag:" + "|".join(sorted((first.id, then.id)))):
        return True
    if first.treatment == then.treatment:
        return not first.sites & then.sites
    actions = problem.actions
    met = _meetings(problem, actions[first.treatment], first.sites, actions[then.treatment], then.sites)
    return all(need.same_visit for _, need in met if cautions or need.severity.blocks)


def may_share(problem: Problem, courses: Sequence[CourseOffer], *, cautions: bool = False) -> bool:
    """Whether one visit may hold sessions of all these courses, in some order."""
    return any(
        all(may_follow(problem, a, b) and (not cautions or may_follow(problem, a, b, cautions=True))
            for a, b in combinations(order, 2))
        for order in permutations(courses)
    )  # fmt: skip


def never_in_one_visit(problem: Problem, courses: Sequence[CourseOffer]) -> list[tuple[CourseOffer, ...]]:
    """The smallest sets of courses, of two or more, that have no legal order in one visit."""
    found: list[tuple[CourseOffer, ...]] = []
    for size in range(2, len(courses) + 1):
        for group in combinations(courses, size):
            known = any(set(smaller) <= set(group) for smaller in found)
            if not known and _may_be_cyclic(problem, group) and not may_share(problem, group):
                found.append(group)
    return found


def _may_be_cyclic(problem: Problem, group: Sequence[CourseOffer]) -> bool:
    """A smallest set of three or more is a circle: each of its courses must come before another of them."""
    if len(group) == 2:
        return True
    return all(any(not may_follow(problem, b, a) for b in group if b is not a) for a in group)


@attrs.frozen
class Choice:
    """One set of courses that may be chosen together, and what it is worth."""

    chosen: tuple[bool, ...]
    goals: int
    benefit: int
    count: int
    home_care: int


def candidates(problem: Problem) -> tuple[CourseOffer, ...]:
    """The courses that nothing excludes, in id order."""
    home = base(problem).regimens
    free = (
        course
        for course in problem.offers.courses
        if not _excluded(problem, course) and required_by(course, home, problem) is not None
    )
    return tuple(sorted(free, key=lambda course: course.id))


def _excluded(problem: Problem, course: CourseOffer) -> bool:
    wishes, pins, keeps = problem.preferences, problem.preferences.pins, problem.keeps
    name, traits = course.treatment, problem.catalogue.treatments[course.treatment].traits
    return (
        (name in pins.must_not and keeps(f"must_not:{name}"))
        or (bool(pins.only) and name not in pins.only and keeps("only"))
        or any((one == name or one in traits) and keeps(f"aversion:{one}") for one in wishes.aversions)
        or (
            any(keeps(limit) and getattr(wishes, limit) is not None for limit in ("budget", "budget_a_month"))
            and keeps(f"unknown_price:{name}")
            and course.price is None
            and name not in pins.must
        )
    )


def choices(problem: Problem, courses: Sequence[CourseOffer]) -> Iterator[Choice]:
    """Every set of courses that the pins and the home care allow."""
    home = base(problem)
    wanted = list(_wanted(problem, courses, {offer.treatment for offer in home.regimens}))
    room = problem.minutes_a_day - minutes(home.regimens)
    extras = {course.id: required_by(course, home.regimens, problem) or () for course in courses}
    everything = {offer.id: offer for offer in chain.from_iterable(extras.values())}
    ordered = [everything[id_] for id_ in sorted(everything)]
    apart = [{offer.id for offer in group} for group in never_together(ordered, home.regimens, problem)]
    for size in range(len(courses) + 1):
        for some in combinations(courses, size):
            used = {offer.id: offer for course in some for offer in extras[course.id]}
            pinned = all(any(course.id in ids for course in some) for ids in wanted)
            fits = not used or not problem.keeps("minutes_a_day") or minutes(used.values()) <= room
            if pinned and fits and not any(group <= used.keys() for group in apart):
                yield Choice(
                    tuple(course in some for course in courses),
                    sum(any(c.benefit.at(site) for c in some) for site in problem.findings.goal_sites),
                    sum(_benefit(problem, some, site) for site in problem.findings.goal_sites),
                    size,
                    sum(hundredths(offer.price) for offer in used.values()),
                )


def _wanted(problem: Problem, courses: Sequence[CourseOffer], at_home: set[str]) -> Iterator[set[str]]:
    """Sets of courses of which one must be chosen."""
    pins, keeps = problem.preferences.pins, problem.keeps
    for name in pins.must:
        ids = {course.id for course in courses if course.treatment == name}
        if keeps(f"must:{name}") and name not in at_home and (ids or keeps(f"offered:{name}")):
            yield ids
    for session in pins.dates:
        course, _, number = session.rpartition(".")
        ids = {
            one.id
            for one in courses
            if one.id == course and len(one.given) < int(number) <= needed_typical(problem, one)
        }
        if keeps(f"date:{session}") and (ids or keeps(f"offered:{session.partition('#')[0]}")):
            yield ids


def needed_typical(problem: Problem, course: CourseOffer) -> int:
    """The number of the last session that may be planned."""
    return max(course.sessions.typical, needed(problem, course))


def needed(problem: Problem, course: CourseOffer) -> int:
    """The number of sessions, given ones included, that a course must have once it is chosen."""
    fixed = [
        number
        for number in range(len(course.given) + 1, course.sessions.typical + 1)
        if f"{course.id}.{number}" in problem.preferences.pins.dates
        and problem.keeps(f"date:{course.id}.{number}")
    ]
    return max([course.sessions.minimum, len(course.given) + 1, *fixed])


def _benefit(problem: Problem, some: Sequence[CourseOffer], site: str) -> int:
    moderate = (problem.findings.laxity.get(site) or 0) >= 2
    worths = [course.benefit.at(site) for course in some]
    for one, two in permutations(some, 2):
        counts = moderate or two.treatment in problem.preferences.pins.must
        if counts and one.mechanism != two.mechanism and one.benefit.at(site) >= two.benefit.at(site):
            worths.append(one.benefit.at(site) + two.benefit.at(site) // 2)
    return max(worths, default=0)


def hundredths(price: Money | None) -> int:
    """An amount in hundredths, rounded up; unknown counts nothing."""
    return 0 if price is None else int((price.amount * 100).to_integral_value(ROUND_CEILING))


def money_left(problem: Problem) -> int | None:
    """The budget in hundredths without the home care that is always chosen; None is no limit."""
    budget = problem.preferences.budget
    if budget is None or not problem.keeps("budget"):
        return None
    fixed = sum(hundredths(offer.price) for offer in base(problem).regimens)
    fixed += sum(hundredths(one.price) for one in problem.given)
    return int((budget.amount * 100).to_integral_value(ROUND_FLOOR)) - fixed
