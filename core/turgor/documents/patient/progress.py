"""How firm the skin was at each visit, for the patient: a line for each place, and what it may mean."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from turgor.documents.charts.progress import Series, drawn, series
from turgor.documents.parts import Stamp
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Chart, Sheet
from turgor.documents.stamp import stamp
from turgor.documents.style import Style
from turgor.documents.wording import words
from turgor.domain.findings import Movement
from turgor.domain.messages import Message, Phrase, spoken
from turgor.domain.plan import Plan
from turgor.domain.vocabulary import Direction

TITLE = Phrase("progress.title", "How firm your skin is")
LEAD = Phrase("progress.lead", "This is what we measured from your first visit to your last one.")
VISITS = Phrase("progress.visits", "First visit, {first}: {before}. Last visit, {last}: {after}.")
FIRMER = Phrase("progress.firmer", "Your skin here may be firmer now.")
LOOSER = Phrase("progress.looser", "Your skin here may be looser now. Ask us what this means for your plan.")
CHANCE = Phrase("progress.chance", "The change is small. It may be chance.")
NO_CHANGE = Phrase("progress.no_change", "It is the same as at your first visit.")
NOT_KNOWN = Phrase("progress.not_known", "We cannot say yet if this is a real change.")
AIM = Phrase("progress.aim", "We aim for {value}.")
REACHED = Phrase("progress.reached", "We aimed for {value}, and you are there.")
LOWER = Phrase("progress.lower", "A lower number means firmer skin.")
HIGHER = Phrase("progress.higher", "A higher number means firmer skin.")
BY = Phrase("progress.by", "Measured with: {name}")
READ = Phrase("progress.read", "How to read this")
HOW = (
    Phrase("progress.read.up", "When the line goes up, your skin may be firmer."),
    Phrase("progress.read.dots", "A full dot may be a real change. An open dot may be chance."),
    Phrase(
        "progress.read.swing",
        "Your skin is not the same each day. A change in the shaded strip is too small to count.",
    ),
    Phrase("progress.read.promise", "Treatment may help. We cannot promise that it will."),
)
ASK = Phrase("progress.ask", "Call us with any question: {phone}.")


def progress_pages(job: Job) -> Iterator[Document]:
    """There is one as soon as something was measured again."""
    if job.plan.findings.changes:
        yield Document(Kind.PROGRESS, "progress", "sheet", progress_page(job.plan, job.style))


def progress_page(plan: Plan, style: Style) -> Sheet:
    """What the page says: of the goals, or of all places where no goal was measured again."""
    call = (ASK(phone=plan.policy.phone).text,) if plan.policy.phone else ()
    how = Block(READ().text, items=tuple(phrase().text for phrase in HOW), kind="note")
    return Sheet(
        language=spoken().tag,
        title=TITLE().text,
        lead=LEAD().text,
        stamp=_stamp(plan),
        blocks=(*(_block(one, style) for one in series(plan, goals_only=True)), how),
        end=call,
    )


def _stamp(plan: Plan) -> Stamp:
    """Of the day of the latest reading, where that is later than the plan."""
    day = max(plan.today, *(change.latest for change in plan.findings.changes))
    return attrs.evolve(stamp(plan), printed=words.day(day), created=day)


def _block(one: Series, style: Style) -> Block:
    change = one.change
    means = LOWER if change.direction is Direction.LOWER_IS_FIRMER else HIGHER
    visits = VISITS(
        first=words.day(change.baseline),
        before=f"{change.baseline_value:.3g}",
        last=words.day(change.latest),
        after=f"{change.latest_value:.3g}",
    )
    said = " ".join(message.text for message in (visits, _verdict(one)(), *_aim(one)))
    return Block(
        title=one.zones,
        paragraphs=(said,),
        chart=Chart("macros/progress.html.j2", drawn(one, style)),
        small=(f"{means().text} {BY(name=change.name).text}",),
        unbroken=True,
    )


def _verdict(one: Series) -> Phrase:
    if one.change.movement is Movement.NONE:
        return NO_CHANGE
    if one.change.real is None:
        return NOT_KNOWN
    if not one.change.real:
        return CHANCE
    return FIRMER if one.change.movement is Movement.FIRMER else LOOSER


def _aim(one: Series) -> Iterator[Message]:
    if one.target is not None:
        yield (REACHED if one.reached else AIM)(value=f"{one.target:.3g}")
