"""What a klantmanager has to see: distress, a wish for a person or an interpreter, something to discuss, a question."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from casestore.models import Attention, AttentionKind
from casestore.types import utc_now


class AttentionNotFound(Exception):
    """No call for attention has this id."""


def call(session: Session, case_id: str, kind: AttentionKind, question: str | None = None) -> Attention:
    """Calls for attention; `question` is the step that was being asked, where it matters."""
    attention = Attention(case_id=case_id, kind=kind, question=question)
    session.add(attention)
    session.flush()
    return attention


def unseen(session: Session, case_id: str) -> Sequence[Attention]:
    """The calls of a case that nobody has seen yet, the oldest first."""
    calls = select(Attention).where(Attention.case_id == case_id, Attention.seen_at.is_(None))
    return session.scalars(calls.order_by(Attention.created_at, Attention.id)).all()


def seen(session: Session, attention_id: str, staff_id: str) -> None:
    """Notes who saw it; the first one stays noted.

    Raises:
        AttentionNotFound: no call has this id.
    """
    attention = session.get(Attention, attention_id)
    if attention is None:
        raise AttentionNotFound(attention_id)
    if attention.seen_at is None:
        attention.seen_at, attention.seen_by = utc_now(), staff_id
        session.flush()
