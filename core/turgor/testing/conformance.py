"""What every modality must keep to: each check draws patients and neighbours by chance and looks for a counterexample.

A check is a function of a sandbox and a number of examples; it raises AssertionError with the patient that shows
what is wrong. The same patients are drawn every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from turgor.api import Modality
from turgor.documents import Job, Kind, documents, pdf
from turgor.documents.style import STANDARD
from turgor.domain.case import Case
from turgor.domain.dates import Days
from turgor.domain.plan import Plan
from turgor.domain.verdicts import Verdict
from turgor.testing.as_installed import some_patients
from turgor.testing.clock import frozen
from turgor.testing.elsewhere import Work, can_go_elsewhere
from turgor.testing.objecting import objected_less
from turgor.testing.offering import offered_more
from turgor.testing.results import Judged, Planned, demand
from turgor.testing.sandbox import Sandbox
from turgor.testing.sources import roots_of
from turgor.testing.strangers import neighbours
from turgor.testing.strategies import cases, events
from turgor.testing.unknowing import forgetting, knowing_nothing
from turgor.testing.watching import surroundings, watching

Check = Callable[[Sandbox, int], None]
AHEAD = timedelta(days=400)  # how far days are compared: beyond the usual plan
HASH_SEEDS = (1, 2)  # by which Python orders its sets of texts
PRINTED = (Kind.PLAN, Kind.HANDOUT, Kind.TREATMENTS, Kind.CONSENT)


def is_deterministic(sandbox: Sandbox, examples: int) -> None:
    """Equal patients get equal plans, whatever the clock says and however Python orders its sets."""

    @_drawn(examples // 3)
    @given(cases(sandbox.catalogue))
    def same(case: Case) -> None:
        with frozen(date(2001, 2, 3)):
            once = sandbox.plan(case).json
        with frozen(date(2031, 4, 5)):
            again = sandbox.plan(case).json
        demand(once == again, "the same plan at any hour", "two plans that differ: does it read the clock?")

    same()
    if _has_code(sandbox) and can_go_elsewhere(sandbox):
        patients = tuple(some_patients(sandbox.catalogue))
        begun = [Work(_plans, sandbox, patients, hash_seed=seed) for seed in HASH_SEEDS]
        once, again = (work.done() for work in begun)
        found = "two plans that differ: does it go through a set without sorting it?"
        demand(once == again, "the same plan in every Python", found)


def _has_code(sandbox: Sandbox) -> bool:
    """Whether there is a hook besides the one that says who it is."""
    host = sandbox.host()
    return any(len(host.hooks(name)) > 1 for name in sandbox.names)


def _plans(sandbox: Sandbox, patients: Iterable[Case]) -> Iterator[str]:
    return (sandbox.plan(case).json for case in patients)


def never_takes_unknown_for_an_answer(sandbox: Sandbox, examples: int) -> None:
    """Making facts and kinds of event unknown never allows a new day, nor widens an offer or its dates."""
    words = sandbox.catalogue.vocabulary
    names = sorted({*words.facts, *words.event_kinds})
    for name, case in objected_less(sandbox):
        _never_more(sandbox, case, forgetting(case, [name]), f"with {name} unknown")
    for name, how in offered_more(sandbox):
        demand(not how, f"no more to be offered with {name} unknown than for any answer to it", how)

    @_drawn(examples)
    @given(cases(sandbox.catalogue), st.lists(st.sampled_from(names), min_size=1, max_size=4))
    def holds(case: Case, unknown: list[str]) -> None:
        _never_more(sandbox, case, forgetting(case, unknown), f"with {', '.join(unknown)} unknown")

    holds()


def is_stricter_the_more_happened(sandbox: Sandbox, examples: int) -> None:
    """One more event in the history never allows a treatment on a day on which it was not allowed."""
    words = sandbox.catalogue.vocabulary
    kinds, sites = sorted(words.event_kinds), sorted(words.zones.sites)

    @_drawn(examples)
    @given(cases(sandbox.catalogue), st.data())
    def holds(case: Case, data: st.DataObject) -> None:
        one = data.draw(events(words.event_kinds[data.draw(st.sampled_from(kinds))], sites))
        history = attrs.evolve(
            case.history, events=(*case.history.events, one), never=case.history.never - {one.kind}
        )
        _never_more(sandbox, case, attrs.evolve(case, history=history), f"after {one.kind}")

    holds()


def survives_missing_facts(sandbox: Sandbox, examples: int) -> None:
    """It answers for a patient of whom nothing is known, and for many of whom little is."""

    def answers(case: Case) -> None:
        _named(sandbox.judge(case).nothing_failed, case)
        sandbox.plan(case).nothing_failed()

    @_drawn(examples // 3)
    @given(cases(sandbox.catalogue))
    def survives(case: Case) -> None:
        answers(forgetting(case, sorted(case.assessment.answers.by_fact)[::2]))

    answers(knowing_nothing(sandbox.patient()))
    survives()


def keeps_its_own_intervals(sandbox: Sandbox, examples: int) -> None:
    """No session comes sooner than the modality declares, and no course has more sessions than it declares."""

    @_drawn(examples // 3)
    @given(cases(sandbox.catalogue, _courses(sandbox)[:1]))
    def keeps(case: Case) -> None:
        made = sandbox.plan(case)
        for course in made.plan.courses:
            declared = sandbox.catalogue.treatments[course.treatment].course
            if declared is not None:
                made.course(course.treatment).keeps_its_intervals(declared.interval.min_days, _FOREVER)
                demand(
                    course.sessions <= declared.sessions.maximum,
                    f"at most {declared.sessions.maximum} sessions of {course.treatment}",
                    f"{course.sessions}",
                )

    keeps()


_FOREVER = 10**6  # days


def composes_with_strangers(sandbox: Sandbox, examples: int) -> None:
    """Beside modalities that nobody has heard of, the verifier accepts every plan, and it is told the same."""

    @_drawn(examples // 3)
    @given(cases(sandbox.catalogue), neighbours())
    def composes(case: Case, near: tuple[Modality, ...]) -> None:
        together = attrs.evolve(sandbox, plugins=(*sandbox.plugins, *Sandbox.of(*near).plugins))
        together.plan(case).nothing_failed()
        alone, beside = (_own(sandbox, _told(one.judge(case))) for one in (sandbox, together))
        demand(alone == beside, "the same verdicts beside others", "verdicts that depend on who is installed")

    composes()


def can_be_printed(sandbox: Sandbox, examples: int) -> None:
    """What it says about each of its treatments can be printed."""
    del examples
    for treatment in sorted(_own(sandbox, dict.fromkeys(sandbox.catalogue.treatments, ""))):
        made = sandbox.plan(sandbox.patient(must=[treatment], laxity=2.0)).nothing_failed()
        _print(made.plan)


def keeps_to_itself(sandbox: Sandbox, examples: int) -> None:
    """While a patient is planned its code opens no file but its own, no connection, starts no process, changes nothing.

    Nothing is what all code of a process shares: locale, decimal context, random seed, environment, folder, path.
    """
    roots = _roots(sandbox)
    with watching(roots) as watched:

        @_drawn(examples // 6)
        @given(cases(sandbox.catalogue, _courses(sandbox)[:1]))
        def plans(case: Case) -> None:
            before = surroundings()
            sandbox.plan(case)
            changed = [name for name, value in surroundings().items() if value != before[name]]
            demand(not changed, "everything around it to be as before", f"another {', '.join(changed)}")

        plans()
    demand(not watched.deeds, "no file, network or process but its own files", "; ".join(watched.deeds))


CHECKS: tuple[Check, ...] = (
    is_deterministic,
    never_takes_unknown_for_an_answer,
    is_stricter_the_more_happened,
    survives_missing_facts,
    keeps_its_own_intervals,
    composes_with_strangers,
    can_be_printed,
    keeps_to_itself,
)


def _drawn(examples: int) -> settings:
    """So many examples, the same every time. One that fails is shown as it is: to shrink plans takes minutes."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    return settings(
        max_examples=max(examples, 1),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=slow,
        phases=(Phase.generate,),
    )


def _never_more(sandbox: Sandbox, case: Case, stricter: Case, how: str) -> None:
    """Raise AssertionError where a stricter case allows a treatment on a day that the other did not."""
    loose, tight = (_allowed(sandbox, sandbox.judge(one)) for one in (case, stricter))
    last = sandbox.today + AHEAD
    for (treatment, site), days in sorted(tight.items()):
        before = loose.get((treatment, site), Days())
        gained = [day for day in days.between(sandbox.today, last) if day not in before]
        demand(
            not gained,
            f"{treatment} at {site} to be allowed on no new day {how}",
            f"{gained[:1]} allowed only then",
        )


def _allowed(sandbox: Sandbox, judged: Judged) -> Mapping[tuple[str, str], Days]:
    return {
        (verdict.treatment, site): verdict.allowed
        for verdict in _verdicts(sandbox, judged)
        for site in verdict.sites
    }


def _verdicts(sandbox: Sandbox, judged: Judged) -> Iterator[Verdict]:
    names = tuple(f"{name}." for name in sandbox.names)
    yield from (one for one in judged.judged.verdicts.verdicts if one.treatment.startswith(names))


def _told(judged: Judged) -> Mapping[str, str]:
    """Treatment -> all its verdicts as text."""
    told: dict[str, str] = {}
    for verdict in judged.judged.verdicts.verdicts:
        told[verdict.treatment] = told.get(verdict.treatment, "") + repr(
            (sorted(verdict.sites), verdict.timeline, verdict.ask)
        )
    return told


def _own(sandbox: Sandbox, by_treatment: Mapping[str, str]) -> dict[str, str]:
    names = tuple(f"{name}." for name in sandbox.names)
    return {treatment: text for treatment, text in by_treatment.items() if treatment.startswith(names)}


def _courses(sandbox: Sandbox) -> list[str]:
    """Its in-clinic treatments."""
    own = _own(sandbox, dict.fromkeys(sandbox.catalogue.treatments, ""))
    return sorted(id_ for id_ in own if sandbox.catalogue.treatments[id_].course)


def _print(plan: Plan) -> None:
    """Make every document that speaks of treatments. Raises DocumentError."""
    for document in documents(Job(plan, sha256(Planned(plan).json.encode()).hexdigest(), STANDARD), PRINTED):
        pdf(document, STANDARD)


def _named(ask: Callable[[], object], case: Case) -> None:
    """Add to a failing assertion what is known of the patient."""
    try:
        ask()
    except AssertionError as problem:
        problem.add_note(f"the patient: {case}")
        raise


def _roots(sandbox: Sandbox) -> tuple[Path, ...]:
    """The files, or whole packages, in which the hooks of the plugins under test stand."""
    return tuple(dict.fromkeys(root for plugin in sandbox.plugins for root in roots_of(plugin.load)))
