"""Output files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from turgor.files.errors import CannotWrite

_IN_WORDS = {
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EACCES: "writing there is not permitted",
    errno.EPERM: "writing there is not permitted",
    errno.EROFS: "that disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.ENAMETOOLONG: "its name is too long",
}


def write_atomically(path: str | Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file by way of a temporary one beside it, so that a reader sees the old file or the new one.

    Plans and cases are private: left alone, `mode` lets nobody but the owner read it. Raises CannotWrite, with
    what is in the way; an old file is then untouched.
    """
    target = Path(path)
    _refuse_what_is_no_file(target)
    try:
        _write_beside_and_rename(target, data, mode)
    except OSError as error:
        reason = _IN_WORDS.get(error.errno or 0, error.strerror or str(error))
        raise CannotWrite(error.errno, f"{target} cannot be written: {reason}") from error


def _refuse_what_is_no_file(target: Path) -> None:
    """Renaming over a link, a folder or a device would replace it; whoever gave its name did not mean that."""
    if target.is_symlink():
        raise CannotWrite(
            errno.ELOOP, f"{target} cannot be written: it is a symbolic link; name the file itself"
        )
    if target.exists() and not target.is_file():
        what = "a folder" if target.is_dir() else "not an ordinary file"
        raise CannotWrite(errno.EEXIST, f"{target} cannot be written: it is {what}")


def _write_beside_and_rename(target: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".turgor-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; not every file system can, and then the file is there anyway."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
