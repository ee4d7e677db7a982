"""Pictures of all that is printed for the sample patients: `python -m generate.pictures` with docs on the path.

They show what a change did to the paper. A palette of a few colours keeps them small; documents have few.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image, ImageColor

from turgor.documents import BUILDERS, Job, Kind, documents, pdf
from turgor.domain.plan import Plan
from turgor.practice import make_plan, open_case, open_practice
from turgor.practice.printing import digest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
PATIENTS = ("healthy-45", "type-v-melasma", "pacemaker-warfarin", "isotretinoin-wedding", "half-unanswered")
ARABIC = "arabic"  # the folder of the first patient's plan in Arabic
THUMBNAIL = 200  # pixels that a page takes in the list
TODAY = date(2026, 11, 24)
SCALE, LARGE = 1.0, 1.4  # pixels to a point, for a page among many and for the one in README
INKS = ("#17211f", "#4a5654", "#0b5f5b", "#8a4a00")  # of styles/base.css; their edges fade into the paper
FILLS = ("#ffffff", "#eaf2f1", "#fdf3e4", "#cfe3e0", "#9cc8c3", "#c9d1cf", "#dfe5e4")
SHADES = 8


def plan_of(patient: str) -> Plan:
    """A sample patient's plan."""
    practice = open_practice(today=TODAY)
    return make_plan(practice, open_case(ROOT / "tests" / "cases" / f"{patient}.toml", practice))


def printed(plan: Plan, language: str = "en") -> dict[str, bytes]:
    """Every document of a plan, by its name; in another language the patient's plan."""
    kinds = tuple(BUILDERS) if language == "en" else (Kind.PLAN,)
    job = Job(plan, digest(plan), language=language)
    return {document.name: pdf(document, job.style) for document in documents(job, kinds)}


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


def draw(folder: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """Draw the pages of documents into a folder, and say so in Markdown."""
    (FOLDER / folder).mkdir(parents=True)
    for name, data in files.items():
        shown = []
        for number, picture in enumerate(pages(data, SCALE), start=1):
            file = f"{folder}/{name}-{number}.png"
            picture.save(FOLDER / file, optimize=True)
            shown.append(
                f'<a href="{file}"><img src="{file}" width="{THUMBNAIL}" alt="{name}, page {number}"></a>'
            )
        yield f"\n### {name}\n\n" + "\n".join(shown) + "\n"


def write() -> None:
    """Write all pictures anew, the list of them, and `plan.png`, the first page that README shows."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    text = ["# What is printed\n\nEvery document of every sample patient, drawn by `make docs`.\n"]
    for patient in PATIENTS:
        files = printed(plan_of(patient))
        text += [f"\n## {patient}\n", *draw(patient, files)]
        if patient == PATIENTS[0]:
            next(pages(files["plan"], LARGE)).save(FOLDER / "plan.png", optimize=True)
    text += [f"\n## {PATIENTS[0]} in Arabic\n", *draw(ARABIC, printed(plan_of(PATIENTS[0]), "ar"))]
    (FOLDER / "README.md").write_text("".join(text), encoding="utf-8")


if __name__ == "__main__":
    write()
