"""How fast plans and handouts become PDF, how large and with how much memory (`python tests/bench/printing.py`).

Everything is a ratio to the same HTML, with the same style sheets, in the hands of another: WeasyPrint as most people
call it, with all of Noto Sans, and a warm Chromium. All take turns on the same machine, and the fastest run of each
counts: other load only ever adds. Needs Debian's fonts-noto-core, and chromium for its lines.
"""

from __future__ import annotations

import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

import attrs
import click
import page as page_validation

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

import chromium as browsers  # noqa: E402 -- beside this file

from sample_patients import NAMES, sample_plan  # noqa: E402
from turgor.documents import STANDARD, Job, Kept, Kind, documents, pdf, printouts  # noqa: E402
from turgor.documents.rendering.pile import Pile  # noqa: E402
from turgor.documents.rendering.renderer import renderer  # noqa: E402
from turgor.practice.printing import digest  # noqa: E402
from turgor_templates import FONTS_CONF  # noqa: E402

PAGE = ROOT / "docs" / "bench" / "printing.md"
NOTO = Path("/usr/share/fonts/truetype/noto")  # where Debian keeps it
ROUNDS = {"handout": 15, "plan": 9}
BATCH, WARM_UPS, RENDERS = 20, 20, 100
Timed = Callable[[str], float]

HEAD = """\
# Printing: how fast, how large, how much memory

Made by `python tests/bench/printing.py`. One process, warm, tagged PDF/UA-1, the same HTML and style sheets for all, who
take turns; the fastest run of each counts, in seconds of processor time, which other load hardly changes. *Naive* is `HTML(string=…).write_pdf(pdf_variant="pdf/ua-1")` with all of Noto
Sans, fonts cut by fontTools, as on a stock Debian without libharfbuzz-subset.
Beside each figure stand the goal and the best found when the goals were set.

{versions}
"""

WHY_NOT = """
The goals were set on other pages than these: there, the naive plan had a table of contents, flex boxes and grids, which
cost it most, and half of the pages were the same for all patients and laid out once. This plan has none of that, so naive
WeasyPrint is spared it too: both get the very same HTML, in which a line is laid out some 1.3 times and no list is
balanced. What is left to gain against it are the fonts.
"""


@attrs.frozen
class Line:
    """One figure of the page."""

    name: str
    what: str
    measured: str
    goal: str
    reached: bool
    found: str


def alone(html: str, *, noto: bool) -> str:
    """The HTML with its style sheets inside, as everybody else needs it."""
    css = renderer().css(STANDARD)
    if noto:
        css = re.sub('"Atkinson Hyperlegible Next", |, "Vazirmatn"', "", css)
    return html.replace("</head>", f"<style>{css}</style></head>")


def samples() -> Mapping[str, str]:
    """A handout of one page and a plan, as HTML."""
    plan = sample_plan("healthy-45")
    job = Job(plan, digest(plan))
    handouts = printouts(job, [Kind.TREATMENTS])
    (whole,) = printouts(job, [Kind.PLAN])
    return {"handout": next(one.html for one in handouts if "sunscreen" in one.name), "plan": whole.html}


@contextmanager
def naive(folder: Path, *arguments: str) -> Iterator[Timed]:
    """WeasyPrint in a process that has nothing of ours."""
    fonts = folder / "noto.conf"
    fonts.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{NOTO}</dir><cachedir>{folder}/cache</cachedir></fontconfig>'
    )
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("naive.py")), *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={"FONTCONFIG_FILE": str(fonts), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    def timed(html: str) -> float:
        path = folder / "page.html"
        path.write_text(alone(html, noto=True), encoding="utf-8")
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        return float(process.stdout.readline().split()[0])

    try:
        yield timed
    finally:
        process.stdin.close()
        process.wait()


def clocked(work: Callable[[str], object], clock: Callable[[], float] = time.process_time) -> Timed:
    """The seconds of processor time of one call, in this process or as another clock tells."""

    def timed(html: str) -> float:
        begin = clock()
        work(html)
        return clock() - begin

    return timed


def fastest(runners: Mapping[str, Timed], html: str, rounds: int) -> dict[str, float]:
    """The fastest of some rounds in which all take turns, after one that does not count."""
    for run in runners.values():
        run(html)
    times: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(rounds):
        for name, run in runners.items():
            times[name].append(run(html))
    return {name: min(seconds) for name, seconds in times.items()}


def from_cache(folder: Path) -> float:
    """The seconds of a handout that was printed before, from what it says to its bytes."""
    keep = Kept(folder / "kept")
    plan = sample_plan("healthy-45")
    handouts = documents(Job(plan, digest(plan)), [Kind.TREATMENTS])
    handout = next(one for one in handouts if "sunscreen" in one.name)
    return min(clocked(lambda _: pdf(handout, STANDARD, keep))("") for _ in range(30))


def batch() -> tuple[float, int]:
    """The size of a pile of handouts against that of the single files, and how many faults the checker finds in it."""
    pile, single = Pile(renderer()), 0
    for html in some_handouts(BATCH):
        single += len(renderer().pdf(html))
        pile.add(pile.laid_out(html))
    data = pile.pdf("Handouts")
    return len(data) / single, len(page_validation.validate_pdf_bytes(data, profile="ua1").failures)


def some_handouts(count: int) -> Iterable[str]:
    """Handouts of the sample patients, one after the other."""
    found = 0
    for name in NAMES:
        plan = sample_plan(name)
        for one in printouts(Job(plan, digest(plan)), [Kind.TREATMENTS]):
            if found < count:
                found += 1
                yield one.html


def growth(html: str) -> None:
    """Say how many megabytes this process grows by a document, once it is warm."""
    for _ in range(WARM_UPS):
        renderer().pdf(html)
    before = resident()
    for _ in range(RENDERS):
        renderer().pdf(html)
    click.echo((resident() - before) / RENDERS)


def resident() -> float:
    """Megabytes that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1_000_000


def faults(pdf: bytes) -> int:
    """How many rules of PDF/UA-1 a document breaks."""
    return len({one.rule_id for one in page_validation.validate_pdf_bytes(pdf, profile="ua1").failures})


def measured() -> tuple[list[Line], list[str]]:
    """All figures, and what took part."""
    pages = samples()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        runners = {
            "ours": clocked(lambda html: renderer().pdf(html)),
            "stock": stack.enter_context(naive(folder, "stock")),
            "naive": stack.enter_context(naive(folder)),
        }
        browser = None
        if path := browsers.found():
            browser = browsers.Chromium(path, FONTS_CONF)
            stack.callback(browser.close)
            runners["chromium"] = clocked(lambda html: browser.pdf(alone(html, noto=False)), browser.seconds)
        times = {name: fastest(runners, html, ROUNDS[name]) for name, html in pages.items()}
        cached = from_cache(folder)
        broken = faults(browser.pdf(alone(pages["plan"], noto=False))) if browser else 0
    lines = [*_speed(times, cached), *_size(), _memory(pages["handout"])]
    lines += _against_browser(times, broken) if browser else []
    libraries = [f"{name} {version(name)}" for name in ("weasyprint", "uharfbuzz", "fonttools")]
    return lines, [
        f"Python {platform.python_version()}",
        *libraries,
        browser.version if browser else "no Chromium here",
    ]


def _speed(times: Mapping[str, Mapping[str, float]], cached: float) -> Iterator[Line]:
    handout, plan = times["handout"], times["plan"]
    yield _at_least("G1", "a handout against naive", handout["stock"] / handout["ours"], 8, "9")
    subset = f"; {plan['naive'] / plan['ours']:.1f} where libharfbuzz-subset is installed"
    yield attrs.evolve(
        _at_least("G2", "a plan against naive", plan["stock"] / plan["ours"], 5, "6.0"),
        measured=f"{plan['stock'] / plan['ours']:.1f} times as fast{subset}",
    )
    yield _at_least(
        "G3", "a handout that was printed before against naive", handout["stock"] / cached, 500, "1 200"
    )


def _at_least(name: str, what: str, ratio: float, goal: float, found: str) -> Line:
    return Line(name, what, f"{ratio:,.1f} times as fast", f"≥ {goal:g}", ratio >= goal, found)


def _against_browser(times: Mapping[str, Mapping[str, float]], broken: int) -> Iterator[Line]:
    for name, goal, found in (("plan", 1.8, "1.5"), ("handout", 1.0, "0.7")):
        ratio = times[name]["ours"] / times[name]["chromium"]
        what = f"time of a {name} against warm Chromium, whose file breaks {broken} rules of PDF/UA-1"
        yield Line("G6", what, f"{ratio:.2f}", f"≤ {goal:g}", ratio <= goal, found)


def _size() -> Iterator[Line]:
    ratio, broken = batch()
    what = f"bytes of a pile of {BATCH} handouts against single files; {broken} faults under PDF/UA-1"
    yield Line("G4", what, f"{ratio:.2f}", "≤ 0.4", ratio <= 0.4 and not broken, "0.36")


def _memory(html: str) -> Line:
    """In a process that prints nothing else, and so has no room left over from larger documents."""
    told = subprocess.run(
        [sys.executable, __file__, "growth"], input=html, capture_output=True, check=True, text=True
    )
    grown = float(told.stdout)
    what = f"megabytes that each of {RENDERS} handouts adds, after {WARM_UPS}"
    return Line("G5", what, f"{grown:.3f}", "≤ 0.05", grown <= 0.05, "0.025")


def report() -> str:
    """The page."""
    lines, versions = measured()
    table = ["|  | what | measured | goal | reached | best found |", "|---|---|---|---|---|---|"]
    table += [
        f"| {one.name} | {one.what} | {one.measured} | {one.goal} | {'yes' if one.reached else 'no'} | {one.found} |"
        for one in lines
    ]
    return HEAD.format(versions=", ".join(versions) + ".") + "\n" + "\n".join(table) + "\n" + WHY_NOT


if __name__ == "__main__":
    if "growth" in sys.argv:
        growth(sys.stdin.read())
        raise SystemExit
    if not NOTO.is_dir():
        raise SystemExit("The naive baseline needs all of Noto Sans: apt-get install fonts-noto-core")
    PAGE.write_text(report(), encoding="utf-8")
    click.echo(f"{PAGE.relative_to(ROOT)} written")
