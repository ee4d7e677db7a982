"""What pytest finds by itself (entry point `pytest11`): a sandbox in a temporary place, and a clock that stands still.

Everything heavy is imported when a fixture is asked for: this module is loaded into every run of pytest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from turgor.testing.sandbox import Sandbox

_PLACES = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@pytest.fixture
def turgor_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Sandbox]:
    """`Sandbox.of`, with today frozen and everything that is written going to a temporary folder."""
    from turgor.testing.sandbox import Sandbox  # noqa: PLC0415

    for name in _PLACES:
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)

    def of(*plugins: Any, **settings: Any) -> Sandbox:
        made = Sandbox.of(*plugins, **settings)
        made.demand()
        return made

    return of


@pytest.fixture
def turgor_clock() -> Iterator[None]:
    """Let it be `turgor.testing.TODAY` for everybody who asks the clock."""
    from turgor.testing.clock import frozen  # noqa: PLC0415

    with frozen():
        yield
