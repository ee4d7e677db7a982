"""Lags, same visit and the order of a visit, by hand and against skin lived through day by day."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogues import effects, needs, some
from simulated_skin import allowed_days, first_day_of_the_rest
from toys import BODY_STATES, STATES, ZONES, action, effect, need
from turgor.domain.skin import Effect, Severity, SkinTerms
from turgor.planning.skin.skin_state import (
    NO_LAG,
    Delivery,
    lag,
    lag_between,
    may_precede,
    resolve,
    visit_order,
)

ALL = (*STATES, *BODY_STATES)
CHIN, NECK = frozenset({"chin"}), frozenset({"neck"})


def between(first, then, **options):
    """The lag on a shared site."""
    return lag(first, then, **({"shared_sites": True, "systemic": BODY_STATES} | options))


@st.composite
def actions(draw, id_="first"):
    """A random action without unresolved conditions."""
    return action(id_, draw(some(effects(), 4)), draw(some(needs, 4)), fills_its_day=draw(st.booleans()))


def test_the_edge_day_is_the_first_free_one():
    """An effect of 14 days and a need of 7 clear days make 21: a closed interval would make it 22."""
    laser, heat = action("laser", [effect("red", 14)]), action("heat", needs=[need("red", 7)])
    assert between(laser, heat).days == 21


def test_an_effect_that_is_over_at_once_still_counts_its_clear_days():
    """Upper 0 is not "no effect": the last capsule and 180 clear days make 180."""
    drug = action("drug", [effect("drugged", 0)], fills_its_day=False)
    assert between(drug, action("laser", needs=[need("drugged", 180)]), shared_sites=False).days == 180


@pytest.mark.parametrize(("fills_its_day", "days"), [(True, 1), (False, 0)])
def test_two_appointments_are_at_least_a_day_apart(fills_its_day, days):
    """A visit holds all of its day; an illness or a drug ends on a day and is no visit."""
    first = action("first", [effect("red", 0)], fills_its_day=fills_its_day)
    assert between(first, action("then", needs=[need("red", 0)])).days == days


def test_nothing_shared_makes_no_lag():
    """Without a state in common, or without a common site, two actions do not wait for each other."""
    first, then = action("first", [effect("red", 9)]), action("then", needs=[need("open", 9), need("red", 1)])
    assert between(first, action("then", needs=[need("open", 9)])) == NO_LAG
    assert between(first, then, shared_sites=False) == NO_LAG


def test_a_systemic_state_meets_every_site():
    """A drug matters wherever the other treatment is."""
    first, then = action("first", [effect("drugged", 3)]), action("then", needs=[need("drugged", 4)])
    assert between(first, then, shared_sites=False).days == 7


def test_the_causes_come_longest_first_with_the_sources_of_both_sides():
    """Each shared state is named with both of its numbers; the one that decides comes first."""
    first = action("first", [effect("red", 3), effect("open", 10)])
    causes = between(first, action("then", needs=[need("red", 1), need("open", 2, same_visit=True)])).because
    assert [(c.state, c.upper_days, c.clear_days, c.days) for c in causes] == [
        ("open", 10, 2, 12),
        ("red", 3, 1, 4),
    ]
    assert causes[0].sources == ("clinic_default",)


def test_a_state_that_never_ends_never_allows():
    """A permanent filler makes a lag without an end."""
    first, then = (
        action("first", [effect("red", None), effect("open", 3)]),
        action("then", needs=[need("red"), need("open")]),
    )
    assert between(first, then).days is None
    assert between(first, then).because[0].state == "red"


def test_soft_needs_count_only_where_asked_for():
    """A caution is reported apart from the lag that binds."""
    first = action("first", [effect("red", 5)])
    then = action("then", needs=[need("red", 0), need("red", 9, Severity.CAUTION)])
    assert between(first, then).days == 5
    assert between(first, then, blocking_only=False).days == 14


def test_a_visit_may_be_shared_only_if_every_blocking_need_agrees():
    """One need that does not allow the same visit is enough; a soft one is not asked."""
    first = action("first", [effect("red", 5), effect("open", 5)])
    agreeing = [need("red", same_visit=True), need("open", 0, Severity.CAUTION)]
    assert between(first, action("then", needs=agreeing)).same_visit
    assert not between(first, action("then", needs=[*agreeing, need("open")])).same_visit


def test_an_effect_reaches_the_zones_it_spreads_to():
    """Swelling that crosses a border is met beyond it; without spreading, neighbours do not meet."""
    near, far = action("a", [effect("red", 5)]), action("a", [effect("red", 5, spreads_to=("neck",))])
    then = Delivery("2", action("b", needs=[need("red")]), NECK)
    assert lag_between(Delivery("1", near, CHIN), then, BODY_STATES) == NO_LAG
    assert lag_between(Delivery("1", far, CHIN), then, BODY_STATES).days == 5


def test_an_unknown_condition_leaves_the_effect_in_place():
    """Only a condition known to be false takes an effect away: missing data must not shorten a gap."""
    terms = SkinTerms((Effect("red", 5, when="dark"),))
    left = {
        truth: resolve(
            "a", terms, fills_its_day=True, truth=lambda _, truth=truth: truth, zones=ZONES
        ).effects
        for truth in (True, None, False)
    }
    assert len(left[True]) == len(left[None]) == 1
    assert left[False] == ()


def test_two_sessions_of_one_treatment_on_one_site_never_share_a_visit():
    """Their course keeps them apart, whatever the states say; on different sites they may."""
    first = Delivery("1", action("a"), CHIN)
    assert not may_precede(first, Delivery("2", action("a"), CHIN), BODY_STATES)
    assert may_precede(first, Delivery("2", action("a"), NECK), BODY_STATES)


def deliveries(*made):
    """The actions, all on the chin, with their own ids."""
    return [Delivery(one.id, one, CHIN) for one in made]


def test_a_visit_is_ordered_so_that_each_session_may_follow_all_earlier_ones():
    """The device comes before the injectable where only that order is allowed; free ones go by id."""
    filler = action("a_filler", [effect("open", 2)], [need("red", same_visit=True)])
    heat = action("b_heat", [effect("red", 2)], [need("open")])
    lamp = action("c_lamp")
    order = visit_order(deliveries(filler, heat, lamp), BODY_STATES)
    assert [one.id for one in order] == ["b_heat", "a_filler", "c_lamp"]


def test_pairs_may_be_legal_and_the_whole_visit_not():
    """Three treatments, each of which must come before the next, form a cycle: no visit."""
    ring = [("a", "red", "open"), ("b", "open", "warm"), ("c", "warm", "red")]
    made = deliveries(*(action(id_, [effect(left, 1)], [need(asked)]) for id_, left, asked in ring))
    assert all(visit_order(pair, BODY_STATES) for pair in (made[:2], made[1:], [made[0], made[2]]))
    assert visit_order(made, BODY_STATES) is None


@given(actions(), actions("then"), st.booleans())
def test_a_lag_is_the_first_day_of_the_simulated_skin(first, then, shared):
    """The derived lag equals what day by day counting finds, for random effects and needs."""
    meeting = ALL if shared else BODY_STATES
    derived = lag(first, then, shared_sites=shared, systemic=BODY_STATES)
    lived = first_day_of_the_rest(allowed_days(first, then, 0, 0, meeting), 0)
    assert derived.days == lived


@given(st.lists(st.tuples(some(effects(), 2), some(needs, 2)), max_size=4))
def test_a_visit_order_is_found_exactly_where_one_exists(terms):
    """The order is legal for every pair, and there is none only if no permutation is legal."""
    made = deliveries(*(action(f"t{number}", *own) for number, own in enumerate(terms)))

    def legal(order):
        return all(
            may_precede(a, b, BODY_STATES) for place, a in enumerate(order) for b in order[place + 1 :]
        )

    found = visit_order(made, BODY_STATES)
    assert found is None or (legal(found) and sorted(found, key=lambda one: one.id) == made)
    assert (found is None) == (not any(legal(order) for order in permutations(made)))
