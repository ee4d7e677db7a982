"""What is unknown, in words, and what it holds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Findings
from turgor.domain.messages import Message, plain
from turgor.domain.offers import LeftOut
from turgor.domain.plan import Question
from turgor.domain.verdicts import Verdicts
from turgor.domain.vocabulary import AskedOf
from turgor.planning.finding.habits import open_answers

BUILT_IN_QUESTIONS = {
    "birth_date": plain("question.birth_date", "What is the date of birth?"),
    "laxity": plain("question.laxity", "What is the laxity grade of each goal zone (Alexiades, 0 to 4)?"),
}


def open_questions(
    verdicts: Verdicts, catalogue: Catalogue, left_out: Iterable[LeftOut], findings: Findings
) -> Iterator[Question]:
    """What is unknown and decides something, the question that holds up most treatments first."""
    waiting: dict[str, set[str]] = {}
    for verdict in verdicts.verdicts:
        for asked in verdict.ask:
            waiting.setdefault(asked, set()).add(verdict.treatment)
    for left in left_out:
        for asked in left.ask:
            waiting.setdefault(asked, set()).add(left.treatment)
    for asked, treatments in open_answers(findings, catalogue):
        waiting.setdefault(asked, set()).update(treatments)
    for asked in sorted(waiting, key=lambda key: (-len(waiting[key]), key)):
        yield question(asked, waiting[asked], catalogue)


def question(asked: str, treatments: Iterable[str], catalogue: Catalogue) -> Question:
    """An open question, in words, with the treatments that wait for it."""
    text, who = question_text(asked, catalogue), asked_of(asked, catalogue)
    return Question(asked, text, tuple(sorted(treatments)), who)


def asked_of(asked: str, catalogue: Catalogue) -> AskedOf:
    """Events and the date of birth are asked of the patient; looseness is looked at."""
    if asked in catalogue.vocabulary.facts:
        return catalogue.vocabulary.facts[asked].asked_of
    return AskedOf.PRACTITIONER if asked == "laxity" else AskedOf.PATIENT


def question_text(asked: str, catalogue: Catalogue) -> Message:
    """The question that a missing fact or event kind stands for."""
    if asked in BUILT_IN_QUESTIONS:
        return BUILT_IN_QUESTIONS[asked]
    vocabulary = catalogue.vocabulary
    if asked in vocabulary.facts:
        return plain(f"fact.{asked}.question", vocabulary.facts[asked].question)
    return plain(f"event.{asked}.question", vocabulary.event_kinds[asked].question)
