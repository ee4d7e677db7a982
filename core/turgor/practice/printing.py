"""Printing what a plan says, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import attrs
from platformdirs import user_cache_path

from turgor.documents import STANDARD, Job, Kept, Kind, Printout, Style, documents, made, pdf, printouts
from turgor.documents.fragments import Replaced, mended
from turgor.domain.plan import Plan
from turgor.files import write_atomically, write_plan


@attrs.frozen
class How:
    """What is printed of every plan, and how.

    Attributes:
        duplex: an odd last page is followed by an empty one.
        keep: where finished documents are kept for the next print of the very same.
    """

    kinds: tuple[Kind, ...]
    style: Style = STANDARD
    language: str = "en"
    duplex: bool = False
    keep: Kept | None = None

    def job(self, plan: Plan) -> Job:
        """The job of one plan."""
        return Job(plan, digest(plan), self.style, self.language)

    def printouts(self, job: Job) -> list[Printout]:
        """Its files before they are made."""
        return list(printouts(job, self.kinds, duplex=self.duplex))

    def made(self, printout: Printout) -> bytes:
        """What is in a file. Raises DocumentError."""
        return made(printout, self.style, self.keep, duplex=self.duplex)


@attrs.frozen
class Printed:
    """What was written, and what of the modalities' sections had to be replaced by a notice."""

    paths: tuple[Path, ...]
    replaced: tuple[Replaced, ...] = ()


def print_documents(plan: Plan, how: How, folder: Path) -> Printed:
    """Write the documents of a plan into a folder, in place of those of an earlier print.

    All are made before the first is written. Raises DocumentError and OSError.
    """
    done, replaced = _files(how, plan)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in done:
        write_atomically(folder / name, data)
    if how.keep:
        how.keep.tidy()
    return Printed(tuple(folder / name for name, _ in done), replaced)


def _files(how: How, plan: Plan) -> tuple[Sequence[tuple[str, bytes]], tuple[Replaced, ...]]:
    """Names and contents; made anew where a modality's section fails, with a notice in its place."""

    def files(job: Job) -> list[tuple[str, bytes]]:
        return [(one.name, how.made(one)) for one in how.printouts(job)]

    job = how.job(plan)
    try:
        return files(job), ()
    except Exception:
        job, replaced = mended(job, files)
        if not replaced:
            raise
        return files(job), replaced


def kept() -> Kept:
    """Where finished documents are kept for this user."""
    return Kept(user_cache_path("turgor") / "documents")


def patient_plan_pdf(plan: Plan, style: Style = STANDARD) -> bytes:
    """The patient's plan as PDF. Raises DocumentError."""
    (document,) = documents(Job(plan, digest(plan), style), [Kind.PLAN])
    return pdf(document, style)


def digest(plan: Plan) -> str:
    """What names the exact plan: a hash of its published JSON."""
    return sha256(write_plan(plan).encode()).hexdigest()
