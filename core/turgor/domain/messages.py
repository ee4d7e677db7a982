"""Words for people: a key and its parameters, never a finished sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

Param = str | int | date | tuple[str, ...]


@attrs.frozen
class Message:
    """Something to be said to a person, in a language chosen later.

    Attributes:
        key: names the phrase; the context of its translation.
        english: the English phrase with ``{name}`` fields. It travels with the message, so that a plan
            whose plugin is gone can still be read.
        params: the values of the fields. Dates stay dates, so that each language writes them its own way.

    """

    key: str
    english: str
    params: Mapping[str, Param] = attrs.field(factory=dict, hash=False)

    @property
    def text(self) -> str:
        """The message in English."""
        return self.english.format_map({name: _english(value) for name, value in self.params.items()})


@attrs.frozen
class Phrase:
    """A sentence of ours with fields, declared once where its meaning lives; calling it makes a message."""

    key: str
    english: str

    def __call__(self, **params: Param) -> Message:
        return Message(self.key, self.english, params)


def plain(key: str, text: str) -> Message:
    """A message without fields, for texts that come from content files."""
    return Message(key, text.replace("{", "{{").replace("}", "}}"))


def _english(value: Param) -> str:
    match value:
        case date():
            return f"{value.day} {value:%B %Y}"
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)
