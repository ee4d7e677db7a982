"""The strict filter that a modality's drawing passes before it is printed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from turgor.documents.errors import DocumentError
from turgor.documents.model import Picture
from turgor.domain.handouts import Picture as Drawing

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    {"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan"}
)
_ATTRIBUTES = frozenset(
    {
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
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "font-size",
        "font-weight",
        "text-anchor",
    }
)
_VALUE = re.compile(r"[#\w\s.,%()+-]*")
_LONGEST = 200_000  # characters; a line drawing has a few thousand


def picture(drawing: Drawing) -> Picture:
    """The drawing reduced to shapes, with its description as title. Raises DocumentError for anything else."""
    if len(drawing.svg) > _LONGEST or "<!" in drawing.svg or "<?" in drawing.svg:
        raise DocumentError("a picture must be a short SVG without declarations")
    try:
        root = ET.fromstring(drawing.svg)  # noqa: S314 -- declarations, and with them entities, were refused above
    except ET.ParseError as error:
        raise DocumentError(f"a picture is not well-formed SVG: {error}") from error
    for title in [child for child in root if child.tag == f"{_SVG}title"]:
        root.remove(title)
    for element in root.iter():
        _check(element)
    title = ET.Element(f"{_SVG}title")
    title.text = description = drawing.description.text
    root.insert(0, title)
    ET.register_namespace("", _SVG[1:-1])
    return Picture(ET.tostring(root, encoding="unicode"), description)


def _check(element: ET.Element) -> None:
    if element.tag.removeprefix(_SVG) not in _SHAPES:
        raise DocumentError(f"a picture may not hold <{element.tag.removeprefix(_SVG)}>")
    for name, value in element.attrib.items():
        if name not in _ATTRIBUTES or not _VALUE.fullmatch(value) or "url" in value.lower():
            raise DocumentError(f"a picture may not hold {name}={value[:40]!r}")
