"""The version of the tables: brought up to date, compared, refused where a newer Turgor made it."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from turgor.store.engine import writing
from turgor.store.errors import Damaged, NewerSchema, NotUpgraded, StorageError

HEAD = "0005"
"""The newest migration, known without importing Alembic."""

_LOCK = 7_487_466  # any number: the key of PostgreSQL's lock on the tables themselves
_ADVICE = "Run `turgor db upgrade`; it keeps a backup of the records as they are."


def version(engine: Engine) -> str | None:
    """The migration that the tables are at; None where there are no tables."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def check_version(engine: Engine) -> None:
    """Raises NotUpgraded and NewerSchema."""
    found = version(engine)
    if found == HEAD:
        return
    if found is None:
        raise NotUpgraded("There are no records yet. Run `turgor db upgrade`.")
    if found > HEAD:
        raise NewerSchema(
            f"The records are of version {found}, this Turgor knows {HEAD}: install a newer one."
        )
    raise NotUpgraded(f"The records are of version {found}, this Turgor needs {HEAD}. {_ADVICE}")


def upgrade(engine: Engine, to: str = HEAD) -> None:
    """Bring the tables to the newest version, or to one before it, in one transaction.

    Raises NewerSchema and Damaged.
    """
    found = version(engine)
    if found is not None and found > HEAD:
        check_version(engine)
    with writing(engine).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _enforce_references(
                connection, enforce=False
            )  # tables are made anew and must be dropped for that
        try:
            with connection.begin():
                _hold(connection)
                _migrate(connection, to)
                if sqlite:
                    _check_references(connection)
        finally:
            if sqlite:
                _enforce_references(connection, enforce=True)


def _hold(connection: Connection) -> None:
    """One at a time: who comes second finds the tables made. SQLite has taken the right to write already.

    Raises StorageError where the file is another program's.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    elif _is_foreign(connection):
        raise StorageError("The file holds something else than records. Name another one.")


def _is_foreign(connection: Connection) -> bool:
    """Whether somebody else's tables are there, and none of ours."""
    found = inspect(connection).get_table_names()
    return bool(found) and "alembic_version" not in found


def _migrate(connection: Connection, to: str) -> None:
    from alembic import command  # noqa: PLC0415 -- only needed when something changes

    with as_file(files("turgor.store") / "migrations") as folder:
        command.upgrade(alembic_config(connection, str(folder)), to)


def alembic_config(connection: Connection | None, folder: str) -> Any:
    """What Alembic is told: where the migrations are, and the connection that it works on."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _enforce_references(connection: Connection, *, enforce: bool) -> None:
    """Outside any transaction, where alone SQLite obeys."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys={'ON' if enforce else 'OFF'}")


def _check_references(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise Damaged("The records refer to something that is not there; they stay as they were.")
