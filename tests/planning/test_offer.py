"""From verdicts to offers: what is offered, on what terms, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import attrs
import pytest

from offers import ALWAYS_OPEN, MONDAY, catalogue, day, findings, span, treatment
from turgor.domain.case import Answers, Pins, Preferences
from turgor.domain.catalogue import Catalogue
from turgor.domain.evidence import Evidence
from turgor.domain.messages import plain
from turgor.domain.money import Money
from turgor.domain.offers import Offers, SchedulingTerms
from turgor.domain.rules import Outcome, Rule
from turgor.domain.skin import Severity
from turgor.domain.terms import Interval, SessionCount, Step
from turgor.domain.treatments import Laxity, Standing, Treatment
from turgor.domain.verdicts import Period, Reason, Status, Verdict, Verdicts
from turgor.planning.offer import offer

NOTHING_SAID, NO_WISHES = Answers(), Preferences()
TERMS = SchedulingTerms(avoid_weekdays=frozenset({5}))


@attrs.define
class Asked:
    """Modalities that take every offer as it is, but for those of `failed`."""

    catalogue: Catalogue
    failed: frozenset[str] = frozenset()
    adapted: tuple[str, ...] = ()

    def adapt(self, offers: Sequence[Any], findings_: object, clinic: object) -> Sequence[Any]:
        self.adapted = tuple(one.id for one in offers)
        return tuple(reversed(offers))

    def terms(self, one: object, findings_: object, clinic: object) -> SchedulingTerms:
        return TERMS


def reason(rule: str, status: Status = Status.CAUTION) -> Reason:
    """A caution of a rule, or what blocks."""
    severity = Severity.CAUTION if status.allows else Severity.RELATIVE
    return Reason(rule, severity, status, plain(rule, f"{rule} holds."), Evidence.LOW, ("toy_source",))


def verdict(name: str, *sites: str, periods: tuple[Period, ...] | None = None) -> Verdict:
    """Eligible from today on, unless periods say otherwise."""
    usual = (Period(span(0, None), Status.ELIGIBLE),)
    return Verdict(name, frozenset(sites), periods or usual)


def cautious(*rules: str, first: int = 0, last: int | None = None) -> Period:
    """Days on which rules ask for caution."""
    return Period(span(first, last), Status.CAUTION, tuple(map(reason, rules)))


def blocked(first: int, last: int | None) -> Period:
    """Days that a rule blocks."""
    return Period(span(first, last), Status.DEFERRED, (reason("SUN-1", Status.DEFERRED),))


def rule(id_: str, **changes: Any) -> Rule:
    """A rule that asks for caution."""
    return Rule(id_, id_, "True", Severity.CAUTION, Outcome.ADAPT, "why", ("toy_source",), **changes)


def offered(
    treatments: Sequence[Treatment],
    verdicts: Sequence[Verdict],
    *,
    rules: tuple[Rule, ...] = (),
    goals: Sequence[str] = ("chin",),
    failed: frozenset[str] = frozenset(),
    stopped: bool = False,
    answers: Answers = NOTHING_SAID,
    wishes: Preferences = NO_WISHES,
    **clinic: Any,
) -> Offers:
    """The offers of these treatments under these verdicts."""
    known = attrs.evolve(catalogue(*treatments), rules=rules)
    return offer(
        attrs.evolve(findings(goals=goals, habits=("smoking",)), answers=answers),
        Verdicts(tuple(verdicts), stopped=stopped),
        known,
        attrs.evolve(ALWAYS_OPEN, **clinic),
        wishes,
        Asked(known, failed),
    )


SERIES = treatment("toy.a")
CREAM = treatment("toy.cream", home=True)


def test_a_course_is_offered_on_the_goal_sites_of_its_verdict():
    """Sites without a goal are not treated; the terms of the modality are part of the offer."""
    (one,) = offered([SERIES], [verdict("toy.a", "chin", "brow", "neck")], goals=("chin", "neck")).courses
    assert (one.id, one.sites, one.terms) == ("toy.a#1", {"chin", "neck"}, TERMS)
    assert MONDAY in one.allowed


def test_sites_with_different_days_make_different_courses():
    """Each group of sites has its own course with its own days."""
    verdicts = [
        verdict("toy.a", "chin"),
        verdict("toy.a", "neck", periods=(blocked(0, 9), Period(span(10, None), Status.ELIGIBLE))),
    ]
    one, other = offered([SERIES], verdicts, goals=("chin", "neck")).courses
    assert [(c.id, sorted(c.sites)) for c in (one, other)] == [("toy.a#1", ["chin"]), ("toy.a#2", ["neck"])]
    assert day(0) in one.allowed
    assert day(9) not in other.allowed
    assert day(10) in other.allowed


def test_a_site_that_is_blocked_throughout_is_left_out_with_its_reason():
    """What blocks today is said in the words of its rule."""
    verdicts = [verdict("toy.a", "chin"), verdict("toy.a", "neck", periods=(blocked(0, None),))]
    found = offered([SERIES], verdicts, goals=("chin", "neck"))
    (left,) = found.left_out
    assert (left.sites, left.why.text) == ({"neck"}, "SUN-1 holds.")
    assert [one.sites for one in found.courses] == [{"chin"}]


def test_days_beyond_the_plan_do_not_make_an_offer():
    """A treatment allowed only after the horizon is left out."""
    late = verdict("toy.a", "chin", periods=(blocked(0, 90), Period(span(91, None), Status.ELIGIBLE)))
    assert offered([SERIES], [late]).courses == ()


def test_a_site_whose_laxity_does_not_suit_is_left_out():
    """A course treats only where it has points."""
    severe = attrs.evolve(SERIES, laxity=(Laxity.SEVERE,))
    found = offered([severe], [verdict("toy.a", "chin")])
    assert (found.courses, found.left_out[0].why.key) == ((), "offer.no_fit")


def test_numbers_of_the_cautions_that_hold_are_applied_the_stricter_of_each():
    """Longer gaps, fewer sessions, slower steps; prerequisites of rules are added and adaptations listed."""
    series = attrs.evolve(
        SERIES,
        prerequisites=("spot",),
        course=attrs.evolve(SERIES.course, sessions=SessionCount(3, 5, 6), interval=Interval(14, 21, 28)),
    )
    rules = (
        rule(
            "A-1", numbers={"interval_min_days": 21, "sessions_max": 4}, requires=("order",), advice="Wait."
        ),
        rule("B-1", numbers={"interval_min_days": 30, "sessions_max": 2}),
        rule("C-1"),
        rule("D-1", numbers={"interval_min_days": 99}),
    )
    held = verdict("toy.a", "chin", periods=(cautious("A-1", "B-1", "C-1"),))
    (one,) = offered([series], [held], rules=rules).courses
    assert one.interval == Interval(30, 30, 30)
    assert one.sessions == SessionCount(2, 2, 2)
    assert one.prerequisites == ("spot", "order")
    assert [(a.rule, a.enforced) for a in one.adaptations] == [("A-1", True), ("B-1", True), ("C-1", False)]
    assert one.caution


def test_a_titration_is_slowed_by_the_largest_factor():
    """Each step takes so many times its weeks; the last stays open."""
    cream = attrs.evolve(CREAM, regimen=attrs.evolve(CREAM.regimen, steps=(Step(2, weeks=2), Step(7))))
    rules = (
        rule("A-1", numbers={"weeks_per_step_factor": 2}),
        rule("B-1", numbers={"weeks_per_step_factor": 3}),
    )
    held = verdict("toy.cream", "chin", periods=(cautious("A-1", "B-1"),))
    (one,) = offered([cream], [held], rules=rules).regimens
    assert one.steps == (Step(2, weeks=6), Step(7))


def test_a_caution_on_few_days_costs_no_benefit_and_still_adapts():
    """Benefit looks at most days, safety at every day."""
    rules = (rule("A-1", numbers={"interval_min_days": 30}),)
    soon_over = verdict(
        "toy.a", "chin", periods=(cautious("A-1", last=9), Period(span(10, None), Status.ELIGIBLE))
    )
    lasting = verdict("toy.a", "chin", periods=(cautious("A-1"),))
    (short,), (long,) = (offered([SERIES], [one], rules=rules).courses for one in (soon_over, lasting))
    assert (short.benefit.points, long.benefit.points) == (120, 60)
    assert short.interval == long.interval


def test_the_price_is_the_clinics_and_unknown_otherwise():
    """A missing price is never nothing."""
    verdicts = [verdict("toy.a", "chin")]
    (unknown,), (known,) = (
        offered([SERIES], verdicts, prices=prices).courses for prices in ({}, {"toy.a": Decimal(90)})
    )
    assert (unknown.price, known.price) == (None, Money(Decimal(90), "GBP"))


def test_home_care_is_one_regimen_on_all_sites_that_share_a_day():
    """It is used on the days on which every one of its sites allows it."""
    verdicts = [
        verdict("toy.cream", "chin"),
        verdict("toy.cream", "neck", periods=(blocked(0, 9), Period(span(10, None), Status.ELIGIBLE))),
    ]
    (one,) = offered([CREAM], verdicts, goals=("chin", "neck")).regimens
    assert (one.id, one.sites) == ("toy.cream#1", {"chin", "neck"})
    assert day(9) not in one.allowed
    assert day(10) in one.allowed


def test_protection_care_and_answers_to_habits_are_always_chosen():
    """Traits of the core, and the habits that this patient has."""
    kinds = {
        "toy.sun": treatment("toy.sun", home=True, traits=frozenset({"sun_protection"})),
        "toy.care": treatment("toy.care", home=True, traits=frozenset({"moisturiser"})),
        "toy.quit": treatment("toy.quit", home=True, answers=("smoking",)),
        "toy.diet": treatment("toy.diet", home=True, answers=("poor_diet",)),
        "toy.cream": CREAM,
    }
    found = offered(list(kinds.values()), [verdict(name, "chin") for name in kinds]).regimens
    assert {one.treatment for one in found if one.always} == {"toy.sun", "toy.care", "toy.quit"}


def test_the_first_form_that_no_rule_blocks_is_used():
    """Another form takes the place of the one that a rule blocks."""
    cream = attrs.evolve(CREAM, forms=("gel", "oil"))
    rules = (attrs.evolve(rule("A-1", forms=("gel",)), severity=Severity.RELATIVE),)
    held = Period(span(0, None), Status.CAUTION, (attrs.evolve(reason("A-1"), severity=Severity.RELATIVE),))
    verdicts = [verdict("toy.cream", "chin", periods=(held,))]
    assert offered([cream], verdicts, rules=rules).regimens[0].form == "oil"
    assert offered([cream], [verdict("toy.cream", "chin")]).regimens[0].form == "gel"


def test_what_the_clinic_switched_off_and_what_is_in_trials_is_left_out():
    """Both are listed with their reason."""
    trial = attrs.evolve(treatment("toy.b"), standing=Standing.INVESTIGATIONAL)
    verdicts = [verdict("toy.a", "chin"), verdict("toy.b", "chin")]
    found = offered([SERIES, trial], verdicts, switched_off=frozenset({"toy.a"}))
    assert found.courses == ()
    assert [left.why.key for left in found.left_out] == ["offer.switched_off", "offer.investigational"]


@pytest.mark.parametrize(("consent", "pinned"), [(True, True), (True, False), (False, True), (None, True)])
def test_what_is_in_trials_is_offered_only_with_a_recorded_consent_and_by_request(
    *, consent: bool | None, pinned: bool
):
    """Nothing speaks for it, so it is never chosen for its benefit; a consent alone plans nothing."""
    trial = attrs.evolve(treatment("toy.b"), standing=Standing.INVESTIGATIONAL, trial_consent="signed")
    answers = Answers({} if consent is None else {"signed": {"": consent}})
    wishes = Preferences(pins=Pins(must=("toy.b",) if pinned else ()))
    found = offered([trial], [verdict("toy.b", "chin")], answers=answers, wishes=wishes)
    assert [course.treatment for course in found.courses] == (["toy.b"] if consent and pinned else [])


def test_a_modality_that_failed_meanwhile_offers_nothing():
    """Its offers are dropped, those of others stay."""
    verdicts = [verdict("toy.a", "chin"), verdict("other.a", "chin")]
    found = offered([SERIES, treatment("other.a")], verdicts, failed=frozenset({"toy"}))
    assert [one.treatment for one in found.courses] == ["other.a"]


def test_an_urgent_red_flag_stops_every_offer():
    """Nothing is offered while the patient must be seen elsewhere."""
    assert offered([SERIES, CREAM], [verdict("toy.a", "chin")], stopped=True) == Offers((), ())


def test_offers_come_in_the_order_of_their_ids():
    """Whatever order modalities answer in."""
    names = ("toy.c", "toy.a", "toy.b")
    found = offered([treatment(name) for name in names], [verdict(name, "chin") for name in names])
    assert [one.id for one in found.courses] == ["toy.a#1", "toy.b#1", "toy.c#1"]
