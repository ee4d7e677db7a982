"""Sessions given and missed, events, days to think of, and what is booked: no resource twice at one time."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then what keeps two from booking the same."""
    _sessions()
    _happenings()
    _bookings()
    _dates()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _sessions() -> None:
    op.create_table(
        "session_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("sites", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_session_done_plan"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_session_done_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_session_done"),
        sa.UniqueConstraint("plan_id", "session", name="uq_session_done_plan_id_session"),
        sqlite_strict=True,
    )
    op.create_index("ix_session_done_patient_id", "session_done", ["patient_id"])
    op.create_table(
        "session_missed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_session_missed_plan"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_session_missed_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_session_missed"),
        sa.UniqueConstraint("plan_id", "session", "day", name="uq_session_missed_plan_id_session_day"),
        sqlite_strict=True,
    )
    op.create_index("ix_session_missed_patient_id", "session_missed", ["patient_id"])


def _happenings() -> None:
    op.create_table(
        "happening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_happening_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_happening"),
        sqlite_strict=True,
    )
    op.create_index("ix_happening_patient_id", "happening", ["patient_id"])


def _bookings() -> None:
    op.create_table(
        "resource",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_resource"),
        sa.UniqueConstraint("name", name="uq_resource_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.Text(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.CheckConstraint("start_minute < end_minute", name="ck_booking_order"),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name="fk_booking_resource"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_booking_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        sqlite_strict=True,
    )
    op.create_index("ix_booking_plan_id", "booking", ["plan_id"])
    op.create_index("ix_booking_resource_id_start_minute", "booking", ["resource_id", "start_minute"])


def _dates() -> None:
    op.create_table(
        "plan_date",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id", "number"],
            ["plan_version.plan_id", "plan_version.number"],
            name="fk_plan_date_plan_version",
        ),
        sa.PrimaryKeyConstraint("plan_id", "number", "kind", "what", name="pk_plan_date"),
        sqlite_strict=True,
    )
    op.create_index("ix_plan_date_day", "plan_date", ["day"])


def _guard_sqlite() -> None:
    for event in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER booking_twice_{event.lower()} BEFORE {event} ON booking "
            "WHEN NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM booking AS other "
            "WHERE other.resource_id = NEW.resource_id AND other.cancelled_at IS NULL "
            "AND other.id IS NOT NEW.id "
            "AND other.start_minute < NEW.end_minute AND NEW.start_minute < other.end_minute) "
            "BEGIN SELECT RAISE(ABORT, 'booked already'); END"
        )


def _guard_postgresql() -> None:
    """A range of one number stands for equality, which gist knows only by an extension."""
    op.execute(
        "ALTER TABLE booking ADD CONSTRAINT ex_booking_twice EXCLUDE USING gist ("
        "int4range(resource_id, resource_id, '[]') WITH &&, int4range(start_minute, end_minute) WITH &&"
        ") WHERE (cancelled_at IS NULL)"
    )
