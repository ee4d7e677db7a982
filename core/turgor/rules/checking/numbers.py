"""Checks of comparisons of numbers: ``age >= 75``, ``14 <= bmi < 18``, ``age < least_age``."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from turgor.rules.answering.formula import Formula
from turgor.rules.answering.questions import COMPARISONS, Compared
from turgor.rules.answering.terms import Stated, Term
from turgor.rules.checking.bounds import Limit
from turgor.rules.checking.desk import UNREADABLE, Desk
from turgor.rules.checking.names import Meaning
from turgor.rules.reading.nodes import Compare, Listed, Name, Node, Number, Word

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def flipped(node: Compare) -> Compare:
    """``18 <= age`` as ``age >= 18``; anything else as it is."""
    if isinstance(node.left, Number) and node.operator in _MIRRORED:
        return attrs.evolve(node, left=node.right, operator=_MIRRORED[node.operator], right=node.left)
    return node


class Numbers:
    """Reads comparisons of numbers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_number(self, node: Node) -> bool:
        return isinstance(node, Name) and (found := self._desk.meaning(node)) is not None and found.is_number

    def formula(self, node: Compare) -> Formula:
        if node.operator not in COMPARISONS:
            return self._desk.problem(node, f"'{node.left}' is a number: compare it by <, <=, >, >= or ==.")
        left, right = self._quantity(node.left), self._quantity(node.right)
        if left is None or right is None:
            return UNREADABLE
        if node.left == node.right:
            return self._desk.problem(node, f"'{node.left}' is compared with itself.")
        if limited := self._limited(node):
            self._look_at_bounds(node, *limited)
        return self._desk.ask(Compared(left, node.operator, right))

    def look_for_contradictions(self, parts: Iterable[Node]) -> None:
        """Find comparisons of one number that could each hold, but not together: ``bmi < 18 and bmi > 30``."""
        together: dict[str, list[tuple[Compare, Limit]]] = {}
        for part in parts:
            if isinstance(part, Compare) and (found := self._limited(flipped(part))):
                meaning, limit = found
                together.setdefault(meaning.name, []).append((part, limit))
        for name, limited in together.items():
            bounds, limits = self._desk.meanings[name].bounds, [limit for _, limit in limited]
            if all(bounds.allow([limit]) for limit in limits) and not bounds.allow(limits):
                text = f"This can never hold together with what else is asked of '{name}' here."
                self._desk.problem(limited[-1][0], text)

    def _limited(self, node: Compare) -> tuple[Meaning, Limit] | None:
        """The name and the limit that a comparison with a stated number sets it."""
        match node:
            case Compare(left=Name(id=name), operator=sign, right=Number(value=value)) if sign in COMPARISONS:
                meaning = self._desk.meanings.get(name)
                return (meaning, (sign, value)) if meaning and meaning.is_number else None
        return None

    def _quantity(self, node: Node) -> Term | None:
        """A number, stated or answered; None after a problem."""
        match node:
            case Number(value=value):
                return Stated(value)
            case Name():
                meaning = self._desk.meaning(node)
                if meaning and meaning.is_number:
                    return meaning.term
                if meaning:
                    self._desk.problem(node, f"'{node}' is not a number.")
                else:
                    self._desk.unknown_name(node)
            case _:
                self._desk.problem(node, f"Here a number is needed, not {_called(node)}.")
        return None

    def _look_at_bounds(self, node: Compare, meaning: Meaning, limit: Limit) -> None:
        if not meaning.bounds.allow([limit]):
            self._desk.problem(node, f"This can never hold: '{meaning.name}' is {meaning.bounds}.")
        elif meaning.bounds.always(limit):
            self._desk.problem(node, f"This always holds: '{meaning.name}' is {meaning.bounds}.")


def _called(node: Node) -> str:
    match node:
        case Word():
            return f"the word {node}"
        case Listed():
            return "a list"
    return "a question"
