"""What the names in a condition mean, and which values they may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

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


class Meanings(Mapping[str, Meaning]):
    """Every name that a condition may compare or ask, by name.

    What a name means is worked out when it is looked up: a condition asks for a few of a hundred.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __getitem__(self, name: str) -> Meaning:
        """What a name stands for; one that is no fact wins over a fact of the same name."""
        if built_in := _BUILT_IN.get(name):
            return built_in(self._vocabulary)
        return _of_fact(self._vocabulary.facts[name])

    def __iter__(self) -> Iterator[str]:
        return iter({**self._vocabulary.facts, **_BUILT_IN})

    def __len__(self) -> int:
        return len({**self._vocabulary.facts, **_BUILT_IN})


def _of_fact(fact: Fact) -> Meaning:
    bounds = Bounds(fact.minimum, fact.maximum, whole=fact.type is FactType.INT)
    return Meaning(fact.id, fact.type, Answer(fact.id, fact.per_zone), fact.option_ids, bounds)


def _age(_: Vocabulary) -> Meaning:
    return Meaning("age", FactType.INT, Age(), bounds=Bounds(0, OLDEST, whole=True))


def _laxity(vocabulary: Vocabulary) -> Meaning:
    return Meaning("laxity", FactType.NUMBER, LaxityGrade(), bounds=_grades(vocabulary))


def _least_age(_: Vocabulary) -> Meaning:
    bounds = Bounds(0, NEVER_OLD_ENOUGH, whole=True)
    return Meaning("least_age", FactType.INT, Declared("least_age"), bounds=bounds)


def _stance(name: str, _: Vocabulary) -> Meaning:
    return Meaning(name, FactType.CHOICE, Declared(name), tuple(stance.value for stance in Stance))


_BUILT_IN: Mapping[str, Callable[[Vocabulary], Meaning]] = {
    "age": _age,
    "laxity": _laxity,
    "least_age": _least_age,
    "pregnancy_stance": partial(_stance, "pregnancy_stance"),
    "lactation_stance": partial(_stance, "lactation_stance"),
}


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
