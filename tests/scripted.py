"""Modalities in memory: what each would answer is written down beforehand, and in which hook it fails.

`Scripted` implements `turgor.domain.modalities.Modalities` without plugins, entry points or guarded calls, so that
a property can plan thousands of patients with modalities that nobody installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from turgor.content import Core, merge
from turgor.domain.catalogue import Catalogue, PluginState, PluginStatus
from turgor.domain.clinic import Clinic
from turgor.domain.findings import Findings
from turgor.domain.handouts import HandoutSection
from turgor.domain.modalities import Modalities, Objection, Offer
from turgor.domain.offers import SchedulingTerms
from turgor.domain.treatments import Modality

HOOKS = ("turgor_modality", "turgor_eligibility", "turgor_offers", "turgor_schedule", "turgor_handout")


@attrs.frozen
class Script:
    """One modality with all its answers.

    Attributes:
        record: what it declares.
        objections: its answer to `turgor_eligibility`.
        adapt: what it makes of each of its offers; None takes the offer back.
        terms: treatment -> its answer to `turgor_schedule`.
        sections: what it adds to the handout of a treatment in the plan.
        fails_in: the hook that raises, if any.

    """

    record: Modality
    objections: tuple[Objection, ...] = ()
    adapt: Callable[[Offer], Offer | None] = lambda offer: offer
    terms: Mapping[str, SchedulingTerms] = attrs.field(factory=dict, hash=False)
    sections: tuple[HandoutSection, ...] = ()
    fails_in: str = ""

    @property
    def name(self) -> str:
        return self.record.name


class Scripted:
    """The modalities of some scripts, loaded in the order given.

    One that fails is switched off from then on, as the host does it: it is named in `failed` and in `statuses`,
    and what it declared stays in the catalogue unless it failed while it was asked who it is. `called` holds each
    hook with each modality that was asked by it.
    """

    def __init__(self, core: Core, scripts: Iterable[Script]) -> None:
        self._scripts = {script.name: script for script in scripts}
        self.called = {(HOOKS[0], name) for name in self._scripts}
        self._failed = {script.name for script in self._scripts.values() if script.fails_in == HOOKS[0]}
        fitting = {name: s.record for name, s in self._scripts.items() if name not in self._failed}
        self._catalogue = merge(core, fitting)

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue

    @property
    def statuses(self) -> Sequence[PluginStatus]:
        return [self._status(name) for name in sorted(self._scripts)]

    @property
    def failed(self) -> frozenset[str]:
        return frozenset(self._failed)

    def objections(self, findings: Findings, clinic: Clinic) -> Sequence[Objection]:
        return [said for script in self._asked("turgor_eligibility") for said in script.objections]

    def adapt(self, offers: Sequence[Offer], findings: Findings, clinic: Clinic) -> Sequence[Offer]:
        adapted = {
            offer.id: script.adapt(offer)
            for script in self._asked("turgor_offers", _modalities(offers))
            for offer in offers
            if _modality(offer) == script.name
        }
        return [offer for offer in map(adapted.get, [offer.id for offer in offers]) if offer]

    def terms(self, offer: Offer, findings: Findings, clinic: Clinic) -> SchedulingTerms:
        for script in self._asked("turgor_schedule", {_modality(offer)}):
            return script.terms.get(offer.treatment, SchedulingTerms())
        return SchedulingTerms()

    def handouts(self, offers: Sequence[Offer], findings: Findings) -> Sequence[HandoutSection]:
        chosen = {offer.treatment for offer in offers}
        asked = self._asked("turgor_handout", _modalities(offers))
        return [section for script in asked for section in script.sections if section.treatment in chosen]

    def _asked(self, hook: str, names: Iterable[str] | None = None) -> Iterator[Script]:
        """The scripts that answer a hook, in name order; those of `names` only. One that fails is noted."""
        for name in sorted(self._scripts if names is None else names):
            self.called.add((hook, name))
            if self._scripts[name].fails_in == hook:
                self._failed.add(name)
            if name not in self._failed:
                yield self._scripts[name]

    def _status(self, name: str) -> PluginStatus:
        state = PluginState.FAILED if name in self._failed else PluginState.LOADED
        reason = f"{self._scripts[name].fails_in} raised an error" if name in self._failed else ""
        return PluginStatus(name, f"toy-{name}", "1.0", state, "1", reason)


def _modality(offer: Offer) -> str:
    return offer.treatment.partition(".")[0]


def _modalities(offers: Iterable[Offer]) -> set[str]:
    return {_modality(offer) for offer in offers}


_: type[Modalities] = Scripted  # the fake keeps to the protocol
