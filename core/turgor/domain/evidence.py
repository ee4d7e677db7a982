"""Where statements come from, and how far they are to be trusted."""

from __future__ import annotations

from enum import StrEnum

import attrs


class SourceStatus(StrEnum):
    """How a source was read when the content was compiled."""

    VERIFIED = "verified"  # address and title were seen in a published record
    MEMORY = "memory"  # from memory; check before release
    DEFAULT = "default"  # no source fixes it: the clinic's configurable default


@attrs.frozen
class Source:
    """A publication, a label, or the marker of a clinic default.

    Attributes:
        id: unique over the whole catalogue.
        citation: how to find it in a library.
        reference: DOI, PMID or the like, as far as known.
        status: whether it was seen or remembered.
        supports: what in it bears on the rule, with numbers.

    """

    id: str
    citation: str
    status: SourceStatus
    reference: str = ""
    supports: str = ""


class Evidence(StrEnum):
    """Certainty in the sense of GRADE; `label` is a maker's or a regulator's text, `none` no study at all."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    LABEL = "label"
    NONE = "none"


class Basis(StrEnum):
    """What a number rests on. All but `source` are defaults a clinic may change."""

    SOURCE = "source"  # the number, or the gap it makes, stands in a cited source
    REFERENCE = "reference"  # it stands in the clinical reference, whose own source is practice
    DEFAULT = "default"  # chosen as a cautious default, or one half of a published sum


@attrs.frozen
class Position:
    """One side of a disagreement between authorities.

    Attributes:
        id: what the clinic policy names to follow this side.
        text: what this side says.
        sources: who says so.
        applies: whether the rule holds for a clinic that follows this side.

    """

    id: str
    text: str
    sources: tuple[str, ...]
    applies: bool


@attrs.frozen
class Disagreement:
    """Authorities differ. The clinic policy chooses; left alone, the cautious position is followed."""

    text: str
    positions: tuple[Position, ...] = ()
