"""What all tables have in common: names of constraints, strictness, types."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
STRICT: Any = {"sqlite_strict": True}
_TYPES: Any = {str: Text, bytes: LargeBinary}


class Row(DeclarativeBase):
    """What all tables have in common."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = _TYPES
    __table_args__: Any = STRICT
