"""How much one document may hold, so that nobody's text keeps the printer busy for hours."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from turgor.documents.errors import DocumentError

MOST_BYTES = 1_000_000  # of HTML; a plan has some 30 000
MOST_PAGES = 60  # a practitioner's record in extra-large print has some 30
DEEPEST = 60  # elements inside each other; ours stay below 20
LONGEST_WORD = 500  # letters without a place to break a line, which are laid out letter by letter

_WORD = re.compile(rf"[^\s<>-]{{{LONGEST_WORD + 1}}}")
_TAG = re.compile(r"<[^>]*>")


def html(page: str) -> None:
    """Raise DocumentError if a page is too long, or has a word that no line can hold."""
    if len(page.encode()) > MOST_BYTES:
        raise DocumentError(f"the document holds more than {MOST_BYTES} bytes of text")
    if _WORD.search(page) and (word := _WORD.search(unescape(_TAG.sub(" ", page)))):
        raise DocumentError(f"a word has more than {LONGEST_WORD} letters: {word[0][:20]}…")


def depth(root: Any) -> None:
    """Raise DocumentError if elements are nested too deep; each level is a few calls deep for WeasyPrint."""
    level, elements = 0, [root]
    while elements:
        level += 1
        if level > DEEPEST:
            raise DocumentError(f"more than {DEEPEST} elements stand inside each other")
        elements = [child for element in elements for child in element]


def pages(count: int) -> None:
    """Raise DocumentError if a document has too many pages."""
    if count > MOST_PAGES:
        raise DocumentError(f"the document has {count} pages, more than {MOST_PAGES}")
