"""Sites as people say them: left and right as one zone where both are meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from turgor.documents.wording import words


def both_sides(sites: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each zone with its sites: left and right as one zone where both are there."""
    held = list(dict.fromkeys(sites))
    for site in held:
        zone, _, side = site.partition(".")
        other = f"{zone}.{'right' if side == 'left' else 'left'}"
        if not side or other not in held:
            yield site, (site,)
        elif side == "left":
            yield zone, (site, other)


def said(sites: Iterable[str], names: Mapping[str, str]) -> str:
    """As in "jawline and chin"."""
    return words.places((zone for zone, _ in both_sides(sites)), names)
