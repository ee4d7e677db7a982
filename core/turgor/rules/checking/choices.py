"""Checks of options: ``melasma in ('stable', 'active')``, ``'warfarin' in medicines``."""

from __future__ import annotations

from collections.abc import Sequence

from turgor.domain.vocabulary import FactType
from turgor.rules.answering.formula import Formula
from turgor.rules.answering.questions import OneOf, Ticked
from turgor.rules.answering.terms import Answer
from turgor.rules.checking.desk import UNREADABLE, Desk
from turgor.rules.checking.names import Meaning
from turgor.rules.reading.nodes import Compare, Listed, Name, Node, Word
from turgor.rules.reading.problems import closest, listed


class Choices:
    """Reads comparisons with options."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def one_of(self, node: Compare, meaning: Meaning) -> Formula:
        """Whether the one answer of a choice is the option, or one of the options, to the right."""
        match node:
            case Compare(operator="==", right=Word() as word):
                return self._among(node, (word,), meaning)
            case Compare(operator="in", right=Listed(items=items)):
                return self._among(node, items, meaning)
            case Compare(operator="==", right=Name(id=bare)) if bare in meaning.options:
                return self._desk.problem(node.right, "An option stands in quotes.", f"'{bare}'")
            case Compare(operator="in", right=Word() as word):
                example = f"{meaning.name} == {word}"
                return self._desk.problem(node, "After 'in' comes a list in parentheses.", example)
            case _:
                text = f"'{meaning.name}' is one of {listed(meaning.options)}: compare it by == or in (...)."
                return self._desk.problem(node, text)

    def ticked(self, node: Compare, word: Word, name: Name) -> Formula:
        """Whether an option is among the answers to a many-choice fact."""
        meaning = self._desk.meaning(name)
        if meaning is None:
            return self._desk.unknown_name(name)
        if meaning.type is FactType.CHOICE:
            return self._desk.problem(node, f"'{name}' has one answer.", f"{name} == {word}")
        if meaning.type is not FactType.CHOICES or not isinstance(meaning.term, Answer):
            return self._desk.problem(node, f"'{name}' has no list of answers to look in.")
        return (
            self._desk.ask(Ticked(meaning.term, word.text)) if self._is_option(word, meaning) else UNREADABLE
        )

    def _among(self, node: Compare, items: Sequence[Node], meaning: Meaning) -> Formula:
        words = [item for item in items if isinstance(item, Word)]
        if no_word := next((item for item in items if not isinstance(item, Word)), None):
            return self._desk.problem(no_word, "An option stands in quotes.", f"'{no_word}'")
        are_options = [self._is_option(word, meaning) for word in words]
        if not all(are_options):
            return UNREADABLE
        options = frozenset(word.text for word in words)
        if options == frozenset(meaning.options):
            return self._desk.problem(node, "This always holds: all options are listed.")
        if not options:
            return self._desk.problem(node, "This can never hold: no option is listed.")
        return self._desk.ask(OneOf(meaning.term, options))

    def _is_option(self, word: Word, meaning: Meaning) -> bool:
        """Whether the word is an option; if not, that is a problem."""
        if word.text in meaning.options:
            return True
        text = f"'{word.text}' is not an option of '{meaning.name}'"
        if meant := closest(word.text, meaning.options):
            self._desk.problem(word, f"{text}.", f"'{meant}'")
        else:
            self._desk.problem(word, f"{text}, which has {listed(meaning.options)}.")
        return False
