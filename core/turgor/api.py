"""Everything that the author of a modality imports.

A modality is an installed package with an entry point in the group ``turgor.modalities``. The entry point names
a module (or any object) that implements the hooks below, each marked with `hookimpl`:

    from turgor.api import Modality, hookimpl, load_modality

    @hookimpl
    def turgor_modality() -> Modality:
        return load_modality(__name__)

Only `turgor_modality` is required. An implementation names just the arguments it needs. What it is given are
copies: changing them changes nothing. What it answers is checked, and an answer out of bounds costs the modality
its say for this plan: it is shown as *not assessed*.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import pluggy

from turgor.content import Deprecated, TurgorDeprecationWarning, load_modality
from turgor.domain.accepted import Accepted
from turgor.domain.case import Answers, Chosen, Event, History, Measurement, Using
from turgor.domain.clinic import Clinic
from turgor.domain.dates import DateRange, Days, Span
from turgor.domain.doses import DailyLimit, Dose, Substance
from turgor.domain.evidence import Basis, Disagreement, Evidence, Position, Source, SourceStatus
from turgor.domain.exercises import AvoidIf, Exercise
from turgor.domain.findings import Change, Findings, Movement, ProfileEntry
from turgor.domain.handouts import Handout, HandoutSection, Move, Picture
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.messages import Message, Phrase, plain
from turgor.domain.modalities import Objection, Offer
from turgor.domain.money import Money
from turgor.domain.offers import Adaptation, CourseOffer, FollowUp, RegimenOffer, SchedulingTerms
from turgor.domain.published import Published
from turgor.domain.recorded import RecordedField, RecordedKind
from turgor.domain.rules import Outcome, Rule
from turgor.domain.skin import Effect, Need, Part, Scope, Severity, SkinTerms, State
from turgor.domain.terms import CourseTerms, Interval, RegimenTerms, SessionCount, Slot, Step
from turgor.domain.treatments import (
    EffectSize,
    Instructions,
    Laxity,
    Modality,
    Prerequisite,
    Risk,
    Role,
    Stance,
    Standing,
    Treatment,
)
from turgor.domain.vocabulary import (
    AskedOf,
    Direction,
    EventKind,
    Fact,
    FactType,
    Family,
    Instrument,
    Mechanism,
    Option,
    Trait,
)
from turgor.domain.windows import Topic, Window

__all__ = [
    "API_VERSION",
    "Accepted",
    "Adaptation",
    "Answers",
    "AskedOf",
    "AvoidIf",
    "Basis",
    "Change",
    "Chosen",
    "Clinic",
    "CourseOffer",
    "CourseTerms",
    "DailyLimit",
    "DateRange",
    "Days",
    "Direction",
    "Disagreement",
    "Dose",
    "Effect",
    "EffectSize",
    "Event",
    "EventKind",
    "Evidence",
    "Exercise",
    "Fact",
    "FactType",
    "Family",
    "Findings",
    "FollowUp",
    "Handout",
    "HandoutSection",
    "History",
    "Incompatible",
    "Instructions",
    "Instrument",
    "Interval",
    "Laxity",
    "Measurement",
    "Mechanism",
    "Meeting",
    "Message",
    "Modality",
    "Money",
    "Move",
    "Movement",
    "Need",
    "Objection",
    "Offer",
    "Option",
    "Outcome",
    "Part",
    "Phrase",
    "Picture",
    "Position",
    "Prerequisite",
    "ProfileEntry",
    "Published",
    "RecordedField",
    "RecordedKind",
    "RegimenOffer",
    "RegimenTerms",
    "Risk",
    "Role",
    "Rule",
    "SchedulingTerms",
    "Scope",
    "SessionCount",
    "Severity",
    "SkinTerms",
    "Slot",
    "Source",
    "SourceStatus",
    "Span",
    "Stance",
    "Standing",
    "State",
    "Step",
    "Substance",
    "Topic",
    "Trait",
    "Treatment",
    "TurgorDeprecationWarning",
    "Using",
    "Window",
    "hookimpl",
    "load_modality",
    "plain",
    "turgor_eligibility",
    "turgor_handout",
    "turgor_modality",
    "turgor_offers",
    "turgor_schedule",
]

API_VERSION = "1.0"  # of this surface; docs/plugins/compatibility.md says what may change when


DEPRECATED: Mapping[str, Deprecated] = {}


def __getattr__(name: str) -> Any:
    """A name that goes away, with a warning at the file and line that asks for it."""
    old = DEPRECATED.get(name)
    if old is None:
        raise AttributeError(f"turgor.api {API_VERSION} has no {name!r}; a newer Turgor may have it")
    warnings.warn(old.said_of(f"turgor.api.{name}"), stacklevel=2)
    return globals()[old.use]


hookimpl = pluggy.HookimplMarker("turgor")
_hookspec = pluggy.HookspecMarker("turgor")


@_hookspec
def turgor_modality() -> Modality:  # type: ignore[empty-body]  # a specification has no body
    """Say what the modality contributes. Asked once, when it is loaded; required."""


@_hookspec
def turgor_eligibility(findings: Findings, clinic: Clinic) -> Sequence[Objection]:  # type: ignore[empty-body]
    """Object to own treatments for this patient, where declared rules cannot say it. None: an empty answer.

    Objections only ever make a verdict stricter.
    """


@_hookspec
def turgor_offers(  # type: ignore[empty-body]
    offers: Sequence[Offer], findings: Findings, clinic: Clinic
) -> Sequence[Offer]:
    """Return the own offers as they suit this patient.

    `offers` are made from what the modality declares and what the rules say. An answer may leave offers out,
    leave sites out, plan fewer or shorter-dosed sessions, widen intervals and slow a titration down, or start
    it at the frequency that the patient already uses. It never adds an offer, nor goes below the least
    interval or above the most sessions it was given.
    """


@_hookspec
def turgor_schedule(  # type: ignore[empty-body]
    offer: Offer, findings: Findings, clinic: Clinic
) -> SchedulingTerms:
    """Narrow the dates of one own offer, and ask for contacts after its sessions. Asked before solving."""


@_hookspec
def turgor_handout(  # type: ignore[empty-body]
    offers: Sequence[Offer], findings: Findings
) -> Sequence[HandoutSection]:
    """Add sections to the patient's printed plan, about own treatments that were offered."""
