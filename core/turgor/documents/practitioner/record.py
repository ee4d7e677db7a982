"""The practitioner's record: everything that a plan rests on, for the file."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.parts import KeyFigure
from turgor.documents.practitioner.citations import Citations
from turgor.documents.practitioner.diary_parts import diary_parts
from turgor.documents.practitioner.finding_parts import finding_parts, note_parts, referral_parts
from turgor.documents.practitioner.plan_parts import left_out_parts, plan_parts
from turgor.documents.practitioner.proof import proof
from turgor.documents.practitioner.reasons import overrides, reasons
from turgor.documents.practitioner.verdict_parts import verdict_parts
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Cell, Sheet, Signature, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.domain.case import priority_name
from turgor.domain.catalogue import PluginStatus
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Outcome, Plan

TITLE = Phrase("record.title", "Record of the plan")
BEST_FOUND = Phrase(
    "record.lead.best_found",
    "The best plan found under the priority \N{LEFT DOUBLE QUOTATION MARK}{priority}\N{RIGHT DOUBLE QUOTATION MARK}. {proven}",
)
LEADS = {
    Outcome.PLAN: Phrase(
        "record.lead.plan",
        "The best plan under the priority \N{LEFT DOUBLE QUOTATION MARK}{priority}\N{RIGHT DOUBLE QUOTATION MARK}. {proven}",
    ),
    Outcome.NO_PLAN: Phrase("record.lead.none", "There is no plan, for the reasons below."),
    Outcome.NOT_FOUND: Phrase("record.lead.not_found", "The search hit its limit before a first plan."),
}
PROVEN = Phrase("record.proven", "Every stage is proven.")
NOT_PROVEN = Phrase("record.not_proven", "Not every stage is proven: see the gaps.")
ONE_VISIT = Phrase("record.figure.visit", "visit on {first}")
SOME_VISITS = Phrase("record.figure.visits", "visits, {first} to {last}")
STAGES = Phrase("record.figure.stages", "of {n} stages proven best")
OPEN = (
    Phrase("record.figure.question", "question open"),
    Phrase("record.figure.questions", "questions open"),
)
HOME = Phrase("record.figure.home", "pieces of home care")
COST = Phrase("record.figure.cost", "known cost")
COST_LESS = Phrase("record.figure.cost_less", "known cost; {n} without a price")
MADE_WITH = Phrase("record.made_with", "What made it")
PARTS = Phrase("record.parts", "Part")
VERSION = Phrase("record.version", "Version")
CONTENT = Phrase("record.content", "Content")
STATE = Phrase("record.state", "State")
ENGINE = Phrase("record.engine", "Turgor {version}, seed {seed}, on {day}.")
FROM = Phrase("record.distribution", "{name} of {distribution}")
DIGEST = Phrase("record.digest", "Fingerprint of the plan (SHA-256): {digest}")
SOURCES = Phrase("record.sources", "Sources")
NOT_SIGNED_OFF = Phrase(
    "record.not_signed_off",
    "The content is compiled from the literature. Check sources from memory before you rely on them.",
)
SIGN = Phrase("record.sign", "Practitioner, who has read and decided")


def records(job: Job) -> Iterator[Document]:
    """Every plan has one."""
    yield Document(Kind.RECORD, "record", "sheet", record(job))


def record(job: Job) -> Sheet:
    """What the record says."""
    plan, cited = job.plan, Citations(job.plan)
    blocks = (
        *referral_parts(plan),
        *overrides(plan),
        *finding_parts(plan, job.style),
        *diary_parts(plan),
        *plan_parts(plan),
        *note_parts(plan),
        *proof(plan, cited),
        *left_out_parts(plan),
        *verdict_parts(plan),
        *reasons(plan, cited),
    )
    return Sheet(
        language=spoken().tag,
        title=TITLE().text,
        lead=_lead(plan),
        stamp=stamp(plan),
        figures=tuple(_figures(plan)),
        blocks=(*blocks, *_sources(cited), _made_with(job)),
        dense=True,
    )


def _lead(plan: Plan) -> str:
    objective = plan.objective
    proven = (PROVEN if objective and objective.proven else NOT_PROVEN)().text
    named = priority_name(objective.priority).split(",") if objective else []
    priority = words.joined(name.replace("-", " ") for name in named)
    lead = BEST_FOUND if objective and not objective.proven else LEADS[plan.outcome]
    return lead(priority=priority, proven=proven).text


def _figures(plan: Plan) -> Iterator[KeyFigure]:
    """At most four numbers: visits or questions, home care, proof, cost."""
    if plan.visits:
        first, last = (words.day(visit.date) for visit in (plan.visits[0], plan.visits[-1]))
        label = ONE_VISIT(first=first) if len(plan.visits) == 1 else SOME_VISITS(first=first, last=last)
        yield KeyFigure(str(len(plan.visits)), label.text)
    elif plan.questions:
        yield KeyFigure(str(len(plan.questions)), words.counted(len(plan.questions), *OPEN))
    if plan.regimens:
        yield KeyFigure(str(len(plan.regimens)), HOME().text)
    if plan.objective:
        stages = plan.objective.stages
        yield KeyFigure(str(sum(stage.proven for stage in stages)), STAGES(n=len(stages)).text)
    if plan.cost and plan.cost.known.amount:
        missing = len(plan.cost.unknown)
        label = COST_LESS(n=missing) if missing else COST()
        yield KeyFigure(words.amount(plan.cost.known), label.text)


def _sources(cited: Citations) -> Iterator[Block]:
    if entries := tuple(cited.entries()):
        yield Block(SOURCES().text, paragraphs=(NOT_SIGNED_OFF().text,), entries=entries, part=True)


def _made_with(job: Job) -> Block:
    plan, engine = job.plan, job.plan.engine
    head = tuple(phrase().text for phrase in (PARTS, VERSION, CONTENT, STATE))
    rows = tuple(map(_plugin, engine.plugins))
    made = ENGINE(version=engine.version, seed=plan.seed, day=words.day(plan.today)).text
    return Block(
        MADE_WITH().text,
        paragraphs=(made, DIGEST(digest=job.digest).text),
        table=Table(head, rows, (36, 18, 14, 32)) if rows else None,
        signatures=(Signature(SIGN().text),),
    )


def _plugin(one: PluginStatus) -> tuple[Cell, ...]:
    name = FROM(name=one.name, distribution=one.distribution).text if one.distribution else one.name
    state = f"{one.state.value}: {one.reason}" if one.reason else one.state.value
    return row(name, one.version, one.content, state)
