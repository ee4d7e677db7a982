"""Patients, assessments, plans and their approval, and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Table -> columns of its key. Rows of these are added and never changed, except while a patient is erased.
KEPT = {
    "assessment_version": ("assessment_id", "number"),
    "plan_version": ("plan_id", "number"),
    "plan_document": ("plan_id", "number"),
    "plan_step": ("plan_id", "number", "position"),
    "approval": ("plan_id", "number"),
    "override": ("plan_id", "number", "rule", "treatment"),
}
STATUS_ONLY = (  # of plan_version; its status goes on
    "plan_id, number, assessment_id, assessment_version, basis, outcome, today, finish, seed, priority, engine, "
    "plugins, content, policy, digest, reason, made_at, made_by"
)


def upgrade() -> None:
    """Make the tables, then what guards them."""
    _people()
    _plans()
    _approvals()
    _audit()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _people() -> None:
    op.create_table(
        "patient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_patient"),
        sa.UniqueConstraint("number", name="uq_patient_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_patient_birth_date", "patient", ["birth_date"])
    op.create_index("ix_patient_folded", "patient", ["folded"])
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_assessment_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sqlite_strict=True,
    )
    op.create_index("ix_assessment_patient_id", "assessment", ["patient_id"])
    op.create_table(
        "assessment_version",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_assessment_version_assessment"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "number", name="pk_assessment_version"),
        sqlite_strict=True,
    )


def _plans() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_plan_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sqlite_strict=True,
    )
    op.create_index("ix_plan_patient_id", "plan", ["patient_id"])
    op.create_table(
        "plan_version",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("assessment_version", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("today", sa.Text(), nullable=False),
        sa.Column("finish", sa.Text(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("plugins", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'approved', 'active', 'superseded', 'completed', 'stopped')",
            name="ck_plan_version_status",
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id", "assessment_version"],
            ["assessment_version.assessment_id", "assessment_version.number"],
            name="fk_plan_version_assessment_version",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_version_plan"),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_plan_version"),
        sqlite_strict=True,
    )
    op.create_index("ix_plan_version_status", "plan_version", ["status"])
    op.create_table(
        "plan_document",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("inputs", sa.LargeBinary(), nullable=False),
        _of_version("plan_document"),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_plan_document"),
        sqlite_strict=True,
    )


def _approvals() -> None:
    op.create_table(
        "plan_step",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        _of_version("plan_step"),
        sa.PrimaryKeyConstraint("plan_id", "number", "position", name="pk_plan_step"),
        sqlite_strict=True,
    )
    op.create_table(
        "approval",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("cautions", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _of_version("approval"),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_approval"),
        sqlite_strict=True,
    )
    op.create_table(
        "override",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_override_patient"),
        _of_version("override"),
        sa.PrimaryKeyConstraint("plan_id", "number", "rule", "treatment", name="pk_override"),
        sqlite_strict=True,
    )
    op.create_index("ix_override_patient_id", "override", ["patient_id"])


def _of_version(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["plan_id", "number"],
        ["plan_version.plan_id", "plan_version.number"],
        name=f"fk_{table}_plan_version",
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
        sqlite_strict=True,
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.create_table(
        "erasing",
        sa.Column("patient_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("patient_id", name="pk_erasing"),
        sqlite_strict=True,
    )


def _guard_sqlite() -> None:
    """REPLACE would delete without any trigger, so an insert looks for the key itself."""
    unless = "WHEN NOT EXISTS (SELECT 1 FROM erasing) "
    for table, key in KEPT.items():
        of = f"OF {STATUS_ONLY} " if table == "plan_version" else ""
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        _refuse_sqlite(table, "update", f"UPDATE {of}", unless)
        _refuse_sqlite(table, "delete", "DELETE ", "")
        _refuse_sqlite(table, "replace", "INSERT ", f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same}) ')
    _refuse_sqlite("audit", "update", "UPDATE ", "")
    _refuse_sqlite("audit", "delete", "DELETE ", "")
    _refuse_sqlite(
        "audit", "order", "INSERT ", "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit) "
    )


def _refuse_sqlite(table: str, name: str, event: str, when: str) -> None:
    op.execute(
        f'CREATE TRIGGER {table}_{name} BEFORE {event}ON "{table}" {when}'
        "BEGIN SELECT RAISE(ABORT, 'records are added, never changed'); END"
    )


def _guard_postgresql() -> None:
    for name, unless in (("turgor_never", ""), ("turgor_unless_erasing", _UNLESS_ERASING)):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {unless}"
            "RAISE EXCEPTION 'records are added, never changed' USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
    op.execute(
        "CREATE FUNCTION turgor_audit_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit) THEN "
        "RAISE EXCEPTION 'records are added, never changed' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    for table in KEPT:
        of = f"OF {STATUS_ONLY} " if table == "plan_version" else ""
        _refuse_postgresql(table, "update", f"UPDATE {of}", "ROW", "turgor_unless_erasing")
        _refuse_postgresql(table, "delete", "DELETE ", "ROW", "turgor_never")
        _refuse_postgresql(table, "truncate", "TRUNCATE ", "STATEMENT", "turgor_never")
    _refuse_postgresql("audit", "update", "UPDATE ", "ROW", "turgor_never")
    _refuse_postgresql("audit", "delete", "DELETE ", "ROW", "turgor_never")
    _refuse_postgresql("audit", "truncate", "TRUNCATE ", "STATEMENT", "turgor_never")
    _refuse_postgresql("audit", "order", "INSERT ", "ROW", "turgor_audit_order")


_UNLESS_ERASING = "IF EXISTS (SELECT 1 FROM erasing) THEN RETURN NEW; END IF; "


def _refuse_postgresql(table: str, name: str, event: str, each: str, function: str) -> None:
    op.execute(
        f'CREATE TRIGGER {table}_{name} BEFORE {event}ON "{table}" FOR EACH {each} EXECUTE FUNCTION {function}()'
    )
