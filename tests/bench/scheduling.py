"""The figures of the scheduler: against peers, against proof and against itself (`make bench`).

All take turns in one process on the same problems, and processor time counts, so that other load does not. Ratios mean
something on any machine, seconds only on this one.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import geometric_mean, mean, median
from typing import Any

import attrs
import click

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

import job_shop  # noqa: E402 -- beside this file
import receptionist  # noqa: E402
from infeasible_cases import variants  # noqa: E402

from clinic_cases import CLINIC_CASES, Shape, case, clinic_cases, population  # noqa: E402
from missed_sessions import missed  # noqa: E402
from second_opinion import agreed  # noqa: E402
from turgor.domain.case import Priority, priority_name  # noqa: E402
from turgor.planning.conflicts.conflict import conflict  # noqa: E402
from turgor.planning.conflicts.named_limits import named_limits  # noqa: E402
from turgor.planning.conflicts.probe import Answer, Probe  # noqa: E402
from turgor.planning.schedule import schedule  # noqa: E402
from turgor.planning.scheduling.aims import FINISH, INTERVALS, VISITS, ladder  # noqa: E402
from turgor.planning.scheduling.model import build  # noqa: E402
from turgor.planning.scheduling.model_limits import add_limits  # noqa: E402
from turgor.planning.scheduling.passes import feasible, least, optimise  # noqa: E402
from turgor.planning.scheduling.problem import Problem  # noqa: E402
from turgor.planning.scheduling.search import NotFound, Search  # noqa: E402
from turgor.planning.scheduling.selection import Held, Selection  # noqa: E402

PAGE = ROOT / "docs" / "bench" / "scheduling.md"
COMMAND = "python tests/bench/scheduling.py"
POPULATION = 100
LIMIT = 2.0  # deterministic time a stage, here: a fifteenth of the policy's own
PEER_SECONDS = 60.0
LARGE = 15  # sessions
SMALL = 12  # sessions up to which the second formulation is asked
SEEDS = (0, 1, 12_345)
PROCESSES = 10
GROWTH = ((10, 20, 40, 80), (91, 364, 728))


@attrs.frozen
class Figure:
    """One figure of the page; `reached` None where it is left to others."""

    name: str
    goal: str
    measured: str
    reached: bool | None


def clocked(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds and the answer."""
    begin = time.process_time()
    answer = work()
    return time.process_time() - begin, answer


def limited(problem: Problem, priority: Priority | None = None) -> Problem:
    """A problem with the limit of this bench, and perhaps another priority."""
    clinic = attrs.evolve(problem.clinic, solve_limit=float(os.environ.get("BENCH_LIMIT", LIMIT)))
    return attrs.evolve(problem, clinic=clinic, priority=priority or problem.priority)


def peers() -> Figure:
    """Figure 1."""
    ratios, large, worse, open_ = [], [], 0, 0
    for _, problem in clinic_cases(plain=True):
        ours, solved = clocked(lambda problem=problem: least(problem, FINISH, 0))
        theirs, (finish, proven) = clocked(lambda problem=problem: job_shop.finish(problem, PEER_SECONDS))
        ratios.append(theirs / ours)
        large += [theirs / ours] if len(solved.selection.held) >= LARGE else []
        open_ += not proven
        worse += finish is not None and solved.stages[0].value > finish
        if proven and solved.stages[0].proven and finish != solved.stages[0].value:
            raise AssertionError(f"proven {solved.stages[0].value} and {finish}")
    said = f"{geometric_mean(ratios):.1f}x faster, {max(ratios):.0f}x at most; "
    said += f"{geometric_mean(large):.1f}x on the {len(large)} cases of {LARGE} sessions and more"
    said += f"; {worse} worse; left open by PyJobShop: {open_} of {len(ratios)}"
    return Figure(
        "1. PyJobShop, earliest finish, build and solve",
        "≥ 10x in geometric mean, never a worse proven value",
        said,
        reached=geometric_mean(ratios) >= 10 and not worse,
    )


def three_stages(problem: Problem) -> tuple[bool, Sequence[float]]:
    """Finish, then visits, then closeness to the ideal intervals: whether all is proven, and the seconds of each."""
    spent, begin = [], time.process_time()
    model = build(problem)
    add_limits(model)
    search = Search(model, 0)
    spent.append(time.process_time() - begin)
    spent += [clocked(lambda aim=aim: search.stage(aim))[0] for aim in (FINISH, VISITS, INTERVALS)]
    return all(stage.proven for stage in search.stages()), spent


def proof() -> Figure:
    """Figure 2."""
    proven, times = 0, []
    for _, problem in population(POPULATION):
        known, spent = three_stages(limited(problem))
        proven += known
        times.append(sum(spent))
    ordered = sorted(times)
    p90 = ordered[len(ordered) * 9 // 10]
    share, ratio = proven / len(times), p90 / median(times)
    said = f"{proven} of {len(times)} ({share:.1%}); p90 {ratio:.1f}x the median, worst {ordered[-1] / median(times):.0f}x"
    return Figure(
        "2. Finish, visits and intervals proven, random plans of 3 to 32 sessions in a year",
        "≥ 99 %, p90 ≤ 20x the median",
        said,
        reached=share >= 0.99 and ratio <= 20,
    )


def greedy() -> Figure:
    """Figure 3."""
    stuck = behind = compared = 0
    ours, theirs, later, bounds = [], [], [], []
    for _, problem in clinic_cases():
        problem = limited(problem, Priority.FEWEST_VISITS)  # noqa: PLW2901
        selection = optimise(problem, 0).selection
        for way in (receptionist.course_by_course, receptionist.next_free_slot):
            booked = way(problem)
            stuck += booked is None and way is receptionist.next_free_slot
            if booked is None:
                continue
            other = _selection(problem, booked)
            compared += 1
            behind += _worse(selection, other)
            if way is receptionist.course_by_course:
                ours.append(selection.visits)
                theirs.append(other.visits)
                soonest = least(problem, FINISH, 0).stages[0].value
                later.append(other.finish / soonest)
                bounds.append(receptionist.earliest_finish(problem) == soonest)
    ratio = sum(ours) / sum(theirs)
    said = f"worse {behind} of {compared} times; visits {ratio:.2f}; finish of the greedy {mean(later):.2f}x, {max(later):.1f}x at most"
    said += f"; next free slot gets stuck in {stuck} of {CLINIC_CASES}; the longest course alone tells the finish in {sum(bounds)} of {len(bounds)}"
    return Figure(
        "3. A receptionist's bookings, clinic cases",
        "never worse; visits ≤ 0.85 of course by course",
        said,
        reached=not behind and ratio <= 0.85,
    )


def _selection(problem: Problem, booked: receptionist.Booked) -> Selection:
    held = (
        Held(course, number, day)
        for course in problem.offers.courses
        for number, day in enumerate(booked[course.id], 1)
    )
    return Selection(problem, problem.offers.courses, tuple(held))


def _worse(one: Selection, other: Selection) -> bool:
    """Whether the first is worse in the first stage in which they differ."""
    for aim in ladder(one.problem):
        mine, theirs = aim.value(one), aim.value(other)
        if mine != theirs:
            return (mine < theirs) is (aim.better == "larger")
    return False


def infeasible() -> Figure:
    """Figure 4. One feasibility solve is one that finds a plan, of the case that the variant was made of."""
    explained = minimal = told = open_ = 0
    ratios, to_answer = [], []
    for original, variant in variants():
        whole, problem = limited(original), limited(variant)
        solve, _ = clocked(lambda whole=whole: feasible(whole, 0))
        try:
            answer, possible = clocked(lambda problem=problem: feasible(problem, 0))
        except NotFound:
            open_ += 1
            continue
        if possible:
            raise AssertionError("a variant that can be dated")
        spent, found = clocked(lambda problem=problem: conflict(Probe(problem, 0)))
        told += 1
        explained += bool(found)
        minimal += bool(found) and _irreducible(problem, [one.id for one in found])
        ratios.append(spent / solve)
        to_answer.append(spent / answer)
    said = f"{explained} of {told} explained, {minimal} verified minimal, {open_} more not known to be impossible; "
    said += f"{median(ratios):.1f}x at the median, {max(ratios):.0f}x at most; {median(to_answer):.0f}x of the bare answer that there is none"
    return Figure(
        "4. No plan possible",
        "100 % explained, ≥ 95 % verified minimal, ≤ 20x one feasibility solve at the median",
        said,
        reached=explained == told and minimal >= 0.95 * told and median(ratios) <= 20,
    )


def _irreducible(problem: Problem, members: Sequence[str]) -> bool:
    """Asked anew: they contradict each other, and without any one of them the others do not."""
    probe = Probe(problem, 1)
    rest = frozenset(limit.id for limit in named_limits(problem)) - frozenset(members)
    spared = [probe.without(rest | {member}) for member in members]
    return probe.without(rest) is Answer.NO and all(answer is Answer.YES for answer in spared)


def replanned() -> Figure:
    """Figure 5."""
    ratios, wrong, proven, checked, moved, impossible = [], 0, 0, 0, [], 0
    for _, problem in clinic_cases():
        for late in missed(limited(problem), schedule(limited(problem), 0)):
            spent, again = clocked(lambda late=late: schedule(late, 0))
            anew, _ = clocked(lambda late=late: schedule(attrs.evolve(late, before=None), 0))
            ratios.append(spent / anew)
            stages = {stage.name: stage for stage in again.stages}
            proven += stages["sessions-moved"].proven
            now = {one.id: (one.date - late.today).days for one in again.sessions}
            differ = sum(now.get(id_) != late.before.get(id_) for id_ in now.keys() | late.before.keys())
            wrong += differ != stages["sessions-moved"].value
            moved.append(differ)
            impossible += len(again.courses) < len(late.offers.courses)
            if len(late.before) <= SMALL // 2:
                agreed(late)
                checked += 1
    said = f"{proven} of {len(ratios)} proven, {checked} of them by the second formulation too; {wrong} sessions elsewhere than said; "
    said += f"{median(ratios):.2f} of the time of planning anew at the median, {max(ratios):.1f} at most; {mean(moved):.1f} moved on average, {impossible} times a course could not go on"
    return Figure(
        "5. Re-planning after a missed session",
        "fewest moves proven, ≤ 1/3 of the time of planning anew, unmoved sessions identical",
        said,
        reached=proven == len(ratios) and not wrong and median(ratios) <= 1 / 3,
    )


def reduced(number: int) -> Problem:
    """A clinic case of four months and at most ten sessions."""
    return limited(case(f"small {number}", Shape(1 + number % 4, 3 + number % 8, days=120)))


def digest(seed: int) -> str:
    """All that is planned for some cases, as one number."""
    plans = [schedule(reduced(number), seed) for number in range(0, CLINIC_CASES, 3)]
    text = repr([(plan.found, plan.visits, plan.stages) for plan in plans])
    return hashlib.sha256(text.encode()).hexdigest()


def same() -> Figure:
    """Figure 7."""
    processes = {_fresh(seed) for seed in range(PROCESSES)}
    seeds = {digest(seed) for seed in SEEDS}
    return Figure(
        "7. One plan, whatever the process and the seed",
        f"{PROCESSES} fresh processes with other hash seeds, {len(SEEDS)} seeds of the solver",
        f"{len(processes)} different in {PROCESSES} processes, {len(seeds)} in {len(SEEDS)} seeds",
        reached=len(processes | seeds) == 1,
    )


def _fresh(seed: int) -> str:
    environment = os.environ | {"PYTHONHASHSEED": str(seed * 7919)}
    command = [sys.executable, __file__, "--digest"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def second_formulation() -> Figure:
    """Figure 8. Random and tiny problems, and brute force, are compared by the tests."""
    for number in range(CLINIC_CASES):
        agreed(reduced(number))
    return Figure(
        "8. A second, time-indexed formulation",
        "agrees on every case; brute force on all tiny ones",
        f"agrees on all {CLINIC_CASES} reduced clinic cases, in every stage and every day; the tests add random ones and brute force",
        reached=True,
    )


def whole_plans() -> Iterator[str]:
    """All stages of the clinic cases under their own priority."""
    yield "| clinic case | sessions | visits | finish | all stages, s | proven |\n|---|---|---|---|---|---|"
    for name, problem in clinic_cases():
        spent, solved = clocked(lambda problem=problem: optimise(limited(problem), 0))
        chosen = solved.selection
        open_ = [stage.name for stage in solved.stages if not stage.proven]
        yield f"| {name}, {priority_name(problem.priority)} | {len(chosen.held)} | {chosen.visits} | {chosen.finish} | {spent:.2f} | {', '.join(open_) or 'all'} |"


def growth() -> Iterator[str]:
    """Longer plans, each in a process of its own, so that memory means something."""
    yield "| sessions | days | build, s | finish, s | visits, s | intervals, s | memory, MB | proven |\n|---|---|---|---|---|---|---|---|"
    for days in GROWTH[1]:
        for sessions in GROWTH[0]:
            command = [sys.executable, __file__, "--grow", str(sessions), str(days)]
            run = subprocess.run(command, check=True, capture_output=True, text=True)
            yield run.stdout.strip()


def grow(sessions: int, days: int) -> str:
    """One line of the table of growth."""
    try:
        problem = limited(case(f"growth {days}", Shape(max(2, sessions // 5), sessions, days)))
    except LookupError:
        return f"| {sessions} | {days} | | | | | | none that can be dated |"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _, spent = three_stages(problem)
    proven, spent = three_stages(problem)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    times = " | ".join(f"{seconds:.2f}" for seconds in spent)
    return f"| {sessions} | {days} | {times} | {memory:.0f} | {'all' if proven else 'not all'} |"


FIGURES = {
    "1": peers,
    "2": proof,
    "3": greedy,
    "4": infeasible,
    "5": replanned,
    "7": same,
    "8": second_formulation,
}
ALTERNATIVES = Figure(
    "6. Alternatives", "three proven on every case, ≤ 5x the time of one plan", "measured apart", None
)
TABLES = {"Whole plans": whole_plans, "Growth": growth}
WORDS = {True: "yes", False: "**no**", None: ""}


@click.command()
@click.argument("only", nargs=-1)
@click.option("--digest", "digested", is_flag=True)
@click.option("--grow", "grown", nargs=2, type=int)
def main(only: Sequence[str], *, digested: bool, grown: tuple[int, int] | None) -> None:
    """Measure all figures, or those named, and write the page where all are asked for."""
    if digested:
        click.echo(digest(0))
    elif grown:
        click.echo(grow(*grown))
    else:
        _report(only)


def _report(only: Sequence[str]) -> None:
    lines = [
        f"# Scheduling: the figures to reach\n\nMade by `{COMMAND}`.\n\n{__doc__.partition(chr(10))[2].strip()}\n"
    ]
    lines.append("| figure | goal | measured | reached |\n|---|---|---|---|")
    click.echo(lines[-1])
    rows = [FIGURES[name] for name in FIGURES if not only or name in only]
    for figure in rows:
        spent, found = clocked(figure)
        lines.append(f"| {found.name} | {found.goal} | {found.measured} | {WORDS[found.reached]} |")
        click.echo(f"{lines[-1]} ({spent:.0f} s)")
        if figure is replanned:
            lines.append(f"| {ALTERNATIVES.name} | {ALTERNATIVES.goal} | {ALTERNATIVES.measured} | |")
    for title, table in TABLES.items():
        if not only or title in only:
            lines.append(f"\n## {title}\n")
            for line in table():
                lines.append(line)
                click.echo(line)
    if not only:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
