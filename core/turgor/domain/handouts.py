"""What a modality adds to printed documents: data, never HTML, CSS or templates."""

from __future__ import annotations

import attrs

from turgor.domain.messages import Message


@attrs.frozen
class Picture:
    """A line drawing. The SVG passes a strict filter before it is printed.

    Attributes:
        svg: the drawing; shapes, paths and text only.
        description: what it shows, at least three words.

    """

    svg: str
    description: Message


@attrs.frozen
class HandoutSection:
    """A titled section about one treatment of the plan."""

    treatment: str
    title: Message
    paragraphs: tuple[Message, ...] = ()
    items: tuple[Message, ...] = ()
    picture: Picture | None = None
