"""What a plugin uses that goes away."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

from turgor.api import TurgorDeprecationWarning


def deprecated(heard: Iterable[warnings.WarningMessage]) -> list[tuple[str, str]]:
    """Each warning once, with its file and line."""
    said = {
        (str(one.message), f"{Path(one.filename).name}, line {one.lineno}")
        for one in heard
        if issubclass(one.category, TurgorDeprecationWarning)
    }
    return sorted(said)
