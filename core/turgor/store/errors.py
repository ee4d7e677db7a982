"""What goes wrong with the records. No message names a patient or repeats what was entered."""

from __future__ import annotations


class StorageError(Exception):
    """The records cannot be read or written; nothing half-written is left (exit code 4)."""


class Busy(StorageError):  # noqa: N818 -- reads as what happened
    """Another program writes all the time, or two waited for each other; trying again helps."""


class NotUpgraded(StorageError):  # noqa: N818
    """The records are of an older version, or there are none yet: `turgor db upgrade`."""


class NewerSchema(StorageError):  # noqa: N818
    """A newer Turgor wrote the records; this one must not touch them."""


class Damaged(StorageError):  # noqa: N818
    """A file, a backup or a document is not what it was when it was written."""


class NotThere(LookupError):  # noqa: N818
    """Nothing is kept under such a name. Its text says what was asked for, by number only."""


class Taken(Exception):  # noqa: N818
    """Something that may be there only once is there already."""
