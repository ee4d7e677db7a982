"""A modality's drawing as it is printed. Its record has already refused everything but shapes and text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from PIL import ImageColor

from turgor.documents.parts import Picture
from turgor.documents.style import STANDARD, Ink, Style
from turgor.domain.drawings import SVG
from turgor.domain.handouts import Picture as Drawing

PAINTED, UNPAINTED = frozenset({"fill", "stroke"}), ("none", "currentColor", "inherit", "transparent")
_LABEL = 9.0  # the size of labels in standard print, at which a drawing without words is as large as it says


def picture(drawing: Drawing, style: Style = STANDARD, room: float | None = None) -> Picture:
    """The drawing with its description as title, first, where screen readers get it from.

    It is as large as its smallest words need to be read; without words it keeps to the room there is, in points.
    """
    root = ET.fromstring(drawing.svg)  # noqa: S314 -- the record refuses declarations, and with them entities
    for title in root.findall(f"{SVG}title"):
        root.remove(title)
    for element in root.iter():
        element.tag = element.tag.removeprefix(
            SVG
        )  # HTML knows no prefixes, and those of ElementTree are global
    root.set("xmlns", SVG[1:-1])
    _size(root, style, room)
    if style.ink is Ink.BLACK:
        _without_colour(root)
    title = ET.Element("title")
    title.text = drawing.description.text
    root.insert(0, title)
    return Picture(ET.tostring(root, encoding="unicode"), drawing.description.text)


def _without_colour(root: ET.Element) -> None:
    """Every colour as the grey that is as bright."""
    for element in root.iter():
        for name in PAINTED & set(element.keys()):
            element.set(name, _grey(element.get(name, "")))


def _grey(colour: str) -> str:
    """As bright; black where it is no colour that we know."""
    if colour in UNPAINTED:
        return colour
    try:
        red, green, blue = ImageColor.getrgb(colour)[:3]
    except ValueError:
        return "#000000"
    return "#" + f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}" * 3


def _size(root: ET.Element, style: Style, room: float | None) -> None:
    """Width and height in points; what has no view box keeps its own."""
    try:
        width, height = map(float, root.get("viewBox", "").replace(",", " ").split()[2:])
        words = [
            float(element.get("font-size", "").removesuffix("px"))
            for element in root.iter()
            if element.get("font-size")
        ]
    except ValueError:
        return
    scale = min(style.type_scale.label / min(words, default=_LABEL), style.measure / width)
    if room and not words:
        scale = room / width
    root.set("width", f"{width * scale:.1f}pt")
    root.set("height", f"{height * scale:.1f}pt")
