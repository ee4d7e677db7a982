"""Every action of the catalogue as the skin-state mechanism sees it for one patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from turgor.domain.case import SYSTEMIC
from turgor.domain.catalogue import Catalogue, Vocabulary
from turgor.domain.disputes import DisputedNeed, GapPosition
from turgor.domain.findings import Findings
from turgor.domain.offers import SkinAction
from turgor.domain.skin import Need, Scope, Severity, SkinTerms
from turgor.domain.treatments import Treatment
from turgor.planning.skin.skin_state import resolve
from turgor.rules import Subject, compile_condition


def actions_for(
    findings: Findings, catalogue: Catalogue, positions: Mapping[str, str]
) -> Mapping[str, SkinAction]:
    """Treatments and event kinds by id, with the effects that hold, or may hold, for this patient.

    `positions` are the clinic's, where authorities differ about a gap. What an older plan remembers of treatments
    whose modality is gone counts as it stands there.
    """
    vocabulary = catalogue.vocabulary
    subject = Subject(findings, vocabulary, traits_of=traits_of(catalogue))
    known: dict[str, bool | None] = {}

    def truth(text: str) -> bool | None:
        if text not in known:
            known[text] = _ever_holds(text, subject)
        return known[text]

    treatments = {
        treatment.id: resolve(
            treatment.id,
            disputed_terms(treatment, catalogue.disputed_needs, positions),
            treatment.course is not None,
            truth,
            vocabulary.zones,
        )
        for treatment in catalogue.treatments.values()
    }
    kinds = {
        kind.id: resolve(kind.id, kind.terms, kind.family.fills_its_day, truth, vocabulary.zones)
        for kind in vocabulary.event_kinds.values()
    }
    return {**catalogue.remembered, **treatments, **kinds}


def disputed_terms(
    treatment: Treatment, disputes: Iterable[DisputedNeed], positions: Mapping[str, str]
) -> SkinTerms:
    """The terms of a treatment under the positions that the clinic follows; absolute needs are never disputed."""
    terms = treatment.terms
    for dispute in disputes:
        followed = next(
            (p for p in dispute.positions if p.id == positions.get(dispute.id)), dispute.positions[0]
        )
        if followed is not dispute.positions[0] and treatment.traits & frozenset(dispute.applies_to):
            needs = (_under(need, dispute.state, followed) for need in terms.needs)
            terms = attrs.evolve(terms, needs=tuple(need for need in needs if need))
    return terms


def _under(need: Need, state: str, followed: GapPosition) -> Need | None:
    """A need as one side sees it; None where that side asks for nothing."""
    if need.state != state or need.severity is Severity.ABSOLUTE:
        return need
    if followed.clear_days is None:
        return None
    return attrs.evolve(need, clear_days=followed.clear_days, sources=followed.sources)


def systemic_states(vocabulary: Vocabulary) -> frozenset[str]:
    """The states that belong to the whole body."""
    return frozenset(state.id for state in vocabulary.states.values() if state.scope is Scope.SYSTEMIC)


def traits_of(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """The traits of every treatment, for conditions on home care in use."""
    return {treatment.id: treatment.traits for treatment in catalogue.treatments.values()}


def _ever_holds(text: str, subject: Subject) -> bool | None:
    """Whether a condition holds on any day at any site, the strictest answer first."""
    condition = compile_condition(text, subject.vocabulary)
    sites = sorted(subject.vocabulary.zones.sites) if condition.by_site else [SYSTEMIC]
    values = {truth.value for site in sites for _, truth in condition.timeline(subject, site)}
    return True if True in values else None if None in values else False
