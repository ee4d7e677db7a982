"""A whole host in one line: the plugin under test, today frozen, no other installed plugin unless it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Self

import attrs

from turgor import planner
from turgor.api import Modality
from turgor.domain.case import Case
from turgor.domain.catalogue import Catalogue, PluginState, PluginStatus
from turgor.domain.clinic import Clinic
from turgor.files import read_clinic
from turgor.host import Found, Host, found_at
from turgor.host.discovery import find
from turgor.testing import patients
from turgor.testing.builders import found
from turgor.testing.results import Judged, Planned

Plugin = str | Path | Modality | Found
"""An installed modality by its name, a file, project or wheel by its path, a record, or what discovery finds."""


class NotUsable(AssertionError):  # noqa: N818  what the plugin is
    """The plugin under test cannot be loaded; the text says why."""


@attrs.frozen
class Sandbox:
    """Plugins, a clinic and a day. Every question is asked of a host of its own, so that no test disturbs another.

    Attributes:
        plugins: the plugins under test, found and not yet imported.
        beside: names of installed modalities that are loaded, too.

    """

    plugins: tuple[Found, ...]
    beside: frozenset[str] = frozenset()
    today: date = patients.TODAY
    clinic: Clinic = attrs.field(factory=read_clinic)

    @classmethod
    def of(cls, *plugins: Plugin, beside: Collection[str] = (), **settings: Any) -> Self:
        """A sandbox around plugins. Raises NotUsable where one is not installed.

        Arguments:
            plugins: what is under test: a name, a path or a record.
            beside: installed modalities that have a say as well: ``("laser",)``, say.
            settings: `today` and `clinic`, where they matter.

        """
        return cls(tuple(one for plugin in plugins for one in _found(plugin)), frozenset(beside), **settings)

    @property
    def names(self) -> tuple[str, ...]:
        """The modalities under test."""
        return tuple(one.name for one in self.plugins)

    @property
    def catalogue(self) -> Catalogue:
        return self.host().catalogue

    @property
    def statuses(self) -> tuple[PluginStatus, ...]:
        """What became of the plugins under test and of those beside them."""
        return tuple(self.host().statuses)

    def host(self) -> Host:
        """The plugins, freshly loaded, and nothing else that may be installed.

        Those under test run in this process, where a debugger, the frozen clock and the audit reach them.
        """
        here = [attrs.evolve(one, load=_in_this_process(one)) for one in self.plugins]
        return Host.of([*here, *(one for one in find() if self._stands_beside(one))])

    def _stands_beside(self, one: Found) -> bool:
        return one.name in self.beside and one.name not in self.names

    def patient(self, **different: Any) -> Case:
        """A healthy person of whom everything was asked; the arguments are those of `patients.patient`."""
        return patients.patient(self.catalogue.vocabulary, **different)

    def judge(self, case: Case | None = None) -> Judged:
        """Who may have what, where and when; the healthy person unless another case is given."""
        host = self.host()
        found_out = planner.assess(case or self.patient(), self.clinic, host, self.today)
        return Judged(found_out, host.catalogue.vocabulary.zones, tuple(host.statuses))

    def plan(self, case: Case | None = None, seed: int = 0) -> Planned:
        """The plan, checked by the verifier. Raises PlanRefused where it breaks a limit."""
        return Planned(planner.plan(case or self.patient(), self.clinic, self.host(), self.today, seed))

    def demand(self) -> None:
        """Raise NotUsable, with the reason, unless every plugin under test is loaded."""
        for status in self.statuses:
            if status.name in self.names and status.state is not PluginState.LOADED:
                raise NotUsable(f"{status.name} ({status.distribution}) is {status.state}: {status.reason}")


def _in_this_process(plugin: Found) -> Callable[[], object]:
    """How to load a plugin where it cannot be handed to another process: a closure is not picklable."""
    return lambda: plugin.load()  # noqa: PLW0108  the point of it


def _found(plugin: Plugin) -> Iterable[Found]:
    match plugin:
        case Found():
            return [plugin]
        case Path():
            return found_at(plugin)
        case Modality():
            return [found(plugin.name, plugin)]
    return list(_installed(plugin))


def _installed(name: str) -> Iterator[Found]:
    entries = find()
    if name not in {one.name for one in entries}:
        known = ", ".join(sorted({one.name for one in entries}))
        raise NotUsable(
            f"no modality {name!r} is installed (there are {known}); pip install -e . installs yours"
        )
    yield from (one for one in entries if one.name == name)
