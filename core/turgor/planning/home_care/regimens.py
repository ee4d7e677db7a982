"""Home care over time: titration by days of use, and pauses around sessions and planned events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import dropwhile, groupby

import attrs

from turgor.domain.case import Using
from turgor.domain.dates import DAY, Span, days_from
from turgor.domain.home_care import WEEK, weekdays
from turgor.domain.messages import Phrase
from turgor.domain.offers import RegimenOffer
from turgor.domain.regimens import Pause, Segment
from turgor.domain.schedule import PlacedRegimen, PlacedSession
from turgor.domain.terms import Step
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.prerequisites import day_for
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.skin_blocks import FOREVER, Block, lag_days, skin_blocks

PAUSED = Phrase("home.paused", "{session} asks for a pause.")
LONG_PAUSE_DAYS = 28  # clinic default: a longer pause sends the titration back one step
AFTERWARDS = timedelta(
    days=366
)  # pauses are followed so far beyond the plan; what is paused longer has ended


@attrs.frozen
class Stretch:
    """Days of use in a row."""

    first: date
    last: date


def place(
    offer: RegimenOffer, sessions: Sequence[PlacedSession], problem: Problem, free: Sequence[int] = WEEK
) -> PlacedRegimen:
    """Give home care its segments and pauses. No segments at all means that no day is left for it.

    `free` are the days of the week on which it may be used.
    """
    using = next((u for u in problem.findings.using if u.treatment == offer.treatment), None)
    offer = offer if using is None else continued(offer, using)
    blocks = tuple(_blocks(offer, sessions, problem))
    stretches = tuple(_stretches(offer, blocks, problem))
    segments = tuple(
        attrs.evolve(segment, weekdays=weekdays(segment.per_week, free))
        for segment in _segments(offer, stretches, problem.last)
    )
    pauses = tuple(_pauses(stretches, blocks, problem, running=using is not None))
    end = segments[-1].to if segments else None
    return PlacedRegimen(
        offer, segments, tuple(pause for pause in pauses if end is None or pause.from_ < end)
    )


def continued(offer: RegimenOffer, using: Using) -> RegimenOffer:
    """Home care that is in use goes on where it stands: the titration starts at the step reached."""
    reached = (n for n, step in enumerate(offer.steps) if step.per_week >= using.per_week)
    return attrs.evolve(offer, steps=offer.steps[next(reached, len(offer.steps) - 1) :])


def _blocks(offer: RegimenOffer, sessions: Iterable[PlacedSession], problem: Problem) -> Iterator[Block]:
    """Days without use: around planned sessions, and those that planned events and other home care ask for."""
    yield from skin_blocks(offer, problem)
    for session in sessions:
        before, after = problem.lag(offer.id, session.course), problem.lag(session.course, offer.id)
        if before.because or after.because:
            first = session.date - DAY * (min(max(1, lag_days(before)), _since(problem, session)) - 1)
            last = session.date + DAY * (max(1, lag_days(after)) - 1)
            limit = Limit(session.id, "lag", PAUSED(session=session.id))
            yield Block(Span(first, last), limit)


def _since(problem: Problem, session: PlacedSession) -> int:
    """Days from today to a session, both included: nothing is paused before today."""
    return (session.date - problem.today).days + 1


def _stretches(offer: RegimenOffer, blocks: Sequence[Block], problem: Problem) -> Iterator[Stretch]:
    """Runs of days of use, from the first that all prerequisites allow; none if the first is after the plan."""
    terms = offer.terms
    allowed = (
        day
        for day in days_from(terms.earliest or problem.today, problem.last + AFTERWARDS)
        if day in offer.allowed
        and (terms.latest is None or day <= terms.latest)
        and not any(day in block.span for block in blocks)
    )
    used = list(dropwhile(lambda day: not _prepared(offer, day, problem), allowed))
    if used and used[0] <= problem.last:
        for _, run in groupby(enumerate(used), key=lambda entry: entry[1].toordinal() - entry[0]):
            days = [day for _, day in run]
            yield Stretch(days[0], days[-1])


def _prepared(offer: RegimenOffer, day: date, problem: Problem) -> bool:
    """Whether all prerequisites can be done for a first use on a day."""
    needed = (problem.catalogue.vocabulary.prerequisites[id_] for id_ in offer.prerequisites)
    return all(day_for(one, day, problem.clinic, problem.today) is not None for one in needed)


@attrs.define
class _Titration:
    """Where a patient stands in the steps, counted in days of use."""

    steps: Sequence[Step]
    at: int = 0
    used: int = 0  # days of the present step

    @property
    def over(self) -> bool:
        """Whether all steps are done: a last step with weeks ends the regimen, an open one stays."""
        return self.at == len(self.steps)

    @property
    def step(self) -> Step:
        return self.steps[min(self.at, len(self.steps) - 1)]

    @property
    def left(self) -> int:
        """Days of use left in this step."""
        return FOREVER if self.step.weeks is None else 7 * self.step.weeks - self.used

    def use(self, days: int) -> bool:
        """Count days of use; true if the step is done."""
        self.used += days
        if self.left > 0:
            return False
        self.at, self.used = self.at + 1, 0
        return True

    def step_back(self) -> bool:
        """Go back one step where the steps only grow: one that leads down again is no step to repeat."""
        rising = [step.per_week for step in self.steps[max(0, self.at - 1) :]]
        if self.at == 0 or rising != sorted(rising):
            return False
        self.at, self.used = self.at - 1, 0
        return True


def _segments(offer: RegimenOffer, stretches: Sequence[Stretch], last: date) -> Iterator[Segment]:
    """One segment a step: a short pause lies within it, a long one ends it and the one before comes again.

    After the last day of a last step with weeks there is nothing more.
    """
    titration = _Titration(offer.steps)
    begun: date | None = None
    ended = stretches[0].first if stretches else last
    for stretch in stretches:
        if titration.over:
            return
        long_pause = (stretch.first - ended).days - 1 > LONG_PAUSE_DAYS
        step = titration.step
        if begun and long_pause and titration.step_back():
            yield _segment(offer, step, begun, ended)
            begun = None
        day = stretch.first
        while day <= stretch.last and not titration.over:
            begun, step = begun or day, titration.step
            ended = min(stretch.last, day + DAY * (titration.left - 1))
            if titration.use((ended - day).days + 1):
                yield _segment(offer, step, begun, ended)
                begun = None
            day = ended + DAY
    if begun:
        open_ended = ended >= last + AFTERWARDS
        yield _segment(offer, titration.step, begun, None if open_ended else ended)


def _segment(offer: RegimenOffer, step: Step, first: date, last: date | None) -> Segment:
    return Segment(first, last, step.per_week, step.slot or offer.slot, step.dose or offer.dose, step.gate)


def _pauses(
    stretches: Sequence[Stretch], blocks: Sequence[Block], problem: Problem, *, running: bool
) -> Iterator[Pause]:
    """The days between the stretches; what is in use today may begin with a pause."""
    ends = [stretch.last for stretch in stretches]
    befores = [problem.today - DAY, *ends] if running else ends
    nexts = [stretch.first for stretch in stretches[0 if running else 1 :]]
    for before, after in zip(befores, nexts, strict=False):
        first, last = before + DAY, after - DAY
        if first <= last:
            yield Pause(first, last, tuple(_because(first, last, blocks)))


def _because(first: date, last: date, blocks: Iterable[Block]) -> Iterable[str]:
    """The sessions and events that ask for a pause; where none does, the verdict does."""
    meeting = [b for b in blocks if b.span.first <= last and (b.span.last is None or first <= b.span.last)]
    return dict.fromkeys(block.limit.id for block in meeting) or ("verdict",)
