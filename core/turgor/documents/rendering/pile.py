"""Many documents in one file. They are laid out one by one and written together: fonts once, tags and all.

Each keeps its own page numbers and its language. One that fails is left out, and the others are not touched.
"""

from __future__ import annotations

from typing import Any

from turgor.documents.rendering import check
from turgor.documents.rendering.renderer import Renderer
from turgor.documents.style import STANDARD, Style

MOST_PAGES = 500  # laid-out pages wait in memory until they are written, at two megabytes each


class Pile:
    """Pages that are written as one PDF.

    Attributes:
        pages: how many there are.
    """

    def __init__(self, renderer: Renderer, *, duplex: bool = False) -> None:
        self._renderer, self._duplex = renderer, duplex
        self._first: Any = None
        self._pages: list[Any] = []

    @property
    def pages(self) -> int:
        return len(self._pages)

    @property
    def is_full(self) -> bool:
        """Whether the next document should begin a new pile."""
        return len(self._pages) >= MOST_PAGES

    def laid_out(self, html: str, style: Style = STANDARD) -> Any:
        """A document to add. Raises DocumentError."""
        with check.no_complaints():
            document = self._renderer.layout(html, style)
            self._renderer.written(document)  # what cannot be painted is known only then
            pages = self._renderer.filled(document, style) if self._duplex else document.pages
            return document.copy(pages)

    def add(self, document: Any) -> None:
        """Put a laid-out document on the pile."""
        self._first = self._first or document
        self._pages += document.pages

    def pdf(self, title: str) -> bytes:
        """The pile, which must hold something."""
        whole = self._first.copy(self._pages)
        whole.metadata.title = title
        with check.no_complaints():
            return self._renderer.written(whole)
