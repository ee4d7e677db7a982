"""From a page template and its values to PDF/UA-1 bytes. One `Renderer` serves the whole process.

Everything printed is hostile until escaped: templates run in a sandbox, every value is escaped, and no address
is ever fetched. The same values make the same bytes on every machine: fonts are our own and no clock is read.
"""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property
from threading import Lock
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from turgor.documents.halves import halves, sides
from turgor.documents.rendering import check, fonts, limits, spoken
from turgor.documents.style import STANDARD, Style
from turgor.domain.messages import spoken as language
from turgor_templates import ROOT

_VARIANT = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
LOGO = "data:image/png;base64,"  # the only kind of address in our own templates
_NO_RUNNING_LINES = (
    "@page { @bottom-left { content: none !important } @bottom-right { content: none !important } }"
)
_NO_BREAK = "\u00a0"
_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


class Renderer:
    """Fonts, styles and templates, read once.

    A lock keeps threads apart, because Pango's font maps must not be shared between them.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._styles: dict[tuple[Style, str], Any] = {}
        self._templates = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(ROOT),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=printable,
            auto_reload=False,  # templates do not change while a process lives
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._templates.filters |= {"halves": halves, "sides": sides}
        self._templates.install_gettext_callables(spoken.heading, spoken.counted, newstyle=True)  # type: ignore[attr-defined]

    def html(self, page: str, style: Style = STANDARD, **values: object) -> str:
        """The page `pages/<page>.html.j2` with its values filled in and escaped."""
        template = self._templates.get_template(f"pages/{page}.html.j2")
        html = template.render(style=style, colours=style.colours, direction=spoken.direction(), **values)
        return spoken.marked(html)

    def pdf(self, html: str, style: Style = STANDARD, *, duplex: bool = False) -> bytes:
        """The HTML as tagged PDF/UA-1, for both sides of its sheets if `duplex`: then the last one is filled up.

        Raises DocumentError rather than leave something out.
        """
        with self._lock, check.no_complaints():
            document = self.layout(html, style)
            return self.written(document.copy(self.filled(document, style)) if duplex else document)

    def layout(self, html: str, style: Style = STANDARD) -> Any:
        """The laid-out pages, a `weasyprint.Document`. Raises DocumentError where they hold too much."""
        limits.html(html)
        weasyprint = fonts.weasyprint()
        page = weasyprint.HTML(string=html, base_url=None, url_fetcher=self._fetcher)
        limits.depth(page.etree_element)
        document = page.render(
            font_config=self._font_config,
            stylesheets=self._css(style),
            cache={},  # pictures of one document only: they are a patient's
            **_VARIANT,
        )
        limits.pages(len(document.pages))
        return document

    def written(self, document: Any) -> bytes:
        """Laid-out pages as PDF. Raises DocumentError for a letter that is not printed, or would be read wrongly."""
        data: bytes = document.write_pdf(finisher=spoken.viewed, **_VARIANT)
        check.no_missing_glyphs(document)
        check.no_lost_letters(document)
        return data

    def filled(self, document: Any, style: Style) -> list[Any]:
        """The pages, and an empty one after an odd last one, so that what follows begins on a sheet of its own."""
        blank: list[Any] = self._blank(style, document).pages[: len(document.pages) % 2]
        return [*document.pages, *blank]

    def _blank(self, style: Style, document: Any) -> Any:
        head = f'<html lang="{document.metadata.lang}"><title>-</title><style>{_NO_RUNNING_LINES}</style>'
        return self.layout(f"{head}<body></body></html>", style)

    @cached_property
    def _font_config(self) -> Any:
        with fonts.hermetic():
            return fonts.weasyprint().text.fonts.FontConfiguration()

    def css(self, style: Style) -> str:
        """All that lays a page out, as text: the theme of a style, and the style sheets that every style shares."""
        return "\n".join([self._theme(style), *self._sheets])

    def _css(self, style: Style) -> list[Any]:
        """The same, parsed once, and as one style sheet: elements are matched with each sheet in turn."""
        spoken_style = style, language().tag
        if spoken_style not in self._styles:
            self._styles[spoken_style] = self._parsed(self.css(style))
        return [self._styles[spoken_style]]

    def _theme(self, style: Style) -> str:
        return self._templates.get_template("styles/theme.css.j2").render(
            style=style, type=style.type_scale, direction=spoken.direction(), page=spoken.page_of_pages()
        )

    @cached_property
    def _sheets(self) -> list[str]:
        return [path.read_text("utf-8") for path in sorted((ROOT / "styles").glob("*.css"))]

    def _parsed(self, css: str) -> Any:
        return fonts.weasyprint().CSS(string=css, font_config=self._font_config, url_fetcher=self._fetcher)

    @cached_property
    def _fetcher(self) -> Any:
        """Refuses every address: styles, fonts and pictures are handed over, never looked up.

        A logo is handed over within the document.
        """
        fetcher: type = fonts.weasyprint().urls.URLFetcher

        def fetch(self: Any, url: str, headers: object = None) -> Any:
            if url.startswith(LOGO):
                return fetcher.fetch(self, url, headers)  # type: ignore[attr-defined]
            raise ValueError(f"a document may not load {url[:80]!r}")

        return type("Refusing", (fetcher,), {"fetch": fetch})(allow_redirects=False)


def printable(value: object) -> object:
    """Text in composed form, without characters that are invisible or change the direction of their neighbours."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    if value.isascii() and value.isprintable():  # as most texts are
        return value
    kept = (
        " " if char.isspace() and char != _NO_BREAK else char for char in unicodedata.normalize("NFC", value)
    )
    return "".join(char for char in kept if unicodedata.category(char) not in _UNPRINTABLE)


@cache
def renderer() -> Renderer:
    """The renderer of this process."""
    return Renderer()
