"""Gaps that authorities disagree about: the policy chooses, the first position is what is declared."""

from __future__ import annotations

import pytest

from turgor.domain.skin import Severity
from turgor.host import Host
from turgor.planning.skin.actions import disputed_terms

CATALOGUE = Host.load().catalogue
SIDES = [(dispute, position) for dispute in CATALOGUE.disputed_needs for position in dispute.positions]


def concerned(dispute):
    """The treatments with such a trait that need the state gone, short of absolutely."""
    return [
        treatment
        for treatment in CATALOGUE.treatments.values()
        if treatment.traits & set(dispute.applies_to) and _clear_days(treatment.terms, dispute.state)
    ]


def _clear_days(terms, state):
    needs = [need for need in terms.needs if need.state == state]
    return [need.clear_days for need in needs if need.severity is not Severity.ABSOLUTE]


@pytest.mark.parametrize(("dispute", "position"), SIDES, ids=lambda one: one.id)
def test_the_followed_position_sets_the_gap(dispute, position):
    """Every disputed gap concerns a shipped treatment and becomes what the followed side asks for."""
    treatments = concerned(dispute)
    assert treatments
    for treatment in treatments:
        terms = disputed_terms(treatment, CATALOGUE.disputed_needs, {dispute.id: position.id})
        if position == dispute.positions[0]:
            assert terms == treatment.terms
        else:
            asked = set() if position.clear_days is None else {position.clear_days}
            assert set(_clear_days(terms, dispute.state)) == asked


@pytest.mark.parametrize("dispute", CATALOGUE.disputed_needs, ids=lambda one: one.id)
def test_no_position_touches_an_absolute_need(dispute):
    """A drug that is being taken blocks whatever the clinic thinks of the months after it."""
    for treatment in concerned(dispute):
        terms = disputed_terms(treatment, CATALOGUE.disputed_needs, {dispute.id: dispute.positions[-1].id})
        absolute = [need for need in treatment.terms.needs if need.severity is Severity.ABSOLUTE]
        assert [need for need in terms.needs if need.severity is Severity.ABSOLUTE] == absolute
