"""Days around sessions that instructions give as data: each must be a number that its own sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from turgor.content.review.finding import Finding, Kind
from turgor.content.review.written import Written
from turgor.domain.windows import Window

_SPANS = re.compile(r"\b(?:\d+ to )?(\d+|one|first) (day|week|month)s?\b")
_WORDS = {"one": 1, "first": 1}
_LONGEST = {"day": 1, "week": 7, "month": 31}  # days, so that no month is cut short


def check_told_days(written: Written) -> Iterator[Finding]:
    """Find windows whose days the sentence does not say: a patient would read two different numbers."""
    for entry in written.of("treatment"):
        for window in entry.record.instructions.windows:
            if days := [day for day in (abs(window.from_), abs(window.to)) if day not in said(window)]:
                text = f"{days[0]} days are not what {window.sentence!r} says"
                yield Finding(
                    Kind.DAYS_NOT_SAID, entry.owner, entry.about, text, "Mend the sentence or the days."
                )


def said(window: Window) -> set[int]:
    """The days that the sentence of a window speaks of; 0 is the day of the session itself."""
    found = _SPANS.findall(window.sentence.lower())
    return {0} | {(_WORDS.get(number) or int(number)) * _LONGEST[unit] for number, unit in found}
