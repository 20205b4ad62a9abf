"""The tables as they began, and the trigger that keeps answers append-only."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None

FIXED = [
    "sequence",
    "id",
    "case_id",
    "question",
    "entry",
    "value",
    "status",
    "original_text",
    "language",
    "source",
    "means",
    "certainty",
    "questionnaire_version",
    "recorded_at",
]


def where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def make_answers_append_only() -> None:
    """Only `superseded_by` may be set, once. Rows may still be deleted: the law limits how long they are kept."""
    if op.get_bind().dialect.name == "sqlite":
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FIXED)
        op.execute(f"""
            CREATE TRIGGER answers_append_only BEFORE UPDATE ON answers
            WHEN OLD.superseded_by IS NOT NULL OR {changed}
            BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END
        """)
        return
    # JSON has no equality of its own in PostgreSQL.
    changed = " OR ".join(f"NEW.{column}::text IS DISTINCT FROM OLD.{column}::text" for column in FIXED)
    op.execute("""
        CREATE FUNCTION refuse_change_of_answers() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'answers are append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """)
    op.execute(f"""
        CREATE TRIGGER answers_append_only BEFORE UPDATE ON answers FOR EACH ROW
        WHEN (OLD.superseded_by IS NOT NULL OR {changed})
        EXECUTE FUNCTION refuse_change_of_answers()
    """)


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("username", name="uq_staff_username"),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("notice_date", sa.Date(), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["staff.id"], name="fk_cases_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_tokens_staff_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("hash", name="uq_tokens_hash"),
    )
    op.create_index("ix_tokens_staff_id", "tokens", ["staff_id"], unique=False)
    op.create_table(
        "answers",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("original_text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.Column("certainty", sa.Double(), nullable=False),
        sa.Column("questionnaire_version", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_answers_case_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["superseded_by"], ["answers.id"], name="fk_answers_superseded_by", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("sequence", name="pk_answers"),
        sa.UniqueConstraint("id", name="uq_answers_id"),
    )
    op.create_index("ix_answers_case_id_sequence", "answers", ["case_id", "sequence"], unique=False)
    op.create_index("ix_answers_superseded_by", "answers", ["superseded_by"], unique=False)
    op.create_index(
        "uq_answers_standing_entry",
        "answers",
        ["case_id", "question", "entry"],
        unique=True,
        **where("superseded_by IS NULL AND entry IS NOT NULL"),
    )
    op.create_index(
        "uq_answers_standing_question", "answers", ["case_id", "question"], unique=True, **where("superseded_by IS NULL AND entry IS NULL")
    )
    op.create_table(
        "attentions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_attentions_case_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["seen_by"], ["staff.id"], name="fk_attentions_seen_by"),
        sa.PrimaryKeyConstraint("id", name="pk_attentions"),
    )
    op.create_index("ix_attentions_case_id", "attentions", ["case_id"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("misunderstood", sa.Integer(), nullable=False),
        sa.Column("last_turn", sa.String(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_conversations_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", name="pk_conversations"),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_invitations_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("code", name="uq_invitations_code"),
    )
    op.create_index("ix_invitations_case_id", "invitations", ["case_id"], unique=False)
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("request_hash", sa.String(), nullable=False),
        sa.Column("response", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_turns_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        sa.UniqueConstraint("case_id", "key", name="uq_turns_case_id_key"),
    )
    make_answers_append_only()
