"""Work for processes that tests end: it sleeps, eats memory, dies or does as it is told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from turgor.documents import Job, Printout
from turgor.practice import How
from turgor.practice.workers import Step


def work(thing: str) -> Iterator[object]:
    """Say what was done; some things are never done."""
    yield Step(f"step of {thing}")
    if thing == "sleeps":
        time.sleep(600)
    elif thing == "eats":
        try:
            eaten = bytearray(3_000_000_000)
        except MemoryError:
            yield "no more memory"
            return
        yield len(eaten)
    elif thing == "dies":
        os._exit(3)
    elif thing == "long":
        for number in range(4):
            yield Step(f"step {number}")
            time.sleep(0.6)
    yield f"{thing} by {os.getpid()}"


class Stuck(How):
    """Never gets done with one patient."""

    def printouts(self, job: Job) -> list[Printout]:
        """The files of everybody else."""
        if job.plan.patient.name == "Eve Roe":
            time.sleep(600)
        return super().printouts(job)
