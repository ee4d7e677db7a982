"""Checks that every document passes before it leaves: nothing missing, nothing that WeasyPrint complained about."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from turgor.documents.errors import DocumentError


class _Complaints(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextmanager
def no_complaints() -> Iterator[None]:
    """Raise DocumentError at the end if WeasyPrint warned of anything: ignored CSS, a refused picture, a missing glyph."""
    logger, complaints = logging.getLogger("weasyprint"), _Complaints()
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.texts:
        raise DocumentError("; ".join(dict.fromkeys(complaints.texts)))


def no_missing_glyphs(document: Any) -> None:
    """Raise DocumentError naming the letters that none of our fonts has, once `document` was painted."""
    missing = sorted({code for font in document.fonts.values() for code in font.missing})
    if missing:
        letters = " ".join(chr(code) for code in missing)
        raise DocumentError(f"the fonts of the documents have no letter for: {letters}")


def no_lost_letters(document: Any) -> None:
    """Raise DocumentError if part of a letter has no text of its own, once `document` was written: it would be read wrongly."""
    lost = sorted({font.family for font in document.fonts.values() if "" in font.to_unicode.values()})
    if lost:
        raise DocumentError(f"letters that {', '.join(lost)} draws in parts would be read wrongly")
