"""The estimate: what is known of the cost, until when it holds, and what has no price yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Cell, Sheet, Signature, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.domain.courses import Course
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen

TITLE = Phrase("estimate.title", "Estimate")
VALID = Phrase("estimate.valid", "Valid until {day}. It may change if the plan changes.")
IN_CLINIC, AT_HOME = Phrase("estimate.in_clinic", "In the clinic"), Phrase("estimate.at_home", "For home")
WHAT, COUNT, PRICE = (
    Phrase("estimate.what", "What"),
    Phrase("estimate.count", "How much"),
    Phrase("estimate.price", "Price"),
)
SESSIONS = (Phrase("estimate.session", "{n} session"), Phrase("estimate.sessions", "{n} sessions"))
A_YEAR = Phrase("estimate.a_year", "for one year")
ON_REQUEST = Phrase("estimate.on_request", "ask us")
TOTAL = Phrase("estimate.total", "Total of what has a price")
WITHOUT = Phrase("estimate.without", "Not in the total: {names}. Ask us before you decide.")
FREE = Phrase("estimate.free", "You may say no to any part of it. Then it is not charged.")
SIGN = Phrase("estimate.sign", "I have read this estimate")


def estimates(job: Job) -> Iterator[Document]:
    """One where something may be charged."""
    if job.plan.courses or any(regimen.cost for regimen in job.plan.regimens):
        yield Document(Kind.ESTIMATE, "estimate", "sheet", estimate(job.plan))


def estimate(plan: Plan) -> Sheet:
    """What the estimate says; home care without a price is what the patient buys anywhere."""
    until = plan.today + timedelta(days=plan.policy.estimate_valid_days)
    home = [regimen for regimen in plan.regimens if regimen.cost]
    blocks = [_table(IN_CLINIC().text, tuple(map(_course, plan.courses)))] if plan.courses else []
    if home:
        blocks.append(_table(AT_HOME().text, tuple(map(_regimen, home))))
    known = words.amount(plan.cost.known) if plan.cost and plan.cost.known.amount else ON_REQUEST().text
    blocks.append(Block(TOTAL().text, paragraphs=(known, *_without(plan)), kind="note"))
    blocks.append(Block(paragraphs=(FREE().text,), signatures=(Signature(SIGN().text),), together=True))
    return Sheet("en", TITLE().text, stamp(plan), tuple(blocks), lead=VALID(day=words.day(until)).text)


def _table(title: str, rows: tuple[tuple[Cell, ...], ...]) -> Block:
    return Block(title, table=Table((WHAT().text, COUNT().text, PRICE().text), rows, (54, 24, 22)))


def _course(course: Course) -> tuple[Cell, ...]:
    price = words.amount(course.cost) if course.cost else ON_REQUEST().text
    return row(
        words.opening(course.plain_name), words.counted(course.sessions, *SESSIONS), Cell(price, strong=True)
    )


def _regimen(regimen: Regimen) -> tuple[Cell, ...]:
    price = words.amount(regimen.cost) if regimen.cost else ON_REQUEST().text
    return row(words.opening(regimen.plain_name), A_YEAR().text, Cell(price, strong=True))


def _without(plan: Plan) -> Iterator[str]:
    names = [words.inside(course.plain_name) for course in plan.courses if not course.cost]
    if names:
        yield WITHOUT(names=words.joined(names)).text
