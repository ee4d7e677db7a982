"""What the installed modalities ask, and what is still unanswered."""

from __future__ import annotations

import attrs

from turgor.domain.catalogue import Catalogue
from turgor.domain.plan import Question
from turgor.domain.verdicts import Verdicts
from turgor.domain.vocabulary import EventKind, Fact
from turgor.planning.open_questions import open_questions


@attrs.frozen
class Section:
    """One part of the questionnaire."""

    group: str
    facts: tuple[Fact, ...]


@attrs.frozen
class Questionnaire:
    """Every question that an assessment can answer.

    Attributes:
        sections: facts by group, in the order in which the vocabulary declares them.
        history: the kinds of event that are asked about.

    """

    sections: tuple[Section, ...]
    history: tuple[EventKind, ...]


def questionnaire(catalogue: Catalogue) -> Questionnaire:
    """What core and the installed modalities ask."""
    groups: dict[str, list[Fact]] = {}
    for fact in catalogue.vocabulary.facts.values():
        groups.setdefault(fact.group, []).append(fact)
    sections = tuple(Section(group, tuple(facts)) for group, facts in groups.items())
    return Questionnaire(sections, tuple(catalogue.vocabulary.event_kinds.values()))


def unanswered(verdicts: Verdicts, catalogue: Catalogue) -> tuple[Question, ...]:
    """What is unknown and decides something, the question that holds up most treatments first."""
    return tuple(open_questions(verdicts, catalogue))
