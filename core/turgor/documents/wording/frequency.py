"""How often something is used at home, in words and as days of the week."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from turgor.documents.wording.words import joined, sentence, short_weekday
from turgor.domain.messages import Phrase
from turgor.domain.regimens import Regimen, Segment
from turgor.domain.terms import Slot

_EVERY = {
    Slot.MORNING: Phrase("documents.every_morning", "every morning"),
    Slot.EVENING: Phrase("documents.every_night", "every night"),
    Slot.BOTH: Phrase("documents.twice_a_day", "every day"),
    Slot.ANY: Phrase("documents.every_day", "every day"),
}
_ONE = {
    Slot.MORNING: Phrase("documents.one_morning", "1 morning"),
    Slot.EVENING: Phrase("documents.one_night", "1 night"),
    Slot.BOTH: Phrase("documents.one_day", "1 day"),
    Slot.ANY: Phrase("documents.one_day", "1 day"),
}
_SOME = {
    Slot.MORNING: Phrase("documents.some_mornings", "{n} mornings"),
    Slot.EVENING: Phrase("documents.some_nights", "{n} nights"),
    Slot.BOTH: Phrase("documents.some_days", "{n} days"),
    Slot.ANY: Phrase("documents.some_days", "{n} days"),
}
_A_WEEK = Phrase("documents.a_week", "{often} a week")
_ALL_BUT = Phrase("documents.all_but", "all but {days}")
_APART = "incompatible."  # the texts of what must not meet in home care
_FIRST_WORDS = re.compile(r"[.;] ")
_MOST_NAMED = 4  # of more days in a week it is shorter to name the others
_WHEN = {
    Slot.MORNING: Phrase("documents.mornings", "mornings"),
    Slot.EVENING: Phrase("documents.evenings", "evenings"),
    Slot.BOTH: Phrase("documents.mornings_evenings", "mornings and evenings"),
    Slot.ANY: Phrase("documents.any_time", "any time of day"),
}


def short(per_week: int, slot: Slot) -> str:
    """As in "2 nights", "every morning"."""
    if per_week == 7:
        return _EVERY[slot]().text
    return (_ONE if per_week == 1 else _SOME)[slot](n=per_week).text


def long(per_week: int, slot: Slot) -> str:
    """As in "2 nights a week", "every morning"."""
    often = short(per_week, slot)
    return often if per_week == 7 else _A_WEEK(often=often).text


def when(slot: Slot) -> str:
    """As in "evenings"."""
    return _WHEN[slot]().text


def day_flags(used: Collection[int]) -> tuple[bool, ...]:
    """Monday to Sunday: whether it is a day of use."""
    return tuple(index in used for index in range(7))


def day_names(used: Collection[int]) -> str:
    """As in "Mon and Thu", or "all but Thu and Sun" where that is shorter."""
    if len(used) <= _MOST_NAMED:
        return joined(short_weekday(index) for index in sorted(used))
    free = joined(short_weekday(index) for index in range(7) if index not in used)
    return _ALL_BUT(days=free).text


def beside(regimen: Regimen) -> tuple[str, ...]:
    """What to mind because of what else is used at home."""
    return tuple(one.text.text for one in regimen.adaptations if one.text.key.startswith(_APART))


def apart(regimen: Regimen) -> tuple[str, ...]:
    """Why it is used on just those days: the first words of what it must be kept apart from."""
    return tuple(
        sentence(_FIRST_WORDS.split(one.text.text)[0])
        for one in regimen.adaptations
        if one.enforced and one.text.key.startswith(_APART)
    )


def changes(regimen: Regimen) -> bool:
    """Whether the patient must look up how often to use it: not simply every day."""
    return any(segment.per_week != 7 for segment in regimen.segments) or _doses_differ(regimen.segments)


def _doses_differ(segments: tuple[Segment, ...]) -> bool:
    return any(a.dose != b.dose for a, b in pairwise(segments))
