"""Approving a plan: the newest version only, every caution acknowledged, every override with its code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs

from turgor.domain.case import Override
from turgor.domain.kept_clinic import Obstacle
from turgor.domain.plan import Outcome, Plan, PlanStatus
from turgor.domain.records import Act, Action, Approval, KeptOverride, OverrideCode, PlanRef, PlanVersion
from turgor.practice.records import basis
from turgor.practice.records.basis import Caution
from turgor.practice.records.building import stale
from turgor.practice.records.clinics import present
from turgor.practice.records.desk import Desk, of_plan
from turgor.practice.records.in_the_way import obstacles
from turgor.practice.records.inputs import read_plan
from turgor.practice.records.outdated import outdated
from turgor.practice.records.reserving import reserve
from turgor.store import approvals, audit, clinics, patients, plans
from turgor.verify import Breach, verify

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class NotApprovable(Exception):  # noqa: N818 -- an answer, not a fault
    """Why a version may not be approved; nothing was changed."""


class Unacknowledged(NotApprovable):
    """Cautions that nobody has acknowledged.

    Attributes:
        cautions: which.
    """

    def __init__(self, cautions: tuple[Caution, ...]) -> None:
        super().__init__(f"not acknowledged: {', '.join(caution.id for caution in cautions)}")
        self.cautions = cautions


class Uncoded(NotApprovable):
    """Contraindications that were set aside without a code.

    Attributes:
        rules: which.
    """

    def __init__(self, rules: tuple[str, ...]) -> None:
        super().__init__(f"set aside without a code: {', '.join(rules)}")
        self.rules = rules


class Breaks(NotApprovable):
    """Limits that the plan breaks."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        super().__init__("; ".join(f"{one.limit} at {one.where}" for one in breaches))
        self.breaches = breaches


class Hindered(NotApprovable):
    """Sessions that the clinic cannot give as planned, for it has changed since.

    Attributes:
        obstacles: session -> what stands against it.
    """

    def __init__(self, obstacles: Mapping[str, Obstacle]) -> None:
        super().__init__(
            f"the clinic has changed since, and cannot give {', '.join(obstacles)} then: build or revise it"
        )
        self.obstacles = obstacles


def approve_plan(
    desk: Desk,
    ref: PlanRef,
    acknowledged: Collection[str] = (),
    codes: Mapping[str, OverrideCode] | None = None,
    note: str = "",
) -> PlanVersion:
    """Approve the version that was seen. One that was followed before it is superseded, and it is followed at once.

    Its visits reserve what they need. `acknowledged` are ids of cautions, `codes` rule -> why it was set aside. Raises
    NotThere, NotApprovable and its kinds, Stale where there is a newer version, and BookedAlready where somebody else
    was quicker: then it is made anew.
    """
    with desk.writing() as (session, act):
        patients.hold(session, plans.get(session, ref.plan, ref.number).patient)  # before the plan, as all do
        plans.hold(session, ref.plan)
        version = plans.get(session, ref.plan, ref.number)
        newest = plans.get(session, ref.plan)
        if newest.ref != ref:
            raise stale(session, ref, newest)
        plan = read_plan(session, version)
        _check(session, act, version, plan)
        overrides = tuple(_overrides(plan, codes or {}))
        cautions = _acknowledged(plan, acknowledged)
        approvals.add(session, ref, version.patient, Approval(act.who, act.at, cautions, note, overrides))
        before = [one.ref for one in plans.listed(session, plan=ref.plan, statuses=plans.FOLLOWED)]
        reserve(session, act, ref, plan, before)
        status = _follow(session, act, version)
        audit.append(session, act, Action.APPROVED, of_plan(ref), version.digest)
    return attrs.evolve(version, status=status)


def _check(session: Session, act: Act, version: PlanVersion, plan: Plan) -> None:
    if version.status is not PlanStatus.DRAFT:
        raise NotApprovable(f"it is {version.status} already")
    if plan.outcome is not Outcome.PLAN:
        raise NotApprovable("there is no plan in it")
    if since := tuple(outdated(session, version, plan)):
        raise NotApprovable(f"{', and '.join(since)}: {_anew(version)}")
    today = act.at.astimezone(ZoneInfo(plan.policy.time_zone)).date()
    if late := [visit.date for visit in plan.visits if visit.date < today]:
        raise NotApprovable(f"{len(late)} of its visits are past: revise it from today on")
    if breaches := verify(plan):
        raise Breaks(breaches)
    clinics.hold(session, to_change=False)  # until it is among the plans that a change looks at
    if now := present(session):
        same = version.clinic is not None
        if found := dict(obstacles(now.clinic, plan, today, same_clinic=same)):
            raise Hindered(found)


def _anew(version: PlanVersion) -> str:
    return f"revise plan {version.ref.plan}" if version.basis else "build the plan again"


def _acknowledged(plan: Plan, acknowledged: Collection[str]) -> tuple[str, ...]:
    cautions = basis.cautions_of(plan)
    if missing := tuple(one for one in cautions if one.id not in acknowledged):
        raise Unacknowledged(missing)
    if unknown := sorted(set(acknowledged) - {one.id for one in cautions}):
        raise NotApprovable(f"no such cautions in it: {', '.join(unknown)}")
    return tuple(one.id for one in cautions)


def _overrides(plan: Plan, codes: Mapping[str, OverrideCode]) -> list[KeptOverride]:
    """One for each rule and treatment: a rule may be set aside zone by zone, each time with its reason."""
    used = basis.used(plan)
    if missing := tuple(sorted({one.rule for one in used} - codes.keys())):
        raise Uncoded(missing)
    together: dict[tuple[str, str], list[Override]] = {}
    for one in used:
        together.setdefault((one.rule, one.treatment), []).append(one)
    return [
        KeptOverride(
            rule=rule,
            treatment=treatment,
            code=codes[rule],
            reason="; ".join(dict.fromkeys(one.reason for one in alike)),
            by=basis.signed(alike),
            day=max(one.date for one in alike),
            basis=basis.basis(plan, alike[0]),
        )
        for (rule, treatment), alike in together.items()
    ]


def _follow(session: Session, act: Act, version: PlanVersion) -> PlanStatus:
    """What was followed is superseded; where treatment had begun, it goes on under this version."""
    status = PlanStatus.APPROVED
    plans.go_on(session, act, version.ref, status)
    for before in plans.listed(session, plan=version.ref.plan, statuses=plans.FOLLOWED):
        if before.ref != version.ref:
            plans.go_on(session, act, before.ref, PlanStatus.SUPERSEDED)
            audit.append(session, act, Action.SUPERSEDED, of_plan(before.ref), f"by {version.ref}")
            if before.status is PlanStatus.ACTIVE:
                status = PlanStatus.ACTIVE
                plans.go_on(session, act, version.ref, status)
    return status
