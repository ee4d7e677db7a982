"""What can go wrong while a document is made."""

from __future__ import annotations


class DocumentError(Exception):
    """A document that must not be handed out: a letter without a glyph, a style or picture that failed."""
