"""Connections: the settings of SQLite that keep records whole, and who may write when."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from turgor.store.location import file_of

WAIT = 20_000  # milliseconds a writer waits for another: eight that plan and book at once take seconds
_ASLEEP = (
    600_000  # milliseconds until a server ends a transaction whose machine sleeps, and frees what it holds
)
WRITES = "turgor_writes"
_SETTINGS = (
    "journal_mode=WAL",  # readers and a writer do not wait for each other
    "synchronous=FULL",  # what was acknowledged survives a power cut
    "foreign_keys=ON",
    f"busy_timeout={WAIT}",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",  # what is erased is overwritten
)


def engine_for(url: URL) -> Engine:
    """An engine whose errors never show what was being written."""
    file = file_of(url)
    if file is None:
        return _of_a_server(url)
    _private(file)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _of_a_server(url: URL) -> Engine:
    """Every call answers: who cannot be reached or does not let go is waited for as long as with a file, no longer."""
    patience = {"connect_timeout": WAIT // 1_000} if "connect_timeout" not in url.query else {}
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=patience)
    event.listen(engine, "connect", _patient)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine, whose transactions see the records of one moment, as those of SQLite do anyway."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the right to write at once: to wait for it later never works."""
    return engine.execution_options(**{WRITES: True})


def _private(file: Path) -> None:
    """The file exists before SQLite opens it, so that nobody else can ever read it; its helpers take after it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    file.chmod(0o600)


def _connected(connection: Any, _: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin by itself, and too late
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _patient(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {WAIT}")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {_ASLEEP}")
    connection.commit()


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
