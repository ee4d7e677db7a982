"""Plan <-> JSON. Equal plans give equal bytes, and what was written is read back equal."""

from __future__ import annotations

import json
from pathlib import Path

from turgor.domain.plan import SCHEMA, Plan
from turgor.files.errors import InvalidFile
from turgor.files.plan_shape import PLAN
from turgor.files.source import Source
from turgor.structuring.problems import InvalidContent, shown, wrong
from turgor.structuring.records import structure


def write_plan(plan: Plan) -> str:
    """The plan as JSON: keys in the order of the records, maps and sets sorted."""
    return json.dumps(PLAN.unstructure(plan), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def read_plan(source: str | Path) -> Plan:
    """The plan in a JSON file, or on standard input (``-``). Raises InvalidFile."""
    return _plan(Source.read(source))


def parse_plan(text: str, name: str) -> Plan:
    """The plan in a text that was kept; `name` is what messages call it. Raises InvalidFile."""
    return _plan(Source(name, Path(), text.encode()))


def _plan(read: Source) -> Plan:
    tables = read.tables()
    try:
        _check_schema(tables.get("schema"))
        return structure(tables, Plan, PLAN)
    except InvalidContent as error:
        raise InvalidFile(error.in_file(read.name).problems) from error


def _check_schema(schema: object) -> None:
    """A file of another kind or version is one problem, not a hundred."""
    if schema is None:
        raise wrong(f'is no plan: it has no "schema": "{SCHEMA}"')
    if schema != SCHEMA:
        raise wrong(f"must be {SCHEMA}, got {shown(schema)}; another version of Turgor wrote it").under(
            "schema"
        )
