"""What a batch has printed before: a line of JSON for each plan or pile, in the folder of the output."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import attrs

NAME = "printed.jsonl"


@attrs.frozen
class Entry:
    """What was written and from what.

    Attributes:
        key: names what went in, `digest` what came out.
    """

    key: str
    digest: str


Before = Mapping[str, Entry]
"""By name of the file, from the folder of the output on."""


@attrs.frozen
class Line:
    """From which plan files which files were made."""

    sources: tuple[str, ...]
    files: Before


def entry(key: str, data: bytes) -> Entry:
    """The entry of a file with this content."""
    return Entry(key, sha256(data).hexdigest())


def is_there(out: Path, name: str, key: str, before: Before) -> bool:
    """Whether the file was printed from the same and is as it was printed."""
    known = before.get(name)
    if known is None or known.key != key:
        return False
    try:
        return sha256((out / name).read_bytes()).hexdigest() == known.digest
    except OSError:
        return False


def read(out: Path) -> Before:
    """All that was printed into a folder; lines that were cut off or changed count for nothing."""
    try:
        lines = (out / NAME).read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    return {name: known for line in lines for name, known in _entries(line)}


def _entries(line: str) -> Iterator[tuple[str, Entry]]:
    try:
        for name, known in json.loads(line)["files"].items():
            yield str(name), Entry(str(known["key"]), str(known["sha256"]))
    except (ValueError, LookupError, TypeError, AttributeError):
        return


def note(out: Path, line: Line) -> None:
    """Add a line. The file is readable by its owner only."""
    known = {name: {"key": one.key, "sha256": one.digest} for name, one in line.files.items()}
    text = json.dumps({"sources": line.sources, "files": known}, ensure_ascii=False) + "\n"
    handle = os.open(out / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
