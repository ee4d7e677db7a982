"""Which modalities are installed, without importing any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import Distribution, EntryPoint, distributions

import attrs
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

GROUP = "turgor.modalities"
OWN = "turgor"  # our own distribution, whose names nobody else can take


@attrs.frozen
class Found:
    """One entry point of an installed distribution, not yet imported.

    Attributes:
        name: of the entry point, which is the modality's.
        load: imports the plugin and gives the object that implements the hooks. May raise anything. One that can be
            pickled is called in a process of the plugin's own; what cannot is an object in this one, and asked here.
        requires_turgor: the versions of Turgor that its package asks for; known before anything is imported.

    """

    name: str
    distribution: str
    version: str
    load: Callable[[], object]
    requires_turgor: str = ""


def find() -> tuple[Found, ...]:
    """Every modality that an installed distribution announces, sorted by name and then by distribution."""
    found: dict[tuple[str, str], Found] = {}
    for distribution in distributions():  # in the order of the path: the first of a name hides the others
        for entry in announced(distribution):
            found.setdefault((entry.name, entry.distribution), entry)
    return tuple(found[key] for key in sorted(found))


def announced(distribution: Distribution) -> Iterator[Found]:
    """The modalities that one distribution announces; one whose entry points cannot be read fails when it is loaded."""
    name, version = _identity(distribution)
    try:
        points = [point for point in distribution.entry_points if point.group == GROUP]
    except Exception as problem:  # noqa: BLE001  a broken file of any package must not cost all the others
        if GROUP in (distribution.read_text("entry_points.txt") or ""):
            yield Found(
                name, name, version, partial(_raise, f"its entry_points.txt cannot be read ({problem!r})")
            )
        return
    for point in points:
        bare = EntryPoint(
            point.name, point.value, point.group
        )  # without its distribution, it crosses to a process
        yield Found(point.name, name, version, bare.load, required(distribution.requires or ()))


def required(lines: Iterable[str]) -> str:
    """The versions of Turgor among the requirements of a package; empty where it asks for none."""
    for line in lines:
        try:
            asked = Requirement(line)
        except InvalidRequirement:  # pip would refuse it; it is not for us to
            continue
        if canonicalize_name(asked.name) == OWN and (
            asked.marker is None or asked.marker.evaluate({"extra": ""})
        ):
            return str(asked.specifier)
    return ""


def _identity(distribution: Distribution) -> tuple[str, str]:
    try:
        return str(distribution.name or "unnamed"), str(distribution.version or "")
    except Exception:  # noqa: BLE001  metadata may be missing altogether
        return "unnamed", ""


def _raise(text: str) -> object:
    raise ValueError(text)
