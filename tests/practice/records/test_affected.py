"""Plans that today's rules judge otherwise are listed, with what changes and why; few plans are opened for that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from sqlalchemy import delete

import databases
import desks
from turgor.domain.rules import Rule
from turgor.domain.skin import Severity
from turgor.host import Host
from turgor.practice.records import (
    Affected,
    Built,
    Desk,
    affected,
    affected_plans,
    approve_plan,
    build_plan,
    erase_patient,
    open_kept,
    read_audit,
    revise_plan,
    session_done,
    stop_plan,
)
from turgor.store import Store
from turgor.store.rows import PlanJudgedRow, PlanSaidRow

HOST = desks.practice().host


def with_rules(*rules: Rule) -> Host:
    """The modalities with other rules."""
    other = Host.load()
    other.catalogue = attrs.evolve(HOST.catalogue, rules=rules)
    return other


def with_rule(id_: str = "FST-10", **changes: object) -> Host:
    """The modalities with one rule written anew, FST-10 being one that a plan rests on."""
    return with_rules(
        *(attrs.evolve(rule, **changes) if rule.id == id_ else rule for rule in HOST.catalogue.rules)
    )


def built(desk: Desk) -> Built:
    """The plan of a patient whom FST-10 concerns."""
    return build_plan(desk, desks.practice(), desks.known(desk, desks.anjali()).id)


def told(found: Affected) -> object:
    """What is said of a plan."""
    return found.version.ref, found.shifts


def test_a_plan_that_a_corrected_rule_touches_is_listed(desk: Desk) -> None:
    """With patient, plan, treatment and the rule; a plan of a patient whom it does not concern is not."""
    concerned = built(desk)
    build_plan(desk, desks.practice(), desks.known(desk, desks.healthy()).id)
    (found,) = affected_plans(desk, with_rule(severity=Severity.ABSOLUTE))
    assert found.version.ref == concerned.version.ref
    assert found.version.patient == concerned.version.patient
    shifts = {shift.treatment: shift for shift in found.shifts}
    shift = shifts["radiofrequency.microneedling"]
    assert (shift.before.value, shift.after.value) == ("caution", "contraindicated")
    assert set(shifts) <= set(concerned.plan.treatment_names)
    assert [one.subject for one in read_audit(desk, last=2)] == ["plan:1/1", "plans"]


def test_a_rule_that_is_gone_is_named(desk: Desk) -> None:
    """What spoke against a treatment does so no more."""
    built(desk)
    (found,) = affected_plans(desk, with_rules(*(r for r in HOST.catalogue.rules if r.id != "FST-10")))
    assert {rule for shift in found.shifts for rule in shift.gone} == {"FST-10"}


def test_content_that_judges_alike_affects_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody kept what the content said, every plan is judged anew, once, and comes out the same."""
    built(desk)
    monkeypatch.setattr(affected, "content_digest", lambda _: "another")
    monkeypatch.setattr("turgor.store.judged.content", lambda *_: None)
    assert list(affected_plans(desk, HOST)) == []
    monkeypatch.setattr(affected, "read_inputs", never)
    assert list(affected_plans(desk, HOST)) == []


def never(*_: object) -> None:
    """Nothing is opened."""
    raise AssertionError("opened")


def test_a_plan_that_no_changed_rule_speaks_of_is_not_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one whose rule was only put into better words."""
    made = built(desk)
    elsewhere = next(
        rule
        for rule in HOST.catalogue.rules
        if rule.applies_to
        and not set(rule.applies_to) & {t.split(".")[0] for t in made.plan.treatment_names}
        and not any(
            set(rule.applies_to) & (HOST.catalogue.treatments[t].traits | {t})
            for t in made.plan.treatment_names
        )
    )
    monkeypatch.setattr(affected, "read_inputs", never)
    assert (
        list(affected_plans(desk, with_rule(elsewhere.id, severity=Severity.ABSOLUTE, when="not pregnant")))
        == []
    )
    assert list(affected_plans(desk, with_rule(title="Put better", advice="Do so", sources=()))) == []


def test_plans_of_before_anything_was_remembered_are_judged_by_their_documents(desk: Desk) -> None:
    """A plan whose verdicts nobody noted in short is read whole."""
    built(desk)
    with desk.store.writing() as session:
        session.execute(delete(PlanSaidRow))
    (found,) = affected_plans(desk, with_rule(severity=Severity.ABSOLUTE))
    assert "radiofrequency.microneedling" in {shift.treatment for shift in found.shifts}


def test_a_revision_is_judged_by_what_had_happened(desk: Desk) -> None:
    """What was given and told by then belongs to what is judged: the same content says the same."""
    made = built(desk)
    approve_plan(desk, made.version.ref, [one.id for one in open_kept(desk, made.version.ref).cautions])
    visit = made.plan.visits[0]
    later = desks.on(desk, visit.date)
    session_done(later, 1, visit.sessions[0].id)
    revise_plan(later, desks.practice_on(visit.date), made.version.ref, "asked")
    assert list(affected_plans(desk, with_rule(numbers={}))) == []
    found = list(affected_plans(desk, with_rule(severity=Severity.ABSOLUTE)))
    assert [str(one.version.ref) for one in found] == ["1/1", "1/2"]


def test_a_stopped_plan_is_not_looked_at(desk: Desk) -> None:
    """Nobody follows it any more; of somebody who was erased nothing is remembered."""
    made = built(desk)
    other = with_rule(severity=Severity.ABSOLUTE)
    stop_plan(desk, made.version.ref, "moves abroad")
    assert list(affected_plans(desk, other)) == []
    erase_patient(desk, made.version.patient)
    with desk.store.reading() as session:
        for row in (PlanSaidRow, PlanJudgedRow):
            assert session.query(row).all() == []


def variants(rule: Rule) -> list[tuple[Rule, ...]]:
    """Ways in which a rule may be corrected: other words in the condition, weight, reach; gone."""
    return [
        (attrs.evolve(rule, when=f"not ({rule.when})" if rule.when != "True" else "age >= 40"),),
        (attrs.evolve(rule, severity=Severity.ABSOLUTE),),
        (attrs.evolve(rule, severity=Severity.NOTE),),
        (attrs.evolve(rule, applies_to=()),),
        (),
    ]


def forget(desk: Desk) -> None:
    """Nothing is known of plans that stay the same."""
    with desk.store.writing() as session:
        session.execute(delete(PlanJudgedRow))


def check_alike(desk: Desk, rules: tuple[Rule, ...], monkeypatch: pytest.MonkeyPatch) -> int:
    """The short way finds what judging everything anew finds, for every correction; how many plans were affected."""
    hit = 0
    for rule in rules:
        for instead in variants(rule):
            host = with_rules(
                *(one for r in HOST.catalogue.rules for one in (instead if r is rule else (r,)))
            )
            short = [told(one) for one in affected_plans(desk, host)]
            forget(desk)
            with monkeypatch.context() as patched:
                patched.setattr("turgor.store.judged.content", lambda *_: None)
                thorough = [told(one) for one in affected_plans(desk, host)]
            forget(desk)
            assert short == thorough, (rule.id, instead)
            hit += len(short)
    return hit


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Desk]:
    """Plans of two patients who have little in common."""
    with Store.open(databases.new_sqlite(tmp_path)) as store:
        desk = desks.desk_at(store)
        built(desk)
        build_plan(desk, desks.practice(), desks.known(desk, desks.healthy()).id)
        yield desk


def test_the_short_way_finds_what_the_thorough_way_finds(both: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """For one rule that bears on a plan, and one that may, corrected in many ways."""
    rules = tuple(rule for rule in HOST.catalogue.rules if rule.id in ("FST-10", "AGE-1"))
    assert check_alike(both, rules, monkeypatch) > 0


@pytest.mark.soak
def test_the_short_way_finds_what_the_thorough_way_finds_for_many_rules(
    both: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One in five of them, corrected in many ways."""
    assert check_alike(both, HOST.catalogue.rules[::5], monkeypatch) > 50
