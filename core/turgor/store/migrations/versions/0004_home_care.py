"""Home care as it went, prerequisites that were done; what happened is added, and never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Table -> the one column that may change: what tells the same anew.
KEPT = {
    "session_done": "",
    "session_missed": "",
    "prerequisite_done": "",
    "happening": "replaced_by",
    "home_care": "replaced_by",
}


def upgrade() -> None:
    """Make the tables, then what keeps rows as they are."""
    _prerequisites()
    _home_care()
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    for table, but in KEPT.items():
        guard(table, _of(table, but))


def _prerequisites() -> None:
    op.create_table(
        "prerequisite_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("prerequisite", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_prerequisite_done_plan"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_prerequisite_done_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_prerequisite_done"),
        sa.UniqueConstraint(
            "plan_id",
            "session",
            "prerequisite",
            "day",
            name="uq_prerequisite_done_plan_id_session_prerequisite_day",
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_prerequisite_done_patient_id", "prerequisite_done", ["patient_id"])


def _home_care() -> None:
    op.create_table(
        "home_care",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("regimen", sa.Text(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("days_planned", sa.Integer(), nullable=False),
        sa.Column("days_used", sa.Integer(), nullable=False),
        sa.Column("irritation", sa.Integer(), nullable=True),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.CheckConstraint("first <= last", name="ck_home_care_order"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_home_care_plan"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_home_care_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_home_care"),
        sqlite_strict=True,
    )
    op.create_index("ix_home_care_patient_id", "home_care", ["patient_id"])


def _of(table: str, but: str) -> str:
    """The columns that never change, for a trigger; empty for all."""
    if not but:
        return ""
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    return f"OF {', '.join(one for one in columns if one != but)} "


def _guard_sqlite(table: str, of: str) -> None:
    """REPLACE would delete without any trigger, so an insert looks for the key itself."""
    _refuse_sqlite(table, "update", f"UPDATE {of}", "WHEN NOT EXISTS (SELECT 1 FROM erasing) ")
    _refuse_sqlite(table, "delete", "DELETE ", "")
    _refuse_sqlite(table, "replace", "INSERT ", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) ")


def _refuse_sqlite(table: str, name: str, event: str, when: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE {event}ON {table} {when}"
        "BEGIN SELECT RAISE(ABORT, 'records are added, never changed'); END"
    )


def _guard_postgresql(table: str, of: str) -> None:
    """With the functions that 0001 made."""
    for name, event, each, function in (
        ("update", f"UPDATE {of}", "ROW", "turgor_unless_erasing"),
        ("delete", "DELETE ", "ROW", "turgor_never"),
        ("truncate", "TRUNCATE ", "STATEMENT", "turgor_never"),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event}ON {table} FOR EACH {each} "
            f"EXECUTE FUNCTION {function}()"
        )
