"""What each glyph stands for when text is read aloud, searched or copied.

WeasyPrint takes that from the first text in which it meets a glyph. Where a letter and its mark are drawn by two
glyphs, one would get both and the other nothing, for the whole document. The font knows better: most glyphs are
some letter's own, and a mark is nothing but a mark.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import uharfbuzz as hb

_MARK = hb.OTLayoutGlyphClass.MARK


def correct(font: Any) -> None:
    """Give each glyph of a `weasyprint.pdf.fonts.Font` its own letter or mark."""
    own, marks = letters(font.file_content, font.index)
    for glyph, text in font.to_unicode.items():
        if glyph in own:
            font.to_unicode[glyph] = own[glyph]
        elif glyph in marks:
            font.to_unicode[glyph] = "".join(
                filter(unicodedata.combining, unicodedata.normalize("NFD", text))
            )


@cache
def letters(data: bytes, index: int) -> tuple[dict[int, str], frozenset[int]]:
    """The letter of each glyph of a font file that is drawn for just one, and the other glyphs that are marks."""
    face = hb.Face(data, index)
    font, found = hb.Font(face), dict[int, set[int]]()
    for code in face.unicodes:
        found.setdefault(font.get_nominal_glyph(code), set()).add(code)
    own = {glyph: chr(codes.pop()) for glyph, codes in found.items() if len(codes) == 1}
    marks = (glyph for glyph in range(face.glyph_count) if face.get_layout_glyph_class(glyph) == _MARK)
    return own, frozenset(marks) - set(own)
