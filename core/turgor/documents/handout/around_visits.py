"""One list of what to leave out and one of what to do around visits, with the days of this plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from turgor.documents.handout.joining import Joined, joined, said_sentences
from turgor.documents.parts import Advice
from turgor.documents.patient import advice, home
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan, TreatmentInstructions
from turgor.domain.windows import Topic

THINGS: Mapping[Topic, tuple[Phrase, ...]] = {
    Topic.SUN: (
        Phrase("handout.sun", "sun"),
        Phrase("handout.sunbed", "sunbed"),
        Phrase("handout.fake_tan", "fake tan"),
    ),
    Topic.HAIR_REMOVAL: (
        Phrase("handout.wax", "wax"),
        Phrase("handout.hair_removal", "hair removal cream"),
    ),
    Topic.SMOKING: (Phrase("handout.smoking", "smoking"), Phrase("handout.vaping", "vaping")),
    Topic.MAKE_UP: (Phrase("handout.make_up", "make-up"),),
    Topic.HAIR_SPRAY: (Phrase("handout.hair_spray", "hair spray"),),
    Topic.GYM: (Phrase("handout.gym", "gym"),),
    Topic.POOL: (Phrase("handout.pool", "pool"),),
    Topic.SAUNA: (Phrase("handout.sauna", "sauna"),),
    Topic.HOT_BATH: (
        Phrase("handout.hot_bath", "hot bath"),
        Phrase("handout.hot_water", "very hot water"),
    ),
    Topic.SCRUB: (Phrase("handout.scrub", "scrub"),),
    Topic.MASSAGE: (
        Phrase("handout.massage", "face massage"),
        Phrase("handout.workout", "face workout"),
    ),
    Topic.BIG_EVENT: (Phrase("handout.big_event", "big event"),),
}
SENTENCES: Mapping[Topic, Phrase] = {
    Topic.OTHER_CREAMS: Phrase("handout.other_creams", "On your skin only what we give you"),
    Topic.SUNSCREEN_AND_HAT: Phrase("handout.sunscreen_and_hat", "Use SPF 50 and wear a hat"),
    Topic.LENSES_OUT: Phrase("handout.lenses_out", "Take out contact lenses"),
    Topic.JEWELS_OFF: Phrase("handout.jewels_off", "Take off jewels"),
}
NOTHING_OF = Phrase("handout.no", "No {things}")
EACH_VISIT = Phrase("handout.each_visit", "on the day of each visit")
DAYS_AND_UNTIL = Phrase("handout.days_until", "{days}, and until {until}")
EACH_UNTIL = Phrase("handout.each_until", "from each visit until {until}")
FROM_UNTIL = Phrase("handout.from_until", "from {days}, until {until}")


@attrs.frozen
class Line:
    """One thing and its days."""

    what: str
    days: str


def left_out(plan: Plan) -> tuple[Line, ...]:
    """What rests or is left out: first home care of the plan, then all else; what shares its days shares a line."""
    rests = (Line(pause.rest, pause.dates) for pause in home.pauses(plan))
    return (*rests, *_lines(plan, done=False))


def done(plan: Plan) -> tuple[Line, ...]:
    """What is done on certain days."""
    return tuple(_lines(plan, done=True))


def before(plan: Plan, courses: Sequence[TreatmentInstructions]) -> tuple[Advice, ...]:
    """What else to do before visits: all sentences that no line of days stands for."""
    said = said_sentences(plan)
    return advice.merged(
        courses, lambda one: _others(one.instructions.before, said, lambda text: not advice.is_to_tell(text))
    )


def after(plan: Plan, courses: Sequence[TreatmentInstructions]) -> tuple[Advice, ...]:
    """What else to do and to expect after visits."""
    said = said_sentences(plan)
    return advice.merged(courses, lambda one: _others(one.instructions.after, said, lambda _: True))


def _others(texts: Sequence[str], said: frozenset[str], kept: Callable[[str], bool]) -> list[str]:
    return [text for text in texts if text not in said and kept(text)]


def _lines(plan: Plan, *, done: bool) -> Iterator[Line]:
    """Things with the same days on one line."""
    together: dict[tuple[object, ...], list[Joined]] = {}
    for one in joined(plan):
        if one.topic.is_done is done:
            alone = one.topic if one.topic in SENTENCES else None
            together.setdefault((one.days, one.until, alone), []).append(one)
    visits = {visit.date for visit in plan.visits}
    for all_ in together.values():
        days = _days(all_[0], at_each=_days_of(all_[0]) == visits)
        yield Line(_what([one.topic for one in all_]), words.sentence(words.opening(days)))


def _what(topics: Sequence[Topic]) -> str:
    if topics[0] in SENTENCES:
        return SENTENCES[topics[0]]().text
    things = (phrase().text for topic in topics for phrase in THINGS[topic])
    return NOTHING_OF(things=words.joined_or(things)).text


def _days_of(one: Joined) -> set[date] | None:
    """The days, where all of them stand alone."""
    return {first for first, _ in one.days} if all(first == last for first, last in one.days) else None


def _days(one: Joined, *, at_each: bool) -> str:
    """The days in words; those of all visits, if they are many, are not listed again."""
    until, many = words.joined(one.until), at_each and len(one.days) > 1
    if not until:
        return EACH_VISIT().text if many else words.list_of_days(one.days)
    if many:
        return EACH_UNTIL(until=until).text
    phrase = FROM_UNTIL if _days_of(one) else DAYS_AND_UNTIL
    return phrase(days=words.list_of_days(one.days), until=until).text
