"""Words for people: a key and its parameters, never a finished sentence. The language is chosen when they are said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from string import Formatter
from typing import Protocol

import attrs

Param = str | int | date | tuple[str, ...]


class Language(Protocol):
    """What it takes to say messages in one language."""

    @property
    def tag(self) -> str:
        """As BCP 47 has it, as in "ar"."""

    @property
    def locale(self) -> str:
        """Whose dates, lists and numbers are used, as in "en_GB"."""

    @property
    def reviewed(self) -> bool:
        """Whether a clinician who speaks it has checked the translation."""

    def phrase(self, key: str, english: str, n: int | None = None) -> str:
        """The phrase with its fields still open, in English where there is no translation; `n` is what it counts."""

    def written(self, value: Param) -> str:
        """The value of a field."""


@attrs.frozen
class English:
    """Phrases as they are declared."""

    tag: str = "en"
    locale: str = "en_GB"
    reviewed: bool = True

    def phrase(self, _key: str, english: str, _n: int | None = None) -> str:
        """The phrase itself."""
        return english

    def written(self, value: Param) -> str:
        """As in "14 December 2026" and "a, b"."""
        match value:
            case date():
                return f"{value.day} {value:%B %Y}"
            case tuple():
                return ", ".join(value)
            case _:
                return str(value)


ENGLISH = English()
_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=ENGLISH)


def spoken() -> Language:
    """The language in which messages are said here and now."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say all messages in `language`. Never around the yield of a generator, whose caller would speak it too."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


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
        """The message in the language that is spoken; a field ``n`` decides between singular and plural."""
        language, n = spoken(), self.params.get("n")
        phrase = language.phrase(self.key, self.english, n if isinstance(n, int) else None)
        return phrase.format_map({name: language.written(value) for name, value in self.params.items()})


@attrs.frozen
class Phrase:
    """A sentence with fields, declared once where its meaning lives; calling it makes a message.

    Attributes:
        key: names it for translators; a plugin's begins with the name of the modality.
        english: the sentence, with ``{name}`` for each field.

    """

    key: str
    english: str

    def __call__(self, **params: Param) -> Message:
        """The message, with a value for each field."""
        return Message(self.key, self.english, params)


def odd_fields(english: str, params: Mapping[str, object]) -> Iterator[str]:
    """Fields of a phrase that have no value, or more than a name. Raises ValueError where a brace stands alone.

    A layout of its own could fill the memory; an attribute could tell what is no value.
    """
    for _, name, layout, conversion in Formatter().parse(english):
        if name is not None and (name not in params or layout or conversion):
            yield name


def plain(key: str, text: str) -> Message:
    """A message without fields, for texts that come from content files."""
    return Message(key, text.replace("{", "{{").replace("}", "}}"))
