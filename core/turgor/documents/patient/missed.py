"""What to do after a missed night or visit, and what to tell the clinic."""

from __future__ import annotations

from collections.abc import Sequence

from turgor.documents.patient import advice, habits
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan, TreatmentInstructions

_MISSED = Phrase("documents.missed", "Missed {what}? {then}")
_MISSED_HABIT = Phrase("documents.missed_habit", "Missed a day of something else? Go on the next day.")
_MISSED_VISIT = Phrase("documents.missed_visit", "Missed a visit? {then}")
_LATE = Phrase("documents.late", "Late, or cannot come? Call us. We move only what must move.")
_CHANGED = Phrase("documents.changed", "A new medicine, a sunburn, pregnant? Call us before your next visit.")


def missed(plan: Plan, courses: Sequence[TreatmentInstructions]) -> tuple[str, ...]:
    """What to do after something was missed, and whom to tell what."""
    creams = {item.treatment for item in plan.regimens if not habits.is_habit(item)}
    then: dict[str, list[str]] = {}
    for item in (told for told in plan.instructions if told.treatment in creams):
        if item.instructions.missed:
            then.setdefault(words.sentence(item.instructions.missed), []).append(
                words.inside(item.plain_name)
            )
    home = (_MISSED(what=words.joined_or(names), then=text).text for text, names in then.items())
    others = (_MISSED_HABIT().text,) if len(creams) < len(plan.regimens) else ()
    return (*home, *others, *_late(courses))


def _late(courses: Sequence[TreatmentInstructions]) -> tuple[str, ...]:
    if not courses:
        return ()
    visits = advice.each_once(courses, lambda item: filter(None, [item.instructions.missed]))
    return (*(_MISSED_VISIT(then=text).text for text in visits), _LATE().text, _CHANGED().text)
