"""Text is read, copied and searched as it was written, whatever letters it has: a matter of safety."""

from __future__ import annotations

import pytest
import uharfbuzz as hb
from page import validate_pdf_bytes

from extracted_text import letters, pdfium, pypdf_text
from turgor.documents.rendering.renderer import renderer
from turgor_templates import ROOT

FACES = sorted((ROOT / "fonts").glob("*.ttf"))
INVISIBLE = {0x034F, 0x200C, 0x200D}
ARABIC = "\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a"
PERSIAN_AND_URDU = "\u067e\u0686\u0698\u06a9\u06af\u06cc\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2"
NAMES = (
    "Nguy\u1ec5n Th\u1ecb Ng\u1ecdc",
    "\u1ecc\u0300\u1e63un Ad\u00e9\u1ecdl\u00e1 \u1eb8\u0300b\u00f9n",
    "\u0124elen \u0125uang x\u0302",
    "\u0418\u0432\u0430\u043d\u0430 \u0419\u043e\u0440\u0434\u0430\u043d\u043e\u0432\u0430",
    "\u0391\u03b8\u03b7\u03bd\u03ac \u03a0\u03b1\u03c0\u03b1\u03b4\u03ac\u03ba\u03b7",
    "\u0141ukasz \u017b\u00f3\u0142\u0107",
)


def page_of(*texts: str, direction: str = "ltr") -> str:
    """A document that says just this, a paragraph each."""
    body = "".join(f"<p>{text}</p>" for text in texts)
    return f'<html lang="en" dir="{direction}"><title>Letters</title><body><h1>1</h1>{body}</body></html>'


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.stem)
def test_every_letter_of_a_face_has_a_glyph_of_its_own(face):
    """No letter is drawn in parts and no two share a glyph: either would be read as something else."""
    font_face = hb.Face(face.read_bytes())
    font, owners = hb.Font(font_face), {}
    for code in sorted(set(font_face.unicodes) - INVISIBLE):
        buffer = hb.Buffer()
        buffer.add_str(chr(code))
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        (glyph,) = (info.codepoint for info in buffer.glyph_infos)
        assert owners.setdefault(glyph, code) == code, (hex(code), hex(owners[glyph]))


@pytest.mark.parametrize("name", NAMES)
def test_names_are_read_as_they_are_written(name):
    """Two readers find every letter with its marks, and the file is accessible."""
    pdf = renderer().pdf(page_of(name))
    assert validate_pdf_bytes(pdf, profile="ua1").failures == []
    for read in (pdfium, pypdf_text):
        assert letters(name) in letters(read(pdf))


def test_every_arabic_letter_is_read_in_every_form():
    """Alone, at the start, in the middle and at the end of a word, and after lam, in two readers."""
    for letter in ARABIC + PERSIAN_AND_URDU:
        forms = (
            letter,
            f"{letter}\u0628",
            f"\u0628{letter}\u0628",
            f"\u0628{letter}",
            f"\u0644{letter}",
            f"\u0628\u0644{letter}",
        )
        pdf = renderer().pdf(page_of(*forms, direction="rtl"))
        for read in (pdfium, pypdf_text):
            found = read(pdf).split()
            assert [form for form in forms if form not in found] == [], (letter, read.__name__)


def test_a_denial_stays_one():
    """Lam and alef are not swapped: \u0644\u0627 is "no", \u0627\u0644 is "the"."""
    pdf = renderer().pdf(
        page_of(
            "\u0644\u0627 \u062a\u0633\u062a\u062e\u062f\u0645",
            "\u0628\u0644\u0627 \u0623\u0644\u0645",
            direction="rtl",
        )
    )
    for read in (pdfium, pypdf_text):
        assert "\u0644\u0627 \u062a\u0633\u062a\u062e\u062f\u0645" in read(pdf)
        assert "\u0628\u0644\u0627 \u0623\u0644\u0645" in read(pdf)
