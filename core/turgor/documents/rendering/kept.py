"""Finished documents, kept for the next print of the very same: in a private folder, for a while, within a size.

What is kept is named by all that its bytes depend on, so it is right for ever; it goes because it is about a patient.
"""

from __future__ import annotations

import ctypes
import os
import stat
import tempfile
import time
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import attrs

import turgor.documents
import turgor_templates

_LIBRARIES = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "uharfbuzz",
    "pillow",
    "jinja2",
)  # whose versions shape the bytes
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_DIGEST = sha256().digest_size
DAYS = 7
MEGABYTES = 100


@attrs.frozen
class Kept:
    """A folder of finished documents. Without it, or where it fails, documents are just made anew.

    Attributes:
        days: after which a document that nobody asked for again is deleted.
        megabytes: of all documents together; the oldest go first.
    """

    folder: Path
    days: int = DAYS
    megabytes: int = MEGABYTES

    def get(self, key: str) -> bytes | None:
        """The document; none where it is not there or was damaged."""
        path = self.folder / key
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        digest, data = stored[:_DIGEST], stored[_DIGEST:]
        if sha256(data).digest() != digest:
            path.unlink(missing_ok=True)
            return None
        _touch(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep a document, if the folder is ours alone."""
        try:
            if self._is_private():
                self._write(key, data)
        except OSError:  # a full disk, say: the document itself is fine
            return

    def tidy(self) -> None:
        """Delete what is old, and the oldest of what is too much."""
        oldest = time.time() - self.days * 86_400  # the age of a file is no part of any document
        room = self.megabytes * 1_000_000
        for used, size, path in sorted(self._files(), reverse=True):
            room -= size
            if used < oldest or room < 0:
                path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Delete everything: somebody asked to be forgotten, and no name says whom a document is about."""
        for _, _, path in self._files():
            path.unlink(missing_ok=True)

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            try:
                about = path.stat()
            except OSError:  # another process tidies too
                continue
            found.append((about.st_mtime, about.st_size, path))
        return found

    def _is_private(self) -> bool:
        """Whether nobody else can read or write the folder, which is made if it is missing."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = self.folder.lstat()
        mine = not hasattr(os, "getuid") or about.st_uid == os.getuid()
        return stat.S_ISDIR(about.st_mode) and mine and not about.st_mode & 0o077

    def _write(self, key: str, data: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".part-")  # readable by its owner only
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(data).digest() + data)
            Path(name).replace(self.folder / key)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _touch(path: Path) -> None:
    try:
        path.touch()
    except OSError:  # read-only, or just tidied
        return


def key(*parts: str) -> str:
    """What names a document: all that is said in it and all that lays it out."""
    named = sha256(surroundings().encode())
    for part in parts:
        named.update(len(part.encode()).to_bytes(8))
        named.update(part.encode())
    return named.hexdigest()


@cache
def surroundings() -> str:
    """A hash of the templates, styles and fonts, of the code that uses them, and of the versions of its libraries."""
    named = sha256()
    for package in (turgor.documents, turgor_templates):
        root = Path(str(package.__file__)).parent
        for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            named.update(f"{path.relative_to(root)}\0".encode() + sha256(path.read_bytes()).digest())
    for library in _LIBRARIES:
        named.update(f"{library} {version(library)}\0".encode())
    named.update(str(_pango()).encode())
    return named.hexdigest()


def _pango() -> int:
    """The version of the system's text layout, without the slow import of WeasyPrint; 0 where it is not found."""
    for name in _PANGO:
        try:
            return int(ctypes.CDLL(name).pango_version())
        except OSError:
            continue
    return 0
