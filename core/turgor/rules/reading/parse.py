"""Text of a condition -> tree. Python's own parser reads it; only what is listed here is let through."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable

from turgor.rules.reading.nodes import (
    Always,
    And,
    Call,
    Compare,
    Listed,
    Name,
    Node,
    Not,
    Number,
    Or,
    Place,
    Word,
)
from turgor.rules.reading.problems import ExpressionError, Problem
from turgor.rules.reading.slips import explained

LONGEST = 2_000  # characters; far more than a person can review
LARGEST = 1_000_000_000
DEEPEST = 30  # parts inside each other; keeps everything that walks the tree far from Python's own limit
_TOO_DEEP = Problem(f"At most {DEEPEST} parts may stand inside each other.")

_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_RISING, _FALLING = {"<", "<="}, {">", ">="}
_UNREADABLE = Always()  # stands for a part with a problem; no tree that holds one is ever returned


def parse(text: str) -> Node:
    """The tree of a condition. Raises ExpressionError with every problem of its form."""
    if problem := _unfit(text):
        raise ExpressionError(text, [problem])
    found = _python(text)
    if _nesting(found) > DEEPEST:
        raise ExpressionError(text, [_TOO_DEEP])
    reader = _Reader(text)
    tree = reader.node(found)
    if reader.problems:
        raise ExpressionError(text, reader.problems)
    return tree


def _unfit(text: str) -> Problem | None:
    """What makes a text unfit before it is even parsed."""
    if not text.strip():
        return Problem("The condition is empty. Write True for a rule that always holds.")
    if len(text) > LONGEST:
        return Problem(f"A condition may have {LONGEST} characters at most; this one has {len(text)}.")
    if found := re.search(r"#", text):  # as a comment it would swallow the next lines unseen
        return Problem("A condition has no comments; say why in the rule's rationale.", found.start(), 1)
    if found := re.search(r"\\|\x00", text):
        return Problem("A backslash has no meaning in a condition.", found.start(), 1)
    return None


def _one_line(text: str) -> str:
    """Line breaks and indentation do not matter to a condition; places stay where they were."""
    return re.sub(r"\s", " ", text)


def _python(text: str) -> ast.expr:
    """Python's tree of the text. Raises ExpressionError where there is none."""
    indent = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only warns of, such as "5and", is unreadable too
            return ast.parse(_one_line(text[indent:]), mode="eval").body
    except SyntaxError as error:
        raise ExpressionError(text, [explained(text, indent + (error.offset or 1) - 1)]) from None
    except (MemoryError, RecursionError):
        raise ExpressionError(text, [_TOO_DEEP]) from None
    except ValueError:  # half a character
        raise ExpressionError(text, [Problem("This cannot be read.", 0, len(text))]) from None


def _nesting(tree: ast.expr) -> int:
    """How many parts stand inside each other at the deepest place, counted without recursion."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        part, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(inner, depth + 1) for inner in ast.iter_child_nodes(part) if isinstance(inner, ast.expr)]
    return deepest


class _Reader:
    """Turns Python's tree into ours and collects what is not allowed."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._indent = len(text) - len(text.lstrip())
        self._bytes = _one_line(text[self._indent :]).encode()

    def node(self, found: ast.expr) -> Node:  # noqa: PLR0911 -- one for each kind of node
        place = self._place(found)
        match found:
            case ast.BoolOp(op=op, values=values):
                parts = tuple(self.node(value) for value in values)
                return And(parts, place=place) if isinstance(op, ast.And) else Or(parts, place=place)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.node(operand), place=place)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return self._number(-value, place)
            case ast.Compare():
                return self._comparison(found, place)
            case ast.Call():
                return self._call(found, place)
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
                return Listed(tuple(self.node(item) for item in items), place=place)
            case _:
                return self._single(found, place)

    def _single(self, found: ast.expr, place: Place) -> Node:  # noqa: PLR0911 -- one for each kind of node
        match found:
            case ast.Name(id=name):
                return Name(name, place=place)
            case ast.Attribute(value=ast.Name(id=zone), attr=side):
                return Name(f"{zone}.{side}", place=place)
            case ast.Constant(value=True):
                return Always(place=place)
            case ast.Constant(value=bool()):
                return self._problem(place, "False never holds; a rule that never holds says nothing.")
            case ast.Constant(value=str() as word):
                return Word(word, place=place)
            case ast.Constant(value=int() | float() as value):
                return self._number(value, place)
            case _:
                return self._problem(place, _not_allowed(found))

    def _number(self, value: float, place: Place) -> Node:
        if abs(value) > LARGEST:
            return self._problem(place, "This number is too large.")
        return Number(value, place=place)

    def _comparison(self, found: ast.Compare, place: Place) -> Node:
        if unknown := [op for op in found.ops if type(op) not in _OPERATORS]:
            right = "!=" if isinstance(unknown[0], ast.IsNot) else "=="
            return self._problem(place, f"To compare, write {right} instead of 'is'.")
        signs = [_OPERATORS[type(op)] for op in found.ops]
        sides = [self.node(side) for side in (found.left, *found.comparators)]
        if len(signs) == 1:
            return Compare(sides[0], signs[0], sides[1], place=place)
        if not (_RISING.issuperset(signs) or _FALLING.issuperset(signs)):
            return self._problem(place, "Only < and <=, or > and >=, may follow each other: 14 <= bmi < 18.")
        return And(
            tuple(
                Compare(left, sign, right, place=place)
                for left, sign, right in zip(sides, signs, sides[1:], strict=False)
            ),
            place=place,
        )

    def _call(self, found: ast.Call, place: Place) -> Node:
        if not isinstance(found.func, ast.Name):
            return self._problem(place, "Only a word such as within or ongoing may stand before parentheses.")
        if any(keyword.arg is None for keyword in found.keywords):
            return self._problem(place, "Two stars have no meaning in a condition.")
        return Call(
            found.func.id,
            tuple(self.node(argument) for argument in found.args),
            tuple((keyword.arg or "", self.node(keyword.value)) for keyword in found.keywords),
            place=place,
        )

    def _problem(self, place: Place, text: str) -> Node:
        self.problems.append(Problem(text, place.offset, place.length))
        return _UNREADABLE

    def _place(self, found: ast.expr) -> Place:
        """Python counts bytes, people count characters."""
        characters: Callable[[int], int] = lambda end: len(self._bytes[:end].decode())  # noqa: E731 -- used here only
        start = characters(found.col_offset)
        return Place(self._indent + start, characters(found.end_col_offset or 0) - start)


def _not_allowed(found: ast.expr) -> str:
    match found:
        case ast.BinOp(op=ast.BitAnd()):
            return "Write 'and' in a word."
        case ast.BinOp(op=ast.BitOr()):
            return "Write 'or' in a word."
        case ast.BinOp() | ast.UnaryOp():
            return "A condition does not calculate; compare a fact with a number."
        case ast.Constant():
            return "Write a number, a word in quotes or True."
        case _:
            return "This does not belong in a condition."
