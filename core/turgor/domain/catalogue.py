"""Core vocabulary plus all that the installed modalities declare, merged and checked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs

from turgor.domain.disputes import DisputedNeed
from turgor.domain.doses import DailyLimit, Substance
from turgor.domain.evidence import Source
from turgor.domain.exercises import Exercise
from turgor.domain.incompatible import Incompatible
from turgor.domain.offers import SkinAction
from turgor.domain.rules import Rule
from turgor.domain.skin import State
from turgor.domain.treatments import Prerequisite, Treatment
from turgor.domain.vocabulary import EventKind, Fact, Instrument, Mechanism, RiskHabit, SkinScore, Trait
from turgor.domain.zones import ZoneTree


@attrs.frozen
class Vocabulary:
    """What assessments, rules and treatments may speak of, by id."""

    zones: ZoneTree
    facts: Mapping[str, Fact]
    event_kinds: Mapping[str, EventKind]
    states: Mapping[str, State]
    instruments: Mapping[str, Instrument]
    traits: Mapping[str, Trait]
    mechanisms: Mapping[str, Mechanism]
    risk_habits: Mapping[str, RiskHabit]
    prerequisites: Mapping[str, Prerequisite]
    sources: Mapping[str, Source]
    substances: Mapping[str, Substance] = attrs.field(factory=dict, hash=False)
    exercises: Mapping[str, Exercise] = attrs.field(factory=dict, hash=False)
    skin_scores: Mapping[str, SkinScore] = attrs.field(factory=dict, hash=False)


@attrs.frozen
class Catalogue:
    """Everything that planning may choose from and must obey.

    Attributes:
        core: the vocabulary of core alone; plugins never change it.
        vocabulary: core's and the plugins' together.
        treatments: by id, in id order.
        rules: core's and the plugins' together, in id order.
        incompatible, daily_limits: core's and the plugins' together, in id order.
        disputed_needs: gaps that authorities disagree about; core's alone.
        remembered: what treatments leave and need whose modality is gone, as an older plan of the patient says it.

    """

    core: Vocabulary
    vocabulary: Vocabulary
    treatments: Mapping[str, Treatment]
    rules: tuple[Rule, ...]
    incompatible: tuple[Incompatible, ...] = ()
    daily_limits: tuple[DailyLimit, ...] = ()
    disputed_needs: tuple[DisputedNeed, ...] = ()
    remembered: Mapping[str, SkinAction] = attrs.field(factory=dict, hash=False)

    def owner(self, word: str) -> str:
        """The modality whose own word it is, by the prefix that every own word has; empty for one of core."""
        names = {treatment.modality for treatment in self.treatments.values()}
        return max((name for name in names if word.startswith(f"{name}_")), key=len, default="")


class PluginState(StrEnum):
    """What became of a plugin that was found."""

    LOADED = "loaded"
    DISABLED = "disabled"
    REJECTED = "rejected"  # its content or its declared requirement does not fit
    FAILED = "failed"  # it raised


FILE = (
    "file:"  # begins what stands in place of a distribution where a plugin is one file; no package's name can
)


@attrs.frozen
class PluginStatus:
    """One plugin that was found, whatever became of it.

    Attributes:
        name: of the modality.
        distribution, version: of the installed package it came from; ``file:<its name>`` and empty for one file.
        content: the content version it declares, empty until it is known.
        reason: why it is not loaded, for a person.

    """

    name: str
    distribution: str
    version: str
    state: PluginState
    content: str = ""
    reason: str = ""

    @property
    def tried_out(self) -> bool:
        """Whether it is one file that was named for this run, and not installed."""
        return self.distribution.startswith(FILE)
