"""Every hook has its section with the exact signature, a test, and a modality of ours that uses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from generate import hooks

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "plugins" / "hooks.md"
TESTED_IN = ("tests/host", "tests/plugins")


def test_the_page_is_up_to_date(golden: Callable[[Path, str], None]) -> None:
    """`make docs` writes it anew."""
    golden(PAGE, hooks.page())


def test_the_hooks_are_those_of_the_api() -> None:
    """None is forgotten: whatever of `turgor.api` begins like a hook is one."""
    from turgor import api

    assert list(hooks.hooks()) == [name for name in vars(api) if name.startswith("turgor_")]
    assert set(hooks.ANSWERS) == set(hooks.hooks())


@pytest.mark.parametrize("name", hooks.hooks())
def test_a_hook_has_its_heading_with_the_exact_signature(name: str) -> None:
    """An author copies it from there."""
    assert f"\n{hooks.heading(name)}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", hooks.hooks())
def test_a_hook_is_used_by_a_modality_that_ships(name: str) -> None:
    """A hook that nobody calls is not kept."""
    assert hooks.users(name)


@pytest.mark.parametrize("name", hooks.hooks())
def test_a_hook_has_a_test(name: str) -> None:
    """Among those of the host or of the modalities."""
    files = [file for folder in TESTED_IN for file in (ROOT / folder).glob("test_*.py")]
    assert [file for file in files if name in file.read_text(encoding="utf-8")]
