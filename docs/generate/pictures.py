"""Pictures of the sample patients' printed plans, page by page: `make docs` runs it with docs and tests on the path.

They show what a change did to the paper. A palette of a few colours keeps them small; the plan has few.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageColor

from sample_patients import NAMES, sample_plan
from turgor.practice import patient_plan_pdf

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
SCALE, LARGE = 1.0, 1.4  # pixels to a point, for a page among many and for the one in README
INKS = ("#17211f", "#4a5654", "#0b5f5b", "#8a4a00")  # of styles/base.css; their edges fade into the paper
FILLS = ("#ffffff", "#eaf2f1", "#fdf3e4", "#cfe3e0", "#9cc8c3", "#c9d1cf", "#dfe5e4")
SHADES = 8


def pages(pdf: bytes, scale: float) -> Iterator[Image.Image]:
    """The pages of a printed plan."""
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=scale).to_pil()
        yield picture.quantize(palette=palette(), dither=Image.Dither.NONE)


def palette() -> Image.Image:
    """The colours of the plan, and what lies between each ink and the paper."""
    shades = [
        tuple(round(255 - (255 - part) * step / SHADES) for part in ImageColor.getrgb(ink))
        for ink in INKS
        for step in range(1, SHADES + 1)
    ]
    colours = [*map(ImageColor.getrgb, FILLS), *shades]
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in colours for part in colour])
    return image


def write() -> None:
    """Write all pictures anew, and `plan.png`, the first page that README shows."""
    FOLDER.mkdir(exist_ok=True)
    plans = {patient: patient_plan_pdf(sample_plan(patient)) for patient in NAMES}
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for patient, pdf in plans.items():
        for number, picture in enumerate(pages(pdf, SCALE), start=1):
            picture.save(FOLDER / f"{patient}-{number}.png", optimize=True)
    next(pages(plans[NAMES[0]], LARGE)).save(FOLDER / "plan.png", optimize=True)


if __name__ == "__main__":
    write()
