"""The zones of face, neck and chest: a tree whose leaves, with their sides, are the sites.

A *zone* is what people say (`face`, `jawline`, `jawline.left`); a *site* is a leaf of the tree on one side
(`jawline.left`, `chin`). Two zones overlap exactly when they share a site, so code works with sets of sites.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

SIDES = ("left", "right")


@attrs.frozen
class Zone:
    """One node of the tree.

    Attributes:
        id: its name in files, for example ``lower_face``.
        name: its name for people.
        parent: the zone that holds it; None for a root.
        sided: whether it exists on the left and on the right.

    """

    id: str
    name: str
    parent: str | None = None
    sided: bool = False


@attrs.frozen(slots=False)
class ZoneTree:
    """All zones. A reference is a zone id, with ``.left`` or ``.right`` where the zone is sided."""

    zones: Mapping[str, Zone]

    @classmethod
    def of(cls, zones: Iterable[Zone]) -> ZoneTree:
        return cls({zone.id: zone for zone in zones})

    @cached_property
    def sites(self) -> frozenset[str]:
        """Every leaf, on each of its sides."""
        parents = {zone.parent for zone in self.zones.values()}
        return frozenset(
            site for zone in self.zones.values() if zone.id not in parents for site in self._sides(zone)
        )

    @cached_property
    def _sites_by_reference(self) -> Mapping[str, frozenset[str]]:
        table: dict[str, set[str]] = {}
        for site in self.sites:
            zone_id, _, side = site.partition(".")
            zone: Zone | None = self.zones[zone_id]
            while zone is not None:
                table.setdefault(zone.id, set()).add(site)
                if side and zone.sided:
                    table.setdefault(f"{zone.id}.{side}", set()).add(site)
                zone = self.zones[zone.parent] if zone.parent else None
        return {reference: frozenset(sites) for reference, sites in table.items()}

    @property
    def references(self) -> frozenset[str]:
        """Everything that may be written where a zone is asked for."""
        return frozenset(self._sites_by_reference)

    def sites_of(self, reference: str) -> frozenset[str]:
        """The sites that a zone reference covers. Raises KeyError for a zone that does not exist."""
        return self._sites_by_reference[reference]

    def sites_of_all(self, references: Iterable[str]) -> frozenset[str]:
        """The sites that any of the references covers."""
        return frozenset(site for reference in references for site in self.sites_of(reference))

    def name_of(self, reference: str) -> str:
        """What people call a zone reference: ``left jawline``. Raises KeyError for a zone that does not exist."""
        zone_id, _, side = reference.partition(".")
        name = self.zones[zone_id].name
        return f"{side} {name}" if side else name

    def cover(self, sites: Iterable[str]) -> tuple[str, ...]:
        """The fewest references, in tree order, that together cover just these sites: how people name them."""
        left, chosen = set(sites), []
        order = {reference: place for place, reference in enumerate(self._largest_first)}
        for reference in self._largest_first:
            covered = self.sites_of(reference)
            if covered <= left:
                chosen.append(reference)
                left -= covered
        return tuple(sorted(chosen, key=lambda reference: (self._place(reference), order[reference])))

    @cached_property
    def _largest_first(self) -> tuple[str, ...]:
        return tuple(
            sorted(self.references, key=lambda ref: (-len(self.sites_of(ref)), self._place(ref), ref))
        )

    def _place(self, reference: str) -> int:
        return list(self.zones).index(reference.partition(".")[0])

    @staticmethod
    def _sides(zone: Zone) -> tuple[str, ...]:
        return tuple(f"{zone.id}.{side}" for side in SIDES) if zone.sided else (zone.id,)
