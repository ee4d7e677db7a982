"""Plan -> documents -> HTML -> PDF. `documents` and `pdf` are the doors.

A builder for each kind decides what is said, the templates how it looks, the renderer makes the file. No plugin
is needed: a plan holds all that is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from turgor.documents.desk.booking import desk_sheets
from turgor.documents.desk.estimate import estimates
from turgor.documents.errors import DocumentError
from turgor.documents.patient.consent import consents
from turgor.documents.patient.patient_plan import patient_plans
from turgor.documents.patient.treatment_handout import treatment_handouts
from turgor.documents.practitioner.record import records
from turgor.documents.practitioner.referral import referrals
from turgor.documents.printing import Builder, Document, Job, Kind
from turgor.documents.rendering.renderer import renderer
from turgor.documents.style import STANDARD, Ink, Paper, PrintSize, Style

__all__ = [
    "STANDARD", "Document", "DocumentError", "Ink", "Job", "Kind", "Paper", "PrintSize", "Style", "documents", "html",
    "pdf",
]  # fmt: skip

BUILDERS: Mapping[Kind, Builder] = {
    Kind.PLAN: patient_plans,
    Kind.RECORD: records,
    Kind.TREATMENTS: treatment_handouts,
    Kind.CONSENT: consents,
    Kind.DESK: desk_sheets,
    Kind.ESTIMATE: estimates,
    Kind.REFERRAL: referrals,
}


def documents(job: Job, kinds: Iterable[Kind] = tuple(BUILDERS)) -> Iterator[Document]:
    """What a plan has of each kind, in the order of the kinds."""
    for kind in kinds:
        yield from BUILDERS[kind](job)


def html(document: Document, style: Style) -> str:
    """A document before it is laid out."""
    return renderer().html(document.template, style, doc=document.page)


def pdf(document: Document, style: Style) -> bytes:
    """A document as tagged PDF/UA-1, the same bytes for the same document and style.

    Raises DocumentError where a letter of it cannot be printed.
    """
    return renderer().pdf(html(document, style), style)
