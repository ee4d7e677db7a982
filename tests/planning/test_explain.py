"""Why each session is on its day: limits that forbid every earlier day, none of them needless."""

from __future__ import annotations

import attrs
from hypothesis import given, settings

from offers import ALWAYS_OPEN, Toy, action, course, day, days, event, findings, span, toy
from schedule_strategies import problems
from turgor.domain.case import History, Preferences
from turgor.domain.evidence import Evidence
from turgor.domain.explanations import Binding
from turgor.domain.messages import plain
from turgor.domain.opening import Opening
from turgor.domain.schedule import Found
from turgor.domain.skin import Severity
from turgor.domain.treatments import Prerequisite
from turgor.domain.verdicts import Period, Reason, Status, Verdict, Verdicts
from turgor.planning.explain import why

NO_VERDICTS = Verdicts(())


def bindings(problem: Toy, session: str, verdicts: Verdicts = NO_VERDICTS) -> tuple[Binding, ...]:
    """What binds one session of the solved problem."""
    answer = why(problem.solve(), problem.problem(), verdicts)
    return next(entry.binding for entry in answer if entry.session == session)


def test_the_day_of_planning_binds_what_starts_at_once():
    """A session on the day of planning cannot be earlier."""
    assert [one.kind for one in bindings(toy(course()), "toy.a#1.1")] == ["today"]


def test_an_interval_binds_the_next_session():
    """At its ideal interval a session could be earlier, and the plan would be worse."""
    series = course(count=(2, 2), interval=(7, 10, 14))
    aim, interval = bindings(toy(series), "toy.a#1.2")
    assert (aim.kind, aim.ids) == ("aim", ("ideal-intervals",))
    assert (interval.kind, interval.ids) == ("interval", ("toy.a#1.1",))
    assert interval.text.text == "At least 7 days must pass after toy.a#1.1."


def test_a_lag_binds_with_its_states_and_sources():
    """The session of another course that it waits for, the state and the sources are named."""
    actions = (action("toy.a", {"open": 9}), action("toy.b", {}, {"open": 2}))
    pair = (course("toy.a", allowed=days(0)), course("toy.b", allowed=days(*range(1, 20))))
    problem = toy(*pair, actions=actions, findings=findings(laxity=2.5))
    lag = next(one for one in bindings(problem, "toy.b#1.1") if one.kind == "lag")
    assert lag.ids == ("toy.a#1.1", "need:open")
    assert lag.sources == ("open source",)


def test_every_limit_of_single_days_can_bind():
    """Closed days, absence, days that must show nothing, prerequisites and events each keep a session from day 0."""
    spot = Prerequisite("spot", "Test spot", 3, 90, ("toy",))
    tuesday = attrs.evolve(ALWAYS_OPEN, opening=(Opening(1, *ALWAYS_OPEN.hours(day(0))[0]),))
    beach = findings(history=History((event("beach", 2),)))
    leaves = (action("toy.a", {"open": 2}), action("beach", {}, {"open": 1}))
    found = {
        "closed": toy(course(), clinic=tuesday),
        "away": toy(course(), preferences=Preferences(away=(span(0, 2),))),
        "downtime_free": toy(course(), preferences=Preferences(downtime_free=(span(0, 1),))),
        "prerequisite": toy(course(prerequisites=("spot",)), prerequisites=(spot,)),
        "lag": toy(course(), findings=beach, actions=leaves),
    }
    for kind, problem in found.items():
        assert [one.kind for one in bindings(problem, "toy.a#1.1")] == [kind]


def test_a_verdict_binds_with_the_rule_that_blocks():
    """The reason that blocks, its rule and its sources stand for the verdict."""
    text = plain("x", "The skin is sunburnt.")
    reason = Reason("SUN-1", Severity.RELATIVE, Status.DEFERRED, text, Evidence.LOW, ("toy_source",))
    timeline = (Period(span(0, 4), Status.DEFERRED, (reason,)), Period(span(5, None), Status.ELIGIBLE))
    verdict = Verdict("toy.a", frozenset({"chin"}), timeline)
    problem = toy(course(allowed=verdict.allowed))
    (binding,) = bindings(problem, "toy.a#1.1", Verdicts((verdict,)))
    assert (binding.kind, binding.ids, binding.sources, binding.text) == (
        "verdict",
        ("SUN-1",),
        ("toy_source",),
        text,
    )


@settings(max_examples=settings().max_examples // 3)
@given(problems())
def test_every_session_is_bound_by_something(problem: Toy):
    """No session of any plan is without a reason for its day."""
    solved = problem.solve()
    if solved.found is Found.PLAN:
        answer = why(solved, problem.problem(), NO_VERDICTS)
        assert {entry.session for entry in answer} == {one.id for one in solved.sessions}
        assert all(entry.binding for entry in answer)
        assert all(binding.text.text for entry in answer for binding in entry.binding)
