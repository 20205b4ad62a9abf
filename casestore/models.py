"""The tables. A change here needs a migration: `alembic -c casestore/migrations/alembic.ini revision --autogenerate -m "..."`."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from casestore.types import CleanString, UtcDateTime, utc_now
from intake.record import Means, Source, Status

Group = Literal["asielstatushouder", "gezinsmigrant", "overig"]
AttentionKind = Literal["distress", "ask_human", "ask_interpreter", "discuss", "question"]


def new_id() -> str:
    return str(uuid4())


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: CleanString(), datetime: UtcDateTime()}  # noqa: RUF012 - SQLAlchemy's own form


class Staff(Base):
    """Someone of the municipality who signs in. `username` is kept in lower case."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Token(Base):
    """A bearer token for the API. `hash` is the SHA-256 (hex) of the token, which is itself kept nowhere."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    hash: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]


class Case(Base):
    """One person's intake. `notice_date` is the date of DUO's notice; a `trial` case is somebody trying the bot."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    given_name: Mapped[str]
    language: Mapped[str]
    group: Mapped[Group] = mapped_column(CleanString())
    notice_date: Mapped[date]
    trial: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Invitation(Base):
    """How a person gets in: a code, and a PIN of which only the argon2 hash is kept (None: still to be chosen at first use).

    `failed_tries` counts the wrong PINs since the last right one.
    """

    __tablename__ = "invitations"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    pin_hash: Mapped[str | None]
    valid_until: Mapped[datetime]
    failed_tries: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    revoked_at: Mapped[datetime | None]


class Conversation(Base):
    """Where the talk stands: the step being asked (`question`, `entry`), how often it was misunderstood.

    `last_turn` is the key of the last message that was recorded; of `total` questions that apply `answered` were dealt with;
    `offered_language` is the last language that was offered to go on in, since the person wrote in it.
    """

    __tablename__ = "conversations"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str]
    offered_language: Mapped[str | None]
    question: Mapped[str | None]
    entry: Mapped[int | None]
    misunderstood: Mapped[int] = mapped_column(default=0)
    last_turn: Mapped[str | None]
    answered: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    paused_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)

    @property
    def is_done(self) -> bool:
        """Whether everything was asked."""
        return self.question is None and self.done_at is not None


class AnswerRow(Base):
    """An `intake.record.Answer` of a case, in the order of `sequence`.

    Append-only: a trigger in the database refuses every change but setting `superseded_by` once. At most one answer to
    the same step stands; the two partial indexes say so (two, because NULL never equals NULL).
    """

    __tablename__ = "answers"
    __table_args__ = (
        Index("ix_answers_case_id_sequence", "case_id", "sequence"),
        Index(
            "uq_answers_standing_question",
            "case_id",
            "question",
            unique=True,
            sqlite_where=text("superseded_by IS NULL AND entry IS NULL"),
            postgresql_where=text("superseded_by IS NULL AND entry IS NULL"),
        ),
        Index(
            "uq_answers_standing_entry",
            "case_id",
            "question",
            "entry",
            unique=True,
            sqlite_where=text("superseded_by IS NULL AND entry IS NOT NULL"),
            postgresql_where=text("superseded_by IS NULL AND entry IS NOT NULL"),
        ),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    question: Mapped[str]
    entry: Mapped[int | None]
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    status: Mapped[Status] = mapped_column(CleanString())
    original_text: Mapped[str]
    language: Mapped[str]
    source: Mapped[Source] = mapped_column(CleanString())
    means: Mapped[Means] = mapped_column(CleanString())
    certainty: Mapped[float]
    questionnaire_version: Mapped[str]
    recorded_at: Mapped[datetime]
    # Deferred: the old answer is marked before the new one is there, so that never two stand.
    superseded_by: Mapped[str | None] = mapped_column(ForeignKey("answers.id", deferrable=True, initially="DEFERRED"), index=True)


class Attention(Base):
    """Something in a talk that a klantmanager has to see; `seen_at` tells that one did."""

    __tablename__ = "attentions"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    kind: Mapped[AttentionKind] = mapped_column(CleanString())
    question: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))


class Review(Base):
    """A text of a catalogue that a native speaker has read and found right. `digest` is that of the text (`intake.wording.digest`)."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("language", "key", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str]
    key: Mapped[str]
    digest: Mapped[str]
    reviewer: Mapped[str]
    noted_by: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    reviewed_at: Mapped[datetime] = mapped_column(default=utc_now)


class Clip(Base):
    """A text read aloud by a person; the latest of a text counts. `digest` is that of the text (`intake.wording.digest`)."""

    __tablename__ = "clips"
    __table_args__ = (Index("ix_clips_language_digest", "language", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str]
    digest: Mapped[str]
    media_type: Mapped[str]
    sound: Mapped[bytes]
    recorded_by: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=utc_now)


class Turn(Base):
    """One message and what was answered, under the sender's idempotency key; `request_hash` tells a repeat from another message."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    key: Mapped[str]
    said: Mapped[str | None]
    request_hash: Mapped[str]
    response: Mapped[Any] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
