"""What WeasyPrint 70 leaves out of the tag tree and a screen reader needs: language, header scope, expansion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

Build = Callable[..., Iterator[Any]]


def install(module: Any) -> None:
    """Make the module `weasyprint.pdf.tags` build its tree with what it leaves out."""
    module._build_box_tree = completed(module._build_box_tree, module.pydyf.String)  # noqa: SLF001 -- there is no public door; the version is pinned


def completed(build: Build, text: Callable[[str], Any]) -> Build:
    """Wrap `_build_box_tree`, which calls itself for the children of each box; `text` makes a PDF string."""

    @wraps(build)
    def built(box: Any, *rest: Any) -> Iterator[Any]:
        html = getattr(box, "_box", box).element  # an absolute box stands behind a placeholder
        for tag in build(box, *rest):
            if html is not None:
                _complete(tag, html, text)
            yield tag

    return built


def _complete(tag: Any, html: Any, text: Callable[[str], Any]) -> None:
    if language := html.get("lang"):  # of the document too, because several may lie in one pile
        tag.setdefault("Lang", text(language))
    if html.tag == "abbr" and html.get("title"):
        tag["E"] = text(html.get("title"))
    if tag["S"] == "/TH":
        tag["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
