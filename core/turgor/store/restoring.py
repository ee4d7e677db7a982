"""Putting the records of a backup where records are, without ever destroying those that were there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from sqlalchemy import URL

from turgor.store.backup import Manifest, copy_rows, is_empty, opened, second_name, sync
from turgor.store.engine import engine_for
from turgor.store.errors import Busy, StorageError
from turgor.store.location import file_of, location
from turgor.store.schema import upgrade
from turgor.store.store import in_words

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@attrs.frozen
class Restored:
    """What was restored, and where the records that were there before are now."""

    manifest: Manifest
    old: Path | None = None


def restore(where: str | Path | None, source: Path, at: datetime) -> Restored:
    """Put a backup in place of the records, after it was checked through.

    A file that was there stays beside the new one under another name; a PostgreSQL must be empty. Whatever stops it
    leaves the old records. Raises StorageError, Damaged, NewerSchema, and Busy while somebody uses the file.
    """
    url = location(where)
    file = file_of(url)
    if file is None:
        return _into_server(url, source)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with opened(source, file.parent) as (copy, manifest):
        old = _set_aside(file, at) if file.exists() and file.stat().st_size else None
        copy.replace(file)
        sync(file.parent)
    return Restored(manifest, old)


def _into_server(url: URL, source: Path) -> Restored:
    target = engine_for(url)
    try:
        with in_words():
            if not is_empty(target):
                raise StorageError("There are records in this database. Restore into one that is empty.")
            # In a private folder of its own: the backup may lie where nothing can be written.
            with TemporaryDirectory() as folder, opened(source, Path(folder)) as (copy, manifest):
                records = engine_for(location(copy))
                try:
                    upgrade(target)
                    copy_rows(records, target)
                finally:
                    records.dispose()
    finally:
        target.dispose()
    return Restored(manifest)


def _set_aside(file: Path, at: datetime) -> Path:
    """A second name for the file, which may then be replaced. Raises Busy while anybody has it open."""
    old = next(name for name in _names(file, at) if not name.exists())
    try:
        connection = sqlite3.connect(file, timeout=1)
        try:
            connection.execute("PRAGMA journal_mode=DELETE")  # only works when nobody else is there
        finally:
            connection.close()
    except sqlite3.DatabaseError as problem:
        if getattr(problem, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            raise Busy("Somebody uses the records. End that and try again; nothing was changed.") from None
        _helpers_aside(file, old)  # a damaged file: kept as it is, with all that belongs to it
    second_name(file, old)
    return old


def _names(file: Path, at: datetime) -> Iterator[Path]:
    """By the second; the clock may have been set back, or two restore in one."""
    stem = f"{file.name}.before-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield file.with_name(stem)
    yield from (file.with_name(f"{stem}-{number}") for number in count(2))


def _helpers_aside(file: Path, old: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        helper = file.with_name(file.name + suffix)
        if helper.exists():
            helper.replace(old.with_name(old.name + suffix))
