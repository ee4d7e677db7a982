"""What templates and pages need of the language that is spoken: headings, direction, and marks on what is not in it.

In a right-to-left document words in Latin, Greek or Cyrillic letters and numbers become parts of their own, with
their language and direction. So they read in the right order on paper, aloud and when copied, and a phone number
is never turned around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from markupsafe import escape

from turgor.documents.wording import languages
from turgor.domain.messages import Phrase, spoken

PAGE = Phrase("documents.page", "page {page} of {pages}")
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_OTHER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # Hebrew, Arabic and what else runs from right to left
_AMOUNT = r"\d+(?:[.,/\u2013-]\d+)*[\s\u00a0]?%?[\s\u00a0]?"
_WORDS = rf"[(\u201c\u00a3$\u20ac]?(?:{_AMOUNT})?[{_LETTER}](?:[^{_OTHER}\n]*[{_LETTER}\d])?[.!?:)%\u201d\u2019\u00a3$\u20ac]*"
_NUMBER = r"[+\u2212-]?\d[\d.,:/]*(?:[\s\u00a0]\d{2,}){2,}|[+\u2212-]?\d(?:[\d.,:/-]*\d)?(?:[\s\u00a0]?%)?"
_PART = re.compile(rf"(?P<words>{_WORDS})|(?P<number>{_NUMBER})")
_AND = re.compile(r"\s\u0648$")
_TAG = re.compile(r"(<[^>]*>)")
_UNTOUCHED = frozenset({"svg", "title", "style", "head"})  # text in them cannot hold marks
_NAME = re.compile(r"<(/?)(\w+)")


def heading(text: str) -> str:
    """A heading of a template in the language that is spoken."""
    return spoken().phrase("", text)


def counted(one: str, many: str, n: int) -> str:
    """Templates do not count; what they are given is worded."""
    return spoken().phrase("", one if n == 1 else many, n)


def direction() -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if languages.is_right_to_left(spoken()) else "ltr"


def page_of_pages() -> tuple[str, ...]:
    """The words before, between and after the two numbers at the foot of a page."""
    return tuple(re.split(r"\{pages?\}", spoken().phrase(PAGE.key, PAGE.english)))


def viewed(_: Any, pdf: Any) -> None:
    """Let a viewer lay pages side by side from right to left; a finisher of `weasyprint.Document.write_pdf`."""
    if direction() == "rtl":
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


def marked(html: str) -> str:
    """The HTML of a right-to-left document with its foreign words and numbers as parts of their own."""
    if direction() == "ltr":
        return html
    return "".join(_marked(html))


def _marked(html: str) -> Iterator[str]:
    within: list[str] = []
    for piece in _TAG.split(html):
        if tag := _NAME.match(piece):
            closing, name = tag.groups()
            if name in _UNTOUCHED and not piece.endswith("/>"):
                within.pop() if closing else within.append(name)
        yield piece if within or piece.startswith("<") else _parts(unescape(piece))


def _parts(text: str) -> str:
    """A text whose foreign parts are marked. Before them "and" stands apart: a line may not break inside a word."""
    last, found = 0, []
    for match in _PART.finditer(text):
        language = ' lang="en"' if match["words"] else ' class="number"'
        before = _AND.sub("\\g<0> ", text[last : match.start()])
        found.append(f'{escape(before)}<bdi{language} dir="ltr">{escape(match[0])}</bdi>')
        last = match.end()
    return "".join([*found, escape(text[last:])])
