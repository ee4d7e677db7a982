"""The audit trail."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from turgor.store.rows.base import STRICT, Row


class AuditRow(Row):
    """Who did what and when. Rows are added, and never changed; each holds the hash of the one before."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "subject"), STRICT)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    who: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]
