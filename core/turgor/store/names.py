"""Names as they are searched for, and whether two records may be of one person."""

from __future__ import annotations

import unicodedata
from datetime import date
from difflib import SequenceMatcher

_PLAIN = str.maketrans(
    {
        "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
        "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
        "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
        "\N{LATIN SMALL LETTER ETH}": "d",
        "\N{LATIN SMALL LETTER THORN}": "th",
        "\N{LATIN SMALL LETTER AE}": "a",
        "\N{LATIN SMALL LIGATURE OE}": "o",
        "\N{LATIN SMALL LETTER H WITH STROKE}": "h",
        "\N{LATIN SMALL LETTER T WITH STROKE}": "t",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "\N{LATIN SMALL LETTER ENG}": "n",
    }
)  # letters of their own, which Unicode does not take apart, as they are typed where no key has them

_MISTYPED = (
    0.8  # of the letters in common: "jon smith" and "john smyth" have 0.84, "ada bea" and "ada cleo" 0.67
)


def folded(name: str) -> str:
    """A name as it is searched for: without case and accents, each word once, in order of the alphabet.

    Müller and Mueller are one: an e after a, o or u is left out. The beginning of a name stays a beginning.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    letters = "".join(_letter(c) for c in plain)
    for vowel in "aou":
        letters = letters.replace(f"{vowel}e", vowel)
    return " ".join(sorted(set(letters.split())))


def _letter(c: str) -> str:
    """Marks belong to the letter before them, also in scripts where they are vowels."""
    if unicodedata.category(c).startswith("M"):
        return ""
    return c if c.isalnum() else " "


def same_name(one: str, other: str) -> bool:
    """Whether two folded names may be one: a word in common that is no initial, or nearly the same letters."""
    words = {word for word in one.split() if len(word) > 1}
    return bool(words & set(other.split())) or _nearly(one, other)


def _nearly(one: str, other: str) -> bool:
    """Whom a clinic tells apart by a number it means to tell apart."""
    numbers, others = ("".join(filter(str.isdigit, name)) for name in (one, other))
    return numbers == others and SequenceMatcher(None, one, other).ratio() >= _MISTYPED


def same_day(kept: str | None, told: date | None) -> bool:
    """Whether two birth dates may be one: either is unknown, day and month are swapped, or a digit is another."""
    if kept is None or told is None:
        return True
    year, month, day = kept.split("-")
    other = told.isoformat()
    return other == f"{year}-{day}-{month}" or sum(a != b for a, b in zip(kept, other, strict=True)) <= 1
