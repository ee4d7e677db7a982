"""What a record and its fields are for, as its docstring says: the words of published schemas and pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from inspect import cleandoc

_ATTRIBUTE = re.compile(r"^    (?P<names>\w+(?:, \w+)*): (?P<text>.*(?:\n {8}.*)*)", re.MULTILINE)


def described(cls: type) -> tuple[str, Mapping[str, str]]:
    """The summary of a record, and field -> meaning for those of which its docstring tells."""
    text = cleandoc(cls.__doc__ or "").replace("``", "`")
    summary, _, attributes = text.partition("Attributes:")
    texts = {
        name: " ".join(match["text"].split())
        for match in _ATTRIBUTE.finditer(attributes)
        for name in match["names"].split(", ")
    }
    return " ".join(summary.split()), texts
