"""Bytes of a TOML or JSON file -> tables, with decimals kept exact and every failure said in plain words."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from turgor.structuring.problems import wrong

_TOML_PLACE = re.compile(r"(?P<what>.*) \(at (?P<where>.*)\)", re.DOTALL)
_LINE = re.compile(r"line (\d+), column (\d+)")
_DATE_AT = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_toml(data: bytes) -> dict[str, Any]:
    """The tables of a TOML file. Raises InvalidContent."""
    text = _text(data)
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise wrong(_toml_words(str(error), text)) from error
    except (ValueError, RecursionError) as error:
        raise wrong(f"cannot be read as TOML: {_cause(error)}") from error


def parse_json(data: bytes) -> Any:
    """What a JSON file holds. Raises InvalidContent."""
    text = _text(data)
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_without_repeats
        )
    except json.JSONDecodeError as error:
        raise wrong(
            f"cannot be read as JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise wrong(f"cannot be read as JSON: {_cause(error)}") from error


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise wrong(f"is not UTF-8 text (byte {error.start + 1})") from error


def _toml_words(message: str, text: str) -> str:
    """The parser's message with its place first; a date that no calendar has is named."""
    parts = _TOML_PLACE.fullmatch(message)
    if parts is None:
        return f"cannot be read as TOML: {message}"
    if place := _LINE.fullmatch(parts["where"]):
        line = text.split("\n")[int(place[1]) - 1]
        if day := _impossible_date(line, int(place[2]) - 1):
            return f"{parts['where']}: {day} is not a day of the calendar"
    return f"cannot be read as TOML: {parts['where']}: {parts['what'][:1].lower()}{parts['what'][1:]}"


def _impossible_date(line: str, column: int) -> str:
    """The date without a day in which the parser stopped, or an empty text."""
    for found in _DATE_AT.finditer(line):
        if found.start() <= column < found.end() and not _is_day(found[0]):
            return found[0]
    return ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _cause(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands there twice")
    return table
