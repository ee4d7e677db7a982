"""All that selecting and dating depends on, in one record, with limits that can be dropped to explain a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property, reduce
from itertools import permutations
from typing import TYPE_CHECKING

import attrs

from turgor.domain.case import AnyPriority, Preferences
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.dates import Span, days_from
from turgor.domain.findings import Findings
from turgor.domain.happened import Given
from turgor.domain.modalities import Offer
from turgor.domain.offers import CourseOffer, Offers, SkinAction
from turgor.domain.resources import Resource
from turgor.domain.skin import Scope
from turgor.planning.appointments.agenda import Agenda, Appointment, Asked
from turgor.planning.appointments.sequence import Pairs
from turgor.planning.scheduling.calendar import Window, coming, common, last_day, longest, opening
from turgor.planning.scheduling.day_sets import DaySet, stretch, those, weekly
from turgor.planning.scheduling.limits import Such, Weekdays
from turgor.planning.skin.skin_state import (
    NO_LAG,
    Delivery,
    Lag,
    lag_between,
    may_precede,
    visit_order,
)

if TYPE_CHECKING:
    from turgor.planning.scheduling.days import CourseDays

BEYOND = timedelta(
    days=730
)  # how much later a plan may end when a conflict is looked for without its horizon

HANDED_ON = ("systemic", "_lags", "_in_one_visit", "asked", "_open", "_day_sets")
HOURS = ("closed", "available", "resource")  # kinds of limits that decide when something is free


@attrs.frozen(slots=False)
class Problem:
    """What may be chosen, for whom, where and within which limits.

    Attributes:
        dropped: ids of limits that do not count, to find out which limits contradict each other.
        before: session -> its day in an older plan, counted from today: as few as possible are moved. None where
            there is no older plan.
        given: what was given under older plans: its visits, its redness and its price count.

    """

    offers: Offers
    actions: Mapping[str, SkinAction]
    findings: Findings
    clinic: Clinic
    preferences: Preferences
    priority: AnyPriority
    catalogue: Catalogue
    dropped: frozenset[str] = frozenset()
    before: Mapping[str, int] | None = None
    given: tuple[Given, ...] = ()

    def keeps(self, limit: str) -> bool:
        """Whether a limit counts."""
        return limit not in self.dropped

    def without(self, limits: frozenset[str]) -> Problem:
        """The same problem while these limits do not count either."""
        return self._knowing(*HANDED_ON, of=attrs.evolve(self, dropped=self.dropped | limits))

    def offering(self, courses: Iterable[CourseOffer]) -> Problem:
        """The same problem with some of the courses alone."""
        offers = attrs.evolve(self.offers, courses=tuple(courses))
        return self._knowing(*HANDED_ON, "days_of_courses", of=attrs.evolve(self, offers=offers))

    def _knowing(self, *names: str, of: Problem) -> Problem:
        """Hand on to a lesser problem what is true of it, too, so that it is worked out once."""
        vars(of).update((name, getattr(self, name)) for name in names)
        return of

    @cached_property
    def days_of_courses(self) -> dict[str, CourseDays]:
        """The days of each course by its id, as far as they were asked for."""
        return {}

    @property
    def today(self) -> date:
        return self.findings.today

    @cached_property
    def last(self) -> date:
        """The last day on which a session may be placed."""
        last = last_day(self.preferences, self.clinic, self.today)
        return last if self.keeps("horizon") else max(last, self.today) + BEYOND

    @property
    def length(self) -> int:
        """Days from today to the last day. Days are counted from today inside the solver."""
        return (self.last - self.today).days

    def day(self, offset: int) -> date:
        """The day so many days from today."""
        return self.today + timedelta(days=offset)

    def offset(self, day: date) -> int:
        """Days from today to a day."""
        return (day - self.today).days

    @property
    def most_visits(self) -> int | None:
        """How many visits are left of those that are wanted; None is no limit."""
        most = self.preferences.most_visits
        if most is None or not self.keeps("most_visits"):
            return None
        return most - len({one.date for one in self.given})

    @property
    def days_between_visits(self) -> int:
        """Days from one visit to another at least."""
        return (self.preferences.days_between_visits or 1) if self.keeps("days_between_visits") else 1

    @property
    def minutes_a_day(self) -> int:
        wanted = self.preferences.minutes_a_day
        return self.clinic.minutes_a_day if wanted is None else wanted

    @cached_property
    def systemic(self) -> frozenset[str]:
        states = self.catalogue.vocabulary.states.values()
        return frozenset(state.id for state in states if state.scope is Scope.SYSTEMIC)

    def traits(self, treatment: str) -> frozenset[str]:
        return self.catalogue.treatments[treatment].traits

    def delivery(self, offer: Offer) -> Delivery:
        return Delivery(offer.id, self.actions[offer.treatment], offer.sites)

    @cached_property
    def _lags(self) -> Mapping[tuple[str, str, bool], Lag]:
        offers: tuple[Offer, ...] = (*self.offers.courses, *self.offers.regimens)
        return {
            (one.id, other.id, blocking_only): self._lag(one, other, blocking_only=blocking_only)
            for one, other in permutations(offers, 2)
            for blocking_only in (True, False)
        }

    def _lag(self, first: Offer, then: Offer, *, blocking_only: bool) -> Lag:
        if first.treatment == then.treatment:
            return NO_LAG  # its own course spaces it
        return lag_between(
            self.delivery(first), self.delivery(then), self.systemic, blocking_only=blocking_only
        )

    def lag(self, first: str, then: str) -> Lag:
        """How long a session or dose of one offer waits for one of another."""
        return self._lags[first, then, True]

    def soft_lag(self, first: str, then: str) -> Lag:
        """The same with the needs that only ask for caution."""
        return self._lags[first, then, False]

    @cached_property
    def _in_one_visit(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (one.id, other.id)
            for one, other in permutations(self.offers.courses, 2)
            if may_precede(self.delivery(one), self.delivery(other), self.systemic)
        )

    def may_precede(self, first: str, then: str) -> bool:
        """Whether `then` may follow `first` in one visit. Unlimited where their separation was dropped."""
        return (first, then) in self._in_one_visit or not self.keeps(separation(first, then))

    def may_share(self, one: str, other: str) -> bool:
        """Whether one visit may hold both, in some order."""
        return self.may_precede(one, other) or self.may_precede(other, one)

    @cached_property
    def _open(self) -> tuple[tuple[Window, ...], ...]:
        """When the clinic is open on each day of the week."""
        return tuple(opening(weekday, self.clinic) for weekday in range(7))

    @cached_property
    def _free(self) -> tuple[tuple[Window, ...], ...]:
        """When a visit may be on each day of the week."""
        open_ = self._open if self.keeps("closed") else [((0, 24 * 60),)] * 7
        available = self.preferences.available if self.keeps("available") else ()
        return tuple(common(hours, coming(weekday, available)) for weekday, hours in enumerate(open_))

    def weekdays_open_for_less_than(self, minutes: int) -> frozenset[int]:
        """The days of the week on which the clinic is never open for so many minutes in a row."""
        return frozenset(weekday for weekday in range(7) if longest(self._open[weekday]) < minutes)

    def weekdays_free_for_less_than(self, minutes: int) -> frozenset[int]:
        """The days of the week on which no visit of so many minutes may be."""
        return frozenset(weekday for weekday in range(7) if longest(self._free[weekday]) < minutes)

    def windows(self, day: date) -> tuple[Window, ...]:
        """When a visit may be on a day: the clinic is open and the patient can come."""
        closed = self.keeps("closed") and any(day in closure for closure in self.clinic.closures)
        return () if closed else self._free[day.weekday()]

    @property
    def hours_dropped(self) -> frozenset[str]:
        """Of the limits that are dropped those that change the hours of a day."""
        return frozenset(id_ for id_ in self.dropped if id_.partition(":")[0] in HOURS)

    @cached_property
    def _day_sets(self) -> dict[tuple[Such, int], DaySet]:
        return {}

    def day_set(self, days: Span | Weekdays | Such) -> DaySet:
        """Those of the days that a plan may reach; what is known day by day is looked at once for all courses."""
        if isinstance(days, Span):
            last = self.length if days.last is None else min(self.length, self.offset(days.last))
            return stretch(self.offset(days.first), last)
        if isinstance(days, Weekdays):
            found = weekly(days.weekdays, self.today.weekday(), max(0, self.length // 7 + 1))
            return reduce(lambda left, span: left & ~self.day_set(span), days.but, found)
        key = days, self.length
        if key not in self._day_sets:
            every = days_from(self.today, self.last)
            self._day_sets[key] = those(n for n, day in enumerate(every) if day in days)
        return self._day_sets[key]

    def capacity(self, day: date) -> int:
        """Minutes that the longest possible visit on a day may last, turnaround included."""
        return longest(self.windows(day))

    def needs_minutes(self, course: CourseOffer) -> int:
        return course.minutes + self.clinic.turnaround_minutes

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """What a session of each course asks of a day."""
        return {
            course.id: Asked(
                course.treatment,
                self.needs_minutes(course),
                self.clinic.required(course.treatment, self.traits(course.treatment)),
            )
            for course in self.offers.courses
        }

    def resources_for(self, course: CourseOffer) -> tuple[Resource, ...]:
        """All that may serve a course, each once."""
        able = {one.id: one for needed in self.asked[course.id].required for one in needed.resources}
        return tuple(able.values())

    @cached_property
    def agenda(self) -> Agenda:
        """The hours of each day, with what the clinic has for its sessions."""
        return Agenda(self.clinic, self.asked, self._order, self.windows, self.dropped)

    @cached_property
    def _order(self) -> Pairs:
        pairs = frozenset(
            (one.id, other.id)
            for one, other in permutations(self.offers.courses, 2)
            if self.may_precede(one.id, other.id)
        )
        gentle = (pair for pair in pairs if all(cause.same_visit for cause in self.soft_lag(*pair).because))
        return Pairs(pairs, frozenset(gentle))

    def appointments(self, day: int, courses: Iterable[str]) -> tuple[Appointment, ...] | None:
        """A session of each course in one visit, in the order that the skin prefers where that fits its time.

        None where nothing fits.
        """
        ids = frozenset(courses)
        sessions = [self.delivery(course) for course in self.offers.courses if course.id in ids]
        order = visit_order(sessions, self.systemic)
        preferred = tuple(session.id for session in order) if order else None
        return self.agenda.place(ids, self.day(day), preferred)

    @cached_property
    def _full_days(self) -> dict[tuple[frozenset[str], bool], frozenset[int]]:
        return {}

    def full_days(self, together: frozenset[str], *, gently: bool = False) -> frozenset[int]:
        """The days, counted from today, on which one visit cannot hold sessions of these courses.

        None where the clinic names no resources: then minutes alone decide, and the model counts them. `gently`
        adds the days on which no order that fits keeps every caution.
        """
        if not self.clinic.resources:
            return frozenset()
        if (together, gently) not in self._full_days:
            days = range(max(0, self.length) + 1)
            full = (d for d in days if not self.agenda.fits(together, self.day(d), gently=gently))
            self._full_days[together, gently] = frozenset(full)
        return self._full_days[together, gently]


def separation(one: str, other: str) -> str:
    """The id of the limit that keeps two courses apart."""
    return "lag:" + "|".join(sorted((one, other)))
