"""What the independent check needs to replay a plan day by day, without any plugin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from turgor.domain.case import Available, NotOn, Using
from turgor.domain.dates import Days, Span
from turgor.domain.doses import DailyLimit, Dose
from turgor.domain.happened import Given
from turgor.domain.incompatible import Incompatible
from turgor.domain.money import Money
from turgor.domain.offers import SkinAction


@attrs.frozen
class PastEvent:
    """An event as the replay needs it: an interval per state is derived from it."""

    kind: str
    start: date | None
    end: date | None
    ongoing: bool
    sites: tuple[str, ...]


@attrs.frozen
class Limits:
    """The patient's and the practitioner's limits, as the scheduler took them."""

    horizon: date
    available: tuple[Available, ...] = ()
    away: tuple[Span, ...] = ()
    downtime_free: tuple[Span, ...] = ()
    budget: Money | None = None
    budget_a_month: Money | None = None
    most_visits: int | None = None
    days_between_visits: int | None = None
    downtime_at_a_time: int | None = None
    minutes_a_day: int = 0
    only: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    dates: Mapping[str, date] = attrs.field(factory=dict, hash=False)
    not_on: tuple[NotOn, ...] = ()


@attrs.frozen
class Replay:
    """What `verify` needs to check the plan day by day, independent of any plugin.

    Attributes:
        actions: treatments and event kinds by id, with effects decided for this patient.
        systemic_states: the states that are not bound to a site.
        counts_from_end: event kinds whose effects count from the end.
        events: what happened or is planned.
        allowed: course or regimen id -> days its verdict allows.
        terms: extra scheduling terms by course id: days of the week to avoid, bounds.
        steps: regimen id -> most days a week by week of use, as (weeks, per_week); weeks None is open.
        prerequisites: prerequisite id -> (lead_days, valid_days, every_session), and which course needs which.
        before: session -> its day in the plan that this one replaces.
        given: sessions given under the plans that this one replaces.
        overridden: treatment -> states whose need was set aside, with a written reason, for what happened before.
        going_on: what the patient goes on using besides the plan; its traits stand in `traits`.
        incompatible: what must not meet, as far as it is about something of the plan.
        takes: medicines that the patient takes, and medicines and event kinds of which nothing is known.
        daily_limits: those that hold or may hold.
        doses: regimen id -> what a day of it brings.
        intake: substance -> what the patient takes already; one that is not here is not known.
        weight: in kilograms, where it is known.
        limits: availability, budget and the rest, as entered; the clinic's are in `policy`.

    """

    actions: Mapping[str, SkinAction]
    systemic_states: frozenset[str]
    counts_from_end: frozenset[str]
    events: tuple[PastEvent, ...]
    allowed: Mapping[str, Days]
    sessions: Mapping[str, tuple[int, int]]
    avoid_weekdays: Mapping[str, tuple[int, ...]]
    bounds: Mapping[str, Span]
    steps: Mapping[str, tuple[tuple[int | None, int], ...]]
    prerequisites: Mapping[str, tuple[int, int, bool]]
    needed: Mapping[str, tuple[str, ...]]
    follow_ups: Mapping[str, tuple[tuple[int, int], ...]]
    goes_with: Mapping[str, tuple[str, ...]]
    traits: Mapping[str, tuple[str, ...]]
    prices: Mapping[str, Money]
    limits: Limits
    before: Mapping[str, date] = attrs.field(factory=dict, hash=False)
    given: tuple[Given, ...] = ()
    overridden: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    going_on: tuple[Using, ...] = ()
    incompatible: tuple[Incompatible, ...] = ()
    takes: tuple[str, ...] = ()
    daily_limits: tuple[DailyLimit, ...] = ()
    doses: Mapping[str, tuple[Dose, ...]] = attrs.field(factory=dict, hash=False)
    intake: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    weight: float | None = None
