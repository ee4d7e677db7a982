"""Plan -> documents -> HTML -> PDF. `documents` and `pdf` are the doors.

A builder for each kind decides what is said, the templates how it looks, the renderer makes the file. No plugin
is needed: a plan holds all that is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from turgor.documents.desk.booking import desk_sheets
from turgor.documents.desk.estimate import estimates
from turgor.documents.desk.visits_file import visits_files
from turgor.documents.errors import DocumentError
from turgor.documents.handout.merged import handouts
from turgor.documents.patient.consent import consents
from turgor.documents.patient.patient_plan import patient_plans
from turgor.documents.patient.treatment_handout import treatment_handouts
from turgor.documents.practitioner.record import records
from turgor.documents.practitioner.referral import referrals
from turgor.documents.printing import Builder, Document, Job, Kind
from turgor.documents.rendering.renderer import renderer
from turgor.documents.style import STANDARD, Ink, Paper, PrintSize, Style
from turgor.documents.wording.languages import language, tags
from turgor.domain.messages import speaking

__all__ = [
    "STANDARD", "Document", "DocumentError", "Ink", "Job", "Kind", "Paper", "PrintSize", "Style", "documents", "files",
    "html", "pdf", "tags",
]  # fmt: skip

BUILDERS: Mapping[Kind, Builder] = {
    Kind.PLAN: patient_plans,
    Kind.HANDOUT: handouts,
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


def pdf(document: Document, style: Style) -> bytes:
    """A document as tagged PDF/UA-1, the same bytes for the same document and style.

    Raises DocumentError where a letter of it cannot be printed.
    """
    with speaking(language(document.page.language)):
        return renderer().pdf(html(document, style), style)


def files(job: Job, kinds: Iterable[Kind]) -> Iterator[tuple[str, bytes]]:
    """Every file of the kinds, with its name: documents as PDF, visits as a calendar reads them.

    Raises DocumentError where a letter of a document cannot be printed.
    """
    for kind in kinds:
        if kind in FILES:
            with speaking(language(job.language)):
                made = tuple(FILES[kind](job))
            yield from made
        else:
            yield from ((f"{one.name}.pdf", pdf(one, job.style)) for one in documents(job, [kind]))
