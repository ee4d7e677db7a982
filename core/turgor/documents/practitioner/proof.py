"""Why it is the best plan: each stage with its bound, each date with what binds it, and other plans."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.practitioner.citations import Citations
from turgor.documents.sheet import Block, Cell, Table, row
from turgor.documents.wording import words
from turgor.domain.explanations import Stage, Why
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

PROOF = Phrase("record.proof", "Proof")
ORDER = Phrase(
    "record.proof.order", "The stages were solved in this order; each keeps what those before it reached."
)
STAGE, VALUE, BOUND, PROVEN = (
    Phrase("record.stage", "Stage"),
    Phrase("record.value", "Reached"),
    Phrase("record.bound", "Best possible"),
    Phrase("record.is_proven", "Proven"),
)
YES = Phrase("record.yes", "yes")
GAP = Phrase("record.gap", "no, within {gap}")
WHY = Phrase("record.why", "Why these dates, and not earlier")
SESSION, BINDS = Phrase("record.why.session", "Session"), Phrase("record.why.binds", "What binds it")
OTHERS = Phrase("record.alternatives", "Other plans")


def proof(plan: Plan, cited: Citations) -> Iterator[Block]:
    """The blocks about proof and dates; nothing where there is no plan."""
    if plan.objective:
        head = tuple(phrase().text for phrase in (STAGE, VALUE, BOUND, PROVEN))
        rows = tuple(_stage(stage) for stage in plan.objective.stages)
        yield Block(PROOF().text, paragraphs=(ORDER().text,), table=Table(head, rows, (40, 20, 20, 20)))
    if plan.why:
        days = {session.id: visit.date for visit in plan.visits for session in visit.sessions}
        names = {course.id: course.name for course in plan.courses}
        rows = tuple(
            row(
                Cell(
                    names.get(why.session.rpartition(".")[0], why.session),
                    (_number(why), words.weekday_day(days[why.session])),
                ),
                _binds(why, cited),
            )
            for why in plan.why
            if why.session in days
        )
        yield Block(WHY().text, table=Table((SESSION().text, BINDS().text), rows, (32, 68)))
    if plan.alternatives:
        yield Block(OTHERS().text, items=tuple(f"{one.name}: {one.text.text}" for one in plan.alternatives))


def _number(why: Why) -> str:
    return f"#{why.session.rpartition('.')[2]}"


def _stage(stage: Stage) -> tuple[Cell, ...]:
    proven = YES().text if stage.proven else GAP(gap=abs(stage.bound - stage.value)).text
    return row(words.opening(stage.name.replace("-", " ")), str(stage.value), str(stage.bound), proven)


def _binds(why: Why, cited: Citations) -> Cell:
    lines = [f"{one.text.text} {cited.cite(one.sources)}".strip() for one in why.binding]
    return Cell(lines[0], tuple(lines[1:])) if lines else Cell(words.NOTHING)
