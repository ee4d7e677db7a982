"""What is told anew replaces what was told before; the old row stays, and says which."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from turgor.store.errors import NotThere
from turgor.store.rows import HappeningRow, HomeCareRow

Told = TypeVar("Told", HappeningRow, HomeCareRow)


def tell_anew(session: Session, row: Told, replaces: int | None, noun: str) -> None:
    """Keep a new row in place of the one of its patient that `replaces` names, if it names one.

    Raises NotThere, with the `noun` for such rows, where there is none that could be replaced.
    """
    session.add(row)
    session.flush()
    if replaces is None:
        return
    old = session.get(type(row), replaces)
    if old is None or old.patient_id != row.patient_id or old.replaced_by is not None:
        raise NotThere(f"There is no {noun} {replaces} of this patient that could be told anew.")
    old.replaced_by = row.id
    session.flush()
