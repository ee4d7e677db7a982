"""Plans made from what is kept, and made anew: each is a version with exactly what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from turgor.domain.case import AnyPriority, Case, Override, priority_name
from turgor.domain.catalogue import Vocabulary
from turgor.domain.clinic import Clinic
from turgor.domain.happened import Happened
from turgor.domain.plan import Outcome, Plan, PlanStatus
from turgor.domain.records import Act, Action, AssessmentVersion, KeptOverride, PlanRef, PlanVersion
from turgor.files import write_plan, write_record
from turgor.planner import Unchangeable
from turgor.planning.scheduling.calendar import last_day
from turgor.practice.opening import Practice
from turgor.practice.records import basis, contents, said
from turgor.practice.records.assessments import case_of
from turgor.practice.records.clinics import present
from turgor.practice.records.desk import Desk, of_plan
from turgor.practice.records.differences import Difference, difference
from turgor.practice.records.due import dates_of
from turgor.practice.records.happened import as_known, happened_since
from turgor.practice.records.in_the_way import with_calendar_of
from turgor.practice.records.inputs import Inputs, content_digest, digest, plugin_versions, read_plan
from turgor.practice.records.outdated import has_news
from turgor.practice.records.patients import Erased
from turgor.practice.records.progress import followed_up
from turgor.practice.records.reserving import with_bookings
from turgor.store import NotThere, approvals, assessments, audit, judged, patients, plans
from turgor.store.documents import digest_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class AlreadyPlanned(Exception):  # noqa: N818 -- an answer, not a fault
    """The patient has a plan that is approved or active: it is revised or stopped, two would not know of each other.

    Attributes:
        version: of that plan.
    """

    def __init__(self, version: PlanVersion) -> None:
        super().__init__(f"plan {version.ref} is {version.status}")
        self.version = version


class Stale(Exception):  # noqa: N818
    """What was meant is not the newest any more; nothing was changed.

    Attributes:
        newest: the version that there is by now.
        difference: what has changed since.
    """

    def __init__(self, newest: PlanVersion, changed: Difference) -> None:
        super().__init__(f"plan {newest.ref} is the newest by now")
        self.newest = newest
        self.difference = changed


class Overtaken(Exception):  # noqa: N818
    """Somebody planned for the same patient, or told something of them, while this was planned; nothing was kept."""


@attrs.frozen
class Built:
    """A version that was made.

    Attributes:
        expired: overrides that were left out, for what they rested on has changed since they were approved.
        before: the plan that it goes on from; None for one that was made afresh.

    """

    version: PlanVersion
    plan: Plan
    expired: tuple[Override, ...] = ()
    before: Plan | None = None


@attrs.frozen
class Start:
    """What planning begins with, as read from the records before.

    Attributes:
        overrides: that were ever approved.
        newest: the version that the next one follows in the line.
        basis: the one that is followed by the patient, and `made` its plan.

    """

    case: Case
    assessment: AssessmentVersion
    overrides: tuple[KeptOverride, ...]
    newest: PlanVersion | None = None
    basis: PlanVersion | None = None
    made: Plan | None = None


def build_plan(
    desk: Desk, practice: Practice, patient: int, priority: AnyPriority | None = None, seed: int = 0
) -> Built:
    """A plan from the latest assessment, as a draft. A draft that there was is superseded.

    Raises NotThere, Erased, AlreadyPlanned, PlanRefused, and Overtaken where somebody planned meanwhile.
    """
    with desk.store.reading() as session:
        start = _start(session, patient, practice)
        policy = _booked(session, practice.clinic, start.case, practice.today)
    inputs = Inputs(start.case, policy, practice.today, seed, priority or start.case.goals.priority)
    return _kept(desk, practice, patient, start, inputs, clinic=practice.clinic_version)


def revise_plan(
    desk: Desk,
    practice: Practice,
    ref: PlanRef,
    reason: str,
    *,
    happened: Happened | None = None,
    pins: Mapping[str, date] | None = None,
    clinic: Clinic | None = None,
) -> Built:
    """The plan made anew from what happened and from the latest assessment, as a draft beside the one that is followed.

    It moves as little as possible, and off what the clinic's calendar of now forbids. `ref` is the version that was
    seen; `happened` is told besides what the records know; `pins` are sessions with the days they are moved to;
    `clinic` is a newer policy than the plan's own.
    Raises NotThere, Erased, Unchangeable, PlanRefused, Overtaken, and Stale where it is not the newest.
    """
    with desk.store.reading() as session:
        newest = plans.get(session, ref.plan)
        if newest.ref != ref:
            raise stale(session, ref, newest)
        today = happened.today if happened else practice.today
        start = _going_on(session, newest, today, practice.host.catalogue.vocabulary)
        if start.basis is None or start.made is None:
            raise Unchangeable
        known = happened_since(session, start.basis, start.made, today)
        policy, number = clinic, practice.clinic_version if clinic is practice.clinic else None
        if policy is None:
            policy, number = calendar_of_now(session, start.basis.clinic, start.made.policy)
        policy = _booked(session, policy, start.case, today, ref.plan)
    made, told = start.made, _joined(known, happened, pins or {})
    if made.objective is None or made.outcome is not Outcome.PLAN or told.today < made.today:
        raise Unchangeable
    inputs = Inputs(start.case, policy, told.today, made.seed, made.objective.priority, told)
    return _kept(desk, practice, newest.patient, start, inputs, reason, clinic=number)


def calendar_of_now(session: Session, made_with: int | None, policy: Clinic) -> tuple[Clinic, int | None]:
    """A plan's policy with the calendar of the clinic as it is, and which version that is for the plan."""
    now = present(session)
    if now is None:
        return policy, None
    same = made_with is not None
    return with_calendar_of(policy, now.clinic, same_clinic=same), now.version.number if same else None


def _booked(session: Session, policy: Clinic, case: Case, today: date, but: int | None = None) -> Clinic:
    """The policy with what others have reserved, as far ahead as a plan reaches."""
    return with_bookings(session, policy, today, last_day(case.preferences, policy, today), but)


def _start(session: Session, patient: int, practice: Practice) -> Start:
    """From the latest assessment and all that is known to have happened, sessions of other plans included."""
    record = patients.get(session, patient)
    if record.erased:
        raise Erased
    held = assessments.of_patient(session, patient)
    if not held:
        raise NotThere(f"There is no assessment of patient #{patient}.")
    versions = plans.listed(session, patient=patient)
    if followed := [one for one in versions if one.status in plans.FOLLOWED]:
        raise AlreadyPlanned(followed[-1])
    drafts = [one for one in versions if one.status is PlanStatus.DRAFT]
    kept = approvals.overrides_of(session, patient)
    measured = followed_up(session, case_of(held[-1], record), record)
    case = as_known(session, measured, patient, practice.today, practice.host.catalogue.vocabulary)
    return Start(case, held[-1], kept, drafts[-1] if drafts else None)


def _going_on(session: Session, newest: PlanVersion, today: date, vocabulary: Vocabulary) -> Start:
    """From the version that is followed, with the latest assessment where that is another than it was made from."""
    record = patients.get(session, newest.patient)
    if record.erased:
        raise Erased
    followed = plans.listed(session, plan=newest.ref.plan, statuses=plans.FOLLOWED)
    basis_ = followed[-1] if followed else newest
    latest = assessments.of_patient(session, newest.patient)[-1]
    made = read_plan(session, basis_)
    same = (latest.assessment, latest.number) == (basis_.assessment, basis_.assessment_version)
    case = made.case if same and made.case else followed_up(session, case_of(latest, record), record)
    kept = approvals.overrides_of(session, newest.patient)
    case = attrs.evolve(case, patient=record.patient)
    case = as_known(session, case, newest.patient, today, vocabulary)
    return Start(case, latest, kept, newest, basis_, made)


def _joined(known: Happened, told: Happened | None, pins: Mapping[str, date]) -> Happened:
    """What the records know, and what is told besides; a session of which both speak is as told."""
    if told is None:
        return attrs.evolve(known, dates=dict(pins))
    named = {one.session for one in told.done} | {one.session for one in told.missed}
    return attrs.evolve(
        told,
        prepared=(*(one for one in known.prepared if one not in told.prepared), *told.prepared),
        done=(*(one for one in known.done if one.session not in named), *told.done),
        missed=(*(one for one in known.missed if one.session not in named), *told.missed),
        dates={**told.dates, **pins},
    )


def _kept(  # noqa: PLR0917 -- what was read, asked and told
    desk: Desk,
    practice: Practice,
    patient: int,
    start: Start,
    inputs: Inputs,
    reason: str = "",
    *,
    clinic: int | None,
) -> Built:
    """Plan without holding up anybody, then keep it if everything is still as it was."""
    plan, gone = _planned(practice, start, inputs)
    inputs = attrs.evolve(
        inputs, case=basis.without(inputs.case, gone), expired=tuple(one.rule for one in gone)
    )
    catalogue = practice.host.catalogue
    content, pieces = content_digest(practice.host), contents.written(contents.pieces(catalogue))
    verdicts = said.written(said.said_by(plan, inputs.case, catalogue.vocabulary.zones))
    with desk.writing() as (session, act):
        _check_still(session, patient, start)
        ref = _next(session, act, patient, start.newest)
        version = attrs.evolve(
            _version(ref, patient, start, inputs, plan, act, content, reason), clinic=clinic
        )
        made_from = write_record(inputs)
        judged.keep_content(session, content, pieces)
        plans.add(session, version, write_plan(plan), made_from, dates_of(plan))
        judged.keep_said(session, ref, verdicts)
        audit.append(session, act, Action.CREATED, of_plan(ref), f"{version.digest} {digest_of(made_from)}")
    return Built(version, plan, gone, start.made)


def _planned(practice: Practice, start: Start, inputs: Inputs) -> tuple[Plan, tuple[Override, ...]]:
    plan = inputs.plan(practice.host, start.made)
    gone = basis.expired(plan, start.overrides)
    if gone:
        anew = attrs.evolve(inputs, case=basis.without(inputs.case, gone))
        plan = anew.plan(practice.host, start.made)
    return plan, gone


def _check_still(session: Session, patient: int, start: Start) -> None:
    """Raises Overtaken where plans, assessments or what is known to have happened changed since planning began."""
    patients.hold(session, patient)
    live = plans.listed(session, patient=patient, statuses=plans.LIVE)
    if start.newest is None and live:
        raise Overtaken
    if start.newest is not None:
        now = plans.get(session, start.newest.ref.plan)
        if (now.ref, now.status) != (start.newest.ref, start.newest.status):
            raise Overtaken
    latest = assessments.of_patient(session, patient)[-1]
    if (latest.assessment, latest.number) != (start.assessment.assessment, start.assessment.number):
        raise Overtaken
    if has_news(session, start.case, patient):
        raise Overtaken


def stale(session: Session, seen: PlanRef, newest: PlanVersion) -> Stale:
    """With what has changed between the version that was seen and the newest."""
    before = read_plan(session, plans.get(session, seen.plan, seen.number))
    return Stale(newest, difference(before, read_plan(session, newest)))


def _next(session: Session, act: Act, patient: int, newest: PlanVersion | None) -> PlanRef:
    """The name of the next version; a draft before it is superseded."""
    if newest is None:
        return PlanRef(plans.begin(session, patient), 1)
    if newest.status is PlanStatus.DRAFT:
        plans.go_on(session, act, newest.ref, PlanStatus.SUPERSEDED)
    return PlanRef(newest.ref.plan, newest.ref.number + 1)


def _version(  # noqa: PLR0917 -- everything that is told of it
    ref: PlanRef, patient: int, start: Start, inputs: Inputs, plan: Plan, act: Act, content: str, reason: str
) -> PlanVersion:
    return PlanVersion(
        ref=ref,
        patient=patient,
        newest=ref.number,
        status=PlanStatus.DRAFT,
        assessment=start.assessment.assessment,
        assessment_version=start.assessment.number,
        basis=start.basis.ref.number if start.basis else None,
        outcome=plan.outcome,
        today=plan.today,
        finish=finish(plan),
        seed=inputs.seed,
        priority=priority_name(inputs.priority),
        engine=plan.engine.version,
        plugins=plugin_versions(plan),
        content=content,
        policy=digest(inputs.policy),
        digest=digest_of(write_plan(plan)),
        reason=reason,
        made_at=act.at,
        made_by=act.who,
    )


def finish(plan: Plan) -> date | None:
    """The day of the last session."""
    return max((visit.date for visit in plan.visits), default=None)
