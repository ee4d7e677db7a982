"""Every document of every kind has the same bytes in every process and on every machine."""

from __future__ import annotations

import subprocess
import sys

import pytest

import every_document
from turgor.documents import BUILDERS, FILES


@pytest.fixture(scope="module")
def here() -> list[str]:
    """The digests in this process."""
    return list(every_document.digests())


def test_every_kind_is_compared(here):
    """There is a file of each kind among them, in each language."""
    found = {tuple(line.split()[:2]) for line in here}
    assert found == {(tag, kind) for tag in every_document.LANGUAGES for kind in (*BUILDERS, *FILES)}


@pytest.mark.parametrize(
    ("seed", "fonts"),
    [
        ("7", "<fontconfig><dir>/usr/share/fonts</dir></fontconfig>"),
        pytest.param("0", "<fontconfig/>", marks=pytest.mark.soak),
    ],
)
def test_same_bytes_in_another_process(here, tmp_path, seed, fonts):
    """Hash seed, time zone, language, home and system fonts of a machine leave no trace in any document."""
    (tmp_path / "fonts.conf").write_text(fonts)
    odd = {
        "PYTHONHASHSEED": seed, "TZ": "Asia/Kathmandu", "LC_ALL": "C", "HOME": str(tmp_path),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONPATH": ":".join(sys.path),
    }  # fmt: skip
    there = subprocess.run(
        [sys.executable, every_document.__file__], env=odd, capture_output=True, check=True, text=True
    )
    assert there.stdout.splitlines() == here
