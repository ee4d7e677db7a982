"""What content says of the fields that are recorded: mistakes come with their place; a limit needs its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from turgor.content import load_modality
from turgor.structuring.problems import InvalidContent

PAGE = (Path(__file__).parents[2] / "docs" / "plugins" / "recording.md").read_text("utf-8")
WARMTH = PAGE.split("```toml\n")[1].split("```")[0]
HEAT = 'maximum = 42, sources = ["clinic_default"]'


def load(tmp_path: Path, text: str) -> None:
    """Load the modality of the page, changed."""
    (tmp_path / "warmth.toml").write_text(text, encoding="utf-8")
    load_modality(tmp_path / "warmth.toml")


def test_what_the_page_shows_loads(tmp_path: Path) -> None:
    """As it stands."""
    load(tmp_path, WARMTH)


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        (HEAT, "maximum = 42", "recorded[0].sources: must say where the range stands"),
        (HEAT, 'maximum = 42, sources = ["practise"]', "there is no source 'practise'"),
        (
            HEAT,
            'maximum = 4, minimum = 5, sources = ["clinic_default"]',
            "must be at least minimum (5), got 4",
        ),
        ('kind = "number"', 'kind = "numbr"', "did you mean 'number'?"),
        ('kind = "text"', 'kind = "choice"', "recorded[2].options: must be given"),
        ('id = "tune"', 'id = "heat"', "must not hold the id 'heat' twice"),
        (
            "required = true",
            "requird = true",
            "recorded[0].requird: is not known here; did you mean 'required'?",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, was: str, becomes: str, expected: str) -> None:
    """And what was meant, where something comes close."""
    assert was in WARMTH
    with pytest.raises(InvalidContent) as refused:
        load(tmp_path, WARMTH.replace(was, becomes, 1))
    assert expected in str(refused.value)
    assert "warmth.blanket" in str(refused.value)
