"""What pages say a command shows, compared with what it shows."""

from __future__ import annotations

import re


def matches(expected: str, shown: str) -> bool:
    """Whether the shown lines are the expected ones; a line of three dots stands for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()).replace(r"\.\.\.", ".*") + r" *\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, shown) is not None
