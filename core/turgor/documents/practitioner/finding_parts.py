"""What was found: referrals first, then firmness by zone, habits, what is in use, and notes."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.charts.profile import profile_chart
from turgor.documents.sheet import Block, Chart, Table, row
from turgor.documents.wording import words
from turgor.domain.findings import Change
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

REFER = Phrase("record.refer", "Refer before anything is done")
REFER_NOW = Phrase("record.refer_now", "Refer now: nothing is planned")
REFERRAL = Phrase("record.referral", "{rule}: {text} {advice}")
FOUND = Phrase("record.found", "Findings")
GOALS = Phrase("record.goals", "Goals: {goals}.")
HABITS = Phrase("record.habits", "Habits that speed the loss of firmness: {habits}.")
USING = Phrase("record.using", "In use at home: {using}.")
TIMES = Phrase("record.times", "{name}, {n} days a week")
ZONE = Phrase("record.zone", "Zone")
MEASURE = Phrase("record.measure", "Measure")
MEAN = Phrase("record.mean", "Latest mean")
PROFILE = Phrase("record.profile", "Looseness by zone, 0 to 4")
MEASURED = Phrase("record.measured", "Measured")
CHANGES = Phrase("record.changes", "Change since the first visit")
CHANGE = Phrase("record.change", "{zone}, {measure}: {before} to {after}. {verdict}")
REAL = {
    True: Phrase("record.change.real", "A real change."),
    False: Phrase("record.change.scatter", "Within repeatability: no change."),
    None: Phrase("record.change.unknown", "Nobody can say whether it is real."),
}
NOTES = Phrase("record.notes", "Notes")
QUESTIONS = Phrase("record.questions", "Questions still open, the most deciding first")
QUESTION = Phrase("record.question", "{text} ({n} treatments wait)")


def finding_parts(plan: Plan) -> Iterator[Block]:
    """The blocks about the patient as found."""
    yield from _referrals(plan)
    yield _facts(plan)
    if chart := profile_chart(plan):
        yield Block(
            PROFILE().text, chart=Chart("macros/profile.html.j2", chart), table=_readings(plan), together=True
        )
    elif readings := _readings(plan):
        yield Block(PROFILE().text, table=readings)
    if plan.findings.changes:
        yield Block(CHANGES().text, items=tuple(_change(plan, change) for change in plan.findings.changes))
    if plan.notices or plan.unmodelled:
        notes = (*plan.notices, *plan.unmodelled)
        yield Block(NOTES().text, items=tuple(dict.fromkeys(notice.text for notice in notes)))
    if plan.questions:
        asked = (QUESTION(text=q.text.text, n=len(q.treatments)).text for q in plan.questions)
        yield Block(QUESTIONS().text, items=tuple(asked))


def _referrals(plan: Plan) -> Iterator[Block]:
    for urgent, title in ((True, REFER_NOW), (False, REFER)):
        found = [one.reason for one in plan.referrals if one.urgent is urgent]
        if found:
            texts = (
                REFERRAL(rule=r.rule, text=r.text.text, advice=r.advice.text if r.advice else "").text.strip()
                for r in found
            )
            yield Block(title().text, items=tuple(dict.fromkeys(texts)), kind="alert")


def _facts(plan: Plan) -> Block:
    found = plan.findings
    lines = [GOALS(goals=words.places(found.goals, plan.zone_names)).text]
    if found.habits:
        lines.append(HABITS(habits=words.joined(one.replace("_", " ") for one in found.habits)).text)
    if found.using:
        using = (TIMES(name=one.treatment, n=one.per_week).text for one in found.using)
        lines.append(USING(using=words.joined(using)).text)
    return Block(FOUND().text, paragraphs=tuple(lines), part=True)


def _readings(plan: Plan) -> Table | None:
    """The latest mean of each measure; the grades stand in the chart."""
    rows = tuple(
        row(
            words.opening(words.places([entry.site], plan.zone_names)),
            entry.instrument.replace("_", " "),
            f"{entry.readings[-1].mean:.3g}",
        )
        for entry in plan.findings.profile
        if "laxity" not in entry.instrument
    )
    return Table((ZONE().text, MEASURE().text, MEAN().text), rows, (40, 35, 25)) if rows else None


def _change(plan: Plan, change: Change) -> str:
    return CHANGE(
        zone=words.opening(words.places([change.site], plan.zone_names)),
        measure=change.instrument.replace("_", " "),
        before=f"{change.baseline_value:.3g}",
        after=f"{change.latest_value:.3g}",
        verdict=REAL[change.real]().text,
    ).text
