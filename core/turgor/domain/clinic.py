"""The policy: the clinic's own settings. A sensible default ships with the package."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time
from decimal import Decimal

import attrs

from turgor.domain.case import AnyPriority, Priority
from turgor.domain.dates import Span
from turgor.domain.logo import check as check_logo
from turgor.domain.opening import Opening
from turgor.domain.resources import DEVICE, ROOM, STAFF, Booking, Requirement, Resource


@attrs.frozen
class Weights:
    """What the `balanced` preset adds up: one downtime day and one visit, in whole points."""

    downtime_day: int = attrs.field(default=1, validator=attrs.validators.ge(0))
    visit: int = attrs.field(default=1, validator=attrs.validators.ge(0))


@attrs.frozen
class BenefitShares:
    """The share of the best reachable benefit, in percent, that a plan must keep while serving the preset's aim."""

    balanced: int = attrs.field(default=90, validator=[attrs.validators.ge(0), attrs.validators.le(100)])
    others: int = attrs.field(default=70, validator=[attrs.validators.ge(0), attrs.validators.le(100)])

    def of(self, priority: AnyPriority) -> int:
        return self.balanced if priority is Priority.BALANCED else self.others


@attrs.frozen
class Noticeable:
    """By how much another plan must differ so that a patient would notice: smaller differences are no choice.

    Attributes:
        benefit_percent, cost_percent: of what the plan has.

    """

    visits: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    finish_days: int = attrs.field(default=14, validator=attrs.validators.ge(1))
    downtime_days: int = attrs.field(default=2, validator=attrs.validators.ge(1))
    benefit_percent: int = attrs.field(
        default=10, validator=[attrs.validators.ge(1), attrs.validators.le(100)]
    )
    cost_percent: int = attrs.field(default=10, validator=[attrs.validators.ge(1), attrs.validators.le(100)])


@attrs.frozen
class Clinic:
    """All settings of a clinic. Every number here is the clinic's default, not a finding.

    Attributes:
        phone: printed wherever the patient is told to call; `emergency_phone` for nights.
        address: line by line, of the letterhead; `logo` a small PNG in base64.
        letterhead_mm: kept free at the head of a first page where paper is used that bears a letterhead.
        time_zone: IANA name.
        opening: weekly hours, in day order.
        closures: days on which the clinic is closed.
        prices: treatment -> price of one session or one year of home care; missing means unknown, never 0.
        switched_off: treatments this clinic does not offer.
        horizon_days: usual length of a plan.
        courses_at_once: most in-clinic courses with overlapping spans on one site.
        minutes_a_day: home care, where the patient gives no limit.
        actives_at_once: most active products in one home care, unless more are pinned.
        turnaround_minutes: kept free after each session.
        most_wait_minutes: longest time between two sessions of a visit, besides that.
        rooms, devices, staff: what sessions are given with; a group without any sets no limits.
        requires: treatment or trait -> what it needs beyond a room, somebody and a device that is said to do it.
        bookings: time for which resources are taken.
        notice_days: days from planning to the first session at the earliest: a plan is a draft until approved.
        freeze_days: sessions so near stay on their day when a plan is made anew, unless a limit forces them.
        estimate_valid_days: days from planning for which the prices of an estimate hold.
        noticeable: when another plan is worth showing as an alternative; `most_alternatives` how many are shown.
        solve_limit: deterministic time the solver may use for one stage (its own unit, not seconds).
        positions: rule -> position followed where authorities disagree.
        rule_severity: rule -> a stricter severity than the content gives it.
        modalities: settings of each modality, declared and typed by it.

    """

    name: str
    opening: tuple[Opening, ...]
    phone: str = ""
    emergency_phone: str = ""
    address: str = ""
    logo: str = attrs.field(default="", repr=False)
    letterhead_mm: int = attrs.field(default=35, validator=[attrs.validators.ge(0), attrs.validators.le(100)])
    time_zone: str = "Europe/London"
    currency: str = "GBP"
    closures: tuple[Span, ...] = ()
    prices: Mapping[str, Decimal] = attrs.field(factory=dict, hash=False)
    switched_off: frozenset[str] = frozenset()
    horizon_days: int = attrs.field(default=365, validator=attrs.validators.ge(1))
    courses_at_once: int = attrs.field(default=2, validator=attrs.validators.ge(1))
    minutes_a_day: int = attrs.field(default=15, validator=attrs.validators.ge(0))
    actives_at_once: int = attrs.field(default=2, validator=attrs.validators.ge(0))
    turnaround_minutes: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    most_wait_minutes: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    rooms: tuple[Resource, ...] = ()
    devices: tuple[Resource, ...] = ()
    staff: tuple[Resource, ...] = ()
    requires: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    bookings: tuple[Booking, ...] = ()
    notice_days: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    weights: Weights = Weights()
    benefit_shares: BenefitShares = BenefitShares()
    noticeable: Noticeable = Noticeable()
    most_alternatives: int = attrs.field(default=4, validator=attrs.validators.ge(0))
    freeze_days: int = attrs.field(default=7, validator=attrs.validators.ge(0))
    estimate_valid_days: int = attrs.field(default=30, validator=attrs.validators.ge(1))
    solve_limit: float = attrs.field(default=30.0, validator=attrs.validators.gt(0))
    positions: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    rule_severity: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    modalities: Mapping[str, Mapping[str, object]] = attrs.field(factory=dict, hash=False)

    @logo.validator
    def _a_small_png(self, _: object, text: str) -> None:
        check_logo(text)

    def hours(self, day: date) -> tuple[tuple[time, time], ...]:
        """The opening hours on one day; empty when closed."""
        if any(day in closure for closure in self.closures):
            return ()
        return tuple((o.start, o.end) for o in self.opening if o.weekday == day.weekday())

    @property
    def resources(self) -> Mapping[str, Resource]:
        """Every room, device and member of staff by id, in this order."""
        return {one.id: one for one in (*self.rooms, *self.devices, *self.staff)}

    def required(self, treatment: str, traits: Collection[str]) -> tuple[Requirement, ...]:
        """What each session of a treatment is given with.

        A room and a member of staff where the clinic names any, and a device where one is said to do the treatment.
        What `requires` asks for takes the place of its group; the treatment's own entry that of its traits' entries.
        """
        groups = {ROOM: self.rooms, DEVICE: self.devices, STAFF: self.staff}
        entries = (treatment,) if treatment in self.requires else tuple(sorted(traits))
        asked = dict.fromkeys(kind for entry in entries for kind in self.requires.get(entry, ()))
        wanted: list[Requirement] = []
        for group, members in groups.items():
            able = tuple(
                sorted((one for one in members if one.can(treatment, traits)), key=lambda one: one.id)
            )
            kinds = [kind for kind in asked if kind == group or any(one.kind == kind for one in members)]
            if not kinds and (able if group == DEVICE else members):
                kinds = [group]
            wanted += (
                Requirement(kind, tuple(one for one in able if kind in (group, one.kind))) for kind in kinds
            )
        return tuple(wanted)
