"""WeasyPrint with our own fonts only, with a font subsetter that needs no system library, and with full tags."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import uharfbuzz as hb

from turgor.documents.rendering import drawings, letters, tags
from turgor_templates import FONTS_CONF

# Tables that a reader of the PDF has no use for: layout is done, bitmaps and signatures never apply.
_DROPPED = (b"BASE", b"DSIG", b"GDEF", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"STAT", b"SVG ")


@contextmanager
def hermetic() -> Iterator[None]:
    """Let fontconfig see only the packaged fonts, whatever the machine has installed.

    Fontconfig reads its configuration when WeasyPrint is imported and again for each `FontConfiguration`.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@cache
def weasyprint() -> Any:
    """The `weasyprint` module, imported at first use and fitted with our subsetter and tags."""
    with hermetic(), warnings.catch_warnings():
        # It regrets that libharfbuzz-subset is missing; we bring our own.
        warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
        import weasyprint  # noqa: PLC0415 -- slow to import, and most commands print nothing

    weasyprint.pdf.fonts.Font.subset = _subset
    tags.install(weasyprint.pdf.tags)
    drawings.install(weasyprint.svg)
    return weasyprint


def _subset(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001 -- WeasyPrint's signature
    """Cut a `weasyprint.pdf.fonts.Font` down to the glyphs in use, which keep their numbers."""
    letters.correct(font)
    if to_unicode:
        font.file_content = subset(font.file_content, font.index, sorted(to_unicode), hinting=hinting)


def subset(data: bytes, index: int, glyphs: list[int], *, hinting: bool) -> bytes:
    """The font file `data` with just `glyphs`, numbered as before, without empty ones after the last.

    WeasyPrint would use the system's libharfbuzz-subset, or the slow fontTools where that is missing.
    """
    keep_numbers = (
        hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE
    )
    flags = keep_numbers if hinting else keep_numbers | hb.SubsetFlags.NO_HINTING
    request = hb.SubsetInput()
    request.flags = flags
    request.glyph_set.update(glyphs)
    request.drop_table_tag_set.update(int.from_bytes(table) for table in _DROPPED)
    return bytes(request.subset(hb.Face(data, index)).blob.data)
