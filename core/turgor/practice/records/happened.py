"""What happened, and how it changes what is planned: sessions given and missed, events that nobody planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs

from turgor.domain.case import Case, Event
from turgor.domain.catalogue import Vocabulary
from turgor.domain.courses import Course, PlannedPrerequisite
from turgor.domain.courses import Session as PlannedSession
from turgor.domain.dates import DateRange
from turgor.domain.diary import (
    Happening,
    HowGiven,
    PrerequisiteDone,
    SessionDone,
    SessionMissed,
)
from turgor.domain.happened import Done, Happened, Missed
from turgor.domain.offers import Prepared
from turgor.domain.plan import Plan, PlanStatus
from turgor.domain.recorded import RecordedField
from turgor.domain.records import Act, Action, PlanVersion
from turgor.files import read_event, read_record, write_record
from turgor.host import Host
from turgor.practice.records.desk import Desk, of_patient, of_plan
from turgor.practice.records.inputs import read_plan
from turgor.practice.records.patients import Erased
from turgor.practice.records.refusals import WrongStatus
from turgor.practice.records.reserving import release_session
from turgor.practice.records.settings import Form, checked
from turgor.practice.records.skin_scores import with_scores
from turgor.store import NotThere, audit, happened, home_care, patients, plans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Impossible(Exception):  # noqa: N818 -- an answer, not a fault
    """What is told cannot have happened so; nothing was kept."""


@attrs.frozen
class Told:
    """What was noted of a session.

    Attributes:
        done, missed, prepared: the one or the other.
        planned: the day that the version had for it.
        in_time: a preparation counts for the session as it is planned.
        fields: what is recorded of the session.
        calls_for: whether the plan should be made anew.

    """

    version: PlanVersion
    planned: date
    done: SessionDone | None = None
    missed: SessionMissed | None = None
    prepared: PrerequisiteDone | None = None
    in_time: bool = True
    fields: tuple[RecordedField, ...] = ()

    @property
    def calls_for_a_new_plan(self) -> bool:
        late = self.done is not None and self.done.day != self.planned
        return self.missed is not None or late or not self.in_time


def session_done(
    desk: Desk, plan: int, session: str, day: date | None = None, given: HowGiven | None = None
) -> Told:
    """A session of the plan that is followed was given, today where no day is said; treatment has begun with it.

    What is not said of it is as it was the last time. Raises NotThere, WrongStatus, Taken and Impossible, and
    InvalidFile with all settings that are not what the modality declares.
    """
    with desk.writing() as (db, act):
        version, made = followed(db, plan)
        planned, one = _planned(made, session)
        today = day_of(act, made)
        done = SessionDone(
            plan=plan,
            number=version.ref.number,
            patient=version.patient,
            session=session,
            day=day or today,
            treatment=one.treatment,
            sites=_course(made, one.course).sites,
            given=_joined(_form(db, version, made, one), given or HowGiven()),
            made_at=act.at,
            made_by=act.who,
        )
        _check(db, done, made, today)
        happened.add_done(db, done)
        if done.day != planned:
            release_session(db, act, version.ref, session)  # its time is for others now
        if version.status is PlanStatus.APPROVED:
            plans.go_on(db, act, version.ref, PlanStatus.ACTIVE)
        audit.append(db, act, Action.RECORDED, of_plan(version.ref), f"{session} done {done.day}")
    return Told(version, planned, done=done, fields=_course(made, one.course).recorded)


def session_form(desk: Desk, plan: int, session: str) -> Form:
    """What is recorded of a session of the plan that is followed. Raises NotThere and WrongStatus."""
    with desk.store.reading() as db:
        version, made = followed(db, plan, hold=False)
        return _form(db, version, made, _planned(made, session)[1])


def prerequisite_done(
    desk: Desk, plan: int, session: str, prerequisite: str, day: date | None = None
) -> Told:
    """Something that must be done before a session, or before the first use of home care, was done; today if no day is said.

    Raises NotThere, WrongStatus, Taken and Impossible.
    """
    with desk.writing() as (db, act):
        version, made = followed(db, plan)
        needed = _waited_for(made, session, prerequisite)
        today = day_of(act, made)
        done = PrerequisiteDone(
            plan=plan,
            number=version.ref.number,
            patient=version.patient,
            session=session,
            prerequisite=prerequisite,
            day=day or today,
            made_at=act.at,
            made_by=act.who,
        )
        if done.day > today:
            raise Impossible(f"{done.day} is still to come")
        happened.add_prepared(db, done)
        detail = f"{session} prepared {prerequisite} {done.day}"
        audit.append(db, act, Action.RECORDED, of_plan(version.ref), detail)
    return Told(version, needed.date, prepared=done, in_time=done.day <= needed.to)


def session_missed(desk: Desk, plan: int, session: str, why: str = "") -> Told:
    """A session of the plan that is followed was not given on its day, or will not be.

    Raises NotThere, WrongStatus, and Taken where that is known already.
    """
    with desk.writing() as (db, act):
        version, made = followed(db, plan)
        planned, _ = _planned(made, session)
        if session in {one.session for one in happened.done_of(db, version.patient) if one.plan == plan}:
            raise Impossible(f"{session} was given")
        missed = SessionMissed(
            plan, version.ref.number, version.patient, session, planned, why, act.at, act.who
        )
        happened.add_missed(db, missed)
        release_session(
            db, act, version.ref, session
        )  # called off ahead, it gets another day, never its old one
        audit.append(db, act, Action.RECORDED, of_plan(version.ref), f"{session} missed {planned}")
    return Told(version, planned, missed=missed)


def add_event(
    desk: Desk, host: Host, patient: int, told: Mapping[str, Any], replaces: int | None = None
) -> tuple[Happening, Event]:
    """An event as a case file's ``[[history]]`` states it; `replaces` is one that it tells anew, as when it has ended.

    Raises NotThere, Erased, and InvalidFile with all that is wrong with it.
    """
    event = read_event(told, host.catalogue)
    with desk.writing() as (db, act):
        if patients.hold(db, patient).erased:
            raise Erased
        kept = happened.add_event(db, act, patient, write_record(event), replaces)
        audit.append(db, act, Action.RECORDED, of_patient(patient), f"event {kept.id}")
    return kept, event


def happened_since(db: Session, version: PlanVersion, made: Plan, today: date) -> Happened:
    """What is known to have happened since a version was made: what a new plan goes on from.

    A session that was missed on the day that an older version had for it is not missed on the day that it has now.
    """
    sessions = {one.id: visit.date for visit in made.visits for one in visit.sessions}
    done = tuple(
        Done(one.session, one.day)
        for one in happened.done_of(db, version.patient)
        if one.plan == version.ref.plan and one.session in sessions
    )
    given = {one.session for one in done}
    missed = {
        one.session: Missed(one.session, one.why)
        for one in happened.missed_of(db, version.patient)
        if one.plan == version.ref.plan and one.session not in given and sessions.get(one.session) == one.day
    }
    prepared = [
        Prepared(one.session, one.prerequisite, one.day)
        for one in happened.prepared_of(db, version.patient)
        if one.plan == version.ref.plan and one.session in sessions
    ]
    counted = {one for course in made.courses for one in course.prepared}
    new = tuple(one for one in prepared if one not in counted)
    return Happened(today, done, tuple(missed[one] for one in sorted(missed)), prepared=new)


def as_known(db: Session, case: Case, patient: int, today: date, vocabulary: Vocabulary) -> Case:
    """The case with every event told since, every session given, by whichever plan, and how the skin bears home care."""
    told = happened.events_of(db, patient)
    old = {told_event(one) for one in told if one.replaced_by is not None}
    new = [told_event(one) for one in told if one.replaced_by is None]
    new += [as_event(one) for one in happened.done_of(db, patient)]
    events = [one for one in case.history.events if one not in old]
    events += [one for one in new if one not in events]
    begun = {one.kind for one in events if one.may_have_begun(today)}
    history = attrs.evolve(case.history, events=tuple(events), never=case.history.never - begun)
    answers = with_scores(case.assessment, home_care.of_patient(db, patient), vocabulary)
    return attrs.evolve(case, history=history, assessment=attrs.evolve(case.assessment, answers=answers))


def followed(db: Session, plan: int, *, hold: bool = True) -> tuple[PlanVersion, Plan]:
    """The version that is followed, kept from others until the transaction ends. Raises NotThere and WrongStatus."""
    if hold:
        plans.hold(db, plan)
    found = plans.listed(db, plan=plan, statuses=plans.FOLLOWED)
    if not found:
        raise WrongStatus(plans.get(db, plan))
    return found[-1], read_plan(db, found[-1])


def day_of(act: Act, made: Plan) -> date:
    """The day where the clinic is."""
    return act.at.astimezone(ZoneInfo(made.policy.time_zone)).date()


def _planned(made: Plan, session: str) -> tuple[date, PlannedSession]:
    for visit in made.visits:
        for one in visit.sessions:
            if one.id == session:
                return visit.date, one
    raise NotThere("There is no such session in the plan that is followed.")


def _waited_for(made: Plan, session: str, prerequisite: str) -> PlannedPrerequisite:
    """What a session or home care waits for. Raises NotThere, which names what there is."""
    needed = [one for course in made.courses for one in course.prerequisites]
    needed += [one for regimen in made.regimens for one in regimen.prerequisites]
    for one in needed:
        if (one.session, one.id) == (session, prerequisite):
            return one
    waits = [f"{one.session} {one.id}" for one in needed]
    raise NotThere(f"Nothing waits for that; what is waited for: {', '.join(waits) or 'nothing'}.")


def _course(made: Plan, course: str) -> Course:
    return next(one for one in made.courses if one.id == course)


def _form(db: Session, version: PlanVersion, made: Plan, one: PlannedSession) -> Form:
    """With what was said at the last session of the course; at its first, of the same treatment of the same places."""
    course = _course(made, one.course)
    alike = [done for done in happened.done_of(db, version.patient) if done.treatment == one.treatment]
    own = [done for done in alike if (done.plan, _numbered(done.session)[0]) == (version.ref.plan, course.id)]
    same_place = [done for done in alike if done.sites == course.sites]
    last = (own or same_place)[-1:]
    return Form(
        course.name, course.recorded, attrs.evolve(last[0].given, reaction="") if last else HowGiven()
    )


def _joined(form: Form, given: HowGiven) -> HowGiven:
    """What is not said, but for the reaction, is as it was. Raises InvalidFile."""
    before = form.before
    return attrs.evolve(
        given,
        operator=given.operator or before.operator,
        device=given.device or before.device,
        lot=given.lot or before.lot,
        settings=checked(form.fields, given.settings, before.settings, ("the session", "settings")),
    )


def _check(db: Session, done: SessionDone, made: Plan, today: date) -> None:
    """Raises Impossible: not on a day to come, not before the plan, and the sessions of a course in their order."""
    if done.day > today:
        raise Impossible(f"{done.day} is still to come")
    if done.day < made.today:
        raise Impossible(f"{done.day} is before the plan was made; enter it as history")
    course, number = _numbered(done.session)
    for one in happened.done_of(db, done.patient):
        other, its = _numbered(one.session)
        if one.plan != done.plan or other != course or its == number:
            continue
        if (its < number) != (one.day <= done.day):
            raise Impossible(f"{one.session} was given on {one.day}: sessions are given in their order")


def _numbered(session: str) -> tuple[str, int]:
    course, _, number = session.rpartition(".")
    return course, int(number)


def told_event(told: Happening) -> Event:
    """The event that was told of."""
    return read_record(told.document, Event, f"event {told.id}")


def as_event(done: SessionDone) -> Event:
    """A session given, as a thing that happened to the patient."""
    return Event(done.treatment, DateRange.on(done.day), sites=frozenset(done.sites))


def told_events(db: Session, patient: int) -> Iterator[tuple[Happening, Event]]:
    """Every event of a patient that was not told anew."""
    for one in happened.events_of(db, patient):
        if one.replaced_by is None:
            yield one, told_event(one)
