"""What is recorded of a session or of home care, checked against what the modality declares."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from turgor.domain.diary import HowGiven
from turgor.domain.recorded import RecordedField
from turgor.files import InvalidFile
from turgor.structuring.problems import Collector, closest, shown


@attrs.frozen
class Form:
    """What is to be recorded, and what it was the last time.

    Attributes:
        title: of what is recorded.
        fields: as the modality declares them; none where it takes whatever is told.
        before: what is not said stays as it was there.

    """

    title: str
    fields: tuple[RecordedField, ...]
    before: HowGiven = HowGiven()


def checked(
    fields: tuple[RecordedField, ...],
    told: Mapping[str, str],
    before: Mapping[str, str],
    place: tuple[str, str],
) -> Mapping[str, str]:
    """What is recorded: what is told, and of the rest what was there before. An empty text takes a value back.

    Where nothing is declared, everything is taken as it is told. `place` is where messages say that it stands. Raises
    InvalidFile with everything that is wrong.
    """
    joined = {id_: value for id_, value in {**before, **told}.items() if value.strip()}
    if not fields:
        return joined
    known = {field.id: field for field in fields}
    found = Collector()
    for id_ in told:
        if id_ not in known:
            found.add((place[1], id_), f"is not recorded; there are {', '.join(known)}", closest(id_, known))
    values = {id_: _read(field, joined, found, place[1]) for id_, field in known.items()}
    if found.problems:
        raise InvalidFile(found.problems).in_file(place[0])
    return {id_: value for id_, value in values.items() if value}


def _read(field: RecordedField, values: Mapping[str, str], found: Collector, table: str) -> str:
    if field.id not in values:
        if field.required:
            found.add((table, field.id), f"is missing: {field.label}")
        return ""
    try:
        return field.read(values[field.id])
    except ValueError as problem:
        text = f"{problem}, got {shown(values[field.id])}"
        found.add((table, field.id), text, closest(values[field.id], field.option_ids))
        return ""
