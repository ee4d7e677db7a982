"""Where the records are: a file on this machine by default, PostgreSQL by URL."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from turgor.store.errors import StorageError

VARIABLE = "TURGOR_DB"
FILE = "turgor.db"
_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def location(given: str | Path | None = None) -> URL:
    """A path or URL; without one that of the environment, else a file in the user's own folder.

    Raises StorageError for a kind of database that is not known.
    """
    text = str(given or os.environ.get(VARIABLE) or user_data_path("turgor") / FILE)
    if "://" not in text:
        return URL.create(_DRIVERS["sqlite"], database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StorageError("The address of the records cannot be read.") from None
    if url.drivername not in _DRIVERS:
        raise StorageError(f"Records are kept in SQLite or PostgreSQL, not in {url.drivername}.")
    if url.get_backend_name() == "sqlite" and not url.database:
        raise StorageError("Records are kept in a file, and this address names none.")
    return url.set(drivername=_DRIVERS[url.drivername])


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database; None for a server."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def shown(url: URL) -> str:
    """For messages: a path, or the URL without its password."""
    return str(file_of(url) or url.render_as_string(hide_password=True))
