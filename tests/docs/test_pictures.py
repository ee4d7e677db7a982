"""The pictures under docs show what is printed for the sample patients, page by page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from printing import patient_plan_html
from sample_patients import NAMES, sample_plan
from turgor.documents import Job, documents
from turgor.documents.rendering.renderer import renderer

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.mark.parametrize("name", NAMES)
def test_pictures_of_every_document(name):
    """Each document of each sample patient has its pictures; `make docs` writes them anew."""
    drawn: dict[str, list[int]] = {}
    for path in (PICTURES / name).glob("*.png"):
        document, number = path.stem.rsplit("-", 1)
        drawn.setdefault(document, []).append(int(number))
    assert set(drawn) == {document.name for document in documents(Job(sample_plan(name), "0" * 64))}
    for numbers in drawn.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_for_every_page(name):
    """Of the patient's plan."""
    pages = len(renderer().layout(patient_plan_html(sample_plan(name))).pages)
    assert len(list((PICTURES / name).glob("plan-*.png"))) == pages


def test_every_picture_is_listed():
    """Under docs/pictures, with what it shows in words."""
    page = (PICTURES / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r'<img src="([^"]+)" width="\d+" alt="[^"]+, page \d+">', page))
    assert shown == {f"{path.parent.name}/{path.name}" for path in PICTURES.glob("*/*.png")}
