"""Where a file comes from: a path or standard input, TOML or JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import attrs

from turgor.content.parsing import parse_json, parse_toml
from turgor.files.errors import InvalidFile
from turgor.structuring.problems import InvalidContent, Problem, wrong

STDIN = "-"
LARGEST = 20_000_000  # bytes; a plan has less than a million


@attrs.frozen
class Source:
    """A file that was read and is not yet understood.

    Attributes:
        name: how messages call it.
        folder: where files that it names are looked for.

    """

    name: str
    folder: Path
    data: bytes

    @classmethod
    def read(cls, source: str | Path) -> Source:
        """The bytes of a file, or of standard input for ``-``. Raises InvalidFile."""
        if source == STDIN:
            return cls("standard input", Path(), sys.stdin.buffer.read())
        path = Path(source)
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= LARGEST else b""
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise _invalid(_why(error), str(source)) from error
        if size > LARGEST:
            raise _invalid(f"is larger than {LARGEST // 1_000_000} MB", str(source))
        return cls(str(source), path.parent, data)

    @property
    def is_json(self) -> bool:
        return self.name.lower().endswith(".json") or self.data.lstrip()[:1] == b"{"

    def tables(self) -> dict[str, Any]:
        """What the file holds. Raises InvalidFile."""
        try:
            tables = parse_json(self.data) if self.is_json else parse_toml(self.data)
            if not isinstance(tables, dict):
                raise wrong("must hold a table at the top")
        except InvalidContent as error:
            raise InvalidFile(error.in_file(self.name).problems) from error
        return tables


def _invalid(text: str, name: str) -> InvalidFile:
    return InvalidFile([Problem((), text, file=name)])


def _why(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "is a folder, not a file"
        case OSError():
            return f"cannot be read: {error.strerror}"
    return f"cannot be read: {error}"
