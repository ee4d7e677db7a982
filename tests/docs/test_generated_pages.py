"""The reference pages made from the code say what the code says."""

from pathlib import Path

import pytest
from generate import facts, limits

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(("name", "page"), [("facts.md", facts.page), ("limits.md", limits.page)])
def test_the_page_is_up_to_date(golden, name, page):
    """`make docs` writes it anew."""
    golden(REFERENCE / name, page())


def test_every_limit_has_its_text():
    """No limit is listed without what it says when it is broken."""
    assert all(limits.limits().values())
