"""A handout for each treatment of the plan: what it is, when, what to do, when to call, how sure we are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from turgor.documents.patient import habits, home, rests, signs
from turgor.documents.patient.advice import TELL_US, is_to_tell
from turgor.documents.patient.alone import file_name, only
from turgor.documents.patient.model import VisitRow
from turgor.documents.patient.visits import prerequisite, visit_rows
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Cell, Sheet, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import evidence, frequency, words
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Plan, TreatmentInstructions
from turgor.domain.regimens import Regimen, Segment

ON_YOUR = Phrase("handout.on_your", "For {zones}.")
DATES = Phrase("handout.dates", "Your dates")
DAY, COME_FOR = Phrase("handout.day", "Day"), Phrase("handout.come_for", "What we do")
HOW, WHAT_TO_DO = Phrase("handout.how", "How to use it"), Phrase("handout.to_do", "What to do")
HOW_OFTEN = Phrase("handout.how_often", "How often")
DAYS, OFTEN = Phrase("handout.days", "Days"), Phrase("handout.often", "Each week")
ON_DAYS = Phrase("handout.on_days", "{often}: {days}")
ALWAYS = Phrase("handout.always", "{often}, {days}")
GATE = Phrase("handout.gate", "Take the next step only if {gate}. If not, stay where you are.")
PAUSE = Phrase("handout.pause", "Pauses around your visits: {days}")
TELL = Phrase("handout.tell", "Tell us before we start if")
BEFORE, AFTER = Phrase("handout.before", "Before"), Phrase("handout.after", "After")
BEFORE_USE, WHILE = (
    Phrase("handout.before_use", "Before you start"),
    Phrase("handout.while", "Good to know"),
)
QUESTIONS = Phrase("handout.questions", "Questions? Call us: {phone}")
MISSED, MISSED_VISIT = (
    Phrase("handout.missed", "If you miss a day"),
    Phrase("handout.missed_visit", "If you miss a visit"),
)
EXPECT = Phrase("handout.expect", "What to expect")
SOURCES = Phrase("handout.sources", "Where this comes from: {sources}.")
SHOWN_SOURCES = 3
EVERY_DAY = 7  # days a week


def treatment_handouts(job: Job) -> Iterator[Document]:
    """One for each treatment in the clinic, in order of the first visit, and each piece of home care."""
    plan = job.plan
    told = {one.treatment: one for one in plan.instructions}
    in_clinic = [course.treatment for course in plan.courses]
    at_home = [regimen.treatment for regimen in plan.regimens if regimen.segments]
    for treatment in dict.fromkeys((*in_clinic, *at_home)):
        if treatment in told:
            page = handout(plan, told[treatment])
            yield Document(Kind.TREATMENTS, file_name("handout", treatment), "sheet", page)


def handout(plan: Plan, told: TreatmentInstructions) -> Sheet:
    """What the handout of one treatment says: the plan, as if it held nothing else."""
    alone = only(plan, told.treatment)
    in_clinic = bool(alone.courses)
    call = signs.call_box(plan.policy, [told] if in_clinic else [], [] if in_clinic else [told])
    return Sheet(
        language=spoken().tag,
        title=words.opening(told.plain_name),
        lead=_lead(alone, told),
        stamp=stamp(plan),
        blocks=(
            *(_dates(alone) if in_clinic else _weeks(alone.regimens)),
            *_advice(told, in_clinic=in_clinic),
            *_expect(told),
        ),
        call=call,
        end=(*(() if call else _questions(plan)), *_sources(plan, told)),
    )


def _lead(alone: Plan, told: TreatmentInstructions) -> str:
    on_skin = [item for item in alone.regimens if not habits.is_habit(item)]
    places = [zone for item in (alone.courses or on_skin) for zone in item.zones]
    where = ON_YOUR(zones=words.the_places(places, alone.zone_names)).text if places else ""
    return " ".join(part for part in (told.instructions.what, where) if part)


def _dates(alone: Plan) -> Iterator[Block]:
    rows = tuple(_date(one) for one in visit_rows(alone))
    table = Table((DAY().text, COME_FOR().text), rows, (44, 56), ticked=True)
    yield Block(DATES().text, table=table, small=rests.around(alone))


def _date(one: VisitRow) -> tuple[Cell, ...]:
    done = words.joined(f"{item.what} ({item.where})" if item.where else item.what for item in one.done)
    return row(Cell(one.day, (one.time,) if one.time else ()), Cell(done, one.before))


def _weeks(regimens: Sequence[Regimen]) -> Iterator[Block]:
    for regimen in regimens:
        heading = WHAT_TO_DO if habits.is_habit(regimen) else HOW
        first = tuple(prerequisite(item) for item in regimen.prerequisites if item.by_patient)
        steps = home.steps(regimen.segments)
        if len(steps) == 1:
            often = (_always(steps[0]),)
            yield Block(heading().text, paragraphs=(home.how(regimen), *often, *first, *_pauses(regimen)))
        else:
            yield Block(heading().text, paragraphs=(home.how(regimen), *first))
            yield Block(HOW_OFTEN().text, table=_table(steps), small=(*_gates(steps), *_pauses(regimen)))


def _always(step: Segment) -> str:
    """How often something is used that never changes, and from when."""
    return words.sentence(ALWAYS(often=_often(step), days=words.days(step.from_, step.to)).text)


def _table(steps: Sequence[Segment]) -> Table:
    doses = {step.dose for step in steps}
    rows = tuple(_step(step, changes=len(doses) > 1) for step in steps)
    return Table((DAYS().text, OFTEN().text), rows, (45, 55))


def _step(step: Segment, *, changes: bool) -> tuple[Cell, ...]:
    dose = (words.sentence(step.dose),) if changes and step.dose else ()
    return row(words.opening(words.days(step.from_, step.to, "MMM")), Cell(_often(step), dose))


def _often(step: Segment) -> str:
    often = words.opening(frequency.long(step.per_week, step.slot))
    if step.per_week == EVERY_DAY:
        return often
    return ON_DAYS(often=often, days=frequency.day_names(step.weekdays)).text


def _gates(steps: Sequence[Segment]) -> tuple[str, ...]:
    gates = dict.fromkeys(words.inside(step.gate.rstrip(".")) for step in steps if step.gate)
    return tuple(GATE(gate=gate).text for gate in gates)


def _pauses(regimen: Regimen) -> tuple[str, ...]:
    days = [(pause.from_, pause.to) for pause in regimen.pauses]
    return (words.sentence(PAUSE(days=words.list_of_days(days)).text),) if days else ()


def _advice(told: TreatmentInstructions, *, in_clinic: bool) -> Iterator[Block]:
    said = told.instructions
    tell = tuple(map(_to_tell, filter(is_to_tell, said.before)))
    before = tuple(words.sentence(text) for text in said.before if not is_to_tell(text))
    after = tuple(map(words.sentence, said.after))
    titles = (BEFORE, AFTER) if in_clinic else (BEFORE_USE, WHILE)
    for title, items in ((TELL, tell), (titles[0], before), (titles[1], after)):
        if items:
            yield Block(title().text, items=items)
    if said.missed:
        missed = MISSED_VISIT if in_clinic else MISSED
        yield Block(missed().text, paragraphs=(words.sentence(said.missed),), together=True)


def _to_tell(text: str) -> str:
    """The end of "Tell us if ...": without a full stop, unless more sentences follow."""
    rest = words.sentence(text)[len(TELL_US) :]
    return rest if ". " in rest else rest.removesuffix(".")


def _expect(told: TreatmentInstructions) -> Iterator[Block]:
    parts = (words.sentence(told.instructions.expect), evidence.in_words(told))
    yield Block(EXPECT().text, paragraphs=tuple(part for part in parts if part), together=True)


def _questions(plan: Plan) -> tuple[str, ...]:
    phone = plan.policy.phone
    return (QUESTIONS(phone=phone).text,) if phone else ()


def _sources(plan: Plan, told: TreatmentInstructions) -> tuple[str, ...]:
    cited = {source.id: source.citation for source in plan.sources}
    shown = [cited[id_].rstrip(".") for id_ in told.sources if id_ in cited][:SHOWN_SOURCES]
    return (SOURCES(sources="; ".join(shown)).text,) if shown else ()
