"""Arabic lam and alef as two glyphs that look like one.

Fonts draw the two as one ligature glyph, which stands for two letters. Readers that turn visual order back into
reading order (pdfium, in Chrome) then swap them, and "do not" is no longer read as it is written. Here lam becomes
the whole drawing and alef an empty glyph with half of its width, so that every glyph stands for one letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path

import attrs
from fontTools.otlLib.builder import ChainContextSubstBuilder, ChainContextualRule, SingleSubstBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

_RIGHT_TO_LEFT_OVER_MARKS = 9  # the lookup flag of the ligatures
_BASE = 1  # the glyph class of letters that marks may stand on


@attrs.frozen
class Pair:
    """A lam and an alef in one of their forms, and the glyph that draws both."""

    lam: str
    alef: str
    drawing: str

    @property
    def empty(self) -> str:
        """The alef that is drawn with its lam."""
        return f"{self.alef}.joined"


def separate(source: Path, target: Path) -> None:
    """Write the font of `source` with a glyph for each letter."""
    font = TTFont(source, recalcTimestamp=False)
    pairs = tuple(_pairs(font))
    _draw(font, pairs)
    _substitute(font, pairs)
    font.save(target, reorderTables=False)


def _pairs(font: TTFont) -> Iterator[Pair]:
    """The ligatures of the features that join letters, in pairs of lam and alef."""
    alefs = set("\u0627\u0622\u0623\u0625\u0671")
    letters = {name: chr(code) for code, name in font.getBestCmap().items()}
    shapes = {shape: letters.get(plain, "") for plain, shape in _singles(font)}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        if lookup.LookupFlag != _RIGHT_TO_LEFT_OVER_MARKS:
            continue
        for lam, ligatures in _ligatures(lookup):
            for one in ligatures:
                if shapes.get(lam) == "\u0644" and [shapes.get(name) for name in one.Component] in [
                    [a] for a in alefs
                ]:
                    yield Pair(lam, one.Component[0], one.LigGlyph)


def _singles(font: TTFont) -> Iterator[tuple[str, str]]:
    """(letter, its shape) of every substitution of one glyph for one."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            yield from getattr(getattr(table, "ExtSubTable", table), "mapping", {}).items()


def _ligatures(lookup: object) -> Iterator[tuple[str, list]]:
    for table in lookup.SubTable:
        yield from getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()


def _draw(font: TTFont, pairs: Iterable[Pair]) -> None:
    """Give half of each drawing's width to the empty alef, which stands left of it."""
    widths, glyphs, classes = font["hmtx"].metrics, font["glyf"], font["GDEF"].table.GlyphClassDef.classDefs
    outlines = {pair.drawing: _outline(font, pair.drawing) for pair in pairs}
    whole = {pair.drawing: widths[pair.drawing][0] for pair in pairs}
    for pair in pairs:
        half = widths.setdefault(pair.empty, (whole[pair.drawing] // 2, 0))[0]
        glyphs[pair.empty] = Glyph()
        glyph = deepcopy(outlines[pair.drawing])
        glyph.coordinates.translate((-half, 0))
        glyph.recalcBounds(glyphs)
        glyphs[pair.drawing] = glyph
        widths[pair.drawing] = (whole[pair.drawing] - half, glyph.xMin)
        classes[pair.drawing] = classes[pair.empty] = _BASE
    font.setGlyphOrder(list(dict.fromkeys([*font.getGlyphOrder(), *(pair.empty for pair in pairs)])))
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def _outline(font: TTFont, name: str) -> Glyph:
    """A glyph without references to others, which may be moved too."""
    recording, pen = DecomposingRecordingPen(font.getGlyphSet()), TTGlyphPen(None)
    font.getGlyphSet()[name].draw(recording)
    recording.replay(pen)
    return pen.glyph()


def _substitute(font: TTFont, pairs: tuple[Pair, ...]) -> None:
    """Replace the ligatures: first each lam before its alef, then each alef after such a lam."""
    table = font["GSUB"].table
    lams = [_single(font, {pair.lam: pair.drawing}) for pair in pairs]
    alefs = _single(font, {pair.alef: pair.empty for pair in pairs})
    drawings = sorted({pair.drawing for pair in pairs})
    first = _chain(
        font, [([], [[pair.lam]], [[pair.alef]], [lam]) for pair, lam in zip(pairs, lams, strict=True)]
    )
    then = _chain(font, [([drawings], [sorted({pair.alef for pair in pairs})], [], [alefs])])
    number = len(table.LookupList.Lookup)
    builders = [first, then, alefs, *lams]
    for index, builder in enumerate(builders, start=number):
        builder.lookup_index = index
    old = [i for i, lookup in enumerate(table.LookupList.Lookup) if any(_joins(lookup, pairs))]
    table.LookupList.Lookup.extend(builder.build() for builder in builders)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    for record in table.FeatureList.FeatureRecord:
        kept = [index for index in record.Feature.LookupListIndex if index not in old]
        if record.FeatureTag == "rlig":
            kept += [number, number + 1]
        record.Feature.LookupListIndex, record.Feature.LookupCount = kept, len(kept)


def _joins(lookup: object, pairs: tuple[Pair, ...]) -> Iterator[bool]:
    drawings = {pair.drawing for pair in pairs}
    yield from (one.LigGlyph in drawings for _, ligatures in _ligatures(lookup) for one in ligatures)


def _single(font: TTFont, mapping: dict[str, str]) -> SingleSubstBuilder:
    builder = SingleSubstBuilder(font, None)
    builder.mapping = mapping
    return builder


def _chain(font: TTFont, rules: list[tuple[list, list, list, list]]) -> ChainContextSubstBuilder:
    builder = ChainContextSubstBuilder(font, None)
    builder.lookupflag = _RIGHT_TO_LEFT_OVER_MARKS
    builder.rules = [ChainContextualRule(*rule) for rule in rules]
    return builder
