"""Output files appear whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from turgor.files import CannotWrite, write_atomically


def test_a_file_is_written_for_its_owner_only(tmp_path):
    """The bytes are there, nobody else may read them, and nothing is left beside them."""
    target = tmp_path / "plan.json"
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_an_old_file_is_replaced(tmp_path):
    """A file that is there already gets the new bytes, and the mode that was asked for."""
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")
    write_atomically(str(target), b"new", mode=0o644)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "fchmod"])
def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch, step):
    """When the disk is full, the old file is untouched and no half-written one is left."""
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, step, full)
    with pytest.raises(CannotWrite) as error:
        write_atomically(target, b"new")
    assert str(error.value).endswith(f"{target} cannot be written: the disk is full")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    """Ctrl-C in the middle of writing leaves neither a new file nor a temporary one."""

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "plan.json", b"new")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_named(tmp_path):
    """A folder that does not exist is said so; none is made."""
    with pytest.raises(CannotWrite, match="its folder does not exist"):
        write_atomically(tmp_path / "nowhere" / "plan.json", b"new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.EROFS, "that disk is read-only"),
        (errno.EACCES, "writing there is not permitted"),
        (errno.EDQUOT, "the disk quota is used up"),
    ],
)
def test_what_is_in_the_way_is_said(tmp_path, monkeypatch, code, message):
    """The reason is told in plain words, and the code stays with the error."""

    def refused(*_, **__):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(CannotWrite, match=message) as error:
        write_atomically(tmp_path / "plan.json", b"new")
    assert error.value.errno == code


def test_a_link_is_not_replaced(tmp_path):
    """Nothing is written through a symbolic link or in its place."""
    real = tmp_path / "real.json"
    real.write_bytes(b"old")
    link = tmp_path / "plan.json"
    link.symlink_to(real)
    with pytest.raises(CannotWrite, match="is a symbolic link; name the file itself"):
        write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"old"


def test_only_ordinary_files_are_replaced(tmp_path):
    """A folder and a device are left alone."""
    with pytest.raises(CannotWrite, match="it is a folder"):
        write_atomically(tmp_path, b"new")
    with pytest.raises(CannotWrite, match="not an ordinary file"):
        write_atomically("/dev/null", b"new")
    assert not Path("/dev/null").is_file()
