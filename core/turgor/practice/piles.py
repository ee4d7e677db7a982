"""The plans of many patients in one file for the printer: fonts once, each patient's pages numbered on their own.

A pile is laid out in one process. If a plan takes it down, the pile is begun again without that plan.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from turgor.documents import Job, Printout
from turgor.documents.fragments import Replaced, mended
from turgor.documents.rendering.pile import Pile
from turgor.documents.rendering.renderer import renderer
from turgor.documents.wording.languages import language
from turgor.domain.messages import Phrase, speaking
from turgor.files import write_atomically
from turgor.practice import printed, workers
from turgor.practice.batch import Done, Failed, failed, job_of, why
from turgor.practice.printed import Before, entry, is_there
from turgor.practice.printing import How

LIMITS = workers.Limits(megabytes=4_000)
TITLE = Phrase("documents.pile", "Documents to print, part {number}")


def print_pile(
    files: Sequence[Path], how: How, out: Path, limits: workers.Limits = LIMITS
) -> Iterator[Done | Failed]:
    """Print all plans into `pile-1.pdf` and, where that gets too long, on into `pile-2.pdf` and so on.

    Raises OSError if the folder of the output cannot be made or written to.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    pile, remaining, told_before = _Pile(how, out, printed.read(out)), tuple(files), set()
    while remaining:
        lost: Path | None = None
        for _, told in workers.run(pile, [remaining], limits, 1):
            if isinstance(told, workers.Lost):
                lost = Path(told.step)
                yield failed(lost, told)
            elif isinstance(told, printed.Line):
                printed.note(out, told)
            elif told.path not in told_before:
                told_before.add(told.path)
                yield told
        if lost is None or lost not in remaining:
            return
        remaining = tuple(path for path in remaining if path != lost)


@attrs.frozen
class _Said:
    """A plan that is to be printed."""

    path: Path
    job: Job
    printouts: tuple[Printout, ...]


@attrs.frozen
class _Pile:
    """Prints all plans together; lives in a worker."""

    how: How
    out: Path
    before: Before

    def __call__(self, paths: Sequence[Path]) -> Iterator[Any]:
        said: list[_Said] = []
        for path in paths:
            yield workers.Step(str(path))
            told = self._said(path, {one.job.digest for one in said})
            if isinstance(told, _Said):
                said.append(told)
            else:
                yield told
        yield from self._known(said) or self._piles(said)

    def _said(self, path: Path, others: set[str]) -> _Said | Done | Failed:
        try:
            job = job_of(path, self.how)
            if isinstance(job, Failed):
                return job
            if job.digest in others:
                return Done(path, job.digest, {}, 0, twice=True)
            return _Said(path, job, self._of(job))
        except Exception as problem:  # noqa: BLE001 -- told, and the next patient is printed
            return why(path, problem)

    def _known(self, said: Sequence[_Said]) -> list[Done]:
        """All that was asked for, if the very same was printed before and is still there."""
        key = _key(said)
        files = {name: known for name, known in self.before.items() if known.key.startswith(key)}
        if not files or not all(is_there(self.out, name, known.key, files) for name, known in files.items()):
            return []
        return [Done(one.path, one.job.digest, files, 0) for one in said]

    def _piles(self, said: Sequence[_Said]) -> Iterator[Any]:
        files: dict[str, printed.Entry] = {}
        waiting = list(reversed(said))
        while waiting:
            pile = Pile(renderer(), duplex=self.how.duplex)
            done: list[Done] = []
            while waiting and not pile.is_full:
                one = waiting.pop()
                for told in self._added(pile, one):
                    if isinstance(told, Done):
                        done.append(told)
                    else:
                        yield told
            if done:
                name = f"pile-{len(files) + 1}.pdf"
                yield workers.Step(str(done[-1].path))
                with speaking(language(self.how.language)):
                    data = pile.pdf(TITLE(number=len(files) + 1).text)
                write_atomically(self.out / name, data)
                files[name] = entry(f"{_key(said)} {name}", data)
                yield from (attrs.evolve(one, files={name: files[name]}, new=1) for one in done)
        if files:
            yield printed.Line(tuple(str(one.path) for one in said), files)

    def _added(self, pile: Pile, one: _Said) -> Iterator[workers.Step | Done | Failed]:
        """All documents of a plan, or none."""
        replaced: tuple[Replaced, ...] = ()
        try:
            try:
                documents = yield from self._laid_out(pile, one.path, one.printouts)
            except Exception:
                job, replaced = mended(
                    one.job, lambda job: list(self._laid_out(pile, one.path, self._of(job)))
                )
                if not replaced:
                    raise
                documents = yield from self._laid_out(pile, one.path, self._of(job))
        except Exception as problem:  # noqa: BLE001 -- told, and the next patient is printed
            yield why(one.path, problem)
            return
        for document in documents:
            pile.add(document)
        yield Done(one.path, one.job.digest, {}, 0, replaced)

    def _of(self, job: Job) -> tuple[Printout, ...]:
        return tuple(one for one in self.how.printouts(job) if one.html)

    def _laid_out(
        self, pile: Pile, path: Path, printouts: Sequence[Printout]
    ) -> Generator[workers.Step, None, list[Any]]:
        documents = []
        for printout in printouts:
            yield workers.Step(str(path))
            with speaking(language(printout.language)):
                documents.append(pile.laid_out(printout.html, self.how.style))
        return documents


def _key(said: Sequence[_Said]) -> str:
    """Names all that goes into the piles."""
    keys = (printout.key for one in said for printout in one.printouts)
    return sha256(" ".join(keys).encode()).hexdigest()
