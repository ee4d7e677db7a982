"""What a reader finds in a PDF, and what was written for it, in forms that can be compared."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from html import unescape

import pypdf
import pypdfium2

_NOT_PRINTED = re.compile(r"<svg.*?</svg>|<title>.*?</title>|<style.*?</style>", re.DOTALL)
_INSIDE = re.compile(r"</?(?:bdi|strong|em|abbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


def pdfium(pdf: bytes) -> str:
    """As Chrome finds it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = (document[index].get_textpage().get_text_range() for index in range(len(document)))
    return "\n".join(pages).replace("\ufffe", "-")


def pypdf_text(pdf: bytes) -> str:
    """As pypdf finds it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def letters(text: str) -> str:
    """Composed letters and digits, without what depends on lines: spaces, and punctuation between directions."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())


def written(html: str) -> Iterator[str]:
    """Every text of a document in one piece, without drawings."""
    body = _INSIDE.sub("", _NOT_PRINTED.sub("", html[html.index("<body") :]))
    for piece in _TAG.split(body):
        if text := " ".join(unescape(piece).split()):
            yield text


def words(html: str) -> list[str]:
    """Every word of a document."""
    body = _TAG.sub(" ", _NOT_PRINTED.sub("", html[html.index("<body") :]))
    return re.findall(r"\w+", unescape(body))
