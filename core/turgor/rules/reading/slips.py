"""Slips of the pen that Python calls a syntax error, said so that a clinician can mend them."""

from __future__ import annotations

import re

from turgor.rules.reading.problems import Problem

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")

# Looked for in this order, outside quotes, and only once the text is known not to read.
_SLIPS = (
    (r"[‘’‚“”„`´]", "Quotation marks must be straight: 'like this'."),  # noqa: RUF001 -- those are meant
    (r"≥|=>", "Write >= for 'at least'."),
    (r"≤|=<", "Write <= for 'at most'."),
    (r"≠|<>", "Write != for 'is not'."),
    (r"&&?", "Write 'and' in a word."),
    (r"\|\|?", "Write 'or' in a word."),
    (r"!(?!=)", "Write 'not' in a word."),
    (r"\b(?:AND|OR|NOT|IN|And|Or|Not|In)\b", "Write 'and', 'or', 'not' and 'in' in small letters."),
    (r"(?<![=!<>])(?<!days)(?<!days )=(?!=)", "To compare, write two equals signs: ==."),
    (r"['\"]", "A quotation mark is opened and not closed."),
    (r";", "A condition is one statement: join its parts by 'and' or 'or'."),
)


def explained(text: str, offset: int) -> Problem:
    """The likeliest slip in a text that does not read; `offset` is where reading stopped."""
    bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    for pattern, advice in _SLIPS:
        if found := re.search(pattern, bare):
            return Problem(advice, found.start(), len(found[0]))
    if bare.count("(") != bare.count(")"):
        missing = "closed" if bare.count("(") > bare.count(")") else "opened"
        return Problem(f"A parenthesis is not {missing}.", max(bare.find("("), 0), 1)
    return Problem("This cannot be read from here on.", min(offset, max(len(text) - 1, 0)), 1)
