"""A tiny vocabulary for tests: one fact of each type, a few kinds of event, six sites."""

from datetime import date

from turgor.domain.case import Answers, Event, History, Using, Value
from turgor.domain.catalogue import Vocabulary
from turgor.domain.dates import DateRange
from turgor.domain.evidence import Evidence, Source, SourceStatus
from turgor.domain.findings import Findings
from turgor.domain.skin import Scope, SkinTerms, State
from turgor.domain.terms import CourseTerms, Interval, SessionCount
from turgor.domain.treatments import Laxity, Role, Treatment
from turgor.domain.vocabulary import (
    Direction,
    EventKind,
    Fact,
    FactType,
    Family,
    Instrument,
    Mechanism,
    Option,
    Trait,
)
from turgor.domain.zones import Zone, ZoneTree

TODAY = date(2026, 3, 2)

ZONES = ZoneTree.of(
    [
        Zone("face", "Face"),
        Zone("forehead", "Forehead", "face"),
        Zone("upper_eyelid", "Upper eyelid", "face", sided=True),
        Zone("jawline", "Jawline", "face", sided=True),
        Zone("neck", "Neck"),
    ]
)


def options(*ids: str) -> tuple[Option, ...]:
    """Options labelled by their ids."""
    return tuple(Option(id=id_, label=id_.replace("_", " ")) for id_ in ids)


FACTS = (
    Fact("pacemaker", FactType.BOOL, "Do you have a pacemaker?", "medical", denied=False),
    Fact("smoker", FactType.BOOL, "Do you smoke?", "lifestyle", denied=False),
    Fact("tattoo", FactType.BOOL, "Is there a tattoo?", "skin", per_zone=True, denied=False),
    Fact("fitzpatrick", FactType.INT, "Which skin type?", "skin", minimum=1, maximum=6),
    Fact("bmi", FactType.NUMBER, "Body mass index?", "person", unit="kg/m2", minimum=10, maximum=70),
    Fact("sun_hours", FactType.NUMBER, "Hours of sun a day?", "lifestyle", unit="h", minimum=0),
    Fact(
        "melasma",
        FactType.CHOICE,
        "Do you have melasma?",
        "skin",
        options=options("none", "stable", "active"),
        denied="none",
    ),
    Fact(
        "acne",
        FactType.CHOICE,
        "How is the acne?",
        "skin",
        options=options("none", "mild", "severe"),
        per_zone=True,
        denied="none",
    ),
    Fact(
        "medicines",
        FactType.CHOICES,
        "Which medicines?",
        "medicines",
        options=options("warfarin", "isotretinoin", "doac"),
    ),
)

EVENT_KINDS = (
    EventKind("ha_filler", "Filler", Family.INJECTABLE, "Have you had filler?"),
    EventKind("threads", "Threads", Family.PROCEDURE, "Have you had threads?"),
    EventKind("sunburn", "Sunburn", Family.EXPOSURE, "Were you sunburnt?", counts_from_end=True),
    EventKind("fever", "Fever", Family.ILLNESS, "Any fever?", Scope.SYSTEMIC, counts_from_end=True),
    EventKind(
        "isotretinoin", "Isotretinoin", Family.DRUG, "Isotretinoin?", Scope.SYSTEMIC, counts_from_end=True
    ),
    EventKind("pdt_drug", "Light drug", Family.DRUG, "A light drug?", Scope.SYSTEMIC, counts_from_end=True),
    EventKind("keloid_scar", "Keloid", Family.HISTORY, "Ever a keloid?"),
    EventKind("occasion", "Occasion", Family.OCCASION, "A wedding ahead?", Scope.SYSTEMIC),
)

ALEXIADES = Instrument(
    "alexiades",
    "Alexiades",
    Direction.LOWER_IS_FIRMER,
    minimum=0,
    maximum=4,
    values=(0, 1, 1.5, 2, 2.5, 3, 3.5, 4),
    grades_laxity=True,
)

VOCABULARY = Vocabulary(
    zones=ZONES,
    facts={fact.id: fact for fact in FACTS},
    event_kinds={kind.id: kind for kind in EVENT_KINDS},
    states={
        "barrier_open": State("barrier_open", Scope.ZONE, "the skin is open"),
        "oral_retinoid": State("oral_retinoid", Scope.SYSTEMIC, "a retinoid is in the body"),
    },
    instruments={"alexiades": ALEXIADES},
    traits={
        "energy": Trait("energy", "puts energy into the skin"),
        "retinoid": Trait("retinoid", "is a retinoid"),
    },
    mechanisms={"heat": Mechanism("heat", "heats the dermis")},
    risk_habits={},
    prerequisites={},
    sources={"clinic_default": Source("clinic_default", "The clinic's default.", SourceStatus.DEFAULT)},
)


def treatment(id_: str = "rf.series", **changes) -> Treatment:
    """A treatment with a plain course, and whatever differs from it."""
    plain = {
        "name": id_,
        "plain_name": id_,
        "mechanism": "heat",
        "role": Role.PRIMARY,
        "evidence": Evidence.LOW,
        "treats": ("face", "neck"),
        "terms": SkinTerms(),
        "sources": ("clinic_default",),
        "course": CourseTerms(SessionCount(1, 3, 6), Interval(21, 28, 56), 40, 1, 3, 12),
        "laxity": (Laxity.MILD, Laxity.MODERATE),
    }
    return Treatment(id_, **plain | changes)


def findings(
    *events: Event,
    facts: dict[str, Value | dict[str, Value]] | None = None,
    never: tuple[str, ...] = (),
    birth_date: date | None = None,
    using: tuple[Using, ...] = (),
    laxity: dict[str, float] | None = None,
) -> Findings:
    """What is known on TODAY; a fact that differs between sites is given as a mapping from site to answer."""
    return Findings(
        today=TODAY,
        birth_date=birth_date,
        answers=Answers(
            {fact: value if isinstance(value, dict) else {"": value} for fact, value in (facts or {}).items()}
        ),
        history=History(tuple(events), frozenset(never)),
        using=using,
        goal_sites=frozenset({"jawline.left", "jawline.right"}),
        laxity=laxity or {},
    )


def event(
    kind: str,
    start: date | DateRange | None,
    end: date | DateRange | None = None,
    *,
    sites: tuple[str, ...] = (),
    expected_end: date | None = None,
) -> Event:
    """An event; a plain day is a date that is known to the day."""
    return Event(kind, _range(start), _range(end), expected_end, frozenset(sites))


def _range(day: date | DateRange | None) -> DateRange | None:
    return DateRange.on(day) if isinstance(day, date) else day
