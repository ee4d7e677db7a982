"""What a modality adds to printed documents: data, never HTML, CSS or templates."""

from __future__ import annotations

import attrs

from turgor.domain.drawings import forbidden_in
from turgor.domain.messages import Message


@attrs.frozen
class Picture:
    """A line drawing.

    Attributes:
        svg: the drawing; shapes, paths and text only.
        description: what it shows, at least three words.

    """

    svg: str = attrs.field()
    description: Message

    @svg.validator
    def _only_shapes(self, _: object, svg: str) -> None:
        if problem := next(forbidden_in(svg), None):
            raise ValueError(problem)


@attrs.frozen
class HandoutSection:
    """A titled section about one treatment of the plan."""

    treatment: str
    title: Message
    paragraphs: tuple[Message, ...] = ()
    items: tuple[Message, ...] = ()
    picture: Picture | None = None
