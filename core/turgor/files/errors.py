"""What goes wrong with files: an input that is invalid, an output that cannot be written."""

from __future__ import annotations

from turgor.structuring.problems import InvalidContent


class InvalidFile(InvalidContent):
    """A case, clinic or plan file is invalid; `problems` lists everything that is wrong with it (exit code 3)."""


class CannotWrite(OSError):  # noqa: N818 - reads as what happened
    """A file could not be written; nothing half-written is left (exit code 4)."""
