"""What all checks share: the vocabulary, the problems found and the topics asked so far."""

from __future__ import annotations

from collections.abc import Collection

from turgor.domain.catalogue import Vocabulary
from turgor.rules.answering.events import EventQuestion
from turgor.rules.answering.formula import All, Ask, Formula
from turgor.rules.answering.happenings import Happenings
from turgor.rules.answering.questions import Question
from turgor.rules.answering.topics import Topic
from turgor.rules.checking.names import ZONE, Meaning, Meanings
from turgor.rules.reading.nodes import Name, Node
from turgor.rules.reading.problems import Problem, closest

UNREADABLE = All()  # stands for a part with a problem; no formula that holds one is ever returned


class Desk:
    """Where one condition is checked."""

    def __init__(self, vocabulary: Vocabulary, treatments: Collection[str] | None) -> None:
        self.vocabulary = vocabulary
        self.treatments = treatments
        self.meanings = Meanings(vocabulary)
        self.problems: list[Problem] = []
        self._topics: dict[Question | str, list[Question | EventQuestion]] = {}

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(
            subject if isinstance(subject, Question) else _happenings(asked)
            for subject, asked in self._topics.items()
        )

    def ask(self, question: Question | EventQuestion) -> Formula:
        """Ask a question; one that was asked before is not asked again."""
        subject = question.kind if isinstance(question, EventQuestion) else question
        asked = self._topics.setdefault(subject, [])
        if question not in asked:
            asked.append(question)
        return Ask(list(self._topics).index(subject), asked.index(question))

    def meaning(self, name: Name) -> Meaning | None:
        return self.meanings.get(name.id)

    def problem(self, node: Node, text: str, suggestion: str = "") -> Formula:
        self.problems.append(Problem(text, node.place.offset, node.place.length, suggestion))
        return UNREADABLE

    def unknown_name(self, name: Name) -> Formula:
        if name.id == ZONE:
            return self.problem(name, "A zone is asked for like this: zone in neck.")
        known = [*self.meanings, ZONE, "True"]
        return self.problem(name, f"'{name.id}' is not a known fact.", closest(name.id, known))


def _happenings(asked: list[Question | EventQuestion]) -> Happenings:
    return Happenings(tuple(question for question in asked if isinstance(question, EventQuestion)))
