"""The plan: self-contained, so that it can be checked, printed and read without any plugin.

The field names are the keys of the published JSON (docs/reference/plan.schema.json), with `from_` for ``from``;
`turgor.files.plan_shape` lists the few that are written otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from turgor.domain.alternatives import Alternative, Choice, Unbeaten
from turgor.domain.case import Case, Patient, Target, Using
from turgor.domain.catalogue import PluginStatus
from turgor.domain.clinic import Clinic
from turgor.domain.courses import Course, Visit
from turgor.domain.diary import Diary
from turgor.domain.evidence import Evidence, Source
from turgor.domain.explanations import Conflict, Objective, Relaxation, Why
from turgor.domain.findings import Change, ProfileEntry
from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import Message
from turgor.domain.money import Money
from turgor.domain.moves import SessionMove
from turgor.domain.regimens import Regimen
from turgor.domain.replay import Replay
from turgor.domain.treatments import Instructions, Risk, Standing
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
    """What was found, as far as the plan needs it: `goals` as people name them, `goal_sites` leaf by leaf.

    Attributes:
        targets: readings that are aimed for, site by site.

    """

    goals: tuple[str, ...]
    laxity: Mapping[str, float]
    profile: tuple[ProfileEntry, ...]
    habits: tuple[str, ...]
    using: tuple[Using, ...]
    notices: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()
    goal_sites: frozenset[str] = frozenset()
    targets: tuple[Target, ...] = ()


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
class TreatmentInstructions:
    """What the patient is told about one treatment of the plan.

    Attributes:
        evidence, standing: for firmness; `overall_evidence` for whatever it is best known for.

    """

    treatment: str
    plain_name: str
    instructions: Instructions
    evidence: Evidence = Evidence.NONE
    overall_evidence: Evidence | None = None
    standing: Standing = Standing.ESTABLISHED
    risks: tuple[Risk, ...] = ()
    sources: tuple[str, ...] = ()


@attrs.frozen
class Cost:
    """What is known of the cost. `unknown` lists courses and regimens without a price."""

    known: Money
    unknown: tuple[str, ...] = ()


@attrs.frozen
class Plan:
    """One plan with everything that it rests on.

    Attributes:
        number: names the plan on paper.
        zone_names: zone reference -> its name for people.
        case: what was entered, so that changes to the plan can be asked for.
        replaces: the number of the plan that this one replaces, and `moves` what moved since, and why.
        alternatives: other plans, where they were asked for; after a choice, those that were declined.
        unbeaten: in what no other plan is noticeably better, where alternatives were asked for.
        choice: that this plan was chosen instead of the one that it replaces, and why.
        diary: what was noted since, where the plan comes out of the records.
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
    case: Case | None = None
    replaces: str = ""
    moves: tuple[SessionMove, ...] = ()
    unbeaten: tuple[Unbeaten, ...] = ()
    choice: Choice | None = None
    diary: Diary | None = None

    @property
    def treatment_names(self) -> Mapping[str, str]:
        """Names of the treatments in the plan, by id."""
        courses = {course.treatment: course.name for course in self.courses}
        return courses | {regimen.treatment: regimen.name for regimen in self.regimens}
