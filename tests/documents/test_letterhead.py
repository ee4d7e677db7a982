"""The head of a first page: printed, left free, or no more than the line of every page."""

from __future__ import annotations

import io
import re
from base64 import b64encode

import attrs
import page
import pikepdf
import pypdfium2
import pytest
from PIL import Image

import plans
from turgor.documents import Job, Kind, PrintSize, Style, documents, pdf
from turgor.domain.clinic import Clinic


def png(size: tuple[int, int] = (300, 100)) -> str:
    """A logo as plans keep it."""
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, "PNG")
    return b64encode(written.getvalue()).decode()


CLINIC = attrs.evolve(plans.CLINIC, address="1 Sample Street\nSampletown", logo=png())


def printed(clinic: Clinic = CLINIC, style: Style = Style(), kind: Kind = Kind.PLAN) -> bytes:  # noqa: B008 -- frozen
    """The first document of a kind, as a clinic prints it."""
    return pdf(next(iter(documents(Job(plans.plan(policy=clinic), "0" * 64, style), [kind]))), style)


def texts(data: bytes) -> list[str]:
    """The text of each page, in one line."""
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize("size", PrintSize)
@pytest.mark.parametrize("letterhead", [True, False])
def test_stays_accessible(size, letterhead):
    """With and without letterhead a plan passes PDF/UA-1, in every size of print."""
    report = page.validate_pdf_bytes(printed(style=Style(size=size, letterhead=letterhead)), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_the_first_page_has_the_letterhead():
    """Logo, name, address, phone and day stand on the first page, the line of every page on the others."""
    first, second, *_ = texts(printed())
    assert first.startswith(
        "Sample Clinic 1 Sample Street Sampletown 020 5550 0147 24 November 2026 Your plan"
    )
    assert "Sample Street" not in second
    assert "Sample Clinic · 020 5550 0147" in second


def test_the_logo_is_told_in_words():
    """The logo is one picture with a description."""
    with pikepdf.open(io.BytesIO(printed())) as document:
        items = [item for item in document.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)]
        assert [str(item.Alt) for item in items if "/Alt" in item].count("Logo of Sample Clinic") == 1
        assert len([item for item in items if item.get("/Subtype") == "/Image"]) == 1


def test_without_letterhead_its_place_stays_free():
    """For paper that bears a letterhead the clinic's lines are left out, and nothing stands in their place."""
    clinic = attrs.evolve(CLINIC, letterhead_mm=50)
    data = printed(clinic, Style(letterhead=False))
    first, second, *_ = texts(data)
    assert first.startswith("24 November 2026 Your plan")
    assert "Sample Clinic · 020 5550 0147" in second
    sheet = pypdfium2.PdfDocument(data)[0]
    words = sheet.get_textpage()
    top = max(words.get_charbox(index)[3] for index in range(words.count_chars()))
    assert sheet.get_height() - top >= 50 / 25.4 * 72 - 0.5


def test_a_clinic_without_an_address_needs_no_letterhead():
    """Name and phone stand on the line of every page, and nothing more."""
    first, *_ = texts(printed(plans.CLINIC))
    assert "Sample Clinic · 020 5550 0147" in first
    assert len(re.findall("Sample Clinic", first)) == 1


def test_every_document_has_it():
    """All kinds begin with the same letterhead."""
    for kind in (Kind.RECORD, Kind.DESK, Kind.ESTIMATE, Kind.CONSENT):
        assert "1 Sample Street" in texts(printed(kind=kind))[0]
