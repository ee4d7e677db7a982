"""A condition as it was read, before anybody knows what its names mean: a small frozen tree.

`str` of a node gives text that reads back as an equal node.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Place:
    """Where in the text something stands, in characters."""

    offset: int = 0
    length: int = 0


def _place() -> Place:
    """The place of a node; two nodes that say the same are equal wherever they stand."""
    return attrs.field(default=Place(), eq=False, repr=False, kw_only=True)


@attrs.frozen
class Name:
    """A fact, ``age``, or a zone with its side (``jawline.left``)."""

    id: str
    place: Place = _place()

    def __str__(self) -> str:
        return self.id


@attrs.frozen
class Word:
    """Something in quotes: an option, a kind of event, a treatment."""

    text: str
    place: Place = _place()

    def __str__(self) -> str:
        return f"'{self.text}'"


@attrs.frozen
class Number:
    """A number that is written out."""

    value: float
    place: Place = _place()

    def __str__(self) -> str:
        return repr(self.value)


@attrs.frozen
class Listed:
    """Several words or zones in parentheses."""

    items: tuple[Node, ...]
    place: Place = _place()

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.items))}{',' if len(self.items) == 1 else ''})"


@attrs.frozen
class Always:
    """``True``: holds for everybody."""

    place: Place = _place()

    def __str__(self) -> str:
        return "True"


@attrs.frozen
class Compare:
    """Two things and how they should stand to each other: ``==``, ``<``, ``in`` and so on."""

    left: Node
    operator: str
    right: Node
    place: Place = _place()

    def __str__(self) -> str:
        return f"{_inside(self.left)} {self.operator} {_inside(self.right)}"


@attrs.frozen
class Call:
    """A question about events: ``within('ha_filler', days=180)``."""

    function: str
    arguments: tuple[Node, ...] = ()
    named: tuple[tuple[str, Node], ...] = ()
    place: Place = _place()

    def __str__(self) -> str:
        given = [*map(str, self.arguments), *(f"{name}={value}" for name, value in self.named)]
        return f"{self.function}({', '.join(given)})"


@attrs.frozen
class Not:
    """The contrary of its part."""

    part: Node
    place: Place = _place()

    def __str__(self) -> str:
        return f"not {_inside(self.part)}"


@attrs.frozen
class And:
    """Holds where all parts do."""

    parts: tuple[Node, ...]
    place: Place = _place()

    def __str__(self) -> str:
        return " and ".join(map(_inside, self.parts))


@attrs.frozen
class Or:
    """Holds where any part does."""

    parts: tuple[Node, ...]
    place: Place = _place()

    def __str__(self) -> str:
        return " or ".join(map(_inside, self.parts))


Node = Name | Word | Number | Listed | Always | Compare | Call | Not | And | Or


def _inside(node: Node) -> str:
    """A part, in parentheses wherever they could matter."""
    return f"({node})" if isinstance(node, Compare | Not | And | Or) else str(node)
