"""The clinic with its history, which version a plan was made with, when sessions are, and which of them it stands against."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Table -> columns of its key. Rows of these are added and never changed.
KEPT = {
    "clinic_version": ("number",),
    "clinic_hit": ("clinic", "plan_id", "number", "session"),
}
STATUS_ONLY = (  # of plan_version; its status goes on
    "plan_id, number, assessment_id, assessment_version, basis, outcome, today, finish, seed, priority, engine, "
    "plugins, content, policy, digest, reason, made_at, made_by, clinic"
)


def upgrade() -> None:
    """Make the tables, add what plans and bookings know of them, then what guards them."""
    _clinics()
    _plans()
    op.execute("ALTER TABLE booking ADD COLUMN session TEXT")
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _clinics() -> None:
    op.create_table(
        "clinic_version",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_clinic_version"),
        sqlite_strict=True,
    )
    op.create_table(
        "clinic_hit",
        sa.Column("clinic", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("resource", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["clinic"], ["clinic_version.number"], name="fk_clinic_hit_clinic_version"),
        sa.ForeignKeyConstraint(
            ["plan_id", "number"],
            ["plan_version.plan_id", "plan_version.number"],
            name="fk_clinic_hit_plan_version",
        ),
        sa.PrimaryKeyConstraint("clinic", "plan_id", "number", "session", name="pk_clinic_hit"),
        sqlite_strict=True,
    )


def _plans() -> None:
    """By hand: in SQLite Alembic would make whole tables anew for it, and lose their guards."""
    op.execute(
        "ALTER TABLE plan_version ADD COLUMN clinic INTEGER "
        "CONSTRAINT fk_plan_version_clinic_version REFERENCES clinic_version (number)"
    )
    for column in ("start TEXT", "minutes INTEGER", "resources TEXT"):
        op.execute(f"ALTER TABLE plan_date ADD COLUMN {column}")


def _guard_sqlite() -> None:
    """REPLACE would delete without any trigger, so an insert looks for the key itself."""
    op.execute("DROP TRIGGER plan_version_update")
    unless = "WHEN NOT EXISTS (SELECT 1 FROM erasing) "
    _refuse_sqlite("plan_version", "update", f"UPDATE OF {STATUS_ONLY} ", unless)
    for table, key in KEPT.items():
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        _refuse_sqlite(table, "update", "UPDATE ", "")
        _refuse_sqlite(table, "delete", "DELETE ", "")
        _refuse_sqlite(table, "replace", "INSERT ", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) ")


def _refuse_sqlite(table: str, name: str, event: str, when: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE {event}ON {table} {when}"
        "BEGIN SELECT RAISE(ABORT, 'records are added, never changed'); END"
    )


def _guard_postgresql() -> None:
    op.execute("DROP TRIGGER plan_version_update ON plan_version")
    _refuse_postgresql("plan_version", "update", f"UPDATE OF {STATUS_ONLY} ", "ROW", "turgor_unless_erasing")
    for table in KEPT:
        for event, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            _refuse_postgresql(table, event, f"{event.upper()} ", each, "turgor_never")


def _refuse_postgresql(table: str, name: str, event: str, each: str, function: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE {event}ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    )
