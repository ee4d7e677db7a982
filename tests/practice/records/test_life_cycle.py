"""The life of a plan: draft, approved, active, superseded, completed, stopped; every version is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest
from sqlalchemy import text

import desks
from turgor.documents import Kind
from turgor.domain.case import Case
from turgor.domain.clinic import Clinic
from turgor.domain.happened import Happened, Missed
from turgor.domain.plan import PlanStatus
from turgor.practice import How, plan_json
from turgor.practice.records import (
    AlreadyPlanned,
    Built,
    Damaged,
    Desk,
    NotApprovable,
    NotThere,
    OverrideCode,
    Overtaken,
    PlanRef,
    Reservation,
    Stale,
    StorageError,
    Unacknowledged,
    Uncoded,
    WrongStatus,
    add_assessment,
    add_event,
    approve_plan,
    build_plan,
    building,
    check_records,
    complete_plan,
    correct_assessment,
    correct_patient,
    followed_beside,
    list_plans,
    open_kept,
    open_patient,
    print_kept,
    replay,
    revise_plan,
    session_done,
    session_missed,
    start_plan,
    stop_plan,
    which_plan,
)
from turgor.store import audit, bookings, plans

MISSED = Happened(date(2026, 12, 1))
ROOM = Reservation("room 1", datetime(2026, 12, 24, 9, tzinfo=UTC), datetime(2026, 12, 24, 10, tzinfo=UTC))


def built(desk: Desk, case: Case | None = None) -> Built:
    """A patient with a draft."""
    record = desks.known(desk, case or desks.anjali())
    return build_plan(desk, desks.practice(), record.id)


def approved(desk: Desk, made: Built) -> Built:
    """All cautions acknowledged."""
    cautions = [caution.id for caution in open_kept(desk, made.version.ref).cautions]
    return attrs.evolve(made, version=approve_plan(desk, made.version.ref, cautions))


def missed(made: Built, today: date) -> Happened:
    """The first session was not given."""
    session = made.plan.visits[0].sessions[0]
    return Happened(today, missed=(Missed(session.id),))


def later(made: Built) -> Happened:
    """The day after the first visit, which was missed."""
    day = made.plan.visits[0].date
    return missed(made, date.fromordinal(day.toordinal() + 1))


def statuses(desk: Desk) -> list[tuple[str, str]]:
    """Every version with its status."""
    return [(str(one.ref), one.status.value) for one in list_plans(desk, every=True)]


def test_a_built_plan_is_a_draft_with_all_that_it_was_made_from(desk: Desk) -> None:
    """Engine, modalities, policy, seed, assessment and hash; its bytes are those of the planner."""
    made = built(desk)
    version = made.version
    assert (str(version.ref), version.status, version.assessment_version) == ("1/1", PlanStatus.DRAFT, 1)
    assert version.engine
    assert set(version.plugins) == {one.name for one in made.plan.engine.plugins}
    assert version.finish == made.plan.visits[-1].date
    with desk.store.reading() as session:
        assert plans.document(session, version.ref) == plan_json(made.plan)
    kept = open_kept(desk, version.ref)
    assert kept.plan == attrs.evolve(made.plan, number="1-1")


def test_a_version_is_made_again_to_the_same_bytes(desk: Desk) -> None:
    """From what is kept alone: a first plan, and one that was made anew from what happened."""
    made = approved(desk, built(desk))
    again = revise_plan(desk, desks.practice(), made.version.ref, "missed", happened=later(made))
    for ref in (made.version.ref, again.version.ref):
        answer = replay(desk, ref, desks.practice().host)
        assert (answer.same, answer.differs) == (True, ())


def test_a_document_that_was_changed_is_never_taken_for_the_plan(desk: Desk) -> None:
    """Not even by somebody who can lift the guards of the database."""
    made = built(desk)
    with desk.store.writing() as session:
        session.execute(text("INSERT INTO erasing (patient_id) VALUES (1)"))
        session.execute(text("UPDATE plan_document SET document = inputs"))
        session.execute(text("DELETE FROM erasing"))
    with pytest.raises(Damaged):
        open_kept(desk, made.version.ref)


def test_a_document_that_was_changed_with_its_hash_is_found(desk: Desk) -> None:
    """The audit trail knows what was made, and from what."""
    built(desk)
    assert check_records(desk) == ()
    for change in (
        "UPDATE plan_document SET inputs = document",
        "UPDATE plan_version SET digest = (SELECT digest FROM assessment_version)",
        "UPDATE plan_document SET document = (SELECT document FROM assessment_version)",
    ):
        with desk.store.writing() as session:
            session.execute(text("INSERT INTO erasing (patient_id) VALUES (1)"))
            session.execute(text(change))
            session.execute(text("DELETE FROM erasing"))
        assert len(check_records(desk)) == 1
    assert check_records(desk) == ("plan 1/1: it is not what the audit trail says was made",)


def test_a_plan_is_approved_when_every_caution_is_acknowledged(desk: Desk) -> None:
    """By whom, when and with which cautions is kept; what nobody acknowledged is named."""
    made = built(desk)
    ids = tuple(caution.id for caution in open_kept(desk, made.version.ref).cautions)
    assert ids
    with pytest.raises(Unacknowledged) as caught:
        approve_plan(desk, made.version.ref, ids[1:])
    assert [caution.id for caution in caught.value.cautions] == [ids[0]]
    with pytest.raises(NotApprovable, match="no such cautions"):
        approve_plan(desk, made.version.ref, [*ids, "X-1@y"])
    assert statuses(desk) == [("1/1", "draft")]
    approve_plan(desk, made.version.ref, ids, note="seen together")
    kept = open_kept(desk, made.version.ref)
    assert kept.plan.status is PlanStatus.APPROVED
    assert kept.approval is not None
    assert (kept.approval.by, kept.approval.cautions, kept.approval.note) == ("dr.lee", ids, "seen together")
    with pytest.raises(NotApprovable, match="approved already"):
        approve_plan(desk, made.version.ref, ids)


def test_a_patient_has_one_plan_that_is_followed(desk: Desk) -> None:
    """Another draft takes the place of a draft; beside an approved plan none is made."""
    made = built(desk)
    second = build_plan(desk, desks.practice(), made.version.patient)
    assert statuses(desk) == [("1/1", "superseded"), ("1/2", "draft")]
    approved(desk, second)
    with pytest.raises(AlreadyPlanned) as caught:
        build_plan(desk, desks.practice(), made.version.patient)
    assert caught.value.version.ref == second.version.ref


def test_a_stale_version_is_refused_with_the_difference(desk: Desk) -> None:
    """What moved since is told; nothing is changed."""
    made = approved(desk, built(desk))
    again = revise_plan(desk, desks.practice(), made.version.ref, "missed", happened=later(made))
    with pytest.raises(Stale) as caught:
        revise_plan(desk, desks.practice(), made.version.ref, "missed", happened=later(made))
    assert caught.value.newest.ref == again.version.ref
    first = made.plan.visits[0].sessions[0].id
    assert first in [move.session for move in caught.value.difference.moves]
    with pytest.raises(Stale):
        approve_plan(desk, made.version.ref)
    assert statuses(desk) == [("1/1", "approved"), ("1/2", "draft")]


def test_an_approved_revision_takes_the_place_of_what_was_followed(desk: Desk) -> None:
    """Where treatment had begun it goes on; both versions stay."""
    made = approved(desk, built(desk))
    start_plan(desk, made.version.ref)
    desk = attrs.evolve(desk, now=desks.Clock(datetime(2026, 11, 24, tzinfo=UTC)))
    again = revise_plan(desk, desks.practice(), made.version.ref, "missed", happened=later(made))
    assert again.plan.replaces
    assert again.version.basis == 1
    approved(desk, again)
    assert statuses(desk) == [("1/1", "superseded"), ("1/2", "active")]
    assert [step.status.value for step in open_kept(desk, again.version.ref).steps] == ["approved", "active"]
    complete_plan(desk, again.version.ref)
    assert statuses(desk) == [("1/1", "superseded"), ("1/2", "completed")]
    build_plan(desk, desks.practice(), made.version.patient)
    assert statuses(desk)[-1] == ("2/1", "draft")


def test_a_second_revision_goes_on_from_what_is_followed(desk: Desk) -> None:
    """Not from the draft before it, which nobody followed."""
    made = approved(desk, built(desk))
    first = revise_plan(desk, desks.practice(), made.version.ref, "missed", happened=later(made))
    second = revise_plan(desk, desks.practice(), first.version.ref, "missed", happened=later(made))
    assert second.version.basis == made.version.ref.number
    assert statuses(desk) == [("1/1", "approved"), ("1/2", "superseded"), ("1/3", "draft")]


def test_a_plan_is_stopped_with_a_reason(desk: Desk) -> None:
    """A draft beside it ends with it; the reason is with the plan, not in the audit trail."""
    made = approved(desk, built(desk))
    revise_plan(desk, desks.practice(), made.version.ref, "missed", happened=later(made))
    with pytest.raises(ValueError, match="reason"):
        stop_plan(desk, made.version.ref, "")
    stop_plan(desk, made.version.ref, "moves abroad")
    assert statuses(desk) == [("1/1", "stopped"), ("1/2", "superseded")]
    assert open_kept(desk, made.version.ref).steps[-1].reason == "moves abroad"
    with desk.store.reading() as session:
        assert "abroad" not in str(audit.entries(session))
    with pytest.raises(WrongStatus):
        start_plan(desk, made.version.ref)


def test_a_draft_that_is_given_up_leaves_what_is_followed(desk: Desk) -> None:
    """The patient keeps the plan, and what it has reserved; the draft alone is stopped."""
    made = approved(desk, built(desk))
    revised = revise_plan(desk, desks.practice(), made.version.ref, "missed", happened=later(made))
    with desk.store.writing() as session:
        bookings.book(session, desk.act(), [ROOM], made.version.ref)
    stop_plan(desk, revised.version.ref, "she prefers the old days")
    assert statuses(desk) == [("1/1", "approved"), ("1/2", "stopped")]
    assert followed_beside(desk, revised.version.ref) == open_kept(desk, made.version.ref).version
    with desk.store.reading() as session:
        assert bookings.booked(session, ROOM.start, ROOM.end) == (ROOM,)
    stop_plan(desk, made.version.ref, "moves abroad")
    assert followed_beside(desk, made.version.ref) is None
    with desk.store.reading() as session:
        assert bookings.booked(session, ROOM.start, ROOM.end) == ()


def test_a_plan_made_before_something_was_told_is_not_approved(desk: Desk) -> None:
    """Not after an event, a later assessment, or a correction of who the patient is; one made anew may be."""
    made = built(desk)
    ids = [one.id for one in open_kept(desk, made.version.ref).cautions]
    told = {"kind": "sunburn", "start": "2026-11-20", "end": "2026-11-21"}
    add_event(desk, desks.practice().host, made.version.patient, told)
    with pytest.raises(NotApprovable, match="told since: build"):
        approve_plan(desk, made.version.ref, ids)
    second = build_plan(desk, desks.practice(), made.version.patient)
    add_assessment(desk, made.version.patient, desks.anjali())
    with pytest.raises(NotApprovable, match="later assessment"):
        approve_plan(desk, second.version.ref, ids)
    third = build_plan(desk, desks.practice(), made.version.patient)
    record = open_patient(desk, "P-1002").record
    correct_patient(desk, record.id, record.version, attrs.evolve(record.patient, name="Anjali Rao-Sen"))
    with pytest.raises(NotApprovable, match=r"put right since \(name\)"):
        approve_plan(desk, third.version.ref, ids)
    approved(desk, build_plan(desk, desks.practice(), made.version.patient))
    assert statuses(desk)[-1] == ("1/4", "approved")


def test_a_revision_made_before_a_session_was_told_is_not_approved(desk: Desk) -> None:
    """It would plan what was given already, or keep the day of what was missed."""
    made = approved(desk, built(desk))
    first = made.plan.visits[0].sessions[0].id
    revise_plan(desk, desks.practice(), made.version.ref, "asked")
    session_missed(desk, 1, first, "ill")
    with pytest.raises(NotApprovable, match="missed since: revise plan 1"):
        approve_plan(desk, PlanRef(1, 2))
    day = made.plan.visits[0].date
    session_done(desks.on(desk, day), 1, first)
    with pytest.raises(NotApprovable, match="a session was told since: revise plan 1"):
        approve_plan(desk, PlanRef(1, 2))


def test_what_is_told_while_planning_goes_on_is_not_passed_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event that a colleague notes meanwhile."""
    record = desks.known(desk, desks.anjali())
    real = building._planned

    def slow(*arguments: object) -> object:
        add_event(desk, desks.practice().host, record.id, {"kind": "sunburn", "start": "2026-11-20"})
        return real(*arguments)

    monkeypatch.setattr(building, "_planned", slow)
    with pytest.raises(Overtaken):
        build_plan(desk, desks.practice(), record.id)
    assert statuses(desk) == []


def test_a_rule_may_be_set_aside_zone_by_zone(desk: Desk) -> None:
    """Each time by somebody else with a reason; the approval keeps all of them, and all expire together."""
    case = desks.set_aside()
    (one,) = case.overrides
    other = attrs.evolve(one, by="Kim, Ann", reason="healed there, too", sites=frozenset({"jowl"}))
    made = built(desk, attrs.evolve(case, overrides=(one, other)))
    cautions = [caution.id for caution in open_kept(desk, made.version.ref).cautions]
    approve_plan(desk, made.version.ref, cautions, {"FST-1": OverrideCode.OTHER})
    approval = open_kept(desk, made.version.ref).approval
    assert approval is not None
    assert [(kept.by, kept.reason) for kept in approval.overrides] == [
        ("Dr Lee, Kim, Ann", "test spot healed well; healed there, too")
    ]
    stop_plan(desk, made.version.ref, "begins again")
    worse = attrs.evolve(desks.set_aside(6), overrides=(one, other))
    correct_assessment(desk, made.version.assessment, 1, worse, "type VI")
    assert len(build_plan(desk, desks.practice(), made.version.patient).expired) == 2


def test_steps_follow_each_other(desk: Desk) -> None:
    """A draft is neither started nor completed."""
    made = built(desk)
    for step in (start_plan, complete_plan):
        with pytest.raises(WrongStatus):
            step(desk, made.version.ref)


def test_a_plan_from_an_assessment_that_was_corrected_is_not_approved(desk: Desk) -> None:
    """It would rest on what is known to be wrong; a plan from the corrected one may be."""
    made = built(desk)
    correct_assessment(desk, made.version.assessment, 1, desks.anjali(), "wrong line")
    with pytest.raises(NotApprovable, match="corrected"):
        approve_plan(desk, made.version.ref, [one.id for one in open_kept(desk, made.version.ref).cautions])
    approved(desk, build_plan(desk, desks.practice(), made.version.patient))
    assert statuses(desk) == [("1/1", "superseded"), ("1/2", "approved")]


def test_a_plan_whose_visits_are_past_is_not_approved(desk: Desk) -> None:
    """Days are those where the clinic is."""
    made = built(desk)
    cautions = [caution.id for caution in open_kept(desk, made.version.ref).cautions]
    tomorrow = date.fromordinal(made.plan.visits[0].date.toordinal() + 1)
    late = attrs.evolve(desk, now=desks.Clock(datetime.combine(tomorrow, datetime.min.time(), UTC)))
    with pytest.raises(NotApprovable, match="past"):
        approve_plan(late, made.version.ref, cautions)


def test_whoever_plans_meanwhile_is_not_run_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planning holds up nobody; what was overtaken is not kept."""
    record = desks.known(desk, desks.anjali())
    real = building._planned

    def slow(*arguments: object) -> object:
        monkeypatch.setattr(building, "_planned", real)
        build_plan(desk, desks.practice(), record.id)
        return real(*arguments)

    monkeypatch.setattr(building, "_planned", slow)
    with pytest.raises(Overtaken):
        build_plan(desk, desks.practice(), record.id)
    assert statuses(desk) == [("1/1", "draft")]


def test_an_override_needs_its_code(desk: Desk) -> None:
    """Rule, reason, by whom and the basis are kept with the approval."""
    made = built(desk, desks.set_aside())
    assert {course.treatment for course in made.plan.courses} == {"laser.co2_fractional"}
    cautions = [caution.id for caution in open_kept(desk, made.version.ref).cautions]
    with pytest.raises(Uncoded) as caught:
        approve_plan(desk, made.version.ref, cautions)
    assert caught.value.rules == ("FST-1",)
    approve_plan(desk, made.version.ref, cautions, {"FST-1": OverrideCode.TOLERATED_BEFORE})
    approval = open_kept(desk, made.version.ref).approval
    assert approval is not None
    (override,) = approval.overrides
    assert (override.rule, override.code, override.by) == ("FST-1", OverrideCode.TOLERATED_BEFORE, "Dr Lee")


def test_an_override_expires_when_its_basis_changes(desk: Desk) -> None:
    """Approved for skin type V, it does not count for type VI; on the same basis it goes on counting."""
    made = built(desk, desks.set_aside())
    cautions = [caution.id for caution in open_kept(desk, made.version.ref).cautions]
    approve_plan(desk, made.version.ref, cautions, {"FST-1": OverrideCode.TOLERATED_BEFORE})
    stop_plan(desk, made.version.ref, "begins again")
    same = build_plan(desk, desks.practice(), made.version.patient)
    assert same.expired == ()
    correct_assessment(desk, made.version.assessment, 1, desks.set_aside(6), "type VI")
    changed = build_plan(desk, desks.practice(), made.version.patient)
    assert [one.rule for one in changed.expired] == ["FST-1"]
    assert "laser.co2_fractional" not in [course.treatment for course in changed.plan.courses]
    assert replay(desk, changed.version.ref, desks.practice().host).same


def test_a_newer_policy_may_be_given(desk: Desk) -> None:
    """Else the plan keeps its own."""
    made = approved(desk, built(desk))
    policy: Clinic = attrs.evolve(made.plan.policy, phone="020 7946 0000")
    again = revise_plan(
        desk, desks.practice(), made.version.ref, "moved", happened=later(made), clinic=policy
    )
    assert again.plan.policy == policy
    assert again.version.policy != made.version.policy


def test_printing_says_what_a_version_is(desk: Desk, tmp_path: Path) -> None:
    """Under its name among the records, marked as a draft, and noted in the audit trail."""
    made = built(desk)
    printed = print_kept(desk, made.version.ref, How((Kind.VISITS,)), tmp_path)
    assert "DESCRIPTION" in printed.paths[0].read_text(encoding="utf-8")
    assert "TENTATIVE" in printed.paths[0].read_text(encoding="utf-8")
    with desk.store.reading() as session:
        assert audit.entries(session)[-1].action.value == "printed"


@pytest.mark.parametrize("reference", ["9", "1/9", "x", "1/x", "", "/", "99999999999", "1/99999999999"])
def test_what_is_not_there_is_said(desk: Desk, reference: str) -> None:
    """Plans and versions."""
    built(desk)
    with pytest.raises(NotThere):
        which_plan(desk, reference)


def test_versions_are_named_by_plan_and_number(desk: Desk) -> None:
    """The plan alone is its newest version."""
    made = built(desk)
    build_plan(desk, desks.practice(), made.version.patient)
    assert which_plan(desk, "1") == PlanRef(1, 2)
    assert which_plan(desk, "1/1") == PlanRef(1, 1)


@pytest.mark.parametrize("table", ["plan_version", "plan_document", "plan_step", "approval"])
def test_no_version_is_ever_changed_or_removed(desk: Desk, table: str) -> None:
    """The database refuses, whoever asks; only the status goes on."""
    approved(desk, built(desk))
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET number = number"):
        with pytest.raises(StorageError), desk.store.writing() as session:
            session.execute(text(statement))
