"""Whether the two sides of an incompatibility name things that exist."""

from __future__ import annotations

from collections.abc import Collection

from turgor.domain.catalogue import Vocabulary
from turgor.domain.incompatible import Incompatible
from turgor.structuring.problems import Collector, closest

MEDICINES = "medicines"  # the fact whose options are medicines without a skin state


def check_meeting(
    pair: Incompatible, vocabulary: Vocabulary, found: Collector, own: Collection[str] = ()
) -> None:
    """Each name is a trait, a kind of event, a medicine or a treatment of the modality's own.

    A modality speaks of its own treatments: one of them stands on one side at least. Core has none.
    """
    known = {*vocabulary.traits, *vocabulary.event_kinds, *_medicines(vocabulary), *own}
    place = "incompatible", pair.id
    for side in ("one", "other"):
        for index, name in enumerate(getattr(pair, side)):
            if name not in known:
                text = f"there is no trait, kind of event, medicine or own treatment {name!r}"
                found.add((*place, side, index), text, closest(name, known))
    if own and not set(own) & {*pair.one, *pair.other}:
        found.add(place, "must name a treatment of its own: only core speaks of kinds alone")


def _medicines(vocabulary: Vocabulary) -> Collection[str]:
    fact = vocabulary.facts.get(MEDICINES)
    return fact.option_ids if fact else ()
