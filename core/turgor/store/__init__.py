"""What a practice keeps: rows in SQLite or PostgreSQL, migrations, backups. It knows nothing of what documents hold."""

from turgor.store.bookings import BookedAlready
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
    "BookedAlready",
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
