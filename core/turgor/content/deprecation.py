"""What of the plugin surface goes away, said at the file and line of the plugin that still uses it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from typing import Any

import attrs

from turgor.structuring.problems import wrong


class TurgorDeprecationWarning(DeprecationWarning):
    """Something that a plugin uses goes away; the text says since when, until when, and what takes its place."""


@attrs.frozen
class Deprecated:
    """A name that is still here and goes away, two minor releases after the first that warns at the earliest.

    Attributes:
        use: the name that takes its place; empty for a field that is simply left out from then on.
        since: the release that began to warn.
        until: the release without it.

    """

    use: str
    since: str
    until: str

    def said_of(self, name: str) -> TurgorDeprecationWarning:
        """The warning, in words."""
        advice = f"use {self.use}" if self.use else "leave it out"
        return TurgorDeprecationWarning(
            f"{name} goes away in Turgor {self.until} (deprecated since {self.since}): {advice}"
        )


FIELDS: Mapping[str, Deprecated] = {}
"""Fields and tables of content, with all that they stand in (``treatment.course.minutes``)."""


def up_to_date(tables: Mapping[str, Any], text: str, file: str) -> Mapping[str, Any]:
    """The tables of a content file, with fields that go away under their new names, and a warning for each.

    Raises InvalidContent where a field is given under both names.

    Arguments:
        tables: what the file says.
        text: the same as it is written, to find the line.
        file: where it stands, for the warning.

    """
    return _Reading(text, file).table(tables, "") if FIELDS else tables


@attrs.frozen
class _Reading:
    text: str
    file: str

    def table(self, table: Mapping[str, Any], above: str) -> dict[str, Any]:
        read = {}
        for key, value in table.items():
            place = f"{above}.{key}" if above else key
            name = self.name(key, place)
            if name != key and name in table:
                raise wrong(f"{place} is the old name of {name}, which stands there, too")
            read[name] = self.value(value, place)
        return read

    def value(self, value: Any, place: str) -> Any:
        match value:
            case Mapping():
                return self.table(value, place)
            case list():
                return [self.value(entry, place) for entry in value]
        return value

    def name(self, key: str, place: str) -> str:
        """What a field is called now."""
        old = FIELDS.get(place)
        if old is None:
            return key
        warnings.warn_explicit(old.said_of(place), None, self.file, self.line(place))
        return old.use or key

    def line(self, place: str) -> int:
        """The first line with the field, from the first table on in which it may stand."""
        table, key = (re.escape(place.split(".")[step]) for step in (0, -1))
        begins = re.search(rf"^\s*\[+\s*{table}\b", self.text, re.MULTILINE)
        found = re.compile(rf"\b{key}\b\s*[=\]]").search(self.text, begins.start() if begins else 0)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1
