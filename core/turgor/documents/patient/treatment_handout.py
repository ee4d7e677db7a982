"""A handout for each treatment of the plan: what it is, when, what to do, when to call."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.patient import signs
from turgor.documents.patient.advice import TELL_US, is_to_tell
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Sheet, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import evidence, frequency, words
from turgor.domain.courses import Course
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan, TreatmentInstructions
from turgor.domain.regimens import Regimen

ON_YOUR = Phrase("handout.on_your", "For {zones}.")
DATES = Phrase("handout.dates", "Your dates")
DAY, TIME = Phrase("handout.day", "Day"), Phrase("handout.time", "Time")
HOW_OFTEN = Phrase("handout.how_often", "How often")
DAYS, OFTEN = Phrase("handout.days", "Days"), Phrase("handout.often", "Each week")
GATE = Phrase("handout.gate", "Take the next step only if {gate}")
HOW = Phrase("handout.how", "How to use it")
TELL = Phrase("handout.tell", "Tell us before we start if")
BEFORE, AFTER = Phrase("handout.before", "Before"), Phrase("handout.after", "After")
BEFORE_USE, WHILE = (
    Phrase("handout.before_use", "Before you start"),
    Phrase("handout.while", "While you use it"),
)
MISSED = Phrase("handout.missed", "If you miss it")
EXPECT = Phrase("handout.expect", "What to expect")
HOW_SURE = Phrase("handout.how_sure", "How sure are we?")
SOURCES = Phrase("handout.sources", "Sources: {sources}")
SHOWN_SOURCES = 3


def treatment_handouts(job: Job) -> Iterator[Document]:
    """One for each treatment in the clinic and each piece of home care."""
    told = {one.treatment: one for one in job.plan.instructions}
    items: tuple[Course | Regimen, ...] = (*job.plan.courses, *(r for r in job.plan.regimens if r.segments))
    seen: set[str] = set()
    for item in items:
        if item.treatment in told and item.treatment not in seen:
            seen.add(item.treatment)
            name = f"handout-{item.treatment.replace('.', '-').replace('_', '-')}"
            yield Document(Kind.TREATMENTS, name, "sheet", handout(job.plan, item, told[item.treatment]))


def handout(plan: Plan, item: Course | Regimen, told: TreatmentInstructions) -> Sheet:
    """What the handout of one treatment says."""
    course = item if isinstance(item, Course) else None
    regimen = item if isinstance(item, Regimen) else None
    blocks = [
        *_dates(plan, course),
        *_weeks(regimen),
        *_advice(told, in_clinic=course is not None),
        *_evidence(plan, told),
    ]
    call = signs.call_box(plan.policy, [told] if course else [], [told] if regimen else [])
    return Sheet(
        language="en",
        title=words.opening(told.plain_name),
        lead=ON_YOUR(zones=words.the_places(item.zones, plan.zone_names)).text,
        stamp=stamp(plan),
        blocks=tuple(blocks),
        call=call,
    )


def _dates(plan: Plan, course: Course | None) -> Iterator[Block]:
    if course is None:
        return
    rows = tuple(
        row(words.weekday_day(visit.date), f"{words.clock(visit.start)}, {words.length(session.minutes)}")
        for visit in plan.visits
        for session in visit.sessions
        if session.course == course.id
    )
    yield Block(DATES().text, table=Table((DAY().text, TIME().text), rows, (50, 50), ticked=True))


def _weeks(regimen: Regimen | None) -> Iterator[Block]:
    if regimen is None:
        return
    yield Block(HOW().text, paragraphs=(words.sentence(regimen.how),))
    rows = tuple(
        row(
            words.opening(words.days(s.from_, s.to, "MMM")), words.opening(frequency.long(s.per_week, s.slot))
        )
        for s in regimen.segments
    )
    gates = dict.fromkeys(words.sentence(s.gate) for s in regimen.segments if s.gate)
    yield Block(
        HOW_OFTEN().text, table=Table((DAYS().text, OFTEN().text), rows, (55, 45)), small=tuple(gates)
    )


def _advice(told: TreatmentInstructions, *, in_clinic: bool) -> Iterator[Block]:
    said = told.instructions
    tell = tuple(
        words.sentence(text)[len(TELL_US) :].removesuffix(".") for text in said.before if is_to_tell(text)
    )
    before = tuple(words.sentence(text) for text in said.before if not is_to_tell(text))
    after = tuple(map(words.sentence, said.after))
    titles = (BEFORE, AFTER) if in_clinic else (BEFORE_USE, WHILE)
    for title, items in ((TELL, tell), (titles[0], before), (titles[1], after)):
        if items:
            yield Block(title().text, items=items)
    if said.missed:
        yield Block(MISSED().text, paragraphs=(words.sentence(said.missed),))


def _evidence(plan: Plan, told: TreatmentInstructions) -> Iterator[Block]:
    if told.instructions.expect:
        yield Block(EXPECT().text, paragraphs=(words.sentence(told.instructions.expect),))
    cited = {source.id: source.citation for source in plan.sources}
    shown = [cited[id_] for id_ in told.sources if id_ in cited][:SHOWN_SOURCES]
    sources = (SOURCES(sources="; ".join(one.rstrip(".") for one in shown)).text,) if shown else ()
    yield Block(HOW_SURE().text, paragraphs=(evidence.in_words(told),), small=sources, together=True)
