"""Facial exercise: programmes and their moves, at home. What it offers and on what terms is in content/*.toml."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from turgor.api import (
    Exercise,
    HandoutSection,
    Message,
    Modality,
    Offer,
    Phrase,
    Picture,
    hookimpl,
    load_modality,
    plain,
)

TITLE = Phrase("facial_exercise.move", "{name}: {repeats} times, {sets} sets")
TITLE_ONCE = Phrase("facial_exercise.move.once", "{name}: {sets} sets")
HOLD = Phrase("facial_exercise.hold", "Hold for {seconds} seconds.")
HOLD_LAST = Phrase("facial_exercise.hold_last", "The last time, hold for {seconds} seconds.")
LEAVE_OUT = Phrase("facial_exercise.leave_out", "Leave this one out if {reason}.")
PICTURE = Phrase("facial_exercise.picture", "A face that shows the move: {name}")


@hookimpl
def turgor_modality() -> Modality:
    """What content/*.toml says."""
    return _modality()


@hookimpl
def turgor_handout(offers: Sequence[Offer]) -> Sequence[HandoutSection]:
    """Show how each move of a programme is done, and who leaves it out."""
    moves = {exercise.id: exercise for exercise in _modality().exercises}
    programmes = {treatment.id: treatment.exercises for treatment in _modality().treatments}
    return [
        _section(offer.treatment, moves[move])
        for offer in offers
        for move in programmes.get(offer.treatment, ())
    ]


@cache
def _modality() -> Modality:
    return load_modality(__name__)


def _section(programme: str, move: Exercise) -> HandoutSection:
    drawing = files(__name__).joinpath(f"handouts/{move.picture}").read_text(encoding="utf-8")
    title = TITLE if move.repeats > 1 else TITLE_ONCE
    return HandoutSection(
        programme,
        title(name=move.name, repeats=move.repeats, sets=move.sets),
        paragraphs=tuple(LEAVE_OUT(reason=avoid.by_patient) for avoid in move.avoid_if),
        items=tuple(_steps(move)),
        picture=Picture(drawing, PICTURE(name=move.name)),
    )


def _steps(move: Exercise) -> Iterator[Message]:
    for number, step in enumerate(move.steps, start=1):
        yield plain(f"{move.id}.step_{number}", step)
    if move.hold_seconds:
        yield (HOLD_LAST if move.hold_on_last else HOLD)(seconds=move.hold_seconds)
