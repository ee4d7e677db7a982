"""A digest of every document of a made-up plan, for other processes and machines to compare: `python every_document.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256

import plans
from measured_again import measured_again
from turgor.documents import BUILDERS, FILES, STANDARD, Job, Kind, made, printouts

LANGUAGES = ("en", "ar")


def digests() -> Iterator[str]:
    """Language, kind, name and digest of each file that there is."""
    every = (*BUILDERS, *FILES)
    made_up = [(plan, every) for plan in (plans.with_handout(), plans.with_exercises(), plans.no_plan())]
    for plan, kinds in (*made_up, (measured_again(), (Kind.PROGRESS,))):
        for language in LANGUAGES:
            job = Job(plan, "0" * 64, language=language)
            for kind in kinds:
                for one in printouts(job, [kind]):
                    yield f"{language} {kind} {one.name} {sha256(made(one, STANDARD)).hexdigest()}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(digests()))
