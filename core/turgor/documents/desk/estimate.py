"""The estimate: what is known of the cost, until when it holds, and what has no price yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from turgor.documents.parts import KeyFigure
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Cell, Sheet, Signature, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.domain.courses import Course
from turgor.domain.messages import Phrase, spoken
from turgor.domain.money import Money
from turgor.domain.plan import Plan
from turgor.domain.regimens import HomeKind, Regimen

TITLE = Phrase("estimate.title", "Estimate")
LEAD = Phrase("estimate.lead", "What your plan may cost. This is an estimate, not a bill.")
TOTAL = Phrase("estimate.total", "in all")
TOTAL_KNOWN = Phrase("estimate.total_known", "for all that has a price so far")
IN_CLINIC, AT_HOME = Phrase("estimate.in_clinic", "In the clinic"), Phrase("estimate.at_home", "For home")
WHAT, COUNT, PRICE = (
    Phrase("estimate.what", "What"),
    Phrase("estimate.count", "How much"),
    Phrase("estimate.price", "Price"),
)
SESSIONS = (Phrase("estimate.session", "{n} session"), Phrase("estimate.sessions", "{n} sessions"))
EACH = Phrase("estimate.each", "{amount} each")
A_YEAR = Phrase("estimate.a_year", "one year")
ON_REQUEST = Phrase("estimate.on_request", "price on request")
MIND = Phrase("estimate.mind", "Good to know")
VALID = Phrase("estimate.valid", "These prices hold until {day}.")
CHANGES = Phrase("estimate.changes", "If the plan changes, the cost may change too.")
WITHOUT = Phrase("estimate.without", "Some things have no price here yet. Ask us before you decide.")
SAY_NO = Phrase("estimate.say_no", "You may say no to any part of the plan. Then you do not pay for it.")
SIGN = Phrase("estimate.sign", "I have read this estimate")
BOUGHT = frozenset({HomeKind.SKIN, HomeKind.FOOD})  # habits and exercise cost nothing by themselves


def estimates(job: Job) -> Iterator[Document]:
    """One where something may be charged."""
    if job.plan.courses or any(map(_bought, job.plan.regimens)):
        yield Document(Kind.ESTIMATE, "estimate", "sheet", estimate(job.plan))


def estimate(plan: Plan) -> Sheet:
    """What the estimate says."""
    blocks = []
    if plan.courses:
        blocks.append(_table(IN_CLINIC().text, tuple(map(_course, plan.courses))))
    if home := tuple(_regimen(regimen) for regimen in plan.regimens if _bought(regimen)):
        blocks.append(_table(AT_HOME().text, home))
    blocks.append(Block(MIND().text, items=tuple(_notes(plan)), kind="note"))
    blocks.append(Block(signatures=(Signature(SIGN().text),), together=True))
    figures = tuple(_figures(plan))
    return Sheet(spoken().tag, TITLE().text, stamp(plan), tuple(blocks), lead=LEAD().text, figures=figures)


def _bought(regimen: Regimen) -> bool:
    return regimen.cost is not None or regimen.kind in BOUGHT


def _valid_until(plan: Plan) -> str:
    return words.day(plan.today + timedelta(days=plan.policy.estimate_valid_days))


def _unpriced(plan: Plan) -> bool:
    """Whether something that is charged or bought has no price."""
    return any(course.cost is None for course in plan.courses) or any(
        _bought(regimen) and regimen.cost is None for regimen in plan.regimens
    )


def _figures(plan: Plan) -> Iterator[KeyFigure]:
    """The total of what has a price, never a zero for what is not known."""
    if plan.cost and plan.cost.known.amount:
        label = TOTAL_KNOWN if _unpriced(plan) else TOTAL
        yield KeyFigure(words.amount(plan.cost.known), label().text)


def _notes(plan: Plan) -> Iterator[str]:
    yield VALID(day=_valid_until(plan)).text
    yield CHANGES().text
    if _unpriced(plan):
        yield WITHOUT().text
    yield SAY_NO().text


def _table(title: str, rows: tuple[tuple[Cell, ...], ...]) -> Block:
    return Block(
        title, table=Table((WHAT().text, COUNT().text, PRICE().text), rows, (50, 25, 25), amounts=True)
    )


def _course(course: Course) -> tuple[Cell, ...]:
    count = words.counted(course.sessions, *SESSIONS)
    each: tuple[str, ...] = ()
    if course.cost and course.sessions > 1:
        one = Money(course.cost.amount / course.sessions, course.cost.currency)
        each = (EACH(amount=words.amount(one)).text,)
    return row(words.opening(course.plain_name), Cell(count, each), _price(course.cost))


def _regimen(regimen: Regimen) -> tuple[Cell, ...]:
    return row(words.opening(regimen.plain_name), A_YEAR().text, _price(regimen.cost))


def _price(cost: Money | None) -> Cell:
    return Cell(words.amount(cost), strong=True) if cost else Cell(ON_REQUEST().text)
