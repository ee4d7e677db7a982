"""A small plan that breaks no limit and touches every one of them: the start of each test that breaks just one."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import attrs

from turgor.domain.alternatives import Alternative, Criterion
from turgor.domain.case import Available, OrderedAim, Patient, Priority
from turgor.domain.clinic import Clinic
from turgor.domain.courses import Course, PlannedContact, PlannedPrerequisite, Session, Visit
from turgor.domain.dates import Days, Span
from turgor.domain.explanations import Objective, Stage
from turgor.domain.messages import plain
from turgor.domain.money import Money
from turgor.domain.offers import Benefit, ResolvedEffect, SiteBenefit, SkinAction
from turgor.domain.opening import Opening
from turgor.domain.plan import Cost, Engine, Outcome, Plan, PlanFindings, PlanStatus
from turgor.domain.regimens import Pause, Regimen, Segment
from turgor.domain.replay import Limits, PastEvent, Replay
from turgor.domain.skin import Need, Severity
from turgor.domain.terms import Interval, Slot

TODAY = date(2026, 11, 23)  # a Monday
HORIZON = date(2027, 5, 28)
SITES = ("jawline.left", "jawline.right")
WEEKDAYS = tuple(Opening(day, time(9), time(18)) for day in range(5))


def on(days: int) -> date:
    """The day so many days after the day of planning."""
    return TODAY + timedelta(days=days)


def need(state: str, clear_days: int = 0, *, same_visit: bool = False) -> Need:
    """A blocking need."""
    return Need(state, clear_days, Severity.RELATIVE, same_visit)


ACTIONS = {
    # heat opens the skin for 3 days; light wants it closed, and calm for 4 days after 10 of redness
    "toy.heat": SkinAction(
        "toy.heat",
        (ResolvedEffect("open", 3), ResolvedEffect("red", 10)),
        (need("thinned", 5), need("filled")),
        fills_its_day=True,
    ),
    "toy.light": SkinAction(
        "toy.light",
        (ResolvedEffect("tanned", 2),),
        (need("red", 4, same_visit=True), need("thinned", 5)),
        fills_its_day=True,
    ),
    "toy.cream": SkinAction(
        "toy.cream", (ResolvedEffect("thinned", 2),), (need("open"),), fills_its_day=False
    ),
    "toy.shade": SkinAction("toy.shade", (), (), fills_its_day=False),
    "filler": SkinAction("filler", (ResolvedEffect("filled", 14),), (need("open"),), fills_its_day=True),
}


def worth(points: int) -> Benefit:
    """So many points at each of the two sites."""
    return Benefit(tuple(SiteBenefit(site, 1, 1, 1, halved=False, points=points) for site in SITES))


def course(treatment: str, days: int, interval: Interval, **changes) -> Course:
    """A course of two sessions."""
    fields = {
        "id": f"{treatment}#1",
        "treatment": treatment,
        "name": treatment,
        "plain_name": treatment,
        "zones": ("jawline",),
        "sites": SITES,
        "sessions": 2,
        "typical": 3,
        "interval": interval,
        "minutes": 30,
        "downtime_days": days,
        "downtime_days_max": days,
        "benefit": Benefit(()),
        "mechanism": treatment,
    }
    return Course(**{**fields, **changes})


def session(treatment: str, number: int) -> Session:
    """One session of the first course of a treatment."""
    return Session(f"{treatment}#1.{number}", f"{treatment}#1", number, treatment, ("jawline",), 30)


def visit(days: int, *sessions: Session) -> Visit:
    """A visit at ten o'clock, just as long as its sessions."""
    minutes = sum(one.minutes for one in sessions)
    return Visit(on(days), time(10), time(10 + minutes // 60, minutes % 60), sessions)


TEST_SPOT = PlannedPrerequisite(
    "test_spot", "test spot", "toy.heat#1.1", on(0), on(14), on(14), at_clinic=True
)
HEAT = course(
    "toy.heat",
    4,
    Interval(28, 28, 42),
    benefit=worth(60),
    prerequisites=(TEST_SPOT,),
    follow_ups=(
        PlannedContact("toy.heat#1.1", on(31), plain("toy.call", "How is the skin?")),
        PlannedContact("toy.heat#1.2", on(59), plain("toy.call", "How is the skin?")),
    ),
)
LIGHT = course("toy.light", 0, Interval(14, 20, 28), benefit=worth(30))
CREAM = Regimen(
    id="toy.cream#1",
    treatment="toy.cream",
    name="cream",
    plain_name="cream",
    zones=("jawline",),
    sites=SITES,
    how="Use a little.",
    order=20,
    minutes_a_day=3,
    segments=(
        Segment(on(0), on(13), 2, Slot.EVENING, ""),
        Segment(on(14), None, 3, Slot.EVENING, ""),
    ),
    pauses=(
        Pause(on(22), on(30), ("toy.heat#1.1",)),
        Pause(on(50), on(58), ("toy.heat#1.2", "toy.light#1.1")),
        Pause(on(71), on(77), ("toy.light#1.2",)),
    ),
)
SHADE = Regimen(
    id="toy.shade#1",
    treatment="toy.shade",
    name="shade",
    plain_name="shade",
    zones=("jawline",),
    sites=SITES,
    how="Stay in the shade.",
    order=40,
    minutes_a_day=2,
    segments=(Segment(on(0), None, 7, Slot.MORNING, ""),),
)
REPLAY = Replay(
    actions=ACTIONS,
    systemic_states=frozenset(),
    counts_from_end=frozenset(),
    events=(
        PastEvent("filler", on(14), on(14), ongoing=False, sites=SITES),
        PastEvent("filler", on(147), on(147), ongoing=False, sites=("jawline.left",)),
    ),
    allowed={
        "toy.heat#1": Days((Span(on(28), on(56)),)),
        "toy.light#1": Days((Span(on(56), None),)),
        "toy.cream#1": Days((Span(TODAY, None),)),
        "toy.shade#1": Days((Span(TODAY, None),)),
    },
    sessions={"toy.heat#1": (2, 3), "toy.light#1": (2, 3)},
    avoid_weekdays={"toy.light#1": (4,)},
    bounds={"toy.light#1": Span(on(56), on(77))},
    steps={"toy.cream#1": ((2, 2), (None, 3)), "toy.shade#1": ((None, 7),)},
    prerequisites={"test_spot": (14, 60, False)},
    needed={"toy.heat#1": ("test_spot",)},
    follow_ups={"toy.heat#1": ((3, 7),)},
    goes_with={"toy.cream#1": ("sun_protection",)},
    traits={"toy.cream": (), "toy.shade": ("sun_protection",)},
    prices={
        "toy.heat#1": Money(Decimal(200), "GBP"),
        "toy.light#1": Money(Decimal(50), "GBP"),
        "toy.cream#1": Money(Decimal(20), "GBP"),
        "toy.shade#1": Money(Decimal(10), "GBP"),
    },
    limits=Limits(
        horizon=HORIZON,
        available=tuple(Available(day, time(10), time(12)) for day in range(5)),
        away=(Span(on(70), on(75)),),
        downtime_free=(Span(on(33), on(34)), Span(on(61), on(62))),
        budget=Money(Decimal(530), "GBP"),
        most_visits=3,
        minutes_a_day=5,
        only=("toy.heat", "toy.light"),
        must=("toy.heat",),
        must_not=("toy.needle",),
        dates={"toy.heat#1.1": on(28)},
    ),
)
STAGES = (
    Stage("goals", 2, 2, proven=True, better="larger"),
    Stage("benefit", 150, 150, proven=True, better="larger"),  # per site 60 and half of 30
    Stage("sessions", 2, 2, proven=True, better="smaller"),
    Stage("soft-needs", 0, 0, proven=True, better="smaller"),
    Stage("downtime-and-visits", 11, 10, proven=False, better="smaller"),
    Stage("ideal-intervals", 1, 1, proven=True, better="smaller"),
    Stage("finish", 77, 77, proven=True, better="smaller"),
    Stage("tie-break", 217, 217, proven=True, better="smaller"),
)
SOUND = Plan(
    outcome=Outcome.PLAN,
    status=PlanStatus.DRAFT,
    today=TODAY,
    seed=0,
    engine=Engine("0.1.0", ()),
    patient=Patient("Sample Patient", date(1979, 5, 4)),
    policy=Clinic("Sample Clinic", WEEKDAYS, courses_at_once=2, notice_days=28),
    findings=PlanFindings(("jawline",), dict.fromkeys(SITES, 2.0), (), (), ()),
    verdicts=(),
    courses=(HEAT, LIGHT),
    visits=(
        visit(28, session("toy.heat", 1)),
        visit(56, session("toy.heat", 2), session("toy.light", 1)),
        visit(77, session("toy.light", 2)),
    ),
    regimens=(CREAM, SHADE),
    cost=Cost(Money(Decimal(530), "GBP")),
    objective=Objective(Priority.BALANCED, STAGES),
    replay=REPLAY,
)


OTHER = Alternative(
    letter="B",
    leads=(OrderedAim.VISITS,),
    objective=Objective(
        (OrderedAim.VISITS,),
        (
            Stage("goals", 2, 2, proven=True, better="larger"),
            Stage("benefit", 120, 150, proven=True, better="larger"),
            Stage("sessions", 1, 1, proven=True, better="smaller"),
            Stage("soft-needs", 0, 0, proven=True, better="smaller"),
            Stage("visits", 2, 2, proven=True, better="smaller"),
            Stage("ideal-intervals", 0, 0, proven=True, better="smaller"),
            Stage("finish", 56, 56, proven=True, better="smaller"),
            Stage("tie-break", 84, 84, proven=True, better="smaller"),
        ),
    ),
    criteria=(
        Criterion("most-benefit", 120, 150, "larger"),
        Criterion("finish", 56, 77, "smaller"),
        Criterion("visits", 2, 3, "smaller"),
        Criterion("downtime", 8, 8, "smaller"),
        Criterion("unknown-prices", 0, 0, "smaller"),
        Criterion("cost", 40000, 50000, "smaller"),
        Criterion("ideal-intervals", 0, 1, "smaller"),
    ),
    gains=(plain("toy.fewer", "1 visit fewer"),),
    gives_up=(plain("toy.less", "20 % less benefit"),),
    courses=(HEAT,),
    visits=(visit(28, session("toy.heat", 1)), visit(56, session("toy.heat", 2))),
    home_care=("toy.cream#1", "toy.shade#1"),
    proven=True,
)
WITH_OTHER = attrs.evolve(SOUND, alternatives=(OTHER,))
