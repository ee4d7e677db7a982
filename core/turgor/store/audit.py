"""The audit trail: each line holds the hash of the one before, and is written in the transaction that it tells of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from turgor.domain.records import Act, Action, Anchor, Entry
from turgor.store.instants import kept
from turgor.store.rows import AuditRow

START = "0" * 64
_LOCK = 7_487_467  # any number: the key of PostgreSQL's lock on the end of the trail
_AT_ONCE = 1_000  # rows


def append(session: Session, act: Act, action: Action, subject: str, detail: str = "") -> Entry:
    """Add a line. It comes last in a transaction: from here on others wait for its end."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    end = anchor(session)
    seq, at, who = end.seq + 1, kept(act.at), act.who
    hashed = _hash(seq, at, who, action, subject, detail, end.hash)
    session.add(
        AuditRow(
            seq=seq,
            at=at,
            who=who,
            action=action.value,
            subject=subject,
            detail=detail,
            previous=end.hash,
            hash=hashed,
        )
    )
    session.flush()
    return Entry(seq, at, who, action, subject, detail, end.hash, hashed)


def anchor(session: Session) -> Anchor:
    """The end of the trail."""
    row = session.execute(select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)).first()
    return Anchor(row.seq, row.hash) if row else Anchor(0, START)


def entries(session: Session, *subjects: str, last: int | None = None) -> tuple[Entry, ...]:
    """Lines in order, of these subjects or of all; `last` says how many at most, the newest."""
    wanted = select(AuditRow).order_by(AuditRow.seq.desc()).limit(last)
    if subjects:
        wanted = wanted.where(AuditRow.subject.in_(subjects))
    return tuple(reversed([_entry(row) for row in session.scalars(wanted)]))


def broken(session: Session, known: Anchor | None = None) -> Iterator[str]:
    """What is wrong with the trail: changed or missing lines, and an end that was cut off after `known`."""
    end = Anchor(0, START)
    rows = select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=_AT_ONCE)
    for entry in map(_entry, session.scalars(rows)):
        if entry.seq != end.seq + 1:
            yield f"lines {end.seq + 1} to {entry.seq - 1} are missing"
        elif entry.previous != end.hash:
            yield f"line {entry.seq} does not follow from the one before"
        if entry.hash != _hash_of(entry):
            yield f"line {entry.seq} was changed"
        if known and known.seq == entry.seq and known.hash != entry.hash:
            yield f"line {entry.seq} is not the one that was noted"
        end = Anchor(entry.seq, entry.hash)
    if known and known.seq > end.seq:
        yield f"lines {end.seq + 1} to {known.seq} were cut off"


def _entry(row: AuditRow) -> Entry:
    return Entry(
        row.seq, row.at, row.who, Action(row.action), row.subject, row.detail, row.previous, row.hash
    )


def _hash_of(entry: Entry) -> str:
    return _hash(entry.seq, entry.at, entry.who, entry.action, entry.subject, entry.detail, entry.previous)


def _hash(*parts: object) -> str:
    """Of all parts, each with its bounds: moving a letter from one to the next changes it."""
    return sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()
