"""What is recorded each time: which fields there may be, and which values."""

from __future__ import annotations

import pytest

from turgor.domain.recorded import RecordedField, RecordedKind, said
from turgor.domain.vocabulary import Option

DEPTH = RecordedField(
    "depth", "Depth", RecordedKind.NUMBER, "mm", required=True, minimum=0, maximum=1.5, sources=("label",)
)
COOLING = RecordedField(
    "cooling", "Cooling", RecordedKind.CHOICE, options=(Option("air", "cold air"), Option("none", "none"))
)
GEL = RecordedField("gel", "Gel", RecordedKind.TEXT)


@pytest.mark.parametrize("text", ["0", "1.5", " 0.75 ", "5e-1"])
def test_a_number_within_its_range_is_taken(text: str) -> None:
    """Both ends included, as it was written."""
    assert DEPTH.read(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deep", r"must be a number \(mm\)"),
        ("nan", "must be a number"),
        ("inf", "must be a number"),
        ("-0.1", "must be at least 0"),
        ("1.6", r"must be at most 1.5 \(mm\)"),
    ],
)
def test_what_is_no_number_or_beyond_the_range_is_refused(text: str, expected: str) -> None:
    """With what was expected."""
    with pytest.raises(ValueError, match=expected):
        DEPTH.read(text)


def test_a_choice_is_one_of_its_options() -> None:
    """By its id; any text is a text."""
    assert COOLING.read("air") == "air"
    with pytest.raises(ValueError, match="must be one of air, none"):
        COOLING.read("cold air")
    assert GEL.read("anything") == "anything"


def test_values_are_said_with_names_and_units() -> None:
    """In the order of the fields; what no field stands for comes last, as it was told."""
    values = {"cooling": "air", "spot_size": "3", "depth": "1.5"}
    assert said((DEPTH, COOLING, GEL), values) == ("Depth: 1.5 mm", "Cooling: cold air", "spot size: 3")


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"id": "Depth", "kind": RecordedKind.TEXT}, "id"),
        ({"kind": RecordedKind.CHOICE}, "must be given"),
        ({"kind": RecordedKind.TEXT, "options": (Option("a", "a"),)}, "must be empty"),
        ({"kind": RecordedKind.CHOICE, "options": (Option("a", "a"), Option("a", "b"))}, "twice"),
        ({"kind": RecordedKind.TEXT, "unit": "mm"}, "must not be given"),
        ({"kind": RecordedKind.TEXT, "maximum": 1.0}, "must not be given"),
        (
            {"kind": RecordedKind.NUMBER, "minimum": 2.0, "maximum": 1.0, "sources": ("a",)},
            "at least minimum",
        ),
        ({"kind": RecordedKind.NUMBER, "maximum": 1.0}, "where the range stands"),
    ],
)
def test_a_field_that_makes_no_sense_cannot_be_declared(wrong: dict[str, object], expected: str) -> None:
    """Above all no limit that rests on nothing."""
    with pytest.raises(ValueError, match=expected):
        RecordedField(**{"id": "field", "label": "Field", **wrong})  # type: ignore[arg-type]
