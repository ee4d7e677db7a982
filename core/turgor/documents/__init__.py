"""Plan -> documents -> HTML -> PDF. `documents` and `pdf` are the doors.

A builder for each kind decides what is said, the templates how it looks, the renderer makes the file. No plugin
is needed: a plan holds all that is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from turgor.documents.calendar.tick_calendar import calendars
from turgor.documents.desk.booking import desk_sheets
from turgor.documents.desk.estimate import estimates
from turgor.documents.desk.visits_file import visits_files
from turgor.documents.errors import DocumentError
from turgor.documents.exercises.sheets import exercises
from turgor.documents.handout.merged import handouts
from turgor.documents.patient.consent import consents
from turgor.documents.patient.patient_plan import patient_plans
from turgor.documents.patient.progress import progress_pages
from turgor.documents.patient.treatment_handout import treatment_handouts
from turgor.documents.practitioner.record import records
from turgor.documents.practitioner.referral import referrals
from turgor.documents.printing import Builder, Document, Job, Kind, Printout
from turgor.documents.rendering.kept import Kept, key
from turgor.documents.rendering.renderer import printable, renderer
from turgor.documents.style import STANDARD, Ink, Paper, PrintSize, Style
from turgor.documents.wording.languages import language, tags
from turgor.domain.messages import speaking

__all__ = [
    "STANDARD", "Document", "DocumentError", "Ink", "Job", "Kept", "Kind", "Paper", "PrintSize", "Printout", "Style",
    "documents", "html", "made", "pdf", "printable", "printouts", "tags",
]  # fmt: skip

BUILDERS: Mapping[Kind, Builder] = {
    Kind.PLAN: patient_plans,
    Kind.HANDOUT: handouts,
    Kind.EXERCISES: exercises,
    Kind.CALENDAR: calendars,
    Kind.PROGRESS: progress_pages,
    Kind.RECORD: records,
    Kind.TREATMENTS: treatment_handouts,
    Kind.CONSENT: consents,
    Kind.DESK: desk_sheets,
    Kind.ESTIMATE: estimates,
    Kind.REFERRAL: referrals,
}

FILES: Mapping[Kind, Callable[[Job], Iterator[tuple[str, bytes]]]] = {Kind.VISITS: visits_files}
"""Kinds that are no documents on paper: names of files, and what is in them."""


def documents(job: Job, kinds: Iterable[Kind] = tuple(BUILDERS)) -> Iterator[Document]:
    """What a plan has of each kind, in the order of the kinds."""
    for kind in kinds:
        with speaking(language(job.language)):
            made = tuple(BUILDERS[kind](job))
        yield from made


def html(document: Document, style: Style) -> str:
    """A document before it is laid out."""
    with speaking(language(document.page.language)):
        return renderer().html(document.template, style, doc=document.page)


def pdf(document: Document, style: Style, keep: Kept | None = None) -> bytes:
    """A document as tagged PDF/UA-1, the same bytes for the same document and style.

    Raises DocumentError where a letter of it cannot be printed.
    """
    return made(_printout(document, style, duplex=False), style, keep)


def printouts(job: Job, kinds: Iterable[Kind], *, duplex: bool = False) -> Iterator[Printout]:
    """Every file of the kinds before it is made: documents as PDF, visits as a calendar reads them."""
    for kind in kinds:
        if kind in FILES:
            with speaking(language(job.language)):
                written = tuple(FILES[kind](job))
            yield from (
                Printout(name, sha256(data).hexdigest(), job.language, data=data) for name, data in written
            )
        else:
            yield from (_printout(one, job.style, duplex=duplex) for one in documents(job, [kind]))


def made(printout: Printout, style: Style, keep: Kept | None = None, *, duplex: bool = False) -> bytes:
    """What is in the file, from what was kept of an earlier print if the very same was.

    Raises DocumentError where a letter of it cannot be printed.
    """
    if not printout.html:
        return printout.data
    if keep and (data := keep.get(printout.key)):
        return data
    with speaking(language(printout.language)):
        data = renderer().pdf(printout.html, style, duplex=duplex)
    if keep:
        keep.put(printout.key, data)
    return data


def _printout(document: Document, style: Style, *, duplex: bool) -> Printout:
    text, spoken = html(document, style), document.page.language
    return Printout(f"{document.name}.pdf", key(repr(style), spoken, str(duplex), text), spoken, text)
