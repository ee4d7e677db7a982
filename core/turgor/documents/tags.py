"""What WeasyPrint 70 leaves out of the tag tree and a screen reader needs: language, header scope, expansion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any

Build = Callable[..., Iterator[Any]]


@cache
def install() -> None:
    """Make WeasyPrint use `completed`, once in a process."""
    from weasyprint.pdf import tags

    tags._build_box_tree = completed(tags._build_box_tree)  # noqa: SLF001 -- there is no public door; the version is pinned


def completed(build: Build) -> Build:
    """Wrap `weasyprint.pdf.tags._build_box_tree`, which calls itself for the children of each box."""
    import pydyf

    @wraps(build)
    def built(box: Any, *rest: Any) -> Iterator[Any]:
        html = getattr(box, "_box", box).element  # an absolute box stands behind a placeholder
        for tag in build(box, *rest):
            if html is not None:
                _complete(tag, html, pydyf.String)
            yield tag

    return built


def _complete(tag: Any, html: Any, text: Callable[[str], Any]) -> None:
    if (language := html.get("lang")) and html.tag not in ("html", "body"):
        tag["Lang"] = text(language)
    if html.tag == "abbr" and html.get("title"):
        tag["E"] = text(html.get("title"))
    if tag["S"] == "/TH":
        tag["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
