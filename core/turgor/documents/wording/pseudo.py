"""English with accents and forty percent longer.

What stays plain on paper has escaped translation; what is pushed over an edge would be too long in other languages.
"""

from __future__ import annotations

import re

import attrs

from turgor.domain.messages import ENGLISH, Param

TAG = "en-XA"
LONGER = 0.4
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçđéƒğĥíĵķļḿñóþqŕšťúṽŵẋýžÅƁÇÐÉƑĞĤÎĴĶĻḾÑÖÞQŔŠŤÛṼŴẊÝŽ"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_FIELD = re.compile(r"(\{\w+\})")


@attrs.frozen
class Pseudo:
    """The pseudo-language."""

    tag: str = TAG
    locale: str = "en_GB"
    reviewed: bool = True

    def phrase(self, _key: str, english: str, _n: int | None = None) -> str:
        """As in "Ýóúŕ ṽíšíťš·····"."""
        parts = _FIELD.split(english)
        text = "".join(part if _FIELD.fullmatch(part) else part.translate(_TABLE) for part in parts)
        letters = sum(len(part) for part in parts if not _FIELD.fullmatch(part))
        return text + "\u00b7" * round(letters * LONGER)

    def written(self, value: Param) -> str:
        """As English writes it."""
        return ENGLISH.written(value)
