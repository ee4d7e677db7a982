"""What the patient's plan says, page by page: merged, ordered and worded. Templates only lay it out."""

from __future__ import annotations

import attrs

from turgor.documents.parts import Advice, CallBox, KeyFigure, Section, Stamp


@attrs.frozen
class Dot:
    """A session in the timeline; `number` is empty where dots stand too close for numbers."""

    x: float
    radius: float
    number: str


@attrs.frozen
class Stretch:
    """Days from `x` over `width`, with a short label where there is room for one."""

    x: float
    width: float
    label: str = ""


@attrs.frozen
class TimelineRow:
    """One treatment over the months. Places are in the chart's unit from the edge where it begins.

    Attributes:
        description: the same in words, for those who cannot see it.
        healing: pale bands after sessions; `use` bars of home care; `pauses` dashed lines.
        changes: where another frequency starts within the bars, and its label.
        checks: diamonds.
        height: in the chart's unit, so that the drawing is as high as the names beside it.
        steady: the home care never changes, so its bar stays in the background.
    """

    name: str
    note: str
    description: str
    height: float
    dots: tuple[Dot, ...] = ()
    healing: tuple[Stretch, ...] = ()
    checks: tuple[float, ...] = ()
    use: tuple[Stretch, ...] = ()
    changes: tuple[Stretch, ...] = ()
    pauses: tuple[Stretch, ...] = ()
    steady: bool = False


@attrs.frozen
class Timeline:
    """The calendar of the plan.

    Attributes:
        unit: points of the drawings' own unit, in which all places and sizes are.
        width: of the drawings.
        stacked: names stand above the drawings, not beside them.
        months: first day of each month, as a place and a label; `years` stand below the first and each January.
        keys: which signs occur and need explaining: ``visit``, ``healing``, ``check``, ``pause``.
    """

    title: str
    unit: float
    width: float
    stacked: bool
    months: tuple[Stretch, ...]
    years: tuple[Stretch, ...]
    months_description: str
    rows: tuple[TimelineRow, ...]
    keys: tuple[tuple[str, str], ...]


@attrs.frozen
class Done:
    """One thing done at a visit, and where."""

    what: str
    where: str


@attrs.frozen
class VisitRow:
    """One appointment, call or check.

    Attributes:
        time: start and length, or that one is still to be agreed; empty for a call.
        before: what the patient does before coming.
    """

    day: str
    time: str
    done: tuple[Done, ...]
    before: tuple[str, ...] = ()


@attrs.frozen
class RoutineStep:
    """One thing used at home.

    Attributes:
        morning, evening: its place in the order of that time of day; 0 where it is not used then.
        anytime: it has no time of day.
        certain_days: not simply every day; its weeks are shown below the routine.
    """

    name: str
    how: str
    where: str
    morning: int
    evening: int
    anytime: bool
    certain_days: bool


@attrs.frozen
class Week:
    """A stretch of weeks: which of the seven days, Monday first, and the same in words."""

    dates: str
    days: tuple[bool, ...]
    words: str
    note: str


@attrs.frozen
class Titration:
    """How often one thing is used, as the weeks go by.

    Attributes:
        gate: what each new step waits for.
        apart: why it is used on just those days.

    """

    name: str
    weeks: tuple[Week, ...]
    gate: str = ""
    apart: str = ""


@attrs.frozen
class Habit:
    """Food, exercise or a habit: what to do, and the weeks in which that changes."""

    name: str
    how: str
    steps: tuple[str, ...] = ()


@attrs.frozen
class PauseRow:
    """Days on which some of the home care rests."""

    rest: str
    dates: str


@attrs.frozen
class PatientPlan:
    """The whole document.

    Attributes:
        alerts: what must be seen first: a modality that could not be checked, a doctor to be seen.
        reasons, steps: for a patient without a plan: why, and what to do now.
        around: what rests around all visits alike, as a rule; where there is none, the visits carry the days.
        why: why these dates; `contact` whom to call, or `first_call` when, all on the first page.
        ask_first: open questions stand on the first page.
        home_apart: the first page is a summary, home care begins on the second.
        routine_notes: how to read the routine.
        first: what must be done before home care starts.
        every_day, some_days: food, exercise and habits, which have no place in the order of creams.
        tell: what the clinic must know, each the end of "Tell us if ...".
        before, after: around visits; `using` while using home care; `missed` when something went wrong.
        home_sections: what modalities add about home care; `sections` about the rest.
        questions: what the patient is asked in full; `topics` what the patient is asked to tell about.
        other_questions: what else is still open.
    """

    language: str
    title: str
    lead: str
    stamp: Stamp
    alerts: tuple[str, ...] = ()
    reasons: tuple[Advice, ...] = ()
    steps: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    timeline: Timeline | None = None
    visits: tuple[VisitRow, ...] = ()
    around: tuple[str, ...] = ()
    why: str = ""
    contact: str = ""
    first_call: CallBox | None = None
    ask_first: bool = False
    home_apart: bool = False
    routine: tuple[RoutineStep, ...] = ()
    routine_notes: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    titrations: tuple[Titration, ...] = ()
    every_day: tuple[Habit, ...] = ()
    some_days: tuple[Habit, ...] = ()
    pauses: tuple[PauseRow, ...] = ()
    tell: tuple[str, ...] = ()
    before: tuple[Advice, ...] = ()
    after: tuple[Advice, ...] = ()
    using: tuple[Advice, ...] = ()
    missed: tuple[str, ...] = ()
    call: CallBox | None = None
    expect: tuple[Advice, ...] = ()
    home_sections: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    left_out: tuple[Advice, ...] = ()
    questions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    other_questions: tuple[str, ...] = ()
