"""From what was found to what can be asked: each plugin imported, asked who it is, and merged or turned away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from turgor import __version__
from turgor.content import InvalidContent, Problem, load_core, merge_fitting
from turgor.domain.catalogue import Catalogue, PluginState, PluginStatus
from turgor.domain.published import Published
from turgor.domain.treatments import Modality
from turgor.host import answers
from turgor.host.calls import Misfit, Plugin, Unusable, guarded
from turgor.host.discovery import OWN, Found

MOST_SHOWN = 5  # problems that one status line repeats

_Key = tuple[str, str]


@attrs.frozen
class Loaded:
    """Everything that came of loading.

    Attributes:
        published: gaps between actions that stand in a source, to compare the derived ones with.
        statuses: (name, distribution) -> what became of it, for every plugin that was found.

    """

    catalogue: Catalogue
    published: Sequence[Published]
    modalities: Mapping[str, Modality]
    plugins: Mapping[str, Plugin]
    statuses: Mapping[_Key, PluginStatus]


class _Rejected(Exception):  # noqa: N818  what becomes of the plugin, in the words of its status
    """The plugin works, but does not fit."""


def load_all(found: Iterable[Found], disabled: Collection[str], *, everything_disabled: bool) -> Loaded:
    """Load what is not disabled. A plugin that cannot be loaded costs itself only, whatever the order."""
    in_order = sorted(found, key=lambda entry: (entry.name, entry.distribution))
    wanted = [entry for entry in in_order if not everything_disabled and entry.name not in disabled]
    statuses = {_key(entry): _status(entry, PluginState.DISABLED) for entry in in_order}
    ready = []
    for entry in wanted:
        try:
            _refuse_contested(entry, wanted)
            plugin, modality = _load(entry)
            statuses[_key(entry)] = _status(entry, PluginState.LOADED, content=modality.content_version)
            _refuse_other_versions(modality)
        except Unusable as problem:
            statuses[_key(entry)] = _status(entry, PluginState.FAILED, str(problem))
        except _Rejected as problem:
            statuses[_key(entry)] = _rejected(statuses[_key(entry)], str(problem))
        else:
            ready.append((entry, plugin, modality))
    return _merged(ready, statuses)


def _load(entry: Found) -> tuple[Plugin, Modality]:
    """Import a plugin and ask who it is. Raises Unusable where it fails and _Rejected where it does not fit."""
    try:
        plugin = Plugin.of(entry.name, guarded(entry.load, "importing it raised an error"))
        if not plugin.has("turgor_modality"):
            raise _Rejected("it has no turgor_modality hook; mark the function with @hookimpl")
        modality = answers.modality(plugin.call("turgor_modality", {}))
    except Unusable as problem:
        if isinstance(problem.__cause__, InvalidContent):
            raise _Rejected(_summed(problem.__cause__.problems)) from problem
        raise
    except Misfit as problem:
        raise _Rejected(str(problem)) from problem
    if modality.name != entry.name:
        raise _Rejected(
            f"it calls itself {modality.name!r}, but its entry point is called {entry.name!r}; use one name"
        )
    return plugin, modality


def _refuse_contested(entry: Found, wanted: Sequence[Found]) -> None:
    """Two distributions cannot share a name. Ours keeps its own; among strangers nobody can say who is meant."""
    others = [other.distribution for other in wanted if other.name == entry.name and other is not entry]
    if others and entry.distribution != OWN:
        raise _Rejected(
            f"{' and '.join(sorted([entry.distribution, *others]))} both provide a modality {entry.name!r}; "
            "uninstall one of them"
        )


def _refuse_other_versions(modality: Modality) -> None:
    try:
        fits = SpecifierSet(modality.requires_turgor).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        raise _Rejected(
            f"its requires_turgor is no version specifier: {modality.requires_turgor!r}; write it like '>=0.1,<1'"
        ) from None
    if not fits:
        raise _Rejected(
            f"it runs on Turgor {modality.requires_turgor}, and this is {__version__}; install versions that fit"
        )


def _merged(ready: Sequence[tuple[Found, Plugin, Modality]], statuses: dict[_Key, PluginStatus]) -> Loaded:
    """Merge what fits. Ours come first: of two that declare one id differently, the later one is at fault."""
    in_order = sorted(ready, key=lambda loaded: (loaded[0].distribution != OWN, loaded[0].name))
    merged = merge_fitting(load_core(), {entry.name: modality for entry, _, modality in in_order})
    fitting = [loaded for loaded in ready if loaded[0].name not in merged.rejected]
    for entry, _, _ in ready:
        if problems := merged.rejected.get(entry.name):
            statuses[_key(entry)] = _rejected(statuses[_key(entry)], _summed(problems))
    return Loaded(
        catalogue=merged.catalogue,
        published=merged.published,
        modalities={entry.name: modality for entry, _, modality in fitting},
        plugins={entry.name: plugin for entry, plugin, _ in fitting},
        statuses=statuses,
    )


def _summed(problems: Sequence[Problem]) -> str:
    """The first few problems in one line."""
    more = [f"and {len(problems) - MOST_SHOWN} more"] if len(problems) > MOST_SHOWN else []
    return "; ".join([*map(str, problems[:MOST_SHOWN]), *more])


def _key(entry: Found) -> _Key:
    return entry.name, entry.distribution


def _status(entry: Found, state: PluginState, reason: str = "", content: str = "") -> PluginStatus:
    return PluginStatus(entry.name, entry.distribution, entry.version, state, content, reason)


def _rejected(status: PluginStatus, reason: str) -> PluginStatus:
    return attrs.evolve(status, state=PluginState.REJECTED, reason=reason)
