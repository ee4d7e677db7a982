"""What is still unknown, as far as the patient can answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.vocabulary import AskedOf

MOST = 10  # more would be a questionnaire, which is another document
_MORE = Phrase("documents.more_questions", "And {n} more. We will go through them with you.")
_OURS = Phrase(
    "documents.our_questions", "The rest is for us to find out: we look at your skin and your notes."
)
_ASIDE = re.compile(r"\s*\([^)]*\)")


@attrs.frozen
class OpenQuestions:
    """Questions, topics to tell about, and sentences on what else is open."""

    asked: tuple[str, ...]
    topics: tuple[str, ...]
    others: tuple[str, ...]


def open_questions(plan: Plan) -> OpenQuestions:
    """The first questions to the patient, those that hold up most first."""
    texts = dict.fromkeys(
        words.opening(question.text.text)
        for question in plan.questions
        if question.asked_of is AskedOf.PATIENT
    )
    shown = list(texts)[:MOST]
    return OpenQuestions(
        asked=tuple(text for text in shown if text.endswith("?")),
        topics=tuple(_topic(text) for text in shown if not text.endswith("?")),
        others=tuple(_others(plan, len(texts) - MOST)),
    )


def _topic(text: str) -> str:
    """What to tell about, without notes for those who enter it."""
    return _ASIDE.sub("", text)


def _others(plan: Plan, more: int) -> Iterator[str]:
    if more > 0:
        yield _MORE(n=more).text
    if any(question.asked_of is AskedOf.PRACTITIONER for question in plan.questions):
        yield _OURS().text
