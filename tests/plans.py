"""Hand-made plans for tests of what reads plans: every size, and words like those of the real content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Final

import attrs

from turgor.domain.case import Patient
from turgor.domain.clinic import Clinic
from turgor.domain.courses import Course, PlannedContact, PlannedPrerequisite, Session, Visit
from turgor.domain.dates import Span
from turgor.domain.evidence import Evidence
from turgor.domain.explanations import Binding, Conflict, Relaxation, Why
from turgor.domain.handouts import HandoutSection, Move, Picture
from turgor.domain.messages import plain
from turgor.domain.money import Money
from turgor.domain.offers import Benefit
from turgor.domain.opening import Opening
from turgor.domain.plan import (
    Cost,
    Engine,
    Outcome,
    Plan,
    PlanFindings,
    PlanStatus,
    Question,
    TreatmentInstructions,
    ZoneVerdict,
)
from turgor.domain.regimens import HomeKind, Pause, Regimen, Segment
from turgor.domain.skin import Severity
from turgor.domain.terms import Interval, Slot
from turgor.domain.treatments import Instructions
from turgor.domain.verdicts import Period, Reason, Referral, Status
from turgor.domain.vocabulary import AskedOf

TODAY = date(2026, 11, 24)
CLINIC = Clinic(
    name="Sample Clinic",
    opening=(Opening(0, time(9), time(17)),),
    phone="020 5550 0147",
    emergency_phone="020 5550 0199",
)
PATIENT = Patient(name="Sample Patient", birth_date=date(1979, 5, 4))

NEEDLING = Instructions(
    before=(
        "No sunbathing or fake tan for 2 weeks.",
        "Tell us if you get cold sores. You may need tablets.",
        "Tell us about raised scars, metal rash and blood thinners. Do not stop pills on your own.",
        "Come without make-up or hair spray. Take off jewels.",
        "Use only the numbing cream we give you, and only as we say. Do not wrap it.",
    ),
    after=(
        "Skin is red and puffy for 1 to 3 days. Small scabs or bruises can last up to 10 days.",
        "Use only the plain cream we give you for 2 days. Then mild wash and SPF 50.",
        "No gym, pool, sauna or make-up for 2 days.",
    ),
    call_if=(
        "you see a burn, pus, blisters, a cold sore, grid marks or a dent",
        "pain grows after the first day",
    ),
    emergency=("you feel faint or cannot breathe well",),
    expect="Firmer skin may come slowly over 3 to 6 months. The studies are small, most without a comparison group.",
)
TRETINOIN = Instructions(
    before=("Do not use it if you are pregnant, might be pregnant or want a baby soon.",),
    after=(
        "A little dry or flaky skin is normal at first.",
        "If it is red and sore, go back to fewer nights for two weeks.",
    ),
    call_if=("your skin swells, blisters or weeps",),
    missed="Skip that night. Never use double.",
    expect="Fine lines may get better in three to six months. Creams have not been proven to lift loose skin.",
)
SUNSCREEN = Instructions(
    missed="Put it on when you notice, and stay in the shade.",
    expect="This is the step that helps most to keep skin firm over the years.",
)


def course(
    treatment: str = "radiofrequency.microneedling", plain_name: str = "RF microneedling", **changes: Any
) -> Course:
    """A course of three sessions on jawline and neck."""
    usual = Course(
        id=f"{treatment}#1",
        treatment=treatment,
        name=plain_name,
        plain_name=plain_name,
        zones=("jawline", "neck"),
        sites=("jawline.left", "jawline.right", "neck_front"),
        sessions=3,
        typical=3,
        interval=Interval(28, 35, 42),
        minutes=90,
        downtime_days=3,
        downtime_days_max=10,
        benefit=Benefit(()),
        mechanism="controlled_injury",
        cost=Money(Decimal(1140), "GBP"),
        review=date(2027, 6, 14),
    )
    return attrs.evolve(usual, **changes)


def visits(of: Course, *days: date) -> tuple[Visit, ...]:
    """One visit at ten o'clock for each session of a course."""
    end = (600 + of.minutes) // 60, (600 + of.minutes) % 60
    return tuple(
        Visit(
            day,
            time(10),
            time(*end),
            (Session(f"{of.id}.{number}", of.id, number, of.treatment, of.zones, of.minutes),),
        )
        for number, day in enumerate(days, start=1)
    )


def regimen(
    treatment: str, plain_name: str, how: str, order: int, segments: tuple[Segment, ...], **changes: Any
) -> Regimen:
    """Home care for face and neck."""
    usual = Regimen(
        id=f"{treatment}#1",
        treatment=treatment,
        name=plain_name,
        plain_name=plain_name,
        zones=("face", "neck"),
        sites=("chin", "neck_front"),
        how=how,
        order=order,
        minutes_a_day=2,
        segments=segments,
        cost=Money(Decimal(60), "GBP"),
    )
    return attrs.evolve(usual, **changes)


def daily(slot: Slot, dose: str = "") -> tuple[Segment, ...]:
    """Every day from the day of the plan on."""
    return (Segment(TODAY, None, 7, slot, dose),)


def titrated(*nights: int, weeks: int = 2, start: date = TODAY) -> tuple[Segment, ...]:
    """So many nights a week, each step for some weeks, the last one open."""
    starts = [start + timedelta(weeks=weeks * index) for index in range(len(nights))]
    ends = [*(day - timedelta(days=1) for day in starts[1:]), None]
    gate = "your skin is calm"
    return tuple(
        Segment(first, last, per_week, Slot.EVENING, "", gate if first != start else "")
        for first, last, per_week in zip(starts, ends, nights, strict=True)
    )


def home_care(needling: Course) -> tuple[Regimen, ...]:
    """Sunscreen, moisturiser, vitamin C, and tretinoin that pauses around each needling session."""
    days = (date(2026, 12, 14), date(2027, 1, 18), date(2027, 2, 22))
    pauses = tuple(
        Pause(day - timedelta(days=5), day + timedelta(days=5), (f"{needling.id}.{number}",))
        for number, day in enumerate(days, start=1)
    )
    return (
        regimen("topicals.moisturiser", "Moisturiser", "A thin layer on damp skin.", 30, daily(Slot.BOTH)),
        regimen(
            "topicals.sunscreen", "Sunscreen", "Two finger lengths for face and neck, last of all.", 40,
            daily(Slot.MORNING, "SPF 50"), minutes_a_day=2,
        ),
        regimen(
            "topicals.tretinoin", "Tretinoin cream",
            "A dot the size of a pea for the whole face, 20 minutes after washing. Then moisturiser.", 20,
            titrated(2, 3, 4, 5, weeks=4), pauses=pauses, minutes_a_day=1,
        ),
        regimen(
            "topicals.vitamin_c", "Vitamin C serum", "A few drops on clean, dry skin.", 20,
            daily(Slot.MORNING), pauses=pauses, minutes_a_day=1,
        ),
    )  # fmt: skip


def why(needling: Course) -> tuple[Why, ...]:
    """The rhythm of the course, and days away."""
    interval = Binding("interval", plain("why", "35 days after the session before"))
    return (
        Why(f"{needling.id}.2", (interval,)),
        Why(f"{needling.id}.3", (interval, Binding("away", plain("w", "away")))),
    )


def plan(**changes: Any) -> Plan:
    """An approved plan: three needling sessions, four pieces of home care, a check in June."""
    needling = course()
    needling = attrs.evolve(
        needling,
        prerequisites=(
            PlannedPrerequisite(
                "antiviral", "Antiviral cover", f"{needling.id}.1", date(2026, 12, 12), date(2026, 12, 13), date(2026, 12, 13),
                at_clinic=False, by_patient="start the cold-sore tablets",
            ),
        ),
    )  # fmt: skip
    usual = Plan(
        Outcome.PLAN, PlanStatus.APPROVED, TODAY, 0, Engine("0.1.0", ()), PATIENT, CLINIC,
        PlanFindings(("jawline", "neck"), {}, (), (), ()),
        (verdict("laser.co2_fractional", "Fractional CO2 laser", Status.ELIGIBLE),),
        courses=(needling,),
        visits=visits(needling, date(2026, 12, 14), date(2027, 1, 18), date(2027, 2, 22)),
        regimens=home_care(needling),
        instructions=(
            TreatmentInstructions("radiofrequency.microneedling", "RF microneedling", NEEDLING),
            TreatmentInstructions("topicals.tretinoin", "Tretinoin cream", TRETINOIN),
            TreatmentInstructions("topicals.sunscreen", "Sunscreen", SUNSCREEN),
        ),
        cost=Cost(Money(Decimal(1380), "GBP")),
        why=why(needling),
        left_out=(("laser.co2_fractional", plain("out", "It does more than mild sagging needs.")),),
        number="2026-0147",
    )  # fmt: skip
    return attrs.evolve(usual, **changes)


def verdict(treatment: str, name: str, status: Status) -> ZoneVerdict:
    """One verdict that never changes."""
    return ZoneVerdict(treatment, name, name, "jawline", (Period(Span(TODAY), status),))


def referral(text: str, *, urgent: bool = False) -> Referral:
    """A doctor must see the patient."""
    reason = Reason("G-X", Severity.ABSOLUTE, Status.DEFERRED, plain("r", text), Evidence.LOW, ())
    return Referral(reason, (), urgent)


def home_only(**changes: Any) -> Plan:
    """Nothing at the clinic, two things at home."""
    steady = tuple(item for item in home_care(course()) if not item.pauses)
    bare = {
        "courses": (),
        "visits": (),
        "why": (),
        "regimens": steady,
        "cost": Cost(Money(Decimal(0), "GBP"), ("topicals.sunscreen#1",)),
    }
    return plan(**{**bare, **changes})


def large(**changes: Any) -> Plan:
    """Four courses, twelve visits, eight pieces of home care, long names everywhere."""
    start = date(2026, 12, 7)
    courses = tuple(
        course(
            f"modality{index}.treatment", name, id=f"modality{index}.treatment#1", downtime_days=index,
            zones=("lower_face", "submental", "neck", "decolletage"),
        )
        for index, name in enumerate(
            (
                "Monopolar radiofrequency, series of gentle sessions",
                "Fractional non-ablative laser at 1550 nm",
                "RF microneedling",
                "Microneedling with a pen",
            )
        )
    )  # fmt: skip
    appointments = sorted(
        (
            visit
            for index, item in enumerate(courses)
            for visit in visits(item, *(start + timedelta(days=7 * index + 35 * step) for step in range(3)))
        ),
        key=lambda visit: visit.date,
    )
    pauses = tuple(
        Pause(day - timedelta(days=5), day + timedelta(days=5), (f"{courses[2].id}.1",))
        for day in (date(2026, 12, 21), date(2027, 1, 25))
    )
    names = (
        "Gentle cleanser",
        "Vitamin C serum",
        "Niacinamide serum",
        "Retinal cream with a long and winding trade name",
        "Peptide cream",
        "Moisturiser",
        "Sunscreen",
        "Collagen powder",
    )
    slots = (
        Slot.BOTH,
        Slot.MORNING,
        Slot.EVENING,
        Slot.EVENING,
        Slot.BOTH,
        Slot.BOTH,
        Slot.MORNING,
        Slot.ANY,
    )
    regimens = tuple(
        regimen(f"home.item{index}", name, "Use a small amount on clean skin and let it dry before the next step.", 10 + 5 * index,
                titrated(2, 3, 4, 5, 6, 7) if index == 3 else daily(slot), pauses=pauses if index in (1, 3) else ())
        for index, (name, slot) in enumerate(zip(names, slots, strict=True))
    )  # fmt: skip
    contact = PlannedContact(
        f"{courses[1].id}.1", date(2026, 12, 16), plain("c", "we call you to ask how your skin is")
    )
    return plan(
        **{
            "patient": attrs.evolve(
                PATIENT, name="Maximiliana Wilhelmina Featherstonehaugh-Cholmondeley von Hohenlohe"
            ),
            "courses": (courses[0], attrs.evolve(courses[1], follow_ups=(contact,)), *courses[2:]),
            "visits": tuple(appointments),
            "regimens": regimens,
            "instructions": (
                *(
                    TreatmentInstructions(
                        item.treatment,
                        item.plain_name,
                        NEEDLING if index % 2 else attrs.evolve(NEEDLING, before=NEEDLING.before[1:]),
                    )
                    for index, item in enumerate(courses)
                ),
                TreatmentInstructions("home.item3", names[3], TRETINOIN),
            ),
            "cost": Cost(Money(Decimal("4820.50"), "GBP"), (courses[3].id,)),
            "questions": tuple(
                Question(f"q{n}", plain("q", f"Do you take medicine number {n}?"), (), AskedOf.PATIENT)
                for n in range(15)
            ),
            "verdicts": (verdict("laser.*", "laser", Status.NOT_ASSESSED),),
            "status": PlanStatus.DRAFT,
            **changes,
        }
    )


def no_plan(**changes: Any) -> Plan:
    """Nothing may be offered: a sudden droop of the face."""
    return plan(
        **{
            "outcome": Outcome.NO_PLAN,
            "status": PlanStatus.DRAFT,
            "courses": (), "visits": (), "regimens": (), "instructions": (), "cost": None, "why": (), "left_out": (),
            "conflict": (Conflict("E-PALSYNEW", "rule", plain("c", "New weakness of the face must be seen by a doctor first.")),),
            "relaxations": (Relaxation(("most_visits",), (plain("r", "Accept one more visit."),)),),
            "referrals": (referral("new weakness of the face", urgent=True),),
            **changes,
        }
    )  # fmt: skip


def with_handout(**changes: Any) -> Plan:
    """The usual plan with a section that a modality adds, picture included."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" viewBox="0 0 120 80">'
        '<circle cx="60" cy="40" r="30" fill="none" stroke="#0b5f5b" stroke-width="2"/></svg>'
    )
    section = HandoutSection(
        "radiofrequency.microneedling",
        plain("t", "How your skin heals"),
        (plain("p", "The needles leave tiny channels. They close within a day."),),
        (plain("i", "Day 1: red and warm."), plain("i", "Day 3: a little dry.")),
        Picture(drawing, plain("d", "a round treated spot on the cheek")),
    )
    return plan(**{"handouts": (section,), **changes})


def with_exercises(**changes: Any) -> Plan:
    """The usual plan with a training programme of one move."""
    training = regimen(
        "facial_exercise.training",
        "Face exercises",
        "Ten minutes a day.",
        50,
        daily(Slot.ANY),
        kind=HomeKind.EXERCISE,
    )
    section = with_handout().handouts[0]
    move = attrs.evolve(
        section,
        treatment=training.treatment,
        title=plain("t", "Cheek lifter"),
        paragraphs=(),
        move=Move(plain("m", "Cheek lifter"), 10, 3),
    )
    return plan(**{"regimens": (training,), "handouts": (section, move), **changes})


ALL: Final[Mapping[str, Plan]] = {
    "usual": plan(), "home_only": home_only(), "large": large(), "no_plan": no_plan(),
    "draft": plan(status=PlanStatus.DRAFT), "handout": with_handout(),
    "empty_home": plan(regimens=(), instructions=()),
}  # fmt: skip
