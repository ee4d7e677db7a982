"""What is printed looks as it did: pages as grey pictures, within a budget of pixels. `make golden` draws them anew."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from printed_samples import Sample, samples

FOLDER = Path(__file__).parent / "golden"
PATIENTS = ("healthy-45", "red-flag", "measured-again")
PAGES = 2  # of each document: what follows is made of the same parts
DPI = 70
GREYS = 16
SEEN = 64  # levels of grey that the eye tells apart at a glance
BUDGET = 0.002  # of the pixels of a page: a word that moves costs more


def pages(one: Sample) -> list[Image.Image]:
    """The first pages of a document, in a few greys."""
    document = pypdfium2.PdfDocument(one.pdf)
    shown = range(min(PAGES, len(document)))
    drawn = (document[index].render(scale=DPI / 72, grayscale=True).to_pil() for index in shown)
    return [page.convert("L").quantize(GREYS, dither=Image.Dither.NONE) for page in drawn]


def different(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that look different."""
    if one.size != other.size:
        return 1.0
    histogram = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(histogram[SEEN:]) / sum(histogram)


@pytest.mark.parametrize("patient", PATIENTS)
def test_pages_look_as_they_did(patient, request):
    """Each first page of each kind, and the second."""
    drawn = {
        f"{patient}-{one.name}-{number}.png": page
        for one in first_of_each_kind(patient)
        for number, page in enumerate(pages(one), start=1)
    }
    if request.config.getoption("golden"):
        FOLDER.mkdir(exist_ok=True)
        for old in FOLDER.glob(f"{patient}-*.png"):
            old.unlink()
        for name, page in drawn.items():
            page.save(FOLDER / name, optimize=True, bits=4)
    expected = {path.name for path in FOLDER.glob(f"{patient}-*.png")}
    assert expected == set(drawn), "make golden draws the pages anew"
    shares = {name: different(page, Image.open(FOLDER / name)) for name, page in drawn.items()}
    assert {name: share for name, share in shares.items() if share > BUDGET} == {}


def first_of_each_kind(patient: str) -> list[Sample]:
    """One document of each kind: there is a handout and a consent form for each treatment."""
    return list({one.name.partition("-")[0]: one for one in reversed(samples(patient))}.values())


def test_a_word_that_moves_is_noticed():
    """The budget is for hairlines, not for words."""
    (page, *_) = pages(samples("healthy-45")[0])
    moved = ImageChops.offset(page.convert("L"), 0, 3)
    assert different(page, page) == 0
    assert different(page, moved) > BUDGET
