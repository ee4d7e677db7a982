"""One installed modality, looked at from all sides."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from turgor.domain.catalogue import PluginState, PluginStatus
from turgor.domain.treatments import Modality
from turgor.host import Host

_ADDED = ("rules", "facts", "event_kinds", "states", "instruments", "traits", "mechanisms", "prerequisites")


@attrs.frozen
class Installed:
    """What became of a plugin, and what it says of itself where it is loaded.

    Attributes:
        modality: None where it is not loaded.
        added: kind of record -> ids that it adds to the catalogue.

    """

    status: PluginStatus
    modality: Modality | None
    hooks: tuple[str, ...]
    added: Mapping[str, tuple[str, ...]]


def installed(host: Host, name: str) -> tuple[Installed, ...]:
    """The plugins of a name: one, unless two distributions provide it."""
    return tuple(_installed(host, status) for status in host.statuses if status.name == name)


def _installed(host: Host, status: PluginStatus) -> Installed:
    if status.state is not PluginState.LOADED:
        return Installed(status, None, (), {})
    modality = host.modalities[status.name]
    added = {kind: tuple(sorted(one.id for one in getattr(modality, kind))) for kind in _ADDED}
    return Installed(status, modality, tuple(host.hooks(status.name)), added)
