"""The plan: self-contained, so that it can be checked, printed and read without any plugin.

The field names are the keys of the published JSON (docs/reference/plan.schema.json), with `from_` for ``from``;
`turgor.files.plan_shape` lists the few that are written otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum

import attrs

from turgor.domain.case import Available, Patient, Priority, Using
from turgor.domain.catalogue import PluginStatus
from turgor.domain.clinic import Clinic
from turgor.domain.dates import Days, Span
from turgor.domain.doses import DailyLimit, Dose
from turgor.domain.evidence import Source
from turgor.domain.findings import Change, ProfileEntry
from turgor.domain.handouts import HandoutSection
from turgor.domain.home_care import weekdays
from turgor.domain.incompatible import Incompatible
from turgor.domain.messages import Message
from turgor.domain.money import Money
from turgor.domain.offers import Adaptation, Benefit, SkinAction
from turgor.domain.treatments import Instructions, Interval, Slot
from turgor.domain.verdicts import Period, Referral
from turgor.domain.vocabulary import AskedOf

SCHEMA = "turgor-plan/1"


class Outcome(StrEnum):
    """What planning came to."""

    PLAN = "plan"
    NO_PLAN = "no-plan"  # nothing may be offered, or pins and limits contradict each other
    NOT_FOUND = "not-found"  # the limit struck before a first plan; no conflict is claimed


class PlanStatus(StrEnum):
    """Where a plan is in its life."""

    DRAFT = "draft"
    APPROVED = "approved"
    ACTIVE = "active"
    SUPERSEDED = "superseded"
    COMPLETED = "completed"
    STOPPED = "stopped"


@attrs.frozen
class Engine:
    """What made the plan."""

    version: str
    plugins: tuple[PluginStatus, ...]


@attrs.frozen
class Question:
    """A fact or event kind that is unknown, and what it holds up.

    Attributes:
        asked_of: who can answer it.
    """

    id: str
    text: Message
    treatments: tuple[str, ...]
    asked_of: AskedOf = AskedOf.PRACTITIONER


@attrs.frozen
class PlanFindings:
    """What was found, as far as the plan needs it. `zones` are named as people name them."""

    goals: tuple[str, ...]
    laxity: Mapping[str, float]
    profile: tuple[ProfileEntry, ...]
    habits: tuple[str, ...]
    using: tuple[Using, ...]
    notices: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()


@attrs.frozen
class ZoneVerdict:
    """One treatment in one zone over time."""

    treatment: str
    name: str
    plain_name: str
    zone: str
    timeline: tuple[Period, ...]
    ask: tuple[str, ...] = ()


@attrs.frozen
class PlannedPrerequisite:
    """What must be done before a session or the first use of home care, with its day.

    Attributes:
        session: the session, or the regimen, that waits for it.
        from_, to: the days on which it counts for that.
        date: the day it is planned for.
        by_patient: what the patient is told; empty where it is the clinic's own task.

    """

    id: str
    name: str
    session: str
    from_: date
    to: date
    date: date
    at_clinic: bool
    by_patient: str = ""


@attrs.frozen
class Course:
    """A chosen course.

    Attributes:
        id: ``<treatment>#1``; its sessions are ``<treatment>#1.1``, ``.2`` and so on.
        zones: as people name them; `sites` the same, leaf by leaf.
        sessions: how many are planned; `typical` how many are usual.
        cost: of all its sessions; None is unknown.
        follow_ups: contacts after its sessions, in date order.

    """

    id: str
    treatment: str
    name: str
    plain_name: str
    zones: tuple[str, ...]
    sites: tuple[str, ...]
    sessions: int
    typical: int
    interval: Interval
    minutes: int
    downtime_days: int
    downtime_days_max: int
    benefit: Benefit
    mechanism: str
    prerequisites: tuple[PlannedPrerequisite, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    cost: Money | None = None
    review: date | None = None
    maintenance: date | None = None
    follow_ups: tuple[PlannedContact, ...] = ()


@attrs.frozen
class PlannedContact:
    """A call or a look at the skin after a session."""

    session: str
    date: date
    text: Message


@attrs.frozen
class Session:
    """One delivery of a treatment."""

    id: str
    course: str
    number: int
    treatment: str
    zones: tuple[str, ...]
    minutes: int


@attrs.frozen
class Visit:
    """One appointment: one or more sessions in the order in which they are given."""

    date: date
    start: time
    end: time
    sessions: tuple[Session, ...]
    resources: tuple[str, ...] = ()


@attrs.frozen
class Segment:
    """A stretch of home care with one frequency. `to` None goes on.

    Attributes:
        weekdays: the days of use, Monday 0.

    """

    from_: date
    to: date | None
    per_week: int
    slot: Slot
    dose: str
    gate: str = ""
    weekdays: tuple[int, ...] = attrs.field(
        default=attrs.Factory(lambda self: weekdays(self.per_week), takes_self=True)
    )


@attrs.frozen
class Pause:
    """Days without a piece of home care, both ends included, and the sessions or events that ask for it."""

    from_: date
    to: date
    because: tuple[str, ...]


class HomeKind(StrEnum):
    """What a piece of home care is, so that it is told where it belongs: only what is put on skin has a routine."""

    SKIN = "skin"
    FOOD = "food"
    EXERCISE = "exercise"
    HABIT = "habit"


@attrs.frozen
class Regimen:
    """Chosen home care.

    Attributes:
        order: place in the routine.
        kind: what it is; food, exercise and habits have no place on the skin.

    """

    id: str
    treatment: str
    name: str
    plain_name: str
    zones: tuple[str, ...]
    sites: tuple[str, ...]
    how: str
    order: int
    minutes_a_day: int
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    prerequisites: tuple[PlannedPrerequisite, ...] = ()
    cost: Money | None = None
    effect_weeks: int | None = None
    kind: HomeKind = HomeKind.SKIN


@attrs.frozen
class TreatmentInstructions:
    """The instructions of one treatment of the plan."""

    treatment: str
    plain_name: str
    instructions: Instructions


@attrs.frozen
class Cost:
    """What is known of the cost. `unknown` lists courses and regimens without a price."""

    known: Money
    unknown: tuple[str, ...] = ()


@attrs.frozen
class Stage:
    """One lexicographic stage of the optimisation.

    Attributes:
        value: what the plan reaches; `bound` the best that is possible while the stages before keep theirs.
            Equal when `proven`, except for the benefit: a plan keeps a share of the best (the policy says which).
        better: whether a larger or a smaller value is better.

    """

    name: str
    value: int
    bound: int
    proven: bool
    better: str


@attrs.frozen
class Objective:
    """What the plan was optimised for, stage by stage."""

    priority: Priority
    stages: tuple[Stage, ...]

    @property
    def proven(self) -> bool:
        return all(stage.proven for stage in self.stages)


@attrs.frozen
class Binding:
    """One limit that keeps a session from an earlier day.

    Attributes:
        kind: ``today``, ``lag``, ``interval``, ``verdict``, ``closed``, ``available``, ``away``, ``downtime_free``,
            ``prerequisite``, ``follow_up``, ``terms``, ``courses_at_once``, ``capacity``, ``most_visits``,
            ``date``, ``aim`` (an earlier day is possible and worse).
        ids: rule, need, session or policy ids.

    """

    kind: str
    text: Message
    ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@attrs.frozen
class Why:
    """Why a session is on its date."""

    session: str
    binding: tuple[Binding, ...]


@attrs.frozen
class Alternative:
    """Another plan and its trade-off."""

    name: str
    objective: Objective
    text: Message


@attrs.frozen
class Conflict:
    """One of a set of limits that cannot hold together.

    Attributes:
        proven: the solver found that without it the others can hold together.

    """

    id: str
    kind: str
    text: Message
    sources: tuple[str, ...] = ()
    proven: bool = True


@attrs.frozen
class Relaxation:
    """Limits that would have to give so that there is a plan.

    Attributes:
        limits: their ids.
        steps: what to do about each.
        proven: the amounts in the steps are the least that are enough.

    """

    limits: tuple[str, ...]
    steps: tuple[Message, ...]
    proven: bool = True


@attrs.frozen
class PastEvent:
    """An event as the replay needs it: an interval per state is derived from it."""

    kind: str
    start: date | None
    end: date | None
    ongoing: bool
    sites: tuple[str, ...]


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
    overridden: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    going_on: tuple[Using, ...] = ()
    incompatible: tuple[Incompatible, ...] = ()
    takes: tuple[str, ...] = ()
    daily_limits: tuple[DailyLimit, ...] = ()
    doses: Mapping[str, tuple[Dose, ...]] = attrs.field(factory=dict, hash=False)
    intake: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    weight: float | None = None


@attrs.frozen
class Limits:
    """The patient's and the practitioner's limits, as the scheduler took them."""

    horizon: date
    available: tuple[Available, ...] = ()
    away: tuple[Span, ...] = ()
    downtime_free: tuple[Span, ...] = ()
    budget: Money | None = None
    most_visits: int | None = None
    minutes_a_day: int = 0
    only: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    dates: Mapping[str, date] = attrs.field(factory=dict, hash=False)


@attrs.frozen
class Plan:
    """One plan with everything that it rests on.

    Attributes:
        number: names the plan on paper.
        zone_names: zone reference -> its name for people.
    """

    outcome: Outcome
    status: PlanStatus
    today: date
    seed: int
    engine: Engine
    patient: Patient
    policy: Clinic
    findings: PlanFindings
    verdicts: tuple[ZoneVerdict, ...]
    referrals: tuple[Referral, ...] = ()
    questions: tuple[Question, ...] = ()
    courses: tuple[Course, ...] = ()
    visits: tuple[Visit, ...] = ()
    regimens: tuple[Regimen, ...] = ()
    instructions: tuple[TreatmentInstructions, ...] = ()
    handouts: tuple[HandoutSection, ...] = ()
    cost: Cost | None = None
    objective: Objective | None = None
    why: tuple[Why, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    left_out: tuple[tuple[str, Message], ...] = ()
    conflict: tuple[Conflict, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    unmodelled: tuple[Message, ...] = ()
    notices: tuple[Message, ...] = ()
    sources: tuple[Source, ...] = ()
    replay: Replay | None = None
    zone_names: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    schema: str = SCHEMA
    number: str = ""

    @property
    def treatment_names(self) -> Mapping[str, str]:
        """Names of the treatments in the plan, by id."""
        courses = {course.treatment: course.name for course in self.courses}
        return courses | {regimen.treatment: regimen.name for regimen in self.regimens}
