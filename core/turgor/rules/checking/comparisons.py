"""Checks of comparisons. Those of numbers, choices and zones have a module each."""

from __future__ import annotations

import attrs

from turgor.domain.vocabulary import FactType
from turgor.rules.answering.formula import Formula, Negated
from turgor.rules.checking.choices import Choices
from turgor.rules.checking.desk import Desk
from turgor.rules.checking.names import ZONE
from turgor.rules.checking.numbers import Numbers, flipped
from turgor.rules.checking.sites import Zones
from turgor.rules.reading.nodes import Compare, Listed, Name, Node, Word
from turgor.rules.reading.problems import listed

_DENIED = {"not in": "in", "!=": "=="}


class Comparisons:
    """Reads comparisons."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._numbers, self._choices, self._zones = Numbers(desk), Choices(desk), Zones(desk)

    def formula(self, node: Compare) -> Formula:
        node = flipped(node)
        if self._numbers.is_number(node.left):
            return self._numbers.formula(node)
        if denied := _DENIED.get(node.operator):
            return Negated(self._positive(attrs.evolve(node, operator=denied)))
        return self._positive(node)

    def _positive(self, node: Compare) -> Formula:
        match node:
            case Compare(left=Name(id=name)) if name == ZONE:
                return self._zones.formula(node)
            case Compare(left=Word() as word, operator="in", right=Name() as name):
                return self._choices.ticked(node, word, name)
            case Compare(left=Name() as name):
                return self._of_fact(node, name)
            case Compare(left=Word() as word, operator="==", right=Name() as name):
                return self._desk.problem(node, "The fact comes first.", f"{name} == {word}")
            case _:
                return self._desk.problem(node, "A comparison begins with the fact it is about.")

    def _of_fact(self, node: Compare, name: Name) -> Formula:
        meaning = self._desk.meaning(name)
        if meaning is None:
            return self._desk.unknown_name(name)
        if meaning.type is FactType.CHOICE:
            return self._choices.one_of(node, meaning)
        if meaning.type is FactType.CHOICES:
            example = _first_word(node.right) or listed(meaning.options[:1])
            text = f"'{name}' may have several answers: ask for one of them."
            return self._desk.problem(node, text, f"{example} in {name}")
        text = f"'{name}' is answered yes or no: write {name}, or not {name}."
        return self._desk.problem(node, text)


def _first_word(node: Node) -> str:
    match node:
        case Word(text=word) | Name(id=word):
            return f"'{word}'"
        case Listed(items=(first, *_)):
            return _first_word(first)
    return ""
