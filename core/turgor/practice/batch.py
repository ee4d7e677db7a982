"""Printing the plans of many patients: nothing twice, in processes that are ended if they must, each for itself.

An error on one patient never stops the rest. What was printed is noted in the folder, and is not printed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import attrs

from turgor.documents import DocumentError, Job
from turgor.documents.fragments import Replaced, mended
from turgor.files import InvalidFile, write_atomically
from turgor.practice import printed, workers
from turgor.practice.plans import check_plan, open_plan
from turgor.practice.printed import Before, entry, is_there
from turgor.practice.printing import How


class Fault(StrEnum):
    """Why a plan was not printed."""

    INVALID = "invalid"  # the file is no plan, or holds what cannot be printed
    REFUSED = "refused"  # the plan breaks a limit
    STORAGE = "storage"  # something could not be read or written
    LOST = "lost"  # it took too long or too much memory
    DEFECT = "defect"  # of ours


@attrs.frozen
class Failed:
    """A plan that was not printed, and why."""

    path: Path
    fault: Fault
    problems: tuple[str, ...]


@attrs.frozen
class Done:
    """A plan that was printed, now or before.

    Attributes:
        digest: names the plan.
        files: that are there now, from the folder of the output on.
        new: how many of them were made now.
        twice: the same plan was among those before it.
    """

    path: Path
    digest: str
    files: Before
    new: int
    replaced: tuple[Replaced, ...] = ()
    twice: bool = False


def plan_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named, and the JSON files in the folders named and below, each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in sorted(path.rglob("*.json")) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def print_batch(
    files: Sequence[Path], how: How, out: Path, limits: workers.Limits | None = None, processes: int = 0
) -> Iterator[Done | Failed]:
    """Print each plan into a folder of its own, whose name says plan number or digest, never the patient.

    Raises OSError if the folder of the output cannot be made or written to.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen: set[str] = set()
    for path, told in workers.run(_Plans(how, out, printed.read(out)), files, limits, processes):
        if isinstance(told, Done):
            if told.digest not in seen and told.new:
                printed.note(out, printed.Line((str(path),), told.files))
            yield attrs.evolve(told, twice=told.digest in seen)
            seen.add(told.digest)
        else:
            yield failed(path, told)
    if how.keep:
        how.keep.tidy()


def failed(path: Path, told: object) -> Failed:
    """What is told of a plan that was not printed."""
    if isinstance(told, workers.Lost):
        return Failed(path, Fault.LOST, (f"{told.step}: {told.reason}",))
    if isinstance(told, Failed):
        return told
    raise TypeError(type(told).__name__)


def why(path: Path, problem: Exception) -> Failed:
    """What an error means."""
    if isinstance(problem, InvalidFile):
        return Failed(path, Fault.INVALID, tuple(map(str, problem.problems)))
    if isinstance(problem, DocumentError):
        return Failed(path, Fault.INVALID, (str(problem),))
    if isinstance(problem, MemoryError):
        return Failed(path, Fault.LOST, ("took too much memory",))
    if isinstance(problem, OSError):
        return Failed(path, Fault.STORAGE, (problem.strerror or str(problem),))
    return Failed(path, Fault.DEFECT, (f"{type(problem).__name__}: {problem}",))


def job_of(path: Path, how: How) -> Job | Failed:
    """The job of a plan that may be printed."""
    plan = open_plan(path)
    if breaches := check_plan(plan):
        return Failed(path, Fault.REFUSED, tuple(f"{one.where}: {one.text.text}" for one in breaches))
    return how.job(plan)


@attrs.frozen
class _Plans:
    """Prints one plan after another; lives in a worker."""

    how: How
    out: Path
    before: Before

    def __call__(self, path: Path) -> Iterator[workers.Step | Done | Failed]:
        yield workers.Step("reading the plan")
        try:
            job = job_of(path, self.how)
            if isinstance(job, Failed):
                yield job
            else:
                yield from self._printed(path, job)
        except Exception as problem:  # noqa: BLE001 -- told, and the next patient is printed
            yield why(path, problem)

    def _printed(self, path: Path, job: Job) -> Iterator[workers.Step | Done]:
        try:
            yield from self._files(path, job, ())
        except OSError:
            raise
        except Exception:
            yield workers.Step("looking for the part that fails")
            job, replaced = mended(job, self._attempt)
            if not replaced:
                raise
            yield from self._files(path, job, replaced)

    def _files(self, path: Path, job: Job, replaced: tuple[Replaced, ...]) -> Iterator[workers.Step | Done]:
        """All are made before the first is written: a patient's folder is never half of one print."""
        folder, files, new = folder_name(job), {}, {}
        yield workers.Step("deciding what is said")
        for printout in self.how.printouts(job):
            name = f"{folder}/{printout.name}"
            yield workers.Step(printout.name)
            if is_there(self.out, name, printout.key, self.before):
                files[name] = self.before[name]
            else:
                new[name] = self.how.made(printout)
                files[name] = entry(printout.key, new[name])
        (self.out / folder).mkdir(mode=0o700, exist_ok=True)
        for name, data in new.items():
            write_atomically(self.out / name, data)
        yield Done(path, job.digest, files, len(new), replaced)

    def _attempt(self, job: Job) -> list[bytes]:
        return [self.how.made(printout) for printout in self.how.printouts(job)]


def folder_name(job: Job) -> str:
    """Names a plan and no patient."""
    number = re.sub(r"[^A-Za-z0-9]+", "-", job.plan.number).strip("-")[:40]
    return f"{number}-{job.digest[:8]}" if number else job.digest[:16]
