"""Single records <-> JSON, as they stand within a plan: what is kept of a case, a policy, what happened."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from turgor.content.parsing import parse_json
from turgor.files.errors import InvalidFile
from turgor.files.plan_shape import PLAN
from turgor.structuring.problems import InvalidContent
from turgor.structuring.records import structure

T = TypeVar("T")


def write_record(record: Any) -> str:
    """A record as JSON in one line. Equal records give equal texts."""
    return json.dumps(PLAN.unstructure(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_record(text: str, kind: type[T], name: str) -> T:
    """The record that was written; `name` is what messages call it. Raises InvalidFile."""
    try:
        return structure(parse_json(text.encode()), kind, PLAN)
    except InvalidContent as error:
        raise InvalidFile(error.in_file(name).problems) from error
