"""From what was found to what can be asked: each plugin imported, asked who it is, and merged or turned away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from turgor.content import Core, InvalidContent, load_core, merge_fitting, unfit
from turgor.domain.catalogue import Catalogue, PluginState, PluginStatus
from turgor.domain.published import Published
from turgor.domain.treatments import Modality
from turgor.host import answers
from turgor.host.asking import Askable, Asking, Misfit, Unusable
from turgor.host.calls import Here, introduced, summed
from turgor.host.discovery import OWN, Found
from turgor.host.processes import Process, process_of

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
    plugins: Mapping[str, Askable]
    statuses: Mapping[_Key, PluginStatus]


def load_all(
    found: Iterable[Found], disabled: Collection[str], *, everything_disabled: bool, asking: Asking
) -> Loaded:
    """Load what is not disabled. A plugin that cannot be loaded costs itself only, whatever the order.

    All are begun before the first is waited for. Raises PluginError where asking is strict.
    """
    in_order = sorted(found, key=lambda entry: (entry.name, entry.distribution))
    wanted = [entry for entry in in_order if not everything_disabled and entry.name not in disabled]
    admissible = [entry for entry in wanted if admitted(entry, wanted)]
    begun = {} if asking.strict else {_key(entry): _process(entry, asking) for entry in admissible}
    statuses = {_key(entry): _status(entry, PluginState.DISABLED) for entry in in_order}
    core = load_core()
    ready = []
    for entry in wanted:
        try:
            _refuse_unseen(entry, wanted)
            plugin, modality = _load(entry, begun.get(_key(entry)), asking)
            statuses[_key(entry)] = _status(entry, PluginState.LOADED, content=modality.content_version)
            _refuse_other_versions(entry, modality.requires_turgor, "requires_turgor")
        except Unusable as problem:
            asking.fail(entry, problem)
            statuses[_key(entry)] = _status(entry, PluginState.FAILED, str(problem))
        except Misfit as problem:
            asking.fail(entry, problem)
            statuses[_key(entry)] = _rejected(statuses[_key(entry)], str(problem))
        else:
            ready.append((entry, plugin, modality))
    return _merged(core, ready, statuses, asking)


def _process(entry: Found, asking: Asking) -> Process | None:
    return process_of(entry.name, entry.load, asking.limits)


def _load(entry: Found, process: Process | None, asking: Asking) -> tuple[Askable, Modality]:
    """Ask a plugin who it is. Raises Unusable where it fails and Misfit where it does not fit."""
    plugin: list[Askable] = []

    def introduce() -> Modality:
        if process is None:
            implementation, answer = introduced(entry.name, entry.load)
            plugin.append(Here(implementation))
        else:
            answer = process.introduced()
            plugin.append(process)
        return answers.modality(answer)

    modality = asking.asked(entry, "turgor_modality", {}, introduce)
    if modality.name != entry.name:
        raise Misfit(
            f"it calls itself {modality.name!r}, but its entry point is called {entry.name!r}; use one name"
        )
    return plugin[0], modality


def admitted(entry: Found, wanted: Sequence[Found]) -> bool:
    """Whether it is imported at all, beside the others that are wanted."""
    try:
        _refuse_unseen(entry, wanted)
    except Misfit:
        return False
    return True


def _refuse_unseen(entry: Found, wanted: Sequence[Found]) -> None:
    """Raise Misfit where it does not fit by what its package says, before any of its code is run."""
    _refuse_contested(entry, wanted)
    _refuse_other_versions(entry, entry.requires_turgor, "requirement of turgor")


def _contested(entry: Found, wanted: Sequence[Found]) -> Sequence[str]:
    """The other distributions that provide a modality of this name, where that costs this one its place."""
    others = [other.distribution for other in wanted if other.name == entry.name and other is not entry]
    return others if entry.distribution != OWN else []


def _refuse_contested(entry: Found, wanted: Sequence[Found]) -> None:
    """Two distributions cannot share a name. Ours keeps its own; among strangers nobody can say who is meant."""
    if others := _contested(entry, wanted):
        raise Misfit(
            f"{' and '.join(sorted([entry.distribution, *others]))} both provide a modality {entry.name!r}; "
            "uninstall one of them"
        )


def _refuse_other_versions(entry: Found, asked: str, where: str) -> None:
    """Raise Misfit, saying which of the two must be updated, unless this Turgor is among the versions asked for."""
    try:
        problem = unfit(asked, entry.distribution)
    except InvalidContent as error:
        raise Misfit(f"its {where} {error}") from None
    if problem:
        raise Misfit(problem)


def _merged(
    core: Core,
    ready: Sequence[tuple[Found, Askable, Modality]],
    statuses: dict[_Key, PluginStatus],
    asking: Asking,
) -> Loaded:
    """Merge what fits. Ours come first: of two that declare one id differently, the later one is at fault."""
    in_order = sorted(ready, key=lambda loaded: (loaded[0].distribution != OWN, loaded[0].name))
    merged = merge_fitting(core, {entry.name: modality for entry, _, modality in in_order})
    fitting = [loaded for loaded in ready if loaded[0].name not in merged.rejected]
    for entry, _, _ in ready:
        if problems := merged.rejected.get(entry.name):
            asking.fail(entry, Misfit(summed(problems)))
            statuses[_key(entry)] = _rejected(statuses[_key(entry)], summed(problems))
    return Loaded(
        catalogue=merged.catalogue,
        published=merged.published,
        modalities={entry.name: modality for entry, _, modality in fitting},
        plugins={entry.name: plugin for entry, plugin, _ in fitting},
        statuses=statuses,
    )


def _key(entry: Found) -> _Key:
    return entry.name, entry.distribution


def _status(entry: Found, state: PluginState, reason: str = "", content: str = "") -> PluginStatus:
    return PluginStatus(entry.name, entry.distribution, entry.version, state, content, reason)


def _rejected(status: PluginStatus, reason: str) -> PluginStatus:
    return attrs.evolve(status, state=PluginState.REJECTED, reason=reason)
