"""The open records: transactions that either happen whole or not at all, and errors in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import attrs
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from turgor.store.engine import engine_for, reading, writing
from turgor.store.errors import Busy, Damaged, StorageError
from turgor.store.location import file_of, location, shown
from turgor.store.schema import check_version, upgrade, version

_WAITED = ("40001", "40P01", "55P03")  # PostgreSQL: serialisation, deadlock, lock not available


@attrs.frozen
class Store:
    """The records of a practice.

    Attributes:
        engine: whoever uses it instead of the transactions here answers for errors that show what was written.

    """

    engine: Engine

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> Store:
        """The records at a path or URL. A file that is not there is made, unless `create` forbids it.

        Raises StorageError, NotUpgraded, NewerSchema.
        """
        url = location(where)
        file = file_of(url)
        new = file is not None and not (file.exists() and file.stat().st_size)
        if new and not create:
            raise StorageError(f"There are no records at {shown(url)}.")
        engine = engine_for(url)
        try:
            with in_words():
                if file is not None and version(engine) is None:  # also where its first use was cut off
                    upgrade(engine)
                check_version(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the records."""
        with in_words(), Session(reading(self.engine)) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is kept whole when the block ends, and forgotten when it raises."""
        with in_words(), Session(writing(self.engine)) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what a database says into what a person can do; what was being written is never shown."""
    try:
        yield
    except (IntegrityError, OperationalError, DBAPIError) as problem:
        raise _said(problem) from None
    except sqlite3.DatabaseError as problem:
        raise _by_sqlite(problem) from None


def _said(problem: DBAPIError) -> Exception:
    if isinstance(problem.orig, sqlite3.DatabaseError):
        return _by_sqlite(problem.orig)
    state = getattr(problem.orig, "sqlstate", None)
    if state in _WAITED:
        return Busy("Somebody else changed the same records at the same moment. Nothing was kept; try again.")
    if isinstance(problem, IntegrityError):
        return StorageError(f"The records refuse it ({state}). Nothing was kept.")
    if isinstance(problem, OperationalError):
        return StorageError(f"The database cannot be reached or cannot write ({state or 'no connection'}).")
    return StorageError(f"The database answered with an error ({state or type(problem.orig).__name__}).")


_BY_CODE = {
    sqlite3.SQLITE_BUSY: Busy("Another program is writing to the records. Nothing was kept; try again."),
    sqlite3.SQLITE_LOCKED: Busy("Another program is writing to the records. Nothing was kept; try again."),
    sqlite3.SQLITE_FULL: StorageError("The disk is full. Nothing was kept."),
    sqlite3.SQLITE_IOERR: StorageError("The disk cannot be read or written. Nothing was kept."),
    sqlite3.SQLITE_READONLY: StorageError("The records may only be read. Nothing was kept."),
    sqlite3.SQLITE_CANTOPEN: StorageError("The file of the records cannot be opened."),
    sqlite3.SQLITE_CORRUPT: Damaged("The file of the records is damaged. Restore a backup."),
    sqlite3.SQLITE_NOTADB: Damaged("The file of the records is not one, or is damaged. Restore a backup."),
    sqlite3.SQLITE_CONSTRAINT: StorageError("The records refuse it. Nothing was kept."),
}


def _by_sqlite(problem: sqlite3.Error) -> Exception:
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF  # the primary code, without its details
    known = _BY_CODE.get(code)
    return type(known)(*known.args) if known else StorageError(f"The records cannot be used (SQLite {code}).")
