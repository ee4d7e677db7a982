"""The languages that documents speak: English, what has a catalogue, and the pseudo-language that shows what is left.

A catalogue is a gettext file; the context of an entry is the key of the message, the headings of templates have none.
A phrase that counts something (its field ``n``) has the plural forms of its language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import attrs
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from turgor.documents.wording import pseudo
from turgor.domain.messages import ENGLISH, Language, Param
from turgor_templates import ROOT

FOLDER = ROOT / "languages"
UNREVIEWED = "NOT YET REVIEWED BY A CLINICIAN"  # stands above a catalogue for as long as that is so

CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@attrs.frozen(eq=False)
class Translation:
    """A language with a catalogue.

    Attributes:
        phrases: by key and English phrase, each with its plural forms or just one.
    """

    tag: str
    locale: str
    reviewed: bool
    phrases: Mapping[tuple[str, str], tuple[str, ...]]

    def phrase(self, key: str, english: str, n: int | None = None) -> str:
        """The phrase in this language, in English where the catalogue lacks it."""
        forms = self.phrases.get((key, english), (english,))
        return forms[0 if n is None or len(forms) == 1 else self._form(n)]

    def _form(self, n: int) -> int:
        """Which plural form counts to `n`; a catalogue has them in the order of CLDR's categories."""
        rule = Locale.parse(self.locale).plural_form
        return [category for category in CATEGORIES if category in (*rule.tags, "other")].index(rule(n))

    def written(self, value: Param) -> str:
        """Dates and lists as this language has them."""
        match value:
            case date():
                return str(format_date(value, "d MMMM y", locale=self.locale))
            case tuple():
                return str(format_list(list(value), locale=self.locale))
            case _:
                return str(value)


def tags() -> tuple[str, ...]:
    """All languages that can be asked for."""
    return (
        ENGLISH.tag,
        *sorted(path.parts[-3] for path in FOLDER.glob("*/LC_MESSAGES/turgor.po")),
        pseudo.TAG,
    )


@cache
def language(tag: str) -> Language:
    """The language of a tag. Raises KeyError where there is none."""
    if tag == ENGLISH.tag:
        return ENGLISH
    if tag == pseudo.TAG:
        return pseudo.Pseudo()
    if tag not in tags():
        raise KeyError(tag)
    catalogue = read(FOLDER / tag / "LC_MESSAGES" / "turgor.po")
    return Translation(tag, tag, UNREVIEWED not in catalogue.header_comment, phrases(catalogue))


def read(path: Path) -> Catalog:
    """The catalogue in a file."""
    with path.open("rb") as file:
        return read_po(file)


def phrases(catalogue: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """What a catalogue has translated; entries that wait for a second look are left in English."""
    found = {}
    for entry in catalogue:
        ids, forms = _forms(entry.id), _forms(entry.string)
        if ids[0] and all(forms) and not entry.fuzzy:
            found[entry.context or "", ids[0]] = forms
    return found


def _forms(text: str | Sequence[str | None] | None) -> tuple[str, ...]:
    """The plural forms, or the only form."""
    return (text or "",) if isinstance(text, str) or text is None else tuple(one or "" for one in text)


def is_right_to_left(language: Language) -> bool:
    """Whether lines run from right to left."""
    return str(Locale.parse(language.locale).text_direction) == "rtl"
