"""Every kind of document is accessible, and what is read from it is what was written."""

from __future__ import annotations

import page as validation
import pytest

from extracted_text import letters, pdfium, pypdf_text, words, written
from printed_samples import SAMPLES, samples
from turgor.documents import BUILDERS


@pytest.fixture(params=SAMPLES)
def printed(request):
    """All documents of a patient."""
    return samples(request.param)


def test_every_document_is_accessible(printed):
    """PDF/UA-1 without a failure, by the quick checker; `make soak` asks veraPDF too."""
    found = {one.name: validation.validate_pdf_bytes(one.pdf, profile="ua1").failures for one in printed}
    assert {name: failures for name, failures in found.items() if failures} == {}


def test_every_word_is_read_letter_for_letter(printed):
    """Two readers find every word of every document."""
    for one in printed:
        for read in (pdfium, pypdf_text):
            found = letters(read(one.pdf))
            assert [word for word in words(one.html) if letters(word) not in found] == [], (
                one.name,
                read.__name__,
            )


def test_every_sentence_is_read_in_one_piece(printed):
    """Columns, tables and pages do not mix sentences up; only one that runs over a page is read in two."""
    for one in printed:
        found = letters(pypdf_text(one.pdf))
        torn = [text for text in written(one.html) if letters(text) not in found]
        assert len(torn) <= 2, (one.name, torn)


def test_every_kind_is_looked_at():
    """The samples have something of every kind that is printed."""
    names = {one.name for patient in SAMPLES for one in samples(patient)}
    assert len(names) >= len(BUILDERS)
