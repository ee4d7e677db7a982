"""Tree of a condition + vocabulary -> formula and topics, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection

from turgor.domain.catalogue import Vocabulary
from turgor.domain.vocabulary import FactType
from turgor.rules.answering.formula import All, Formula, Negated, Some
from turgor.rules.answering.questions import IsTrue
from turgor.rules.answering.terms import Answer
from turgor.rules.answering.topics import Topic
from turgor.rules.checking.calls import FUNCTIONS, Calls
from turgor.rules.checking.comparisons import Comparisons
from turgor.rules.checking.desk import Desk
from turgor.rules.checking.names import ZONE, Meaning
from turgor.rules.checking.numbers import Numbers
from turgor.rules.reading.nodes import Always, And, Call, Compare, Name, Node, Not, Number, Or, Word
from turgor.rules.reading.problems import ExpressionError, closest


def check(
    text: str, tree: Node, vocabulary: Vocabulary, treatments: Collection[str] | None = None
) -> tuple[Formula, tuple[Topic, ...]]:
    """What the tree of `text` asks, and of whom. Raises ExpressionError with every problem of its meaning.

    `treatments` are the ids that ``uses`` may name; None leaves them unchecked.
    """
    checker = _Checker(Desk(vocabulary, treatments))
    formula = All() if isinstance(tree, Always) else checker.formula(tree)
    if checker.desk.problems:
        raise ExpressionError(text, checker.desk.problems)
    return formula, checker.desk.topics


class _Checker:
    """Walks the tree."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._comparisons = Comparisons(desk)
        self._calls = Calls(desk)
        self._numbers = Numbers(desk)

    def formula(self, node: Node) -> Formula:  # noqa: PLR0911 -- one for each kind of node
        match node:
            case And(parts=parts):
                self._numbers.look_for_contradictions(parts)
                return All(tuple(self.formula(part) for part in parts))
            case Or(parts=parts):
                return Some(tuple(self.formula(part) for part in parts))
            case Not(part=part):
                return Negated(self.formula(part))
            case Compare():
                return self._comparisons.formula(node)
            case Call():
                return self._calls.formula(node)
            case Name():
                return self._bare(node)
            case _:
                return self._no_statement(node)

    def _bare(self, name: Name) -> Formula:
        """A name that stands alone must be a fact answered yes or no."""
        if name.id == ZONE:
            return self.desk.problem(name, "Say which zone: zone in neck.")
        meaning = self.desk.meaning(name)
        if meaning is None:
            return self._unknown(name)
        if meaning.type is FactType.BOOL and isinstance(meaning.term, Answer):
            return self.desk.ask(IsTrue(meaning.term))
        return self.desk.problem(name, f"'{name.id}' is not answered yes or no.", _example(meaning))

    def _unknown(self, name: Name) -> Formula:
        if name.id in FUNCTIONS:
            return self.desk.problem(name, f"'{name.id}' asks about something: {FUNCTIONS[name.id]}.")
        if name.id in self.desk.vocabulary.event_kinds:
            text = f"'{name.id}' is not a fact but a kind of event; say when."
            return self.desk.problem(name, text, f"ever('{name.id}')")
        return self.desk.unknown_name(name)

    def _no_statement(self, node: Node) -> Formula:
        match node:
            case Always():
                text = "True holds for everybody, so it may only stand alone."
            case Word(text=word) if meant := closest(word, self.desk.meanings):
                return self.desk.problem(node, f"'{word}' in quotes is a word and no question.", meant)
            case Word() | Number():
                text = f"{node} alone is no question; compare a fact with it."
            case _:
                text = "A list alone is no question; write: fact in (...)."
        return self.desk.problem(node, text)


def _example(meaning: Meaning) -> str:
    """How to ask about something that is not answered yes or no."""
    match meaning.type:
        case FactType.CHOICE if meaning.options:
            return f"{meaning.name} == '{meaning.options[0]}'"
        case FactType.CHOICES if meaning.options:
            return f"'{meaning.options[0]}' in {meaning.name}"
        case FactType.INT | FactType.NUMBER:
            return f"{meaning.name} >= ..."
    return ""
