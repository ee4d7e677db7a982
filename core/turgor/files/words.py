"""Reading the words of a catalogue: zones, facts, kinds of event, treatments; a misspelt one gets a suggestion."""

from __future__ import annotations

from collections.abc import Callable, Collection

import attrs

from turgor.domain.catalogue import Catalogue
from turgor.domain.vocabulary import EventKind, Fact, Family, Instrument
from turgor.structuring.primitives import a_text
from turgor.structuring.problems import Collector, closest, shown, wrong


@attrs.frozen
class Words:
    """The words that a file may use.

    Attributes:
        absent: modalities that are installed and cannot be asked (switched off, or failed). What is theirs
            is taken on trust, so that a file stays readable without them.

    """

    catalogue: Catalogue
    absent: frozenset[str] = frozenset()

    def zone(self, value: object) -> str:
        """A reference to a zone."""
        return self._known(value, "zone", self.catalogue.vocabulary.zones.references)

    def sites(self, value: object) -> frozenset[str]:
        """The sites of a list of zones."""
        return self.catalogue.vocabulary.zones.sites_of_all(each(value, self.zone))

    def some_sites(self, value: object) -> frozenset[str]:
        """The sites of a list of zones that must name one at least."""
        sites = self.sites(value)
        if not sites:
            raise wrong("must name at least one zone")
        return sites

    def fact(self, value: object) -> Fact:
        facts = self.catalogue.vocabulary.facts
        return facts[self._known(value, "fact", facts)]

    def kind(self, value: object) -> EventKind:
        """One of an absent modality is taken as over with its day: nobody here can say what it leaves."""
        kinds = self.catalogue.vocabulary.event_kinds
        text = self._known(value, "kind of event", kinds, own="._")
        return kinds.get(text) or EventKind(text, text, Family.PROCEDURE, question="")

    def kind_id(self, value: object) -> str:
        return self._known(value, "kind of event", self.catalogue.vocabulary.event_kinds, own="_")

    def instrument(self, value: object) -> Instrument:
        instruments = self.catalogue.vocabulary.instruments
        return instruments[self._known(value, "instrument", instruments)]

    def treatment(self, value: object) -> str:
        return self._known(value, "treatment", self.catalogue.treatments, own=".")

    def treatment_or_trait(self, value: object) -> str:
        known = [*self.catalogue.treatments, *self.catalogue.vocabulary.traits]
        return self._known(value, "treatment or trait", known, own="._")

    def rule(self, value: object) -> str:
        """A rule, a need of the skin state (``need:<state>``), a modality's objection, or what nobody here knows."""
        known = [
            *(rule.id for rule in self.catalogue.rules),
            *(f"need:{state}" for state in self.catalogue.vocabulary.states),
            *(f"plugin:{name}" for name in sorted(self.modalities)),
            *(f"unheard_of:{trait}" for trait in self.catalogue.vocabulary.traits),
        ]
        return a_text(value) if self.absent else self._known(value, "rule", known)

    @property
    def modalities(self) -> frozenset[str]:
        return frozenset(treatment.modality for treatment in self.catalogue.treatments.values())

    def is_absent(self, name: object, known: Collection[str], separator: str = "_") -> bool:
        """Whether a word is unknown because its modality cannot be asked."""
        if not isinstance(name, str) or name in known:
            return False
        return any(name.startswith(f"{owner}{separator}") for owner in self.absent)

    def _known(self, value: object, noun: str, known: Collection[str], own: str = "") -> str:
        text = a_text(value)
        if text in known or any(self.is_absent(text, known, separator) for separator in own):
            return text
        raise wrong(f"there is no {noun} {shown(text).removeprefix('the text ')}", closest(text, known))


def each(value: object, read: Callable[[object], str]) -> tuple[str, ...]:
    """A list of words, none of them twice."""
    if not isinstance(value, (list, tuple)):
        raise wrong(f"must be a list, got {shown(value)}")
    found = Collector()
    words: list[str] = []
    for index, entry in enumerate(value):
        with found.at(index):
            word = read(entry)
            if word in words:
                raise wrong(f"stands here twice: {shown(entry)}")
            words.append(word)
    found.check()
    return tuple(words)
