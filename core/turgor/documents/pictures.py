"""A modality's drawing as it is printed. Its record has already refused everything but shapes and text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from turgor.documents.model import Picture
from turgor.domain.drawings import SVG
from turgor.domain.handouts import Picture as Drawing

ET.register_namespace("", SVG[1:-1])


def picture(drawing: Drawing) -> Picture:
    """The drawing with its description as title, first, where screen readers get it from."""
    root = ET.fromstring(drawing.svg)  # noqa: S314 -- the record refuses declarations, and with them entities
    for title in root.findall(f"{SVG}title"):
        root.remove(title)
    title = ET.Element(f"{SVG}title")
    title.text = drawing.description.text
    root.insert(0, title)
    return Picture(ET.tostring(root, encoding="unicode"), drawing.description.text)
