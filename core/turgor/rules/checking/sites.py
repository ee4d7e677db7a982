"""Checks of zones: ``zone in neck``, ``zone in (upper_eyelid, jawline.left)``."""

from __future__ import annotations

from turgor.rules.answering.formula import Formula
from turgor.rules.answering.questions import InZone
from turgor.rules.checking.desk import UNREADABLE, Desk
from turgor.rules.reading.nodes import Compare, Listed, Name, Node, Word
from turgor.rules.reading.problems import closest


class Zones:
    """Reads questions about the site."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def formula(self, node: Compare) -> Formula:
        if node.operator != "in":
            example = f"zone in {node.right.text if isinstance(node.right, Word) else node.right}"
            return self._desk.problem(node, "Ask whether the site lies in a zone.", example)
        items = node.right.items if isinstance(node.right, Listed) else (node.right,)
        found = [self._zone(item) for item in items]
        if None in found:
            return UNREADABLE
        sites = frozenset(site for some in found if some for site in some)
        if sites == self._desk.vocabulary.zones.sites:
            return self._desk.problem(node, "This always holds: all zones are listed.")
        if not sites:
            return self._desk.problem(node, "This can never hold: no zone is listed.")
        return self._desk.ask(InZone(sites))

    def _zone(self, node: Node) -> frozenset[str] | None:
        """The sites of a zone; None after a problem."""
        zones = self._desk.vocabulary.zones
        match node:
            case Name(id=zone) if zone in zones.references:
                return zones.sites_of(zone)
            case Name(id=zone):
                whole = zone.partition(".")[0]  # of a zone that has no sides
                meant = whole if whole in zones.references else closest(zone, zones.references)
                self._desk.problem(node, f"'{zone}' is not a known zone.", meant)
            case Word(text=zone):
                self._desk.problem(node, "A zone stands without quotes.", zone)
            case _:
                self._desk.problem(node, "Here a zone is needed, as in: zone in neck.")
        return None
