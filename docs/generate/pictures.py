"""Pictures of the sample patients' printed plans, page by page: `python -m generate.pictures` with docs on the path.

They show what a change did to the paper. A palette of a few colours keeps them small; the plan has few.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from turgor.documents import patient_plan_pdf
from turgor.practice import Practice, make_plan, open_case, open_practice

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
FOLDER = ROOT / "docs" / "pictures"
PATIENTS = ("healthy-45", "type-v-melasma", "pacemaker-warfarin", "isotretinoin-wedding", "half-unanswered")
TODAY = date(2026, 11, 24)
SCALE, LARGE = 1.0, 1.4  # pixels to a point, for a page among many and for the one in README
COLOURS = 40


def pages(patient: str, practice: Practice, scale: float) -> Iterator[Image.Image]:
    """The pages of one patient's plan."""
    plan = make_plan(practice, open_case(CASES / f"{patient}.toml", practice))
    for page in pypdfium2.PdfDocument(patient_plan_pdf(plan)):
        picture = page.render(scale=scale).to_pil()
        yield picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def write() -> None:
    """Write all pictures anew, and `plan.png`, the first page that README shows."""
    practice = open_practice(today=TODAY)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for patient in PATIENTS:
        for number, picture in enumerate(pages(patient, practice, SCALE), start=1):
            picture.save(FOLDER / f"{patient}-{number}.png", optimize=True)
    next(pages(PATIENTS[0], practice, LARGE)).save(FOLDER / "plan.png", optimize=True)


if __name__ == "__main__":
    write()
