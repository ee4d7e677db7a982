"""Single moves of a training programme: what is done, how often, and who leaves it out."""

from __future__ import annotations

import attrs

from turgor.domain.skin import Part, Severity


@attrs.frozen
class AvoidIf:
    """Who leaves a move out although the programme as a whole may be done.

    Attributes:
        when: an expression over facts; unknown counts as holding, so that nobody does it for want of an answer.
        by_patient: the same in the patient's words, after "Leave it out if".
        rule: the rule of the clinical reference that it stands for; empty where it is only named beside the move.

    """

    when: str
    by_patient: str
    severity: Severity
    sources: tuple[str, ...]
    rule: str = ""


@attrs.frozen
class Exercise:
    """One move.

    Attributes:
        muscles: those that work.
        zones: where they lie.
        steps: what the patient does, one short sentence each.
        repeats, hold_seconds, sets: the amount; the hold is at each repeat, or only at the last one.
        parts: what it strains: a need of the programme that names a part pauses the moves of that part only.
        picture: the name of its drawing, a file of the package; empty for none.
        replaces: moves that it may stand in for where they are left out.

    """

    id: str
    name: str
    muscles: tuple[str, ...]
    zones: tuple[str, ...]
    steps: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    repeats: int = attrs.field(validator=attrs.validators.ge(1))
    hold_seconds: int = attrs.field(validator=attrs.validators.ge(0))
    sets: int = attrs.field(validator=attrs.validators.ge(1))
    sources: tuple[str, ...]
    parts: tuple[Part, ...] = (Part.MOVEMENT,)
    hold_on_last: bool = False
    picture: str = ""
    replaces: tuple[str, ...] = ()
    avoid_if: tuple[AvoidIf, ...] = ()
