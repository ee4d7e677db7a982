"""How firmness went since the first visit: one drawing for each place and measure, and what the change is worth."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.charts.progress import Series, drawn, series
from turgor.documents.sheet import Block, Chart
from turgor.documents.style import Style
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

CHANGES = Phrase("record.changes", "Change since the first visit")
READ = Phrase(
    "record.changes.read",
    "Firmer is up. A full dot is a real change from the first visit, a ring is not shown to be one; "
    "shaded is what is no change.",
)
NAMED = Phrase("record.change.named", "{zone}, {measure}")
SAME = Phrase("record.change.same", "{zone}, {measure}: {value} at each visit.")
CHANGE = Phrase("record.change", "{before} to {after}. {verdict}")
TARGET = Phrase("record.change.target", "Aimed for: {value}.")
REAL = {
    True: Phrase("record.change.real", "A real change."),
    False: Phrase("record.change.scatter", "Within repeatability: no change."),
    None: Phrase("record.change.unknown", "Nobody can say whether it is real."),
}


def progress_parts(plan: Plan, style: Style) -> Iterator[Block]:
    """A block for each series, the first one under the heading of all."""
    shown = series(plan)
    same = tuple(_same(one) for one in shown if not one.moves)
    moving = [one for one in shown if one.moves]
    yield Block(CHANGES().text, items=same, small=(READ().text,) if moving else (), leads=bool(moving))
    for one in moving:
        measure = " ".join(part for part in (one.change.name, one.change.settings) if part)
        yield Block(
            NAMED(zone=one.zones, measure=measure).text,
            paragraphs=(_said(one),),
            chart=Chart("macros/progress.html.j2", drawn(one, style)),
            unbroken=True,
        )


def _same(one: Series) -> str:
    return SAME(zone=one.zones, measure=one.change.name, value=f"{one.change.latest_value:.3g}").text


def _said(one: Series) -> str:
    change = one.change
    verdict = words.sentence(change.why.text) if change.why else REAL[change.real]().text
    told = CHANGE(
        before=f"{change.baseline_value:.3g}", after=f"{change.latest_value:.3g}", verdict=verdict
    ).text
    target = TARGET(value=f"{one.target:.3g}").text if one.target is not None else ""
    return " ".join(part for part in (told, target) if part)
