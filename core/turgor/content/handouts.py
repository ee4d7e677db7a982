"""What a modality declares for the printed plan: the files of its pictures, and whom it speaks of."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import attrs

from turgor.domain.drawings import forbidden_in
from turgor.domain.handouts import Handout
from turgor.domain.treatments import Modality
from turgor.structuring.problems import Collector, closest, wrong

FEWEST_WORDS = 3  # that say what a picture shows


def with_picture(handout: Handout, beside: Traversable | Path) -> Handout:
    """The handout with the drawing in the place of the name of its file. Raises InvalidContent."""
    if not handout.picture:
        return handout
    name = PurePosixPath(handout.picture)
    if name.is_absolute() or ".." in name.parts:
        raise wrong(f"must name a file of the package, got {handout.picture!r}")
    file = beside.joinpath(*name.parts)
    if not file.is_file():
        raise wrong(f"there is no file {handout.picture!r} beside the content")
    try:
        return attrs.evolve(handout, picture=file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise wrong(f"{handout.picture!r} is not UTF-8 text") from None


def check_handout(handout: Handout, modality: Modality, found: Collector) -> None:
    """Find treatments that are not its own, and a picture that cannot be printed or is not described."""
    place = "handout", handout.id
    known = {name for one in modality.treatments for name in (one.id, *one.traits)}
    for index, name in enumerate(handout.about):
        if name not in known:
            text = f"there is no treatment or trait of {modality.name} called {name!r}"
            found.add((*place, "about", index), text, closest(name, known))
    if not handout.picture:
        return
    if problem := next(forbidden_in(handout.picture), None):
        found.add((*place, "picture"), problem)
    if len(handout.description.split()) < FEWEST_WORDS:
        found.add(
            (*place, "description"), f"must say in at least {FEWEST_WORDS} words what the picture shows"
        )
