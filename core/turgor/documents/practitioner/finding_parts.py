"""What was found: referrals first, then the patient's answers, firmness by zone, what changed, and open questions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from turgor.documents.charts.profile import in_pieces, profile_chart
from turgor.documents.practitioner.answers import answer
from turgor.documents.practitioner.names import Names
from turgor.documents.practitioner.progress_parts import progress_parts
from turgor.documents.sheet import Block, Chart, Entry, Table, row
from turgor.documents.style import STANDARD, Style
from turgor.documents.wording import sides, words
from turgor.domain.findings import ProfileEntry
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.replay import PastEvent
from turgor.domain.verdicts import FactUse

REFER = Phrase("record.refer", "Refer before anything is done")
REFER_NOW = Phrase("record.refer_now", "Refer now: nothing is planned")
REFERRAL = Phrase("record.referral", "{rule}: {text} {advice}")
FOUND = Phrase("record.found", "Findings")
GOALS = Phrase("record.goals", "Goals")
HABITS = Phrase("record.habits", "Habits to be answered")
USING = Phrase("record.using", "In use at home")
TIMES = Phrase("record.times", "{name}, {n} days a week")
EVENTS = Phrase("record.events", "Happened or planned")
EVENT = Phrase("record.event", "{name} ({when})")
UNDATED = Phrase("record.event.undated", "day not known")
GOES_ON = Phrase("record.event.goes_on", "since {day}")
TAKES = Phrase("record.takes", "Medicines that matter, or are not known")
DECIDED = Phrase("record.decided", "Answers that decided something")
ABOUT, ANSWER = Phrase("record.about", "About"), Phrase("record.answer", "Answer")
MEASURES = Phrase("record.measures", "Measured")
ZONE, MEASURE, MEAN = (
    Phrase("record.zone", "Zone"),
    Phrase("record.measure", "Measure"),
    Phrase("record.mean", "Mean by day"),
)
READING = Phrase("record.reading", "{mean} on {day}")
PROFILE = Phrase("record.profile", "Laxity by zone (Alexiades grade)")
FIRM = Phrase("record.firm", "Grade 0, no laxity: {zones}.")
NOTES = Phrase("record.notes", "To be minded")
QUESTIONS = Phrase("record.questions", "Questions still open, and how many treatments wait")
QUESTION = Phrase("record.question", "{text} ({n})")


def referral_parts(plan: Plan) -> Iterator[Block]:
    """What somebody else must see first; alerts that nobody overlooks."""
    for urgent, title in ((True, REFER_NOW), (False, REFER)):
        found = [one.reason for one in plan.referrals if one.urgent is urgent]
        if found:
            texts = (
                REFERRAL(
                    rule=reason.rule,
                    text=words.sentence(reason.text.text),
                    advice=words.sentence(reason.advice.text) if reason.advice else "",
                ).text.strip()
                for reason in found
            )
            yield Block(title().text, items=tuple(dict.fromkeys(texts)), kind="alert")


def finding_parts(plan: Plan, style: Style = STANDARD) -> Iterator[Block]:
    """The blocks about the patient as found."""
    rows = tuple(row(about().text, told) for about, told in _about(plan))
    yield Block(FOUND().text, table=Table((ABOUT().text, ANSWER().text), rows, (30, 70)), part=True)
    if chart := profile_chart(plan, style):
        firm = (FIRM(zones=words.joined(chart.firm)).text,) if chart.firm else ()
        pieces = [
            Chart("macros/profile.html.j2", piece) for piece in in_pieces(chart, style.body_height * 0.9)
        ]
        for piece in pieces[:-1]:
            yield Block(PROFILE().text, chart=piece, together=True)
        last = pieces[-1] if pieces else None
        yield Block(PROFILE().text, chart=last, small=firm, together=True)
    if table := _readings(plan):
        yield Block(MEASURES().text, table=table)
    if plan.findings.changes:
        yield from progress_parts(plan, style)


def note_parts(plan: Plan) -> Iterator[Block]:
    """What the plan leaves to the practitioner, and what is still to be asked."""
    names = Names(plan)
    notes = dict.fromkeys(names.told(one) for one in (*plan.notices, *plan.unmodelled))
    notes = dict.fromkeys(map(words.sentence, notes))
    if notes:
        yield Block(NOTES().text, items=tuple(notes))
    if plan.questions:
        entries = tuple(
            Entry(
                f"{number}.",
                QUESTION(text=question.text.text, n=len(question.treatments)).text,
            )
            for number, question in enumerate(plan.questions, start=1)
        )
        yield Block(QUESTIONS().text, entries=entries)


def _about(plan: Plan) -> Iterator[tuple[Phrase, str]]:
    """Each thing known about the patient, as far as the plan holds it."""
    found, names = plan.findings, Names(plan)
    yield GOALS, words.opening(words.places(found.goals, plan.zone_names))
    if found.habits:
        yield HABITS, words.opening(words.joined(one.replace("_", " ") for one in found.habits))
    if found.using:
        using = (TIMES(name=names.of(one.treatment), n=one.per_week).text for one in found.using)
        yield USING, words.opening("; ".join(using))
    if plan.replay and plan.replay.events:
        yield EVENTS, words.opening("; ".join(dict.fromkeys(map(_event, plan.replay.events))))
    if plan.replay and plan.replay.takes:
        yield TAKES, words.opening(words.joined(one.replace("_", " ") for one in plan.replay.takes))
    if decided := words.joined(answer(use) for use in _decided(plan)):
        yield DECIDED, words.opening(decided)


def _event(event: PastEvent) -> str:
    if event.start is None:
        when = UNDATED().text
    elif event.ongoing:
        when = GOES_ON(day=words.day(event.start)).text
    else:
        when = words.days(event.start, event.end or event.start)
    return EVENT(name=event.kind.replace("_", " "), when=when).text


def _decided(plan: Plan) -> list[FactUse]:
    """The known facts of all reasons, in the order of their names, each once."""
    uses = {
        answer(use): use
        for verdict in plan.verdicts
        for period in verdict.timeline
        for reason in period.reasons
        for use in reason.facts
        if use.value is not None
    }
    return [uses[said] for said in sorted(uses)]


def _readings(plan: Plan) -> Table | None:
    """All means of each measure but the grades, which stand in the chart."""
    grades = set(plan.findings.laxity)
    entries = [
        entry
        for entry in plan.findings.profile
        if not (entry.site in grades and entry.readings[-1].mean == plan.findings.laxity[entry.site])
    ]
    rows = []
    for _, alike in groupby(entries, key=lambda entry: (entry.instrument, entry.settings, _means(entry))):
        told = list(alike)
        zones = sides.said((one.site for one in told), plan.zone_names)
        measure = " ".join(part for part in (told[0].instrument, told[0].settings) if part)
        rows.append(row(words.opening(zones), measure.replace("_", " "), _means(told[0])))
    return Table((ZONE().text, MEASURE().text, MEAN().text), tuple(rows), (30, 35, 35)) if rows else None


def _means(entry: ProfileEntry) -> str:
    return "; ".join(READING(mean=f"{one.mean:.3g}", day=words.day(one.date)).text for one in entry.readings)
