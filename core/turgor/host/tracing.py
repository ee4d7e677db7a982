"""What was asked of a plugin, what it answered and how long it took, in one line for its author.

Plugins are never told who the patient is. What could still give it away to who reads over a shoulder, the date of
birth and notes in free text, is blacked out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import attrs

from turgor.domain.messages import Message
from turgor.host.asking import Call

LONGEST_TEXT = 80  # characters of a text that are shown
MOST_SHOWN = 8  # entries of a collection
DEEPEST = 5  # records and collections inside each other
BLACKED_OUT = frozenset({"birth_date", "note"})
_BLACK = "<redacted>"


def trace_line(call: Call) -> str:
    """The line, as in ``laser (turgor 1.0) turgor_schedule(offer=…) -> SchedulingTerms(…) in 0.4 ms``."""
    arguments = ", ".join(f"{name}={shown(value)}" for name, value in call.arguments.items())
    came = f"FAILED: {call.problem}" if call.problem else shown(call.answer)
    who = f"{call.name} ({call.distribution} {call.version})"
    return f"{who} {call.hook}({arguments}) -> {came} in {call.seconds * 1000:.1f} ms"


def shown(value: Any, depth: int = DEEPEST) -> str:
    """A value with what is unsaid left out, all that is long cut short, and nothing of the patient's identity."""
    below = depth - 1
    match value:
        case Message():
            text = shown(value.text)
        case Enum():
            text = str(value.value)
        case str():
            text = repr(value if len(value) <= LONGEST_TEXT else f"{value[: LONGEST_TEXT - 1]}…")
        case Mapping():
            text = f"{{{_listed([f'{shown(key)}: {shown(entry, below)}' for key, entry in value.items()])}}}"
        case frozenset():
            text = f"{{{_listed([shown(entry, below) for entry in sorted(value, key=repr)])}}}"
        case Sequence():
            text = f"[{_listed([shown(entry, below) for entry in value])}]"
        case _ if attrs.has(type(value)):
            text = f"{type(value).__name__}({', '.join(_fields(value, below)) if below else '…'})"
        case _:
            text = str(value)
    return text


def _fields(record: Any, depth: int) -> list[str]:
    said = [(field.name, getattr(record, field.name)) for field in attrs.fields(type(record))]
    return [
        f"{name}={_BLACK if name in BLACKED_OUT else shown(value, depth)}"
        for name, value in said
        if value not in (None, "", (), frozenset(), {}, False)
    ]


def _listed(entries: list[str]) -> str:
    more = [f"… {len(entries) - MOST_SHOWN} more"] if len(entries) > MOST_SHOWN else []
    return ", ".join([*entries[:MOST_SHOWN], *more])
