"""Exercise sheets of a plan: at most four moves on a page, each with its drawing, its numbers and a week to tick."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from turgor.documents.exercises.model import Card, Exercises
from turgor.documents.patient import advice, habits, home, signs
from turgor.documents.pictures import picture
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.stamp import stamp
from turgor.documents.style import PrintSize, Style
from turgor.documents.wording import words
from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Plan
from turgor.domain.regimens import HomeKind, Regimen

TITLE = Phrase("exercises.title", "Your exercises")
LEAD = Phrase(
    "exercises.lead", "Tick the day when you have done a move. Print or ask for a new sheet each week."
)
TIMES = Phrase("exercises.times", "{n} times")
SETS = (Phrase("exercises.set", "{n} set"), Phrase("exercises.sets", "{n} sets"))
SETS_AS_ABOVE = Phrase("exercises.sets_above", "sets as in your weeks")
HOLD = Phrase("exercises.hold", "hold {n} seconds")
HOLD_LAST = Phrase("exercises.hold_last", "hold the last one {n} seconds")
REST = Phrase("exercises.rest", "Rest between two sets until your face feels easy.")
STOP = Phrase("exercises.stop", "Stop at once if a move hurts.")
ROOM = {
    PrintSize.STANDARD: 190.0
}  # points for a drawing beside its steps; in larger print it stands above them
ROOM_ABOVE = 270.0


def exercises(job: Job) -> Iterator[Document]:
    """One document with all moves, for a plan that has some."""
    if _regimens(job.plan):
        yield Document(Kind.EXERCISES, "exercises", "exercises", sheets(job.plan, job.style))


def sheets(plan: Plan, style: Style) -> Exercises:
    """What the exercise sheets say."""
    regimens = _regimens(plan)
    ids = {regimen.treatment for regimen in regimens}
    told = [one for one in plan.instructions if one.treatment in ids]
    sets = any(section.move and section.move.sets != 1 for section in plan.handouts)
    return Exercises(
        language=spoken().tag,
        title=TITLE().text,
        lead=LEAD().text,
        stamp=stamp(plan),
        programmes=(*habits.habits(regimens, daily=True), *habits.habits(regimens, daily=False)),
        rests=home.pauses(attrs.evolve(plan, regimens=tuple(regimens))),
        rules=(
            *advice.each_once(told, lambda one: (*one.instructions.before, *one.instructions.after)),
            *((REST().text,) if sets else ()),
            STOP().text,
        ),
        cards=tuple(card for regimen in regimens for card in _cards(plan, regimen, style)),
        weekdays=tuple(words.short_weekday(index) for index in range(7)),
        call=signs.call_box(plan.policy, (), told),
    )


def _regimens(plan: Plan) -> list[Regimen]:
    return [one for one in plan.regimens if one.kind is HomeKind.EXERCISE and one.segments]


def _cards(plan: Plan, regimen: Regimen, style: Style) -> Iterator[Card]:
    """Its moves; what has none is one move itself."""
    sections = [one for one in plan.handouts if one.treatment == regimen.treatment and one.move]
    if sections:
        yield from (_card(section, style) for section in sections)
    else:
        yield Card(words.opening(regimen.plain_name), None, (), (words.sentence(regimen.how),), ())


def _card(section: HandoutSection, style: Style) -> Card:
    room = ROOM.get(style.size, ROOM_ABOVE)
    return Card(
        name=section.move.name.text if section.move else section.title.text,
        picture=picture(section.picture, style, room) if section.picture else None,
        amount=tuple(_amount(section)),
        steps=tuple(item.text for item in section.items),
        leave_out=tuple(paragraph.text for paragraph in section.paragraphs),
    )


def _amount(section: HandoutSection) -> Iterator[str]:
    move = section.move
    if move is None:
        return
    if move.repeats > 1:
        yield TIMES(n=move.repeats).text
    yield words.counted(move.sets, *SETS) if move.sets else SETS_AS_ABOVE().text
    if move.hold_seconds:
        yield (HOLD_LAST if move.hold_on_last else HOLD)(n=move.hold_seconds).text
