"""How a document is printed: paper, size of print, ink, letterhead. What it says does not depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs


class Paper(StrEnum):
    """The sheet."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def width(self) -> float:
        """In points."""
        return 595.28 if self is Paper.A4 else 612.0

    @property
    def height(self) -> float:
        """In points."""
        return 841.89 if self is Paper.A4 else 792.0


class PrintSize(StrEnum):
    """How large the print is: nothing under 9, 16 and 18 points (RNIB: large print is 16 and more, better 18)."""

    STANDARD = "standard"
    LARGE = "large"
    EXTRA_LARGE = "extra-large"


class Ink(StrEnum):
    """Colour, or black and the greys that any printer and a fax keep apart."""

    COLOUR = "colour"
    BLACK = "black"


@attrs.frozen
class TypeScale:
    """Sizes and line heights in points.

    Attributes:
        text, small, label: of what is read, of what explains it, and of the words in charts.
        title, part, heading: of the three headings.
    """

    text: float
    leading: float
    small: float
    small_leading: float
    label: float
    title: float
    part: float
    heading: float


TYPE_SCALES: Mapping[PrintSize, TypeScale] = {
    PrintSize.STANDARD: TypeScale(12, 17, 10, 14, 9, 26, 20, 14),
    PrintSize.LARGE: TypeScale(17, 24, 16, 22, 16, 30, 24, 19),
    PrintSize.EXTRA_LARGE: TypeScale(20, 28, 18, 25, 18, 34, 28, 22),
}


@attrs.frozen
class Colours:
    """The colours of a document; whatever they say is also said by a word, a letter or a pattern.

    Attributes:
        ink, soft: of text, and of text that explains.
        accent, tint, pale, wash: one colour from strong to faint.
        amber, amber_wash: of a pause or a warning.
        line, faint: of rules between rows, and of the grid of a chart.
    """

    ink: str
    soft: str
    accent: str
    tint: str
    pale: str
    wash: str
    amber: str
    amber_wash: str
    line: str
    faint: str


COLOURS: Mapping[Ink, Colours] = {
    Ink.COLOUR: Colours(
        "#17211f",
        "#4a5654",
        "#0b5f5b",
        "#9cc8c3",
        "#cfe3e0",
        "#eaf2f1",
        "#8a4a00",
        "#fdf3e4",
        "#c9d1cf",
        "#dfe5e4",
    ),
    Ink.BLACK: Colours(
        "#000000",
        "#333333",
        "#000000",
        "#a6a6a6",
        "#d0d0d0",
        "#f2f2f2",
        "#000000",
        "#f2f2f2",
        "#b0b0b0",
        "#d9d9d9",
    ),
}

MARGIN = 51.02  # points: 18 mm left and right
HEAD, FOOT = 42.0, 32.0  # points of space around the running lines


@attrs.frozen
class Style:
    """All choices of one print.

    Attributes:
        letterhead: whether name, address, phone and logo are printed; without, their place stays free for paper that bears them.
    """

    paper: Paper = Paper.A4
    size: PrintSize = PrintSize.STANDARD
    ink: Ink = Ink.COLOUR
    letterhead: bool = True

    @property
    def type_scale(self) -> TypeScale:
        return TYPE_SCALES[self.size]

    @property
    def colours(self) -> Colours:
        return COLOURS[self.ink]

    @property
    def measure(self) -> float:
        """Width between the margins, in points."""
        return round(self.paper.width - 2 * MARGIN, 1)

    @property
    def margins(self) -> tuple[float, float]:
        """Above and below, in points, with the lines that stand there; large print breaks these in two."""
        running = self.type_scale.small_leading * (1 if self.size is PrintSize.STANDARD else 2)
        return running + HEAD, running + FOOT

    @property
    def body_height(self) -> float:
        """Height between the margins, in points."""
        return self.paper.height - sum(self.margins)


STANDARD = Style()
