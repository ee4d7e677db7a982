"""What a line drawing may hold: shapes and text, nothing that reaches out or runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset(
    {"svg", "title", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan"}
)
ATTRIBUTES = frozenset(
    [
        "viewBox",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "d",
        "points",
        "dx",
        "dy",
        "transform",
        "fill",
        "stroke",
        "stroke-width",
    ]
) | frozenset(
    ["stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-size", "font-weight", "text-anchor"]
)
LONGEST = 200_000  # characters; a line drawing has a few thousand
DEEPEST = 50  # elements inside each other: who prints it goes through them by recursion

_VALUE = re.compile(r"[#\w\s.,%()+-]*")


def forbidden_in(svg: str) -> Iterator[str]:
    """Say everything in a drawing that is not printed: declarations, links, scripts, styles, foreign content."""
    if len(svg) > LONGEST or "<!" in svg or "<?" in svg:
        yield f"must be an SVG of at most {LONGEST} characters, without declarations or comments"
        return
    try:
        root = ET.fromstring(svg)  # noqa: S314  declarations, and with them entities, were refused above
    except ET.ParseError as problem:
        yield f"must be well-formed SVG ({problem})"
        return
    if _is_deeper(root, DEEPEST):
        yield f"must not have more than {DEEPEST} elements inside each other"
        return
    if root.tag != f"{SVG}svg":
        yield f'must begin with <svg xmlns="{SVG[1:-1]}">'
    for element in root.iter():
        name = str(element.tag).removeprefix(SVG)
        if name not in SHAPES:
            yield f"must not hold <{name}>"
        for key, value in element.attrib.items():
            if key not in ATTRIBUTES or not _VALUE.fullmatch(value) or "url" in value.lower():
                yield f"must not hold {key}={value[:40]!r}"


def _is_deeper(root: ET.Element, most: int) -> bool:
    """Whether elements are nested more than so often."""
    level = [root]
    for _ in range(most):
        level = [below for element in level for below in element]
    return bool(level)
