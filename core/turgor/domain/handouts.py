"""What a modality adds to printed documents: data, never HTML, CSS or templates."""

from __future__ import annotations

import attrs

from turgor.domain.drawings import forbidden_in
from turgor.domain.messages import Message, plain


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
class Move:
    """How much of a move: what an exercise sheet counts.

    Attributes:
        repeats: in one set.
        sets: 0 where the weeks of the home care say how many.
        hold_seconds: 0 for no hold; at each repeat, or only at the last one of a set.

    """

    name: Message
    repeats: int = attrs.field(validator=attrs.validators.ge(1))
    sets: int = attrs.field(validator=attrs.validators.ge(0))
    hold_seconds: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    hold_on_last: bool = False


@attrs.frozen
class HandoutSection:
    """A titled section about one treatment of the plan.

    Attributes:
        move: the section shows how one move of a training programme is done: its items are the steps, its paragraphs
            say who leaves it out.

    """

    treatment: str
    title: Message
    paragraphs: tuple[Message, ...] = ()
    items: tuple[Message, ...] = ()
    picture: Picture | None = None
    move: Move | None = None


@attrs.frozen
class Handout:
    """A section of the printed plan that a modality declares, for each of its treatments that is in the plan.

    Attributes:
        about: ids of its own treatments, or traits of theirs; empty means all of them.
        paragraphs, items: short sentences at reading grade 6 or below.
        picture: in content the name of an SVG file, from the folder above `content` on (``handouts/lamp.svg``); in the
            record the drawing itself. Shapes and text only.
        description: what the picture shows, in at least three words.

    """

    id: str
    title: str
    about: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    picture: str = ""
    description: str = ""

    def section(self, treatment: str) -> HandoutSection:
        """The section about one treatment."""
        return HandoutSection(
            treatment,
            self._said("title", self.title),
            tuple(self._said(f"paragraph.{n}", text) for n, text in enumerate(self.paragraphs, 1)),
            tuple(self._said(f"item.{n}", text) for n, text in enumerate(self.items, 1)),
            Picture(self.picture, self._said("picture", self.description)) if self.picture else None,
        )

    def _said(self, part: str, text: str) -> Message:
        return plain(f"handout.{self.id}.{part}", text)
