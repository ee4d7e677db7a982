"""A document made of blocks: what most documents are. What a block says is decided before; a template lays it out."""

from __future__ import annotations

import attrs

from turgor.documents.parts import CallBox, KeyFigure, Stamp


@attrs.frozen
class Cell:
    """What stands in one cell: a line, and smaller lines below it."""

    text: str
    small: tuple[str, ...] = ()
    strong: bool = False


@attrs.frozen
class Table:
    """Rows under a head; the first cell of each row names it.

    Attributes:
        widths: of the columns, in percent.
        ticked: each row begins with a box to tick.
        amounts: the last column holds amounts, one below the other.
        lists: the first cells list many things, which would be too loud in strong print.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    ticked: bool = False
    lists: bool = False
    amounts: bool = False


@attrs.frozen
class Signature:
    """A line to sign on, with who signs and a place for the date."""

    who: str


@attrs.frozen
class Chart:
    """A drawing of ours with the same in words."""

    template: str
    data: object


@attrs.frozen
class Entry:
    """One line of a list that others refer to by its mark."""

    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


@attrs.frozen
class Block:
    """One part of a sheet, under a heading; parts without content are left out by whoever makes them.

    Attributes:
        part: the heading opens a new part of the document.
        kind: ``plain``, or how the block is set off: ``alert``, ``note`` or ``box``.
        ticks: lines with a box to tick.
        entries: a list in small print, in two columns where the print is small enough.
        lines: so many lines to write on by hand.
        leads: the next block begins on the same page.
        together: never broken over two pages, but in large print.
        unbroken: never broken over two pages, whatever the print.
        new_page: begins a page.
    """

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    signatures: tuple[Signature, ...] = ()
    entries: tuple[Entry, ...] = ()
    small: tuple[str, ...] = ()
    lines: int = 0
    part: bool = False
    kind: str = "plain"
    leads: bool = False
    together: bool = False
    unbroken: bool = False
    new_page: bool = False


@attrs.frozen
class Letter:
    """The head of a letter: who writes, line by line, and whose name is written in by hand."""

    sender: tuple[str, ...]
    to: str


@attrs.frozen
class Sheet:
    """A document made of blocks.

    Attributes:
        letter: laid out as a letter: who writes and to whom stand above.
        end: small print below all else.
        dense: for the practitioner's file: tables and lists in small print, lists in two columns.
    """

    language: str
    title: str
    stamp: Stamp
    blocks: tuple[Block, ...]
    lead: str = ""
    figures: tuple[KeyFigure, ...] = ()
    call: CallBox | None = None
    letter: Letter | None = None
    dense: bool = False
    end: tuple[str, ...] = ()


def row(*texts: str | Cell) -> tuple[Cell, ...]:
    """A row of a table."""
    return tuple(text if isinstance(text, Cell) else Cell(text) for text in texts)
