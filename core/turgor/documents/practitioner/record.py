"""The practitioner's record: everything that a plan rests on, for the file."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.practitioner.citations import Citations
from turgor.documents.practitioner.finding_parts import finding_parts
from turgor.documents.practitioner.plan_parts import plan_parts
from turgor.documents.practitioner.proof import proof
from turgor.documents.practitioner.verdict_parts import verdict_parts
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Sheet, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Outcome, Plan

TITLE = Phrase("record.title", "Record of the plan")
LEADS = {
    Outcome.PLAN: Phrase("record.lead.plan", "Made on {day} for the priority {priority}. {proven}"),
    Outcome.NO_PLAN: Phrase("record.lead.none", "Made on {day}: there is no plan, for the reasons below."),
    Outcome.NOT_FOUND: Phrase(
        "record.lead.not_found", "Made on {day}: the search hit its limit before a first plan."
    ),
}
PROVEN = Phrase("record.proven", "Every stage is proven best.")
NOT_PROVEN = Phrase("record.not_proven", "Not every stage is proven best: see the gaps.")
MADE_WITH = Phrase("record.made_with", "What made it")
PARTS = Phrase("record.parts", "Part")
VERSION = Phrase("record.version", "Version")
CONTENT = Phrase("record.content", "Content")
STATE = Phrase("record.state", "State")
ENGINE = Phrase("record.engine", "Turgor {version}, seed {seed}.")
DIGEST = Phrase("record.digest", "Fingerprint of the plan (SHA-256): {digest}")
SOURCES = Phrase("record.sources", "Sources")
NOT_SIGNED_OFF = Phrase(
    "record.not_signed_off",
    "The content is compiled from the literature; sources marked as from memory are to be checked.",
)


def records(job: Job) -> Iterator[Document]:
    """Every plan has one."""
    yield Document(Kind.RECORD, "record", "sheet", record(job))


def record(job: Job) -> Sheet:
    """What the record says."""
    plan, cited = job.plan, Citations(job.plan)
    blocks = (*finding_parts(plan), *plan_parts(plan), *proof(plan, cited), *verdict_parts(plan, cited))
    return Sheet(
        language="en",
        title=TITLE().text,
        lead=_lead(plan),
        stamp=stamp(plan),
        blocks=(*blocks, *_sources(cited), _made_with(job)),
        dense=True,
    )


def _lead(plan: Plan) -> str:
    objective = plan.objective
    proven = (PROVEN if objective and objective.proven else NOT_PROVEN)().text
    priority = objective.priority.value.replace("-", " ") if objective else ""
    return LEADS[plan.outcome](day=words.day(plan.today), priority=priority, proven=proven).text


def _sources(cited: Citations) -> Iterator[Block]:
    if lines := cited.lines():
        yield Block(SOURCES().text, paragraphs=(NOT_SIGNED_OFF().text,), small=lines, part=True)


def _made_with(job: Job) -> Block:
    engine = job.plan.engine
    rows = tuple(
        row(
            one.name,
            one.version,
            one.content,
            one.state.value if not one.reason else f"{one.state.value}: {one.reason}",
        )
        for one in engine.plugins
    )
    head = tuple(phrase().text for phrase in (PARTS, VERSION, CONTENT, STATE))
    return Block(
        MADE_WITH().text,
        paragraphs=(ENGINE(version=engine.version, seed=job.plan.seed).text,),
        table=Table(head, rows, (26, 18, 14, 42)) if rows else None,
        small=(DIGEST(digest=job.digest).text,),
    )
