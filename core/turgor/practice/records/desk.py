"""Who works with which records: every reading and writing of them begins here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from turgor.domain.records import Act, Action
from turgor.store import Store, audit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def clock() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


@attrs.frozen
class Desk:
    """The records, and who sits before them.

    Attributes:
        who: under whose name everything is noted.
        now: tells the time; tests have their own.

    """

    store: Store
    who: str = attrs.field(validator=attrs.validators.min_len(1))
    now: Callable[[], datetime] = clock

    def act(self) -> Act:
        """Something done here and now."""
        return Act(self.who, self.now())

    @contextmanager
    def writing(self) -> Iterator[tuple[Session, Act]]:
        """A transaction in which something is done; all of it is kept, or nothing."""
        with self.store.writing() as session:
            yield session, self.act()

    def note(self, action: Action, subject: str, detail: str = "") -> None:
        """A line in the audit trail for what changes nothing: reading, printing."""
        with self.writing() as (session, act):
            audit.append(session, act, action, subject, detail)


@contextmanager
def open_desk(where: str | Path | None, who: str, *, create: bool = True) -> Iterator[Desk]:
    """The desk for a while. Raises StorageError."""
    with Store.open(where, create=create) as store:
        yield Desk(store, who, clock)


def of_patient(id_: int) -> str:
    """How the audit trail calls a patient."""
    return f"patient:{id_}"


def of_plan(name: object) -> str:
    """How the audit trail calls a plan or a version of it."""
    return f"plan:{name}"
