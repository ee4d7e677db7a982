"""What a practice keeps: rows in SQLite or PostgreSQL, migrations, backups. It knows nothing of what documents hold."""

from turgor.store.errors import (
    Busy,
    Damaged,
    NewerSchema,
    NotThere,
    NotUpgraded,
    StorageError,
    Taken,
)
from turgor.store.location import location, shown
from turgor.store.store import Store

__all__ = [
    "Busy",
    "Damaged",
    "NewerSchema",
    "NotThere",
    "NotUpgraded",
    "StorageError",
    "Store",
    "Taken",
    "location",
    "shown",
]
