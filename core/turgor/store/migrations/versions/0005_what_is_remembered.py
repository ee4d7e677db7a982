"""What verdicts say and by which pieces of content, so that few plans are opened when content changes; names folded anew."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from turgor.store.names import folded

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and fold names as they are searched for by now."""
    op.create_table(
        "content",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pieces", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_content"),
        sqlite_strict=True,
    )
    _of_version("plan_said", sa.Column("said", sa.LargeBinary(), nullable=False))
    _of_version("plan_judged", sa.Column("content", sa.Text(), nullable=False), more_key=("content",))
    op.create_index("ix_plan_version_status_content", "plan_version", ["status", "content"])
    op.drop_index("ix_plan_version_status", "plan_version")
    _fold()


def _of_version(table: str, column: "sa.Column[Any]", more_key: tuple[str, ...] = ()) -> None:
    op.create_table(
        table,
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        column,
        sa.ForeignKeyConstraint(
            ["plan_id", "number"],
            ["plan_version.plan_id", "plan_version.number"],
            name=f"fk_{table}_plan_version",
        ),
        sa.PrimaryKeyConstraint("plan_id", "number", *more_key, name=f"pk_{table}"),
        sqlite_strict=True,
    )


def _fold() -> None:
    patient = sa.table("patient", sa.column("id"), sa.column("name"), sa.column("folded"))
    connection = op.get_bind()
    for id_, name in connection.execute(sa.select(patient.c.id, patient.c.name)).all():
        connection.execute(patient.update().where(patient.c.id == id_).values(folded=folded(name)))
