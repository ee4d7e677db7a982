"""Printing what a plan says, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from turgor.documents import STANDARD, Job, Kind, Style, documents, files, pdf
from turgor.domain.plan import Plan
from turgor.files import write_atomically, write_plan


def print_documents(
    made: Plan, kinds: Iterable[Kind], folder: Path, style: Style = STANDARD, language: str = "en"
) -> tuple[Path, ...]:
    """Write the documents of a plan into a folder, in place of those of an earlier print.

    All are made before the first is written. Raises DocumentError and OSError.
    """
    job = Job(made, digest(made), style, language)
    done = [(folder / name, data) for name, data in files(job, kinds)]
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in done:
        write_atomically(path, data)
    return tuple(path for path, _ in done)


def patient_plan_pdf(made: Plan, style: Style = STANDARD) -> bytes:
    """The patient's plan as PDF. Raises DocumentError."""
    (document,) = documents(Job(made, digest(made), style), [Kind.PLAN])
    return pdf(document, style)


def digest(made: Plan) -> str:
    """What names the exact plan: a hash of its published JSON."""
    return sha256(write_plan(made).encode()).hexdigest()
