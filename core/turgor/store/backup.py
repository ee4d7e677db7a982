"""Backups: one file with all records as SQLite and a manifest, whatever database they come from or go to.

A practice that outgrows one machine restores its backup into an empty PostgreSQL. The manifest holds the end of the
audit trail, so that a trail cut off later is found.
"""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from tempfile import mkstemp

import attrs
from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select, text
from sqlalchemy.orm import Session

from turgor.domain.records import Anchor
from turgor.store import audit, health
from turgor.store.engine import engine_for, writing
from turgor.store.errors import Damaged, NewerSchema, StorageError
from turgor.store.instants import kept
from turgor.store.location import location
from turgor.store.schema import HEAD, upgrade, version
from turgor.store.store import in_words

FORMAT = "turgor-backup/1"
_MANIFEST, _RECORDS = "manifest.json", "records.db"
_BEGUN, _PART = ".turgor-", ".part"
_A_DAY = 86_400  # seconds
_CHUNK = 1 << 20
_ROWS = 200


@attrs.frozen
class Manifest:
    """What a backup says of itself.

    Attributes:
        tables: the version of the schema.
        digest: of the records in it; `size` in bytes.
        anchor: the end of the audit trail in it.
        counts: how many rows each table has.

    """

    made_at: str
    tables: str
    size: int
    digest: str
    anchor: Anchor
    counts: dict[str, int]


def back_up(engine: Engine, target: Path, at: datetime) -> Manifest:
    """Write a backup while the records are in use. An existing file is refused.

    Raises StorageError, and OSError where the file cannot be written.
    """
    if target.exists():
        raise StorageError(f"{target} is there already; give another name.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with in_words(), _scratch(target.parent) as copy:
        _copy_of(engine, copy)
        manifest = _manifest(copy, at)
        with _scratch(target.parent) as packed:
            _pack(packed, copy, manifest)
            _put(packed, target)
        sync(target.parent)
    return manifest


def manifest_of(source: Path) -> Manifest:
    """What a backup says of itself; its records are not looked at. Raises Damaged."""
    with _readable(source), zipfile.ZipFile(source) as archive:
        return _read(archive.read(_MANIFEST))


def second_name(file: Path, name: Path) -> None:
    """Give a file another name, or the other name a copy of it where there are no links, as on a memory stick.

    Raises FileExistsError.
    """
    try:
        os.link(file, name)
    except FileExistsError:
        raise
    except OSError:
        with name.open("xb") as copy, file.open("rb") as whole:
            os.fchmod(copy.fileno(), 0o600)
            copyfileobj(whole, copy)
            copy.flush()
            os.fsync(copy.fileno())


@contextmanager
def opened(source: Path, folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """The records of a backup as a file in a folder, checked through and brought to the newest schema.

    Raises Damaged for what is truncated, changed or no backup, and NewerSchema.
    """
    with _scratch(folder) as copy:
        manifest = _unpack(source, copy)
        if manifest.tables > HEAD:
            raise NewerSchema(f"The backup is of version {manifest.tables}, this Turgor knows {HEAD}.")
        with in_words():
            _check(copy, manifest)
        yield copy, manifest


def copy_rows(source: Engine, target: Engine) -> None:
    """Every row of every table, from one moment, into tables that are empty."""
    tables = MetaData()
    tables.reflect(source)
    with source.connect() as whence, writing(target).begin() as whither:
        if whence.dialect.name == "postgresql":
            whence.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in tables.sorted_tables:
            if table.name != "alembic_version":
                _copy_table(table, whence, whither)
        if whither.dialect.name == "postgresql":
            _count_on(whither, tables)


def is_empty(engine: Engine) -> bool:
    """Whether there are no records at all, so that others may be put there."""
    if version(engine) is None:
        return True
    with engine.connect() as connection:
        names = ("patient", "audit")
        return not any(connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in names)  # noqa: S608


def _copy_of(engine: Engine, copy: Path) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None  # noqa: S101 -- connected a line above
            driver.execute("VACUUM INTO ?", (str(copy),))
        return
    target = engine_for(location(copy))
    try:
        upgrade(target, version(engine) or HEAD)
        copy_rows(engine, target)
        _one_file(target)
    finally:
        target.dispose()


def _copy_table(table: Table, whence: Connection, whither: Connection) -> None:
    rows = whence.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key))
    for some in rows.partitions(_ROWS):
        whither.execute(insert(table), [dict(row._mapping) for row in some])  # noqa: SLF001 -- a public name


def _count_on(connection: Connection, tables: MetaData) -> None:
    """PostgreSQL's counters do not see numbers that were given."""
    for table in tables.sorted_tables:
        counter = (
            connection.scalar(select(func.pg_get_serial_sequence(f'"{table.name}"', "id")))
            if "id" in table.c
            else None
        )
        if counter:
            last = connection.scalar(select(func.max(table.c.id)))
            connection.execute(select(func.setval(counter, last or 1, last is not None)))


def _manifest(copy: Path, at: datetime) -> Manifest:
    engine = engine_for(location(copy))
    try:
        tables = MetaData()
        tables.reflect(engine)
        with Session(engine) as session:
            counts = {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in tables.sorted_tables
            }
            end = audit.anchor(session)
        found = version(engine) or ""
        _one_file(engine)
    finally:
        engine.dispose()
    return Manifest(kept(at), found, copy.stat().st_size, _digest(copy), end, dict(sorted(counts.items())))


def _one_file(engine: Engine) -> None:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 -- connected a line above
        driver.execute("PRAGMA journal_mode=DELETE")


def _put(packed: Path, target: Path) -> None:
    """Under its name, unless a file has appeared there meanwhile, which a rename would replace."""
    try:
        second_name(packed, target)
    except FileExistsError:
        raise StorageError(f"{target} is there already; give another name.") from None


def _pack(packed: Path, copy: Path, manifest: Manifest) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:  # its documents are compressed
        archive.writestr(_MANIFEST, json.dumps({"format": FORMAT, **attrs.asdict(manifest)}, indent=2))
        archive.write(copy, _RECORDS)
    with packed.open("rb") as file:
        os.fsync(file.fileno())


def _unpack(source: Path, copy: Path) -> Manifest:
    """Raises Damaged."""
    with _readable(source), zipfile.ZipFile(source) as archive:
        manifest = _read(archive.read(_MANIFEST))
        if archive.getinfo(_RECORDS).file_size != manifest.size:
            raise Damaged(f"{source} is not whole: its records are not as long as they were.")
        with archive.open(_RECORDS) as packed, copy.open("wb") as file:
            copyfileobj(packed, file, _CHUNK)
            file.flush()
            os.fsync(file.fileno())
    if _digest(copy) != manifest.digest:
        raise Damaged(f"{source} was changed: its records are not what was backed up.")
    return manifest


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError) as problem:
        raise Damaged(f"{source} is no backup, or is not whole.") from problem


def _read(data: bytes) -> Manifest:
    """Raises ValueError, KeyError and TypeError."""
    told = json.loads(data)
    if told.pop("format") != FORMAT:
        raise ValueError("another kind of file")
    return Manifest(**{**told, "anchor": Anchor(**told["anchor"])})


def _check(copy: Path, manifest: Manifest) -> None:
    engine = engine_for(location(copy))
    try:
        upgrade(engine)
        with Session(engine) as session:
            if found := next(health.problems(session, manifest.anchor), None):
                raise Damaged(f"The records in the backup are not whole ({found}).")
        _one_file(engine)
    finally:
        engine.dispose()


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A file of the owner's alone, gone afterwards with all that SQLite put beside it."""
    _clear(folder)
    handle, name = mkstemp(dir=folder, prefix=_BEGUN, suffix=_PART)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(FileNotFoundError):
                Path(name + suffix).unlink()


def _clear(folder: Path) -> None:
    """Delete what a backup left that was killed: all records are in it. Nobody works on one for a day."""
    for left in folder.glob(f"{_BEGUN}*{_PART}*"):
        with suppress(OSError):
            if (
                time.time() - left.stat().st_mtime > _A_DAY
            ):  # the clock of the file system decides nothing else
                left.unlink()


def sync(folder: Path) -> None:
    """Make a new name survive a power cut; where the file system cannot, the file is there anyway."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
