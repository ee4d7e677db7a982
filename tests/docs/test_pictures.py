"""The pictures under docs show the printed plans as they are now, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from printing import patient_plan_html
from sample_patients import NAMES, sample_plan
from turgor.documents.rendering.renderer import renderer

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_for_every_page(name):
    """Each page of each sample patient's plan has its picture; `make docs` writes them anew."""
    pages = len(renderer().layout(patient_plan_html(sample_plan(name))).pages)
    assert sorted(path.name for path in PICTURES.glob(f"{name}-*.png")) == [
        f"{name}-{number}.png" for number in range(1, pages + 1)
    ]
