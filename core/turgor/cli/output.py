"""Where results go: text to stdout through rich, JSON to a file or stdout, each harmless for a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from turgor.domain.messages import Message

WIDTH_OF_A_FILE = 110  # columns where stdout is no terminal


def console() -> Console:
    """Standard output. Nobody's text is taken for markup; NO_COLOR is obeyed."""
    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(markup=False, highlight=False, emoji=False, width=width, file=sys.stdout)


def on_a_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def cell(value: object, style: str = "") -> Text:
    """A text for the screen, without control characters: those of a patient's file could move the cursor."""
    text = "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in str(value))
    return Text(text, style)


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    """A plain table: a line below the head, nothing else."""
    shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(entry if isinstance(entry, Text) else cell(entry) for entry in row))
    return shown


def heading(text: str) -> Text:
    """The title of a part of a screen."""
    return cell(f"\n{text}", "bold")


def write_json(text: str, target: str, *inputs: str) -> None:
    """Write JSON to stdout (``-``) or, whole or not at all, to a file that is none of the inputs."""
    if target == "-":
        click.echo(text, nl=not text.endswith("\n"))
        return
    from turgor.practice import write_atomically  # noqa: PLC0415  commands that read no file stay quick

    refuse_input(target, "--json", *inputs)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    write_atomically(Path(target), text.encode())


def refuse_input(target: str | Path, option: str, *inputs: str) -> None:
    """Never write over what was read."""
    for given in inputs:
        if given != "-" and Path(target).resolve() == Path(given).resolve():
            raise click.BadParameter(f"{target} is the file that is read; choose another", param_hint=option)


def as_json(schema: str, result: Mapping[str, Any]) -> str:
    """The result of a command under its versioned schema name, as JSON text."""
    return json.dumps({"schema": schema, **_plain_mapping(result)}, indent=2, ensure_ascii=False) + "\n"


def plain(value: Any) -> Any:  # noqa: PLR0911  one line a kind of value
    """Records as tables, sets in order, dates as ISO 8601, amounts as decimal text, messages with their English."""
    match value:
        case Message():
            return {"key": value.key, "params": plain(value.params), "text": value.text}
        case Enum():
            return value.value
        case date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Mapping():
            return _plain_mapping(value)
        case set() | frozenset():
            return sorted(plain(entry) for entry in value)
        case list() | tuple():
            return [plain(entry) for entry in value]
        case _ if attrs.has(type(value)):
            return _plain_mapping(attrs.asdict(value, recurse=False))
        case _:
            return value


def _plain_mapping(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).removesuffix("_"): plain(entry) for key, entry in mapping.items()}
