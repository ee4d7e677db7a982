"""What really happened: sessions given and missed, and events."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from turgor.domain.diary import Happening, HowGiven, PrerequisiteDone, SessionDone, SessionMissed
from turgor.domain.records import Act
from turgor.store.documents import packed, unpacked
from turgor.store.errors import Taken
from turgor.store.instants import instant, kept
from turgor.store.rows import HappeningRow, PrerequisiteDoneRow, SessionDoneRow, SessionMissedRow
from turgor.store.told_anew import tell_anew


def add_done(session: Session, done: SessionDone) -> None:
    """A session was given. Raises Taken where that is known already."""
    known = select(SessionDoneRow.id).where(
        SessionDoneRow.plan_id == done.plan, SessionDoneRow.session == done.session
    )
    if session.scalar(known):
        raise Taken(f"Session {done.session} of plan {done.plan} was given already.")
    session.add(
        SessionDoneRow(
            plan_id=done.plan,
            number=done.number,
            patient_id=done.patient,
            session=done.session,
            day=done.day.isoformat(),
            treatment=done.treatment,
            sites=json.dumps(done.sites),
            operator=done.given.operator,
            device=done.given.device,
            lot=done.given.lot,
            settings=json.dumps(done.given.settings, sort_keys=True),
            reaction=done.given.reaction,
            made_at=kept(done.made_at),
            made_by=done.made_by,
        )
    )
    session.flush()


def done_of(session: Session, patient: int) -> tuple[SessionDone, ...]:
    """Every session that was given to a patient, by any plan, in order of days."""
    rows = select(SessionDoneRow).where(SessionDoneRow.patient_id == patient)
    return tuple(map(_done, session.scalars(rows.order_by(SessionDoneRow.day, SessionDoneRow.id))))


def add_missed(session: Session, missed: SessionMissed) -> None:
    """A session was missed on its day. Raises Taken where that is known already."""
    known = select(SessionMissedRow.id).where(
        SessionMissedRow.plan_id == missed.plan,
        SessionMissedRow.session == missed.session,
        SessionMissedRow.day == missed.day.isoformat(),
    )
    if session.scalar(known):
        raise Taken(f"It is known that session {missed.session} of plan {missed.plan} was missed.")
    session.add(
        SessionMissedRow(
            plan_id=missed.plan,
            number=missed.number,
            patient_id=missed.patient,
            session=missed.session,
            day=missed.day.isoformat(),
            why=missed.why,
            made_at=kept(missed.made_at),
            made_by=missed.made_by,
        )
    )
    session.flush()


def missed_of(session: Session, patient: int) -> tuple[SessionMissed, ...]:
    """Every session that a patient missed, in order of days."""
    rows = select(SessionMissedRow).where(SessionMissedRow.patient_id == patient)
    return tuple(map(_missed, session.scalars(rows.order_by(SessionMissedRow.day, SessionMissedRow.id))))


def add_prepared(session: Session, done: PrerequisiteDone) -> None:
    """A prerequisite was done. Raises Taken where that is known already."""
    known = select(PrerequisiteDoneRow.id).where(
        PrerequisiteDoneRow.plan_id == done.plan,
        PrerequisiteDoneRow.session == done.session,
        PrerequisiteDoneRow.prerequisite == done.prerequisite,
        PrerequisiteDoneRow.day == done.day.isoformat(),
    )
    if session.scalar(known):
        raise Taken(f"It is known that {done.prerequisite} was done for {done.session} of plan {done.plan}.")
    session.add(
        PrerequisiteDoneRow(
            plan_id=done.plan,
            number=done.number,
            patient_id=done.patient,
            session=done.session,
            prerequisite=done.prerequisite,
            day=done.day.isoformat(),
            made_at=kept(done.made_at),
            made_by=done.made_by,
        )
    )
    session.flush()


def prepared_of(session: Session, patient: int) -> tuple[PrerequisiteDone, ...]:
    """Every prerequisite that was done for a patient, in order of days."""
    rows = select(PrerequisiteDoneRow).where(PrerequisiteDoneRow.patient_id == patient)
    ordered = rows.order_by(PrerequisiteDoneRow.day, PrerequisiteDoneRow.id)
    return tuple(map(_prepared, session.scalars(ordered)))


def add_event(
    session: Session, act: Act, patient: int, document: str, replaces: int | None = None
) -> Happening:
    """An event; it may tell another anew. Raises NotThere for that one."""
    row = HappeningRow(
        patient_id=patient,
        document=packed(document),
        replaced_by=None,
        made_at=kept(act.at),
        made_by=act.who,
    )
    tell_anew(session, row, replaces, "event")
    return _event(row)


def events_of(session: Session, patient: int) -> tuple[Happening, ...]:
    """Every event of a patient, those that were told anew too, in the order in which they were told."""
    rows = select(HappeningRow).where(HappeningRow.patient_id == patient)
    return tuple(map(_event, session.scalars(rows.order_by(HappeningRow.id))))


def _done(row: SessionDoneRow) -> SessionDone:
    return SessionDone(
        plan=row.plan_id,
        number=row.number,
        patient=row.patient_id,
        session=row.session,
        day=date.fromisoformat(row.day),
        treatment=row.treatment,
        sites=tuple(json.loads(row.sites)),
        given=HowGiven(row.operator, row.device, row.lot, json.loads(row.settings), row.reaction),
        made_at=instant(row.made_at),
        made_by=row.made_by,
    )


def _missed(row: SessionMissedRow) -> SessionMissed:
    return SessionMissed(
        plan=row.plan_id,
        number=row.number,
        patient=row.patient_id,
        session=row.session,
        day=date.fromisoformat(row.day),
        why=row.why,
        made_at=instant(row.made_at),
        made_by=row.made_by,
    )


def _prepared(row: PrerequisiteDoneRow) -> PrerequisiteDone:
    return PrerequisiteDone(
        plan=row.plan_id,
        number=row.number,
        patient=row.patient_id,
        session=row.session,
        prerequisite=row.prerequisite,
        day=date.fromisoformat(row.day),
        made_at=instant(row.made_at),
        made_by=row.made_by,
    )


def _event(row: HappeningRow) -> Happening:
    return Happening(
        row.id, row.patient_id, unpacked(row.document), row.replaced_by, instant(row.made_at), row.made_by
    )
