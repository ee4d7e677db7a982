"""A modality's drawing as it is printed. Its record has already refused everything but shapes and text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from turgor.documents.parts import Picture
from turgor.domain.drawings import SVG
from turgor.domain.handouts import Picture as Drawing


def picture(drawing: Drawing) -> Picture:
    """The drawing with its description as title, first, where screen readers get it from."""
    root = ET.fromstring(drawing.svg)  # noqa: S314 -- the record refuses declarations, and with them entities
    for title in root.findall(f"{SVG}title"):
        root.remove(title)
    for element in root.iter():
        element.tag = element.tag.removeprefix(
            SVG
        )  # HTML knows no prefixes, and those of ElementTree are global
    root.set("xmlns", SVG[1:-1])
    title = ET.Element("title")
    title.text = drawing.description.text
    root.insert(0, title)
    return Picture(ET.tostring(root, encoding="unicode"), drawing.description.text)
