"""The installed modalities behind one typed face: who is there, what they say, and who can no longer be asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import attrs

from turgor.domain.catalogue import Catalogue, PluginState, PluginStatus
from turgor.domain.clinic import Clinic
from turgor.domain.findings import Findings
from turgor.domain.handouts import HandoutSection
from turgor.domain.modalities import Objection, Offer
from turgor.domain.offers import SchedulingTerms
from turgor.domain.published import Published
from turgor.domain.treatments import Modality
from turgor.host import answers, discovery
from turgor.host.asking import SLOW, USUAL, Askable, Asking, Unusable
from turgor.host.discovery import Found
from turgor.host.loading import Loaded, load_all

T = TypeVar("T")


@attrs.define
class Host:
    """Implements `turgor.domain.modalities.Modalities`.

    A plugin that raises or answers nonsense once is switched off for the life of this object, which is one
    plan: nothing that it says counts any more, and `failed` names it. Its declared treatments and words stay in
    the catalogue, so that a verdict can say *not assessed* and sessions already given keep their effects.
    """

    catalogue: Catalogue
    published: Sequence[Published]
    _modalities: Mapping[str, Modality]
    _plugins: Mapping[str, Askable]
    _statuses: dict[tuple[str, str], PluginStatus]
    _asking: Asking = USUAL
    _waited: dict[str, float] = attrs.field(factory=dict)  # modality -> seconds for slow answers

    @classmethod
    def load(
        cls,
        disabled: frozenset[str] = frozenset(),
        *,
        no_plugins: bool = False,
        extra: Iterable[Found] = (),
        asking: Asking = USUAL,
    ) -> Host:
        """Load what is installed, except what is disabled; `extra` comes on top of it.

        A plugin of `extra` takes the place of the installed version of the very same. Raises PluginError where asking is
        strict and a plugin cannot be used.
        """
        extra = tuple(extra)
        taken = {(one.name, one.distribution) for one in extra}
        installed = [one for one in discovery.find() if (one.name, one.distribution) not in taken]
        return cls.of([*installed, *extra], disabled, no_plugins=no_plugins, asking=asking)

    @classmethod
    def of(
        cls,
        found: Iterable[Found],
        disabled: frozenset[str] = frozenset(),
        *,
        no_plugins: bool = False,
        asking: Asking = USUAL,
    ) -> Host:
        """Load just these plugins, installed or not, except what is disabled. Raises PluginError as above."""
        loaded: Loaded = load_all(found, disabled, everything_disabled=no_plugins, asking=asking)
        return cls(
            loaded.catalogue,
            loaded.published,
            loaded.modalities,
            loaded.plugins,
            dict(loaded.statuses),
            asking,
        )

    @property
    def modalities(self) -> Mapping[str, Modality]:
        """What each modality that fits contributes, by name."""
        return self._modalities

    def hooks(self, name: str) -> Sequence[str]:
        """The hooks that a loaded modality implements."""
        return sorted(self._plugins[name].hooks) if name in self._plugins else ()

    @property
    def statuses(self) -> Sequence[PluginStatus]:
        """Every plugin that was found, sorted by name and distribution."""
        return tuple(self._statuses[key] for key in sorted(self._statuses))

    @property
    def failed(self) -> frozenset[str]:
        """Modalities that should have a say and cannot."""
        by_state = {(status.name, status.state) for status in self._statuses.values()}
        unusable = {name for name, state in by_state if state in (PluginState.FAILED, PluginState.REJECTED)}
        return frozenset(name for name in unusable if (name, PluginState.LOADED) not in by_state)

    def objections(self, findings: Findings, clinic: Clinic) -> Sequence[Objection]:
        """What the modalities object to, in name order."""
        said: list[Objection] = []
        for name in self._askable:
            own = frozenset(treatment.id for treatment in self._modalities[name].treatments)
            checked = partial(answers.objections, own=own, vocabulary=self.catalogue.vocabulary)
            said += self._ask(
                name, "turgor_eligibility", {"findings": findings, "clinic": clinic}, checked, ()
            )
        return said

    def adapt(self, offers: Sequence[Offer], findings: Findings, clinic: Clinic) -> Sequence[Offer]:
        """The offers as their modalities want them, in the order given; those of a failed modality are gone."""
        prerequisites = self.catalogue.vocabulary.prerequisites
        adapted: dict[str, Offer] = {}
        for name, own in _by_modality(offers).items():
            arguments = {"offers": own, "findings": findings, "clinic": clinic}
            checked = partial(answers.offers, given=own, findings=findings, prerequisites=prerequisites)
            said = self._ask(name, "turgor_offers", arguments, checked, own)
            adapted |= {offer.id: offer for offer in said if name not in self.failed}
        return [adapted[offer.id] for offer in offers if offer.id in adapted]

    def terms(self, offer: Offer, findings: Findings, clinic: Clinic) -> SchedulingTerms:
        """What the modality of an offer adds to its dates; nothing where it cannot be asked."""
        arguments = {"offer": offer, "findings": findings, "clinic": clinic}
        checked = partial(answers.terms, today=findings.today)
        return self._ask(_modality(offer), "turgor_schedule", arguments, checked, SchedulingTerms())

    def handouts(self, offers: Sequence[Offer], findings: Findings) -> Sequence[HandoutSection]:
        """What the modalities add to the printed plan, declared first, in name order; each sees only its own offers."""
        sections: list[HandoutSection] = []
        for name, own in _by_modality(offers).items():
            offered = frozenset(offer.treatment for offer in own)
            checked = partial(answers.handouts, treatments=offered)
            arguments = {"offers": own, "findings": findings}
            said: Sequence[HandoutSection] = self._ask(name, "turgor_handout", arguments, checked, ())
            if name in self._askable:
                modality = self._modalities[name]
                sections += [one for offer in own for one in modality.declared_sections(offer.treatment)]
                sections += said
        return sections

    @property
    def _askable(self) -> Sequence[str]:
        return [name for name in sorted(self._plugins) if name not in self.failed]

    def _ask(
        self,
        name: str,
        hook: str,
        arguments: Mapping[str, object],
        checked: Callable[[object], T],
        unasked: T,
    ) -> T:
        """The checked answer of one modality, or `unasked` where it has no such hook or cannot be asked."""
        plugin = self._plugins.get(name)
        if plugin is None or name in self.failed or hook not in plugin.hooks:
            return unasked
        status = self._loaded(name)
        try:
            return self._asking.asked(
                status, hook, arguments, lambda: checked(self._timed(name, plugin, hook, arguments))
            )
        except Unusable as problem:
            self._asking.fail(status, problem)
            failed = attrs.evolve(status, state=PluginState.FAILED, reason=str(problem))
            self._statuses[name, status.distribution] = failed
            return unasked

    def _timed(self, name: str, plugin: Askable, hook: str, arguments: Mapping[str, object]) -> object:
        """The answer. Raises Unusable, also where it is one slow answer too many."""
        begin = time.monotonic()
        answer = plugin.call(hook, arguments)
        if (took := time.monotonic() - begin) >= SLOW:
            self._waited[name] = self._waited.get(name, 0.0) + took
        most = self._asking.limits.slow_seconds
        if self._waited.get(name, 0.0) > most and not self._asking.strict:
            raise Unusable(f"{hook} and what was asked before it took longer than {most:g} s together")
        return answer

    def _loaded(self, name: str) -> PluginStatus:
        """The status of a modality that can be asked."""
        statuses = self._statuses.values()
        return next(one for one in statuses if one.name == name and one.state is PluginState.LOADED)


def _modality(offer: Offer) -> str:
    return offer.treatment.partition(".")[0]


def _by_modality(offers: Iterable[Offer]) -> Mapping[str, Sequence[Offer]]:
    """Each modality's own offers, modalities in name order."""
    grouped: dict[str, list[Offer]] = {}
    for offer in offers:
        grouped.setdefault(_modality(offer), []).append(offer)
    return {name: tuple(grouped[name]) for name in sorted(grouped)}
