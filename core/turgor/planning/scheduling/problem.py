"""All that selecting and dating depends on, in one record, with limits that can be dropped to explain a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import permutations

import attrs

from turgor.domain.case import Preferences, Priority
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.findings import Findings
from turgor.domain.happened import Given
from turgor.domain.modalities import Offer
from turgor.domain.offers import CourseOffer, Offers, SkinAction
from turgor.domain.skin import Scope
from turgor.planning.scheduling.calendar import Window, coming, common, last_day, longest, opening
from turgor.planning.skin.skin_state import NO_LAG, Delivery, Lag, lag_between, may_precede

BEYOND = timedelta(
    days=730
)  # how much later a plan may end when a conflict is looked for without its horizon


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
    priority: Priority
    catalogue: Catalogue
    dropped: frozenset[str] = frozenset()
    before: Mapping[str, int] | None = None
    given: tuple[Given, ...] = ()

    def keeps(self, limit: str) -> bool:
        """Whether a limit counts."""
        return limit not in self.dropped

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
    def _windows(self) -> dict[date, tuple[Window, ...]]:
        return {}

    def windows(self, day: date) -> tuple[Window, ...]:
        """When a visit may be on a day: the clinic is open and the patient can come."""
        if day not in self._windows:
            open_ = opening(day, self.clinic) if self.keeps("closed") else ((0, 24 * 60),)
            mine = coming(day, self.preferences.available if self.keeps("available") else ())
            self._windows[day] = common(open_, mine)
        return self._windows[day]

    def capacity(self, day: date) -> int:
        """Minutes that the longest possible visit on a day may last, turnaround included."""
        return longest(self.windows(day))

    def needs_minutes(self, course: CourseOffer) -> int:
        return course.minutes + self.clinic.turnaround_minutes


def separation(one: str, other: str) -> str:
    """The id of the limit that keeps two courses apart."""
    return "lag:" + "|".join(sorted((one, other)))
