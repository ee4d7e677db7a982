"""What forbids a single session another day while everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from turgor.domain.messages import Message, Phrase
from turgor.planning.scheduling.days import DATE, day_limits
from turgor.planning.scheduling.limits import DayLimit, Limit
from turgor.planning.scheduling.pace import too_fast
from turgor.planning.scheduling.problem import Problem, separation
from turgor.planning.scheduling.selection import Held, Selection
from turgor.planning.skin.skin_state import Lag, visit_order

AFTER = Phrase("limit.interval_after", "At least {days} days must pass after {session}.")
BEFORE = Phrase("limit.interval_before", "{session} must follow within {days} days.")
LAG_AFTER = Phrase("limit.lag_after", "The skin needs {days} days after {session}.")
LAG_BEFORE = Phrase("limit.lag_before", "{session} must come at least {days} days later.")
NEVER = Phrase("limit.lag_never", "After {session} the skin is never as it must be.")
ONE_VISIT = Phrase("limit.same_visit", "It may not share a visit with {session}.")
CROWDED = Phrase("limit.too_many_at_once", "At most {most} courses run at once on one site.")
FULL = Phrase("limit.capacity", "The visit on such a day would be too long.")
NOT_FOR_ALL = Phrase("limit.resources", "{resources}: not free for all of the visit on such a day.")
MOST_VISITS = Phrase("limit.one_visit_more", "It would need a visit more than the {most} that are wanted.")


@attrs.frozen(slots=False)
class Moving:
    """The question which days one session could have instead."""

    selection: Selection
    moved: Held

    @property
    def problem(self) -> Problem:
        return self.selection.problem

    @cached_property
    def _others(self) -> tuple[Held, ...]:
        return tuple(one for one in self.selection.held if one != self.moved)

    @cached_property
    def _day_limits(self) -> tuple[DayLimit, ...]:
        limits = day_limits(self.moved.course, self.problem)
        return tuple(limit for limit in limits if limit.concerns(self.moved.number))

    def to(self, day: int) -> Selection:
        """The same selection with the session on another day."""
        held = (attrs.evolve(one, day=day) if one == self.moved else one for one in self.selection.held)
        return Selection(self.problem, self.selection.courses, tuple(held))

    def forbidden_by(self, day: int) -> tuple[Limit, ...]:
        """The limits that forbid the session a day, counted from today."""
        found = (
            *self._single(day),
            *self._intervals(day),
            *self._separations(day),
            *self._whole_plan(day),
        )
        return tuple({limit.id: limit for limit in reversed(found)}.values())[::-1]

    def _single(self, day: int) -> Iterator[Limit]:
        date = self.problem.day(day)
        fixed = self.problem.preferences.pins.dates.get(self.moved.id, date)
        if fixed != date:
            yield Limit(f"date:{self.moved.id}", "date", DATE(session=self.moved.id, day=fixed))
        yield from (one.limit for one in self._day_limits if one.forbids(date))

    def _intervals(self, day: int) -> Iterator[Limit]:
        interval = self.moved.course.interval
        for other in self.selection.of(self.moved.course):
            if other.number == self.moved.number - 1 and day - other.day < interval.min_days:
                text = AFTER(days=interval.min_days, session=other.id)
                yield Limit(f"after:{other.id}", "interval", text, (other.id,))
            if other.number == self.moved.number + 1 and other.day - day > interval.max_days:
                text = BEFORE(days=interval.max_days, session=other.id)
                yield Limit(f"before:{other.id}", "interval", text, (other.id,))

    def _separations(self, day: int) -> Iterator[Limit]:
        for other in self._others:
            a, b = self.moved.course.id, other.course.id
            if a == b or not self.problem.keeps(separation(a, b)):
                continue
            if day == other.day:
                if not self.problem.may_share(a, b):
                    lag = self.problem.lag(b, a)
                    yield _lag_limit(f"shared:{other.id}", ONE_VISIT(session=other.id), other, lag)
            elif day > other.day:
                lag = self.problem.lag(b, a)
                if lag.days is None or day - other.day < lag.days:
                    yield _lag_limit(f"after:{other.id}", _said(LAG_AFTER, lag, other.id), other, lag)
            else:
                lag = self.problem.lag(a, b)
                if lag.days is None or other.day - day < lag.days:
                    yield _lag_limit(f"before:{other.id}", _said(LAG_BEFORE, lag, other.id), other, lag)

    def _whole_plan(self, day: int) -> Iterator[Limit]:
        problem, visitors = self.problem, [one for one in self._others if one.day == day]
        order = visit_order(
            [problem.delivery(one.course) for one in (*visitors, self.moved)], problem.systemic
        )
        pairwise_fine = all(problem.may_share(self.moved.course.id, one.course.id) for one in visitors)
        if order is None and pairwise_fine:
            ids = tuple(one.id for one in visitors)
            yield Limit(f"order:{day}", "lag", ONE_VISIT(session=", ".join(ids)), ids)
        if visitors and order:
            yield from self._room(day, visitors)
        moved = self.to(day)
        if problem.most_visits is not None and moved.visits > problem.most_visits:
            text = MOST_VISITS(most=problem.preferences.most_visits or 0)
            yield Limit("most_visits", "most_visits", text, ("preferences.most_visits",))
        yield from too_fast(moved)
        at_once = problem.clinic.courses_at_once
        if most_at_once(moved) > at_once:
            text = CROWDED(most=at_once)
            yield Limit("courses_at_once", "courses_at_once", text, ("clinic.courses_at_once",))

    def _room(self, day: int, visitors: Sequence[Held]) -> Iterator[Limit]:
        """Whether the visit of a day is long enough, and whether its resources can be had for so long."""
        problem, date = self.problem, self.problem.day(day)
        ids = tuple(one.id for one in visitors)
        together = frozenset({self.moved.course.id, *(one.course.id for one in visitors)})
        minutes = sum(problem.asked[id_].minutes for id_ in together)
        if minutes > problem.capacity(date):
            yield Limit("capacity", "capacity", FULL(), ids)
        elif problem.clinic.resources and not problem.agenda.fits(together, date):
            names = tuple(
                dict.fromkeys(
                    problem.clinic.resources[cause.resource].title
                    for cause in problem.agenda.blocking(together, date)
                    if cause.resource in problem.clinic.resources
                )
            )
            yield Limit("capacity", "resource", NOT_FOR_ALL(resources=names), ids)


def _said(phrase: Phrase, lag: Lag, session: str) -> Message:
    return NEVER(session=session) if lag.days is None else phrase(days=lag.days, session=session)


def _lag_limit(id_: str, text: Message, other: Held, lag: Lag) -> Limit:
    states = dict.fromkeys(f"need:{cause.state}" for cause in lag.because)
    sources = dict.fromkeys(source for cause in lag.because for source in cause.sources)
    return Limit(id_, "lag", text, (other.id, *states), tuple(sources))


def most_at_once(selection: Selection) -> int:
    """The most courses with overlapping spans on one site."""
    spans = {c.id: _span(selection, c.id) for c in selection.courses}
    return max(
        (
            sum(site in c.sites and spans[c.id][0] <= first <= spans[c.id][1] for c in selection.courses)
            for course in selection.courses
            for site in course.sites
            for first in (spans[course.id][0],)
        ),
        default=0,
    )


def _span(selection: Selection, course: str) -> tuple[int, int]:
    days = [one.day for one in selection.held if one.course.id == course]
    return min(days), max(days)
