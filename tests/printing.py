"""A plan's documents as tests look at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from turgor.documents import STANDARD, Job, Kind, Style, documents, html, pdf
from turgor.domain.plan import Plan


def patient_plan_html(plan: Plan, style: Style = STANDARD) -> str:
    """The patient's plan before it is laid out."""
    job = Job(plan, digest="0" * 64, style=style)
    (document,) = documents(job, [Kind.PLAN])
    return html(document, job.style)


def pages_of(plan: Plan, kind: Kind) -> list[Any]:
    """What the documents of one kind say."""
    return [document.page for document in documents(Job(plan, digest="ab12" * 16), [kind])]


def pdfs_of(plan: Plan, kind: Kind, style: Style = STANDARD) -> list[bytes]:
    """The documents of one kind on paper."""
    return [pdf(document, style) for document in documents(Job(plan, "ab12" * 16, style), [kind])]


def said(page: Any) -> str:
    """All that a sheet says, block after block."""
    return "\n".join(_texts(page))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from _texts(item)
        case _ if attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                yield from _texts(getattr(value, field.name))
