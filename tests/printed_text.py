"""What a printed document says, as readers and screen readers get it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import attrs
import pikepdf
import pypdfium2

NOT_PRINTED = {
    "language",
    "description",
    "months_description",
    "created",
    "svg",
    "keys",
    "kind",
    "logo",
    "logo_description",
}


def texts_of(record: object) -> Iterator[str]:
    """Every string of a document model that a reader should find on paper."""
    for field in attrs.fields(type(record)):
        if field.name not in NOT_PRINTED:
            yield from _texts(getattr(record, field.name))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from _texts(item)
        case _ if attrs.has(type(value)):
            yield from texts_of(value)


def squeezed(text: str) -> str:
    """Text without what depends on where lines break: spaces, and hyphens that the reader takes for its own."""
    return "".join(text.split()).replace("-", "").replace("\ufffe", "")


def page_texts(pdf: bytes) -> list[str]:
    """The text layer, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    return [document[index].get_textpage().get_text_range() for index in range(len(document))]


def alternative_texts(pdf: bytes) -> set[str]:
    """The /Alt texts of all figures."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(item.Alt)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        }
