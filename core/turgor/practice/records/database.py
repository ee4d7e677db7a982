"""The records as a whole: made, brought up to date, checked, backed up and restored."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

import attrs
from platformdirs import user_data_path

from turgor.domain.records import Action, Anchor, Entry
from turgor.practice.records.desk import Desk
from turgor.practice.records.leaving import erase_patient, erased_patients, patient_since
from turgor.practice.records.patients import Erased
from turgor.store import StorageError, Store, audit, health, location
from turgor.store.backup import Manifest, back_up, manifest_of
from turgor.store.engine import engine_for
from turgor.store.location import file_of
from turgor.store.restoring import Restored, restore
from turgor.store.schema import HEAD, upgrade, version
from turgor.store.store import in_words

_SUBJECT = "records"


@attrs.frozen
class Upgraded:
    """From which version of the tables to which; None where there were none.

    Attributes:
        backup: of the records as they were.

    """

    before: str | None
    after: str
    backup: Path | None = None


def _now() -> datetime:
    return datetime.now(UTC)


def upgrade_records(where: str | Path | None, who: str, now: Callable[[], datetime] = _now) -> Upgraded:
    """Make the tables, or bring them up to date after a backup. Raises StorageError, NewerSchema and Damaged."""
    url = location(where)
    engine = engine_for(url)
    try:
        with in_words():
            before = version(engine)
            backup = None
            if before is not None and before < HEAD:
                backup = _free(_beside(file_of(url)) / f"before-{HEAD}-{now():%Y%m%dT%H%M%SZ}.turgor")
                back_up(engine, backup, now())
            upgrade(engine)
    finally:
        engine.dispose()
    if before != HEAD:
        with Store.open(where) as store:
            Desk(store, who, now).note(Action.UPGRADED, _SUBJECT, f"{before or 'nothing'} to {HEAD}")
    return Upgraded(before, HEAD, backup)


def check_records(desk: Desk, known: Anchor | None = None) -> tuple[str, ...]:
    """Everything that is wrong with the records; `known` is an end of the audit trail that was noted elsewhere."""
    with desk.store.reading() as session:
        return tuple(health.problems(session, known))


def back_up_records(desk: Desk, target: Path) -> Manifest:
    """Write a backup while others work. Raises StorageError and OSError."""
    with in_words():
        manifest = back_up(desk.store.engine, target, desk.now())
    desk.note(Action.BACKED_UP, _SUBJECT, f"trail {manifest.anchor}")
    return manifest


def restore_records(
    where: str | Path | None, source: Path, who: str, now: Callable[[], datetime] = _now
) -> Restored:
    """Put a backup in place of the records; those that were there are kept beside.

    Who was erased since the backup is erased again.
    Raises StorageError, Damaged, NewerSchema, and Busy while somebody uses them.
    """
    forgotten = _forgotten(where)  # by number and by when they came: another practice's numbers mean others
    restored = restore(where, source, now())
    with Store.open(where) as store:
        desk = Desk(store, who, now)
        detail = f"backup of {restored.manifest.made_at}, trail {restored.manifest.anchor}"
        desk.note(Action.RESTORED, _SUBJECT, detail)
        for patient, since in forgotten:
            if patient_since(desk, patient) == since:
                with suppress(Erased):
                    erase_patient(desk, patient)
    return restored


def _forgotten(where: str | Path | None) -> tuple[tuple[int, str], ...]:
    """Who was erased from the records that a backup replaces; where those cannot be read, nobody is known."""
    try:
        with Store.open(where, create=False) as store:
            return erased_patients(Desk(store, "restore"))
    except StorageError:
        return ()


def read_audit(desk: Desk, *subjects: str, last: int | None = 100) -> tuple[Entry, ...]:
    """Lines of the audit trail, the newest last."""
    with desk.store.reading() as session:
        return audit.entries(session, *subjects, last=last)


def check_audit(desk: Desk, known: Anchor | None = None) -> tuple[str, ...]:
    """What is wrong with the audit trail."""
    with desk.store.reading() as session:
        return tuple(audit.broken(session, known))


def anchor(desk: Desk) -> Anchor:
    """The end of the audit trail, to be noted elsewhere."""
    with desk.store.reading() as session:
        return audit.anchor(session)


def anchor_in(backup: Path) -> Anchor:
    """The end that the audit trail had when a backup was made. Raises Damaged and OSError."""
    return manifest_of(backup).anchor


def _free(path: Path) -> Path:
    """The path, or one like it that is not taken: what was cut off is begun again within the second."""
    others = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain([path], others) if not one.exists())


def _beside(file: Path | None) -> Path:
    return file.parent if file else user_data_path("turgor") / "backups"
