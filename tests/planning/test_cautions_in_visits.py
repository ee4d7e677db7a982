"""Cautions within a visit: the order keeps them where it can, and the value says what the order does."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from catalogues import some
from offers import ALWAYS_OPEN, action, course, days, toy
from toys import BODY_STATES, need
from turgor.domain.case import Pins, Preferences
from turgor.domain.skin import Severity
from turgor.planning.skin.skin_state import Delivery, keeps_cautions, visit_order

TODAY_ONLY = days(0)
CHIN = frozenset({"chin"})
RING = {"toy.a": ("red", "open"), "toy.b": ("open", "warm"), "toy.c": ("warm", "red")}


def wary(name: str, leaves: str = "", needs: str = ""):
    """An action that leaves a state for a day, and needs another gone only if possible."""
    return action(name, {leaves: 1} if leaves else {}, {needs: 0} if needs else {}, severity=Severity.CAUTION)


def soft_needs(solved) -> tuple[int, int, bool]:
    """Value, bound and proof of the stage on cautions."""
    stage = next(one for one in solved.stages if one.name == "soft-needs")
    return stage.value, stage.bound, stage.proven


def test_the_order_in_a_visit_keeps_a_caution_where_it_can():
    """What asks for calm skin comes before what reddens it, against the order of ids."""
    solved = toy(
        course("toy.a", allowed=TODAY_ONLY),
        course("toy.b", allowed=TODAY_ONLY),
        actions=(wary("toy.a", leaves="red"), wary("toy.b", needs="red")),
        preferences=Preferences(pins=Pins(must=("toy.a", "toy.b"))),
    ).solve()
    assert [session.course for session in solved.sessions] == ["toy.b#1", "toy.a#1"]
    assert soft_needs(solved) == (0, 0, True)


def test_cautions_that_go_round_in_a_ring_are_counted_as_the_order_breaks_them():
    """Three sessions of one visit, each wary of the one before: one caution is broken, and no proof is claimed."""
    solved = toy(
        *(course(name, allowed=TODAY_ONLY) for name in RING),
        actions=tuple(wary(name, *states) for name, states in RING.items()),
        preferences=Preferences(pins=Pins(must=tuple(RING))),
        clinic=attrs.evolve(ALWAYS_OPEN, courses_at_once=3),
    ).solve()
    assert soft_needs(solved) == (1, 0, False)


def test_a_conflict_is_found_where_a_session_has_no_day_at_all():
    """Explaining drops the interval, and then a second session stands there without any day."""
    never = attrs.evolve(course(count=(2, 2), interval=(7, 7, 7)), allowed=days())
    solved = toy(never, preferences=Preferences(pins=Pins(must=("toy.a",)))).solve()
    assert {conflict.id for conflict in solved.conflict} == {"must:toy.a", "verdict:toy.a#1"}


states = some(st.sampled_from(("open", "red")))


@given(states, states, states, states)
def test_of_two_orders_one_that_keeps_the_cautions_is_taken(left, asked, left_then, asked_then):
    """Two sessions break a caution only if they break one in either order."""
    made = [
        Delivery(name, attrs.evolve(action(name, dict.fromkeys(leaves, 2)), needs=_wary_of(needs)), CHIN)
        for name, leaves, needs in (("a", left, asked), ("b", left_then, asked_then))
    ]
    order = visit_order(made, BODY_STATES)
    assert keeps_cautions(*order, BODY_STATES) or not keeps_cautions(*reversed(order), BODY_STATES)


def _wary_of(asked: list[str]):
    return tuple(need(state, severity=Severity.CAUTION) for state in asked)
