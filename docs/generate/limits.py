"""docs/reference/limits.md: every limit the verifier knows."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator

import turgor.verify
from turgor.domain.messages import Phrase

ROOMS = tuple(
    dict.fromkeys((turgor.verify, *(sys.modules[check.__module__] for check in turgor.verify.CHECKS)))
)
HEAD = """# Limits the verifier checks

`turgor verify PLAN` replays a plan day by day and names each limit that it breaks; no plan leaves the planner without
passing. What stands in braces is filled in from the plan.

| limit | what is said when it is broken |
|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| `{limit}` | {'<br>'.join(texts)} |\n" for limit, texts in limits().items())


def limits() -> dict[str, tuple[str, ...]]:
    """Each limit with the phrases that may name it, in the order of the checks."""
    found: dict[str, dict[str, None]] = {}
    for room in ROOMS:
        for limit, phrase in _breaches(ast.parse(inspect.getsource(room))):
            text = getattr(room, phrase) if phrase else None
            found.setdefault(limit, {})
            if isinstance(text, Phrase):
                found[limit][text.english] = None
    return {limit: tuple(texts) for limit, texts in found.items()}


def _breaches(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Every ``Breach("limit", ..., PHRASE(...))``, also where the message was made a line above."""
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Breach":
            said = node.args[2]
            if isinstance(said, ast.Name):
                above = [one for one in assigned if one.lineno < node.lineno]
                said = max(above, key=lambda one: one.lineno).value
            yield ast.literal_eval(node.args[0]), _phrase(said)


def _phrase(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
