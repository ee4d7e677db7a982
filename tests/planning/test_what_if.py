"""What a session on another day would come to: the fewest moves, found by trying everything, and every refusal explained."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from brute_force import Dates, every_plan, small_problems
from offers import MONDAY, course, day, toy
from turgor.domain.case import Pins, Preferences
from turgor.domain.schedule import Found
from turgor.planning.changing.whatif import what_if
from turgor.planning.scheduling.passes import feasible


def solved_days(problem):
    """Session -> its day in the best plan."""
    return {session.id: session.date for session in problem.solve().sessions}


def asked(problem, days, session, on):
    """The question as the planner asks it: with just the courses of the plan, each of them pinned."""
    courses = tuple(dict.fromkeys(id_.rpartition(".")[0] for id_ in days))
    treatments = tuple(id_.partition("#")[0] for id_ in courses)
    wishes = attrs.evolve(problem.preferences, pins=Pins(must=treatments))
    kept = tuple(offer for offer in problem.offers if offer.id in courses)
    restricted = problem.with_(offers=kept, preferences=wishes).problem()
    return restricted, what_if(restricted, days, session, on, seed=0)


def as_days(plan: Dates):
    """A brute-force plan by session."""
    return {
        f"{id_}.{n}": MONDAY + timedelta(days=d)
        for id_, dates in plan.items()
        for n, d in enumerate(dates, 1)
    }


def test_the_fewest_sessions_move_and_by_the_fewest_days():
    """Against trying every plan: possible or not, how many sessions move, and how far."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 2)
    @given(small_problems(varied=False), st.data())
    def check(problem, data):
        days = solved_days(problem)
        if not days:
            return
        session = data.draw(st.sampled_from(sorted(days)))
        allowed = next(o.allowed for o in problem.offers if session.startswith(o.id))
        on = data.draw(
            st.sampled_from(
                [*allowed.between(MONDAY, MONDAY + timedelta(days=40)), day(data.draw(st.integers(0, 39)))]
            )
        )
        _, answer = asked(problem, days, session, on)
        courses = {id_.rpartition(".")[0] for id_ in days}
        others = [
            plan
            for plan in map(as_days, every_plan(problem))
            if {i.rpartition(".")[0] for i in plan} == courses
        ]
        fitting = [plan for plan in others if plan.get(session) == on]
        assert answer.possible is bool(fitting)
        seen["possible" if fitting else "impossible"] += 1
        if fitting:
            fewest = min(len(_moved(days, plan)) for plan in fitting)
            assert {move.session for move in answer.moves} <= days.keys() | {
                s for plan in fitting for s in plan
            }
            assert len(answer.moves) == fewest
            least = min(_shift(days, plan) for plan in fitting if len(_moved(days, plan)) == fewest)
            moved = {move.session: move.to for move in answer.moves}
            after = {id_: moved.get(id_, planned) for id_, planned in days.items()}
            assert _shift(days, {id_: to for id_, to in after.items() if to}) == least
            seen["others move too"] += fewest > 1

    check()
    assert min(seen["possible"], seen["impossible"], seen["others move too"]) >= 3


def _shift(before, after):
    """Days moved; a session that is given up counts more than any move."""
    return sum(abs((after[id_] - planned).days) if id_ in after else 41 for id_, planned in before.items())


def _moved(before, after):
    return [id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_)]


def test_a_refusal_names_limits_of_which_none_can_be_spared():
    """Without any one of them, and with all others of the set, the session could be there."""
    problem = toy(course(count=(2, 2), interval=(7, 7, 9)), preferences=Preferences(away=()))
    days = solved_days(problem)
    restricted, answer = asked(problem, days, "toy.a#1.2", day(3))
    assert answer.possible is False
    named = {limit.id for limit in answer.conflict}
    assert named == {"date:toy.a#1.2", "interval:toy.a#1"}
    assert all(limit.proven for limit in answer.conflict)
    pinned = attrs.evolve(
        restricted,
        preferences=attrs.evolve(restricted.preferences, pins=Pins(("toy.a",), dates={"toy.a#1.2": day(3)})),
    )
    for limit in named:
        assert feasible(attrs.evolve(pinned, dropped=frozenset({limit})), seed=0)


def test_what_gets_worse_is_named():
    """A second visit where one was enough."""
    both = Preferences(pins=Pins(must=("toy.a", "toy.b")))
    problem = toy(course("toy.a"), course("toy.b"), preferences=both)
    days = solved_days(problem)
    assert len(set(days.values())) == 1
    _, answer = asked(problem, days, "toy.b#1.1", day(8))
    changes = {change.name: (change.before, change.after, change.worse) for change in answer.stages}
    assert [move.session for move in answer.moves] == ["toy.b#1.1"]
    assert changes["finish"] == (0, 8, True)
    assert problem.solve().found is Found.PLAN


def test_the_question_itself_is_no_decision_of_the_practitioner():
    """Among the limits that forbid it, it stands as what is asked; a day before today needs no other reason."""
    problem = toy(course(count=(2, 2), interval=(7, 7, 9)), preferences=Preferences(away=()))
    days = solved_days(problem)
    _, early = asked(problem, days, "toy.a#1.2", day(3))
    said = {limit.id: limit.text.key for limit in early.conflict}
    assert said["date:toy.a#1.2"] == "whatif.asked"
    _, over = asked(problem, days, "toy.a#1.2", day(-1))
    assert (over.possible, [limit.text.key for limit in over.conflict]) == (False, ["whatif.over"])
