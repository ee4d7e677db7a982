"""Plans that today's rules judge otherwise are listed, with what changes and why."""

from __future__ import annotations

import attrs
import pytest

import desks
from turgor.domain.skin import Severity
from turgor.host import Host
from turgor.practice.records import Desk, affected, affected_plans, build_plan, stop_plan


def with_rule(host: Host, **changes: object) -> Host:
    """The modalities with one rule that a plan rests on written anew."""
    rules = tuple(
        attrs.evolve(rule, **changes) if rule.id == "FST-10" else rule for rule in host.catalogue.rules
    )
    other = Host.load()
    other.catalogue = attrs.evolve(host.catalogue, rules=rules)
    return other


def test_a_plan_that_a_corrected_rule_touches_is_listed(desk: Desk) -> None:
    """With patient, plan, treatment and the rule; a plan of a patient whom it does not concern is not."""
    host = desks.practice().host
    concerned = build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)
    build_plan(desk, desks.practice(), desks.known(desk, desks.healthy()).id)
    (found,) = affected_plans(desk, with_rule(host, severity=Severity.ABSOLUTE))
    assert found.version.ref == concerned.version.ref
    assert found.version.patient == concerned.version.patient
    shifts = {shift.treatment: shift for shift in found.shifts}
    shift = shifts["radiofrequency.microneedling"]
    assert (shift.before.value, shift.after.value) == ("caution", "contraindicated")
    assert set(shifts) <= set(concerned.plan.treatment_names)


def test_content_that_judges_alike_affects_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every plan is judged anew where the content is another, and comes out the same."""
    build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)
    monkeypatch.setattr(affected, "content_digest", lambda _: "another")
    assert list(affected_plans(desk, desks.practice().host)) == []


def test_a_stopped_plan_is_not_looked_at(desk: Desk) -> None:
    """Nobody follows it any more."""
    made = build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)
    stop_plan(desk, made.version.ref, "moves abroad")
    assert list(affected_plans(desk, with_rule(desks.practice().host, severity=Severity.ABSOLUTE))) == []
