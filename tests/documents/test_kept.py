"""Finished documents that are kept: the very same again, private, and not for ever."""

from __future__ import annotations

import os
import stat
import time

from turgor.documents.rendering import kept
from turgor.documents.rendering.kept import Kept

KEY = "a" * 64


def test_what_is_kept_comes_back(tmp_path):
    """The bytes that were put are the bytes that are got."""
    keep = Kept(tmp_path / "kept")
    assert keep.get(KEY) is None
    keep.put(KEY, b"%PDF-1.7")
    assert keep.get(KEY) == b"%PDF-1.7"


def test_only_its_owner_can_read_it(tmp_path):
    """Folder and files are private; a folder that others may enter is not used."""
    keep = Kept(tmp_path / "kept")
    keep.put(KEY, b"x")
    assert stat.S_IMODE(keep.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((keep.folder / KEY).stat().st_mode) == 0o600
    keep.folder.chmod(0o755)
    keep.put("b" * 64, b"y")
    assert [path.name for path in keep.folder.iterdir()] == [KEY]


def test_a_folder_behind_a_link_is_not_used(tmp_path):
    """Nobody can lead the documents elsewhere."""
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "kept").symlink_to(tmp_path / "elsewhere")
    Kept(tmp_path / "kept").put(KEY, b"x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_damaged_document_is_made_anew(tmp_path):
    """Whatever happened to a file, its content is checked before it is used."""
    keep = Kept(tmp_path / "kept")
    keep.put(KEY, b"%PDF-1.7 whole")
    path = keep.folder / KEY
    for damaged in (b"", path.read_bytes()[:-1], path.read_bytes()[:-1] + b"?"):
        path.write_bytes(damaged)
        assert keep.get(KEY) is None
        assert not path.exists()


def test_old_ones_go_first(tmp_path):
    """What nobody asked for in a week is deleted, and the oldest of what is too much."""
    keep = Kept(tmp_path / "kept", days=7, megabytes=1)
    for number, days in enumerate((8, 3, 2, 1)):
        keep.put(str(number), b"x" * 400_000)
        used = time.time() - days * 86_400
        os.utime(keep.folder / str(number), (used, used))
    keep.tidy()
    assert sorted(path.name for path in keep.folder.iterdir()) == ["2", "3"]


def test_a_full_disk_is_no_error(tmp_path, monkeypatch):
    """Where nothing can be kept the document is printed all the same."""

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept.tempfile, "mkstemp", full)
    keep = Kept(tmp_path / "kept")
    keep.put(KEY, b"x")
    assert keep.get(KEY) is None


def test_a_key_names_all_that_matters(monkeypatch):
    """Another text, style, template, font or version is another document; parts do not run into each other."""
    one = kept.key("style", "text")
    assert one == kept.key("style", "text")
    assert one != kept.key("stylet", "ext")
    monkeypatch.setattr(kept, "surroundings", lambda: "newer templates")
    assert one != kept.key("style", "text")


def test_the_surroundings_are_the_code_the_templates_and_the_fonts(tmp_path, monkeypatch):
    """Every file of both packages counts."""
    before = kept.surroundings()
    kept.surroundings.cache_clear()
    assert kept.surroundings() == before
    (tmp_path / "__init__.py").write_text("")
    monkeypatch.setattr(kept.turgor_templates, "__file__", str(tmp_path / "__init__.py"))
    kept.surroundings.cache_clear()
    assert kept.surroundings() != before
    kept.surroundings.cache_clear()
