"""The patient's plan in Arabic: from right to left, and read exactly as it is written."""

from __future__ import annotations

import io
import re

import page as validation
import pikepdf
import pytest

import plans
from extracted_text import letters, pdfium, pypdf_text, words, written
from sample_patients import NAMES, sample_plan
from turgor.documents import STANDARD, Job, Kind, documents, html, pdf
from turgor.domain.plan import Plan

PLANS = [*(pytest.param(plans.ALL[name], id=name) for name in ("usual", "no_plan", "home_only")), *NAMES]
_PRINTED: dict[int, tuple[str, bytes]] = {}


@pytest.fixture(params=PLANS)
def arabic(request):
    """(HTML, PDF) of each plan in Arabic, printed once."""
    plan = request.param if isinstance(request.param, Plan) else sample_plan(request.param)
    if id(plan) not in _PRINTED:
        (document,) = documents(Job(plan, "0" * 64, STANDARD, "ar"), [Kind.PLAN])
        _PRINTED[id(plan)] = html(document, STANDARD), pdf(document, STANDARD)
    return _PRINTED[id(plan)]


def elements(data: bytes, key: str) -> list[object]:
    """What all parts of the tag tree have under a key."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            str(item[key])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and key in item
        ]


def test_it_is_accessible(arabic):
    """PDF/UA-1 without a failure."""
    assert validation.validate_pdf_bytes(arabic[1], profile="ua1").failures == []


def test_every_word_is_read_as_it_is_written(arabic):
    """Two readers find every word, letter for letter; pdfium turns digits of mixed words around on its own."""
    html_text, data = arabic
    found = {read: letters(read(data)) for read in (pypdf_text, pdfium)}
    for word in words(html_text):
        assert letters(word) in found[pypdf_text]
        if not re.search(r"[A-Za-z]\d|\d[A-Za-z]", word):
            assert letters(word) in found[pdfium]


def test_every_sentence_is_read_in_order(arabic):
    """Pypdf finds each text in one piece; it takes the middle dot for a change of direction."""
    html_text, data = arabic
    found = letters(pypdf_text(data))
    pieces = [piece for text in written(html_text) for piece in text.split("\u00b7")]
    assert [piece for piece in pieces if letters(piece) not in found] == []


def test_pages_run_from_right_to_left(arabic):
    """Viewers lay them side by side that way, and speak Arabic."""
    with pikepdf.open(io.BytesIO(arabic[1])) as document:
        assert document.Root.ViewerPreferences.Direction == "/R2L"
        assert str(document.Root.Lang) == "ar"


def test_foreign_parts_carry_their_language(arabic):
    """What modalities say stays English, and is spoken as English."""
    assert set(elements(arabic[1], "/Lang")) == {"ar", "en"}  # the root is Arabic


def test_english_pages_carry_no_direction():
    """Nothing of this touches documents in English."""
    (document,) = documents(Job(plans.plan(), "0" * 64), [Kind.PLAN])
    assert "<bdi" not in html(document, STANDARD)
    with pikepdf.open(io.BytesIO(pdf(document, STANDARD))) as printed:
        assert "/Direction" not in printed.Root.ViewerPreferences


def test_the_calendar_is_mirrored(arabic):
    """Time runs from right to left, and words in it are turned back."""
    charts = [svg for svg in re.findall(r"<svg.*?</svg>", arabic[0], re.DOTALL) if "scale(-1 1)" in svg]
    drawings = re.findall(r'<table class="timeline">.*?</table>', arabic[0], re.DOTALL)
    assert len(charts) == sum(drawing.count("<svg") for drawing in drawings)
    for chart in charts:
        texts = re.findall(r"<text[^>]*>", chart)
        assert all("scale(-1 1)" in text for text in texts)
