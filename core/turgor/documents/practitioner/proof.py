"""Why it is the best plan: each stage with its bound, each date with what binds it, and other plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from turgor.documents.practitioner import other_plans
from turgor.documents.practitioner.citations import Citations
from turgor.documents.practitioner.names import Names
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
BETTER = {
    "larger": Phrase("record.better.larger", "{name}, the more the better"),
    "smaller": Phrase("record.better.smaller", "{name}, the less the better"),
}
YES = Phrase("record.yes", "yes")
GAP = Phrase("record.gap", "not proven, within {gap} of the best possible")
WHY = Phrase("record.why", "Why these dates, and not earlier")
SESSION, BINDS = Phrase("record.why.session", "Session"), Phrase("record.why.binds", "What binds it")
OTHERS = Phrase("record.alternatives", "Other plans")
DECLINED = Phrase("record.declined", "Plans that were declined")
ASPECT = Phrase("record.alternatives.aspect", "What is compared")


def proof(plan: Plan, cited: Citations) -> Iterator[Block]:
    """The blocks about proof and dates; nothing where there is no plan."""
    names = Names(plan)
    days = {session.id: visit.date for visit in plan.visits for session in visit.sessions}
    if any(why.session in days for why in plan.why):
        yield _why(plan, days, names, cited)
    if plan.objective:
        head = tuple(phrase().text for phrase in (STAGE, VALUE, BOUND, PROVEN))
        rows = tuple(_stage(stage) for stage in plan.objective.stages)
        table = Table(head, rows, (40, 14, 16, 30))
        yield Block(PROOF().text, paragraphs=(ORDER().text,), table=table, together=True)
    if plan.alternatives or plan.unbeaten or plan.choice:
        yield _others(plan)


def _others(plan: Plan) -> Block:
    """Other plans beside this one, what one gives up for what, and in what none is better."""
    letters = [other.letter for other in plan.alternatives]
    rows = tuple(row(*cells) for cells in other_plans.rows(plan))
    head = (ASPECT().text, other_plans.THIS().text, *letters)
    wide = 28
    each = (100 - wide) // (1 + len(letters))
    widths = (100 - each * (1 + len(letters)), *(each for _ in range(1 + len(letters))))
    told = [other_plans.said(other, plan) for other in plan.alternatives]
    return Block(
        (DECLINED if plan.choice else OTHERS)().text,
        paragraphs=tuple(filter(None, [other_plans.chosen(plan)])),
        table=Table(head, rows, widths) if rows else None,
        items=tuple(told),
        small=tuple(one.text.text for one in plan.unbeaten),
        together=True,
    )


def _why(plan: Plan, days: Mapping[str, date], names: Names, cited: Citations) -> Block:
    rows = tuple(
        row(Cell(words.weekday_day(days[why.session]), (names.of(why.session),)), _binds(why, names, cited))
        for why in sorted(plan.why, key=lambda why: days.get(why.session, plan.today))
        if why.session in days
    )
    return Block(WHY().text, table=Table((SESSION().text, BINDS().text), rows, (36, 64)))


def _stage(stage: Stage) -> tuple[Cell, ...]:
    proven = YES().text if stage.proven else GAP(gap=abs(stage.bound - stage.value)).text
    name = words.opening(stage.name.replace("-", " "))
    return row(BETTER[stage.better](name=name).text, str(stage.value), str(stage.bound), proven)


def _binds(why: Why, names: Names, cited: Citations) -> Cell:
    lines = [f"{names.told(one.text)} {cited.cite(one.sources)}".strip() for one in why.binding]
    return Cell(lines[0], tuple(lines[1:])) if lines else Cell(words.NOTHING)
