"""What the names in a condition mean, and which values they may have."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from turgor.domain.catalogue import Vocabulary
from turgor.domain.treatments import Stance
from turgor.domain.vocabulary import Fact, FactType
from turgor.rules.answering.terms import NEVER_OLD_ENOUGH, Age, Answer, Declared, LaxityGrade, Term
from turgor.rules.checking.bounds import Bounds

ZONE = "zone"
OLDEST = 130  # years; beyond it a birth date is a slip of the pen


@attrs.frozen
class Meaning:
    """What a name stands for.

    Attributes:
        options: of a choice.
        bounds: of a number.

    """

    name: str
    type: FactType
    term: Term
    options: tuple[str, ...] = ()
    bounds: Bounds = Bounds()

    @property
    def is_number(self) -> bool:
        return self.type in (FactType.INT, FactType.NUMBER)


def meanings(vocabulary: Vocabulary) -> Mapping[str, Meaning]:
    """Every name that a condition may compare or ask, by name."""
    return {**{name: _of_fact(fact) for name, fact in vocabulary.facts.items()}, **_built_in(vocabulary)}


def _of_fact(fact: Fact) -> Meaning:
    bounds = Bounds(fact.minimum, fact.maximum, whole=fact.type is FactType.INT)
    return Meaning(fact.id, fact.type, Answer(fact.id, fact.per_zone), fact.option_ids, bounds)


def _built_in(vocabulary: Vocabulary) -> Mapping[str, Meaning]:
    """The names that are no facts. They win over a fact of the same name."""
    stances = tuple(stance.value for stance in Stance)
    built_in = (
        Meaning("age", FactType.INT, Age(), bounds=Bounds(0, OLDEST, whole=True)),
        Meaning("laxity", FactType.NUMBER, LaxityGrade(), bounds=_grades(vocabulary)),
        Meaning(
            "least_age", FactType.INT, Declared("least_age"), bounds=Bounds(0, NEVER_OLD_ENOUGH, whole=True)
        ),
        Meaning("pregnancy_stance", FactType.CHOICE, Declared("pregnancy_stance"), stances),
        Meaning("lactation_stance", FactType.CHOICE, Declared("lactation_stance"), stances),
    )
    return {meaning.name: meaning for meaning in built_in}


def _grades(vocabulary: Vocabulary) -> Bounds:
    """The laxity grades that some instrument gives."""
    graded = [instrument for instrument in vocabulary.instruments.values() if instrument.grades_laxity]
    if not graded:
        return Bounds(0, 4)
    values = {value for instrument in graded for value in instrument.values}
    every_one_stepped = all(instrument.values for instrument in graded)
    return Bounds(
        min(instrument.minimum for instrument in graded),
        max(instrument.maximum for instrument in graded),
        values=tuple(sorted(values)) if every_one_stepped else (),
    )
