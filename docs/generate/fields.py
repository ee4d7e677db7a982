"""What the fields of a record are for, from its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping

_ENTRY = re.compile(r"    (?P<names>[\w, ]+): (?P<text>.*)")


def purpose(record: type) -> str:
    """What the record is: its docstring up to the attributes."""
    return " ".join((inspect.getdoc(record) or "").partition("\nAttributes:")[0].split())


def meanings(record: type) -> Mapping[str, str]:
    """Field -> what the docstring says of it. One entry may stand for several fields: the first of them has it all."""
    told: dict[str, str] = {}
    for entry in _entries((inspect.getdoc(record) or "").partition("\nAttributes:\n")[2]):
        if found := _ENTRY.fullmatch(entry):
            first, *others = [name.strip().rstrip("_") for name in found["names"].split(",")]
            told |= {first: found["text"]} | dict.fromkeys(others, f"see `{first}`")
    return told


def _entries(text: str) -> list[str]:
    """The lines of a list, each with those that go on from it."""
    entries: list[str] = []
    for line in text.rstrip().splitlines():
        if line.startswith("     ") and entries:
            entries[-1] += f" {line.strip()}"
        else:
            entries.append(line)
    return entries
