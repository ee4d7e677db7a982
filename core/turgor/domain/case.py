"""What the practitioner enters: who the patient is, what was answered, what happened, what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from enum import StrEnum

import attrs

from turgor.domain.dates import DateRange, Span
from turgor.domain.money import Money

SYSTEMIC = ""  # the site under which an answer for the whole person is kept


@attrs.frozen
class Patient:
    """Who the patient is. Hooks never see this; only documents do.

    Attributes:
        birth_date: None is unknown, and leaves every rule on age undecided.
        number: the clinic's own.
        language: BCP 47.

    """

    name: str
    birth_date: date | None = None
    sex: str = ""
    number: str = ""
    language: str = "en"
    contact: str = ""


@attrs.frozen
class Chosen:
    """The answer to a many-choice fact: which options are said to hold, and which not. The rest is unknown."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = attrs.field(default=frozenset())

    @no.validator
    def _no_contradiction(self, _: object, no: frozenset[str]) -> None:
        if both := sorted(self.yes & no):
            raise ValueError(f"{both[0]!r} cannot be both yes and no")


Value = bool | int | float | str | Chosen


@attrs.frozen
class Answers:
    """What was answered. What is not here is unknown.

    Attributes:
        by_fact: fact id -> site -> value; an answer for the whole person stands under `SYSTEMIC`.

    """

    by_fact: Mapping[str, Mapping[str, Value]] = attrs.field(factory=dict, hash=False)

    def value(self, fact: str, site: str = SYSTEMIC) -> Value | None:
        """The answer at a site; an answer for the whole person holds for every site. None is unknown."""
        by_site = self.by_fact.get(fact, {})
        return by_site.get(site, by_site.get(SYSTEMIC))

    def without(self, fact: str) -> Answers:
        """The same answers with one fact made unknown."""
        return Answers({name: sites for name, sites in self.by_fact.items() if name != fact})


@attrs.frozen
class Measurement:
    """One reading of an instrument on one site; repeats are one measurement with several values.

    Attributes:
        settings: probe, pressure, mode: only equal settings may be compared.

    """

    instrument: str
    site: str
    date: date
    values: tuple[float, ...] = attrs.field(validator=attrs.validators.min_len(1))
    settings: str = ""

    @property
    def mean(self) -> float:
        return sum(self.values) / len(self.values)


@attrs.frozen
class Assessment:
    """The state of the patient on one day."""

    date: date
    answers: Answers = Answers()
    measurements: tuple[Measurement, ...] = ()


@attrs.frozen
class Event:
    """Something dated that happened or is planned.

    Attributes:
        kind: an event kind.
        start: None is unknown.
        end: None is not ended yet (or a single day, for kinds that do not last).
        expected_end: when an ongoing one should be over; a check is then made before the next session.
        sites: where; empty means everywhere (or a systemic kind).
        observed: seen on its day (a visible tan), so it is not planned, even where it is dated today.

    """

    kind: str
    start: DateRange | None
    end: DateRange | None = None
    expected_end: date | None = None
    sites: frozenset[str] = frozenset()
    note: str = ""
    observed: bool = False

    def may_have_begun(self, day: date) -> bool:
        """Whether it has begun by a day, as far as its dates tell; else it is planned."""
        return self.start is None or self.start.earliest <= day


@attrs.frozen
class History:
    """Events, and the kinds that were asked about and denied. A core kind in neither is unknown.

    Attributes:
        never: kinds of which nothing has happened yet. One that is only planned may be denied, too: else nothing
            is known of its past.
    """

    events: tuple[Event, ...] = ()
    never: frozenset[str] = frozenset()

    def plans_known(self, kind: str) -> bool:
        """Whether it is known if such an event is planned."""
        return kind in self.never or any(event.kind == kind for event in self.events)

    def past_known(self, kind: str, today: date) -> bool:
        """Whether it is known if such an event has happened; a planned one says nothing of the past."""
        return kind in self.never or any(
            event.kind == kind and event.may_have_begun(today) for event in self.events
        )


@attrs.frozen
class Using:
    """Home care in use today. The plan may pause it, go on with it or stop it.

    Attributes:
        treatment: a treatment id, or a trait where it is another clinic's product.
        per_week: days a week.
        last: the last day of use before a pause that goes on; None is not paused.

    """

    treatment: str
    per_week: int = attrs.field(validator=[attrs.validators.ge(1), attrs.validators.le(7)])
    since: date | None = None
    sites: frozenset[str] = frozenset()
    last: date | None = None

    def used_until(self, today: date) -> date:
        """The last day of use: today, unless it is paused."""
        return today if self.last is None else min(self.last, today)


@attrs.frozen
class Override:
    """A practitioner sets a relative contraindication aside, with a written reason."""

    rule: str
    reason: str = attrs.field(validator=attrs.validators.min_len(1))
    by: str = attrs.field(validator=attrs.validators.min_len(1))
    date: date
    treatment: str = ""
    sites: frozenset[str] = frozenset()


class Priority(StrEnum):
    """What the plan is best at, once the goals are served. The presets of the scheduler."""

    BALANCED = "balanced"
    SOONEST = "soonest"
    FEWEST_VISITS = "fewest-visits"
    LEAST_DOWNTIME = "least-downtime"
    LOWEST_COST = "lowest-cost"


class OrderedAim(StrEnum):
    """What an explicit order of aims may name: stages of the scheduler."""

    VISITS = "visits"
    FINISH = "finish"
    DOWNTIME = "downtime"
    COST = "cost"  # of equally many unknown prices
    UNKNOWN_PRICES = "unknown-prices"
    MOST_BENEFIT = "most-benefit"  # beyond the share that every plan keeps
    DOWNTIME_AND_VISITS = "downtime-and-visits"
    IDEAL_INTERVALS = "ideal-intervals"


Order = tuple[OrderedAim, ...]
AnyPriority = Priority | Order


def priority_name(priority: AnyPriority) -> str:
    """The name of a preset, or the aims of an order, as they are written on a command line."""
    return priority.value if isinstance(priority, Priority) else ",".join(priority)


@attrs.frozen
class Target:
    """A reading that patient and practitioner aim for, to see how far it is; nothing is planned by it."""

    instrument: str
    site: str
    value: float


@attrs.frozen
class Goals:
    """Where the patient wants firmer skin.

    Attributes:
        priority: a preset, or aims in the order in which they count.
        targets: site by site.

    """

    sites: frozenset[str]
    priority: AnyPriority = attrs.field(default=Priority.BALANCED)
    targets: tuple[Target, ...] = ()

    @priority.validator
    def _names_each_aim_once(self, _: object, priority: AnyPriority) -> None:
        if isinstance(priority, tuple) and (not priority or len(set(priority)) < len(priority)):
            raise ValueError("must name at least one aim, and each only once")


@attrs.frozen
class Available:
    """One weekly window in which the patient can come. Monday is 0."""

    weekday: int = attrs.field(validator=[attrs.validators.ge(0), attrs.validators.le(6)])
    start: time = time(0, 0)
    end: time = attrs.field(default=time(23, 59))

    @end.validator
    def _after_start(self, _: object, end: time) -> None:
        if end <= self.start:
            raise ValueError(f"must be after the start ({self.start:%H:%M}), got {end:%H:%M}")


@attrs.frozen
class NotOn:
    """A day on which a session is not to be: missed in advance by the patient, or cancelled by the clinic."""

    session: str
    date: date
    why: str = ""


@attrs.frozen
class Pins:
    """What the practitioner fixes.

    Attributes:
        only: nothing but these treatments may be chosen in the clinic.
        must, must_not: treatments.
        dates: session (``laser.co2_fractional#1.2``) -> day.
        not_on: days that sessions are not to have.

    """

    only: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    dates: Mapping[str, date] = attrs.field(factory=dict, hash=False)
    not_on: tuple[NotOn, ...] = ()


@attrs.frozen
class Preferences:
    """What the patient can and wants.

    Attributes:
        available: weekly windows; empty means any time the clinic is open.
        away: days on which the patient cannot come.
        downtime_free: days that must show no redness or swelling.
        budget: for everything in the plan; None is no limit.
        budget_a_month: for the sessions of one calendar month; None is no limit.
        most_visits: None is no limit.
        days_between_visits: from one visit to the next at least; None is no limit.
        downtime_at_a_time: most days in a row with redness or swelling; None is no limit.
        horizon: the last day of the plan; None means the policy's usual length.
        minutes_a_day: of home care; None means the policy's default.
        aversions: treatments or traits the patient does not want.

    """

    available: tuple[Available, ...] = ()
    away: tuple[Span, ...] = ()
    downtime_free: tuple[Span, ...] = ()
    budget: Money | None = None
    budget_a_month: Money | None = None
    most_visits: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )
    days_between_visits: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )
    downtime_at_a_time: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(0))
    )
    horizon: date | None = None
    minutes_a_day: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(0))
    )
    aversions: tuple[str, ...] = ()
    pins: Pins = Pins()


@attrs.frozen
class Case:
    """One patient's file."""

    patient: Patient
    assessment: Assessment
    goals: Goals
    history: History = History()
    using: tuple[Using, ...] = ()
    overrides: tuple[Override, ...] = ()
    preferences: Preferences = Preferences()


def sites_or(sites: Iterable[str], everywhere: frozenset[str]) -> frozenset[str]:
    """The sites of an event or override; none given means everywhere."""
    return frozenset(sites) or everywhere
