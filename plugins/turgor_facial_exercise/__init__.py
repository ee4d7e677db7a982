"""Facial exercise: programmes and their moves, at home. What it offers and on what terms is in content/*.toml."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from turgor.api import (
    Exercise,
    HandoutSection,
    Message,
    Modality,
    Move,
    Offer,
    Phrase,
    Picture,
    Treatment,
    hookimpl,
    load_modality,
    plain,
)

TITLE = Phrase("facial_exercise.move", "{name}: {repeats} times, {sets} sets")
TITLE_ONCE = Phrase("facial_exercise.move.once", "{name}: {sets} sets")
TITLE_A_SET = Phrase("facial_exercise.move.a_set", "{name}: {repeats} times in each set")
TITLE_NAME = Phrase("facial_exercise.move.name", "{name}")
HOLD = Phrase("facial_exercise.hold", "Hold for {seconds} seconds.")
HOLD_LAST = Phrase("facial_exercise.hold_last", "The last time, hold for {seconds} seconds.")
LEAVE_OUT = Phrase("facial_exercise.leave_out", "Leave this one out if {reason}.")
PICTURE = Phrase("facial_exercise.picture", "Two faces, where the move begins and where it ends: {name}")


@hookimpl
def turgor_modality() -> Modality:
    """What content/*.toml says."""
    return _modality()


@hookimpl
def turgor_handout(offers: Sequence[Offer]) -> Sequence[HandoutSection]:
    """Show how each move of a programme is done, and who leaves it out."""
    moves = {exercise.id: exercise for exercise in _modality().exercises}
    programmes = {treatment.id: treatment for treatment in _modality().treatments}
    return [
        _section(programmes[offer.treatment], moves[move])
        for offer in offers
        if offer.treatment in programmes
        for move in programmes[offer.treatment].exercises
    ]


@cache
def _modality() -> Modality:
    return load_modality(__name__)


def _section(programme: Treatment, move: Exercise) -> HandoutSection:
    drawing = files(__name__).joinpath(f"handouts/{move.picture}").read_text(encoding="utf-8")
    sets = 0 if _weeks_say_sets(programme) else move.sets
    return HandoutSection(
        programme.id,
        _title(move, sets),
        paragraphs=tuple(LEAVE_OUT(reason=avoid.by_patient) for avoid in move.avoid_if),
        items=tuple(_steps(move)),
        picture=Picture(drawing, PICTURE(name=move.name)),
        move=Move(
            plain(f"{move.id}.name", move.name), move.repeats, sets, move.hold_seconds, move.hold_on_last
        ),
    )


def _weeks_say_sets(programme: Treatment) -> bool:
    """Whether the number of sets is the dose that grows over the weeks; then no move has one of its own."""
    return programme.regimen is not None and any("set" in step.dose for step in programme.regimen.steps)


def _title(move: Exercise, sets: int) -> Message:
    if move.repeats == 1:
        return (TITLE_ONCE if sets > 1 else TITLE_NAME)(name=move.name, sets=sets)
    return (TITLE if sets else TITLE_A_SET)(name=move.name, repeats=move.repeats, sets=sets)


def _steps(move: Exercise) -> Iterator[Message]:
    for number, step in enumerate(move.steps, start=1):
        yield plain(f"{move.id}.step_{number}", step)
    if move.hold_seconds:
        yield (HOLD_LAST if move.hold_on_last else HOLD)(seconds=move.hold_seconds)
