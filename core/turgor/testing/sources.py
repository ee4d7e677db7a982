"""Where the code of a plugin stands, and what of Turgor it imports."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from inspect import getsourcefile, unwrap
from pathlib import Path

import attrs

from turgor.host.calls import guarded

PROMISED = ("turgor.api", "turgor.testing")
_OURS = Path(__file__).parents[1]


@attrs.frozen
class Beyond:
    """An import of something about which nothing is promised."""

    file: Path
    line: int
    module: str


def roots_of(load: Callable[[], object]) -> Iterable[Path]:
    """The files, or whole packages, in which the hooks of a plugin stand. Raises Unusable where it fails."""
    plugin = guarded(load, "importing it raised an error")
    for hook in (getattr(plugin, name) for name in dir(plugin) if name.startswith("turgor_")):
        source = getsourcefile(unwrap(hook)) if callable(hook) else None
        if source and not Path(source).is_relative_to(_OURS):
            file = Path(source).resolve()
            yield from [file.parent] if file.name == "__init__.py" else [file, file.with_suffix(".toml")]


def beyond_the_promise(roots: Iterable[Path]) -> Iterator[Beyond]:
    """Imports of Turgor's own modules, in the order of files and lines."""
    for file in sorted({file for root in roots for file in _python_files(root)}):
        for line, module in _imports(ast.parse(file.read_text(encoding="utf-8"))):
            if f"{module}.".startswith("turgor.") and not f"{module}.".startswith(
                tuple(f"{one}." for one in PROMISED)
            ):
                yield Beyond(file, line, module)


def _python_files(root: Path) -> Iterable[Path]:
    if root.is_dir():
        return root.rglob("*.py")
    return [root] if root.suffix == ".py" and root.is_file() else []


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and module of every import, wherever it stands; relative ones are of the plugin itself."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, one.name) for one in node.names)
            case ast.ImportFrom(module="turgor", level=0):  # `from turgor import api`
                yield from ((node.lineno, f"turgor.{one.name}") for one in node.names)
            case ast.ImportFrom(module=str() as module, level=0):
                yield node.lineno, module
