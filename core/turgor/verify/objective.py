"""The stages of the optimisation, recomputed from the plan: a value that the plan does not reach is refused.

That a value is the *best* possible is the solver's proof; that the plan *has* it is checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise, permutations

from turgor.domain.courses import Course
from turgor.domain.explanations import Objective, Stage
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.replay import Replay
from turgor.domain.treatments import Laxity
from turgor.verify.breach import Breach
from turgor.verify.sessions import Planned, planned

VALUE = Phrase("verify.objective", "The plan says {said}; recomputed it is {found}.")
BOUND = Phrase("verify.bound", "Said to be proven, with value {value} and bound {bound}.")
SHARE = Phrase("verify.share", "The value {value} is less than {share} % of the best possible, {bound}.")
BEYOND = Phrase("verify.bound_beyond", "The value {value} is better than the best possible, {bound}.")
STRANGE = Phrase("verify.stage", "A stage that the verifier cannot recompute.")
LADDER = Phrase("verify.ladder", "The stages are {found}; the priority asks for {expected}.")

MOVES = ("near-sessions-moved", "sessions-moved", "days-moved")  # first, where there was a plan before
FIRST = ("goals", "benefit", "sessions", "soft-needs")
LAST = ("ideal-intervals", "finish", "tie-break")
OWN: Mapping[str, tuple[str, ...]] = {
    "balanced": ("downtime-and-visits",),
    "soonest": ("finish",),
    "fewest-visits": ("visits",),
    "least-downtime": ("downtime",),
    "lowest-cost": ("unknown-prices", "cost"),
    "cost": ("unknown-prices", "cost"),
}


def check_objective(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """The stages are those of the priority; each has the value it claims, and a bound that fits its proof."""
    if plan.objective:
        yield from _ladder(plan.objective)
    for stage in plan.objective.stages if plan.objective else ():
        recompute = VALUES.get(stage.name)
        if recompute is None:
            yield Breach("stage", stage.name, STRANGE())
        elif (found := recompute(plan, replay)) != stage.value:
            yield Breach("objective", stage.name, VALUE(said=stage.value, found=found))
        yield from _bound(stage, plan)


def _ladder(objective: Objective) -> Iterator[Breach]:
    """Stages in another order would be another plan's; a stage that stands in twice counts where it is first."""
    priority = objective.priority
    names = priority if isinstance(priority, tuple) else (priority,)
    own = (stage for name in names for stage in OWN.get(name, (str(name),)))
    expected = tuple(dict.fromkeys((*FIRST, *own, *LAST)))
    found = tuple(stage.name for stage in objective.stages)
    if found not in (expected, (*MOVES, *expected)):
        yield Breach("stage", "plan", LADDER(found=found, expected=expected))


def _bound(stage: Stage, plan: Plan) -> Iterator[Breach]:
    """A proven value is the best possible, or the share of it that the policy keeps; none is better."""
    beyond = stage.value > stage.bound if stage.better == "larger" else stage.value < stage.bound
    share = _share(stage, plan)
    if beyond:
        yield Breach("bound", stage.name, BEYOND(value=stage.value, bound=stage.bound))
    elif stage.proven and share == 100 and stage.value != stage.bound:
        yield Breach("bound", stage.name, BOUND(value=stage.value, bound=stage.bound))
    elif stage.proven and stage.value * 100 < share * stage.bound:
        yield Breach("bound", stage.name, SHARE(value=stage.value, share=share, bound=stage.bound))


def _share(stage: Stage, plan: Plan) -> int:
    """How much of the best possible value, in percent, the stages after this one had to leave."""
    if stage.name != "benefit" or plan.objective is None:
        return 100
    return plan.policy.benefit_shares.of(plan.objective.priority)


def _of(course: Course, plan: Plan) -> list[Planned]:
    return [one for one in planned(plan) if one.session.course == course.id]


def _days(plan: Plan) -> list[int]:
    """The day of each session, counted from the day of planning."""
    return [(one.day - plan.today).days for one in planned(plan)]


def _goals(plan: Plan, _: Replay) -> int:
    return len({entry.site for course in plan.courses for entry in course.benefit.sites if entry.points})


def _benefit(plan: Plan, replay: Replay) -> int:
    sites = sorted({entry.site for course in plan.courses for entry in course.benefit.sites})
    return sum(_benefit_at(site, plan, replay) for site in sites)


def _benefit_at(site: str, plan: Plan, replay: Replay) -> int:
    """The best course, plus half of a second one of another mechanism where that counts."""
    grade = plan.findings.laxity.get(site)
    lax = grade is not None and Laxity.of(grade) in (Laxity.MODERATE, Laxity.SEVERE)
    worth = [course.benefit.at(site) for course in plan.courses]
    for first, second in permutations(plan.courses, 2):
        counts = lax or second.treatment in replay.limits.must
        if (
            counts
            and first.mechanism != second.mechanism
            and first.benefit.at(site) >= second.benefit.at(site)
        ):
            worth.append(first.benefit.at(site) + second.benefit.at(site) // 2)
    return max(worth, default=0)


def _shortfall(plan: Plan, _: Replay) -> int:
    return sum(course.typical - len(course.given) - len(_of(course, plan)) for course in plan.courses)


def _soft_needs(plan: Plan, replay: Replay) -> int:
    pairs = combinations(planned(plan), 2)
    return sum(
        one.session.course != two.session.course and _close(one, two, plan, replay) for one, two in pairs
    )


def _close(one: Planned, two: Planned, plan: Plan, replay: Replay) -> bool:
    """Whether two sessions, the first one first, meet a state that a need asks to be gone, caution included."""
    sites = {course.id: frozenset(course.sites) for course in plan.courses}
    if one.session.treatment == two.session.treatment:
        return False
    for effect in replay.actions[one.session.treatment].effects:
        touched = sites[one.session.course] | effect.spreads_to
        if effect.state not in replay.systemic_states and not touched & sites[two.session.course]:
            continue
        for need in replay.actions[two.session.treatment].needs:
            if need.state != effect.state:
                continue
            if one.day == two.day and not need.same_visit:
                return True
            lasts = 10**6 if effect.upper_days is None else effect.upper_days
            if one.day != two.day and (two.day - one.day).days < lasts + need.clear_days:
                return True
    return False


def _downtime(plan: Plan, _: Replay) -> int:
    return sum(course.downtime_days * len(_of(course, plan)) for course in plan.courses)


def _visits(plan: Plan, _: Replay) -> int:
    return len(plan.visits)


def _balance(plan: Plan, replay: Replay) -> int:
    weights = plan.policy.weights
    return weights.downtime_day * _downtime(plan, replay) + weights.visit * _visits(plan, replay)


def _off_ideal(plan: Plan, _: Replay) -> int:
    return sum(
        abs((after.day - before.day).days - course.interval.ideal_days)
        for course in plan.courses
        for before, after in pairwise(_of(course, plan))
    )


def _finish(plan: Plan, _: Replay) -> int:
    return max(_days(plan), default=0)


def _day_sum(plan: Plan, _: Replay) -> int:
    return sum(_days(plan))


def _unknown_prices(plan: Plan, replay: Replay) -> int:
    return sum(course.id not in replay.prices for course in plan.courses)


def _cost(plan: Plan, replay: Replay) -> int:
    """In hundredths of the currency, sessions only."""
    amounts = [price.amount for one in planned(plan) if (price := replay.prices.get(one.session.course))]
    return int(sum(amounts) * 100)


def _now(plan: Plan) -> Mapping[str, date]:
    return {one.session.id: one.day for one in planned(plan)}


def _moved(plan: Plan, replay: Replay) -> int:
    """Sessions on another day than in the plan before, given up or new."""
    now = _now(plan)
    return sum(now.get(id_) != replay.before.get(id_) for id_ in now.keys() | replay.before.keys())


def _near_moved(plan: Plan, replay: Replay) -> int:
    """Those of the next days, as the policy counts them."""
    now, frozen = _now(plan), range(plan.policy.freeze_days)
    return sum(now.get(id_) != day for id_, day in replay.before.items() if (day - plan.today).days in frozen)


def _days_moved(plan: Plan, replay: Replay) -> int:
    """A session that is given up counts a day more than any move could."""
    now = _now(plan)
    most = (replay.limits.horizon - min([plan.today, *replay.before.values()])).days + 1
    return sum(abs((now[id_] - day).days) if id_ in now else most for id_, day in replay.before.items())


VALUES: Mapping[str, Callable[[Plan, Replay], int]] = {
    "near-sessions-moved": _near_moved,
    "sessions-moved": _moved,
    "days-moved": _days_moved,
    "goals": _goals,
    "benefit": _benefit,
    "most-benefit": _benefit,
    "sessions": _shortfall,
    "soft-needs": _soft_needs,
    "downtime-and-visits": _balance,
    "downtime": _downtime,
    "visits": _visits,
    "ideal-intervals": _off_ideal,
    "finish": _finish,
    "tie-break": _day_sum,
    "unknown-prices": _unknown_prices,
    "cost": _cost,
}
